"""How a responsible entity is reached: as a card for address books (vCard 4.0, RFC 6350), in both languages."""

from profiles.published import offices
from profiles.reading.facts import Profile, Term
from profiles.values import languages, runs

# Control characters, and what else a reader may take for the end of a line.
CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029])
ESCAPES = CONTROLS | str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\t": " "})
# Octets, without the line's end.
LONGEST_LINE = 75


def vcard(profile: Profile, office: Term, *, source: str) -> str:
    """The card of an office of a live profile; `source` is where the card is had."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"UID:urn:uuid:{office['uid']}",
        *names(profile, office),
        *ways(office),
        *(f"NOTE;{each}:{escape(text)}" for each, text in in_languages(office["contact"])),
        f"REV:{profile.released:%Y%m%dT%H%M%SZ}",
        f"SOURCE:{source}",
        "END:VCARD",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def in_languages(pair: dict[str, str]) -> list[tuple[str, str]]:
    """The parameters of one property in two languages, each with its text."""
    return [(f"LANGUAGE={code};ALTID=1", pair[code].strip()) for code in languages.LANGUAGES if pair[code].strip()]


def names(profile: Profile, office: Term) -> list[str]:
    """What it is called, and whose it is: an address book holds many ministries of labour."""
    own = {code: offices.name_in(office.fact, code) for code in languages.LANGUAGES}
    own = {code: name.text if name else "" for code, name in own.items()}
    full = {
        code: f"{name} ({profile['name'][code]})" if name and profile["name"][code] not in ("", name) else name
        for code, name in own.items()
    }
    written = [("FN", full), ("ORG", own), ("NICKNAME", office["acronym"])]
    return [f"{key};{each}:{escape(text)}" for key, pair in written for each, text in in_languages(pair)]


def ways(office: Term) -> list[str]:
    """Its website, and the telephone numbers and e-mail addresses that its contact details hold, each once."""
    found = runs.find("\n".join(office["contact"].values()))
    lines = [f"URL:{office['website'].translate(CONTROLS)}"] * bool(office["website"])
    lines += [f"EMAIL:{escape(mail)}" for mail in found["mail"]]
    lines += [f"TEL;VALUE=uri;TYPE=voice:tel:{runs.dialled(number)}" for number in found["telephone"]]
    return list(dict.fromkeys(lines))


def escape(text: str) -> str:
    """A text as a value on one line, whatever ends its own."""
    return "\\n".join(line.translate(ESCAPES) for line in text.splitlines())


def fold(line: str) -> str:
    """A line, folded between characters so that no part is too long."""
    parts, room = [""], LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append("")
            room = LONGEST_LINE - 1  # for the space that says that the line goes on
        parts[-1] += character
        room -= size
    return "\r\n ".join(parts)
