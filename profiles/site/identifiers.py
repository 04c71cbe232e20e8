"""What else a profile is called: its other names, and the identifiers that others give it, as schema.org has them."""

from profiles.values import languages

SCHEMES = (("ISO 3166-1 alpha-2", "iso2"), ("ISO 3166-1 alpha-3", "iso3"), ("Wikidata", "wikidata"), ("ROR", "ror"))
# Where an identifier leads; that of ROR is an address already.
ADDRESSES = {
    "iso2": "https://www.iso.org/obp/ui/#iso:code:3166:{}",
    "wikidata": "https://www.wikidata.org/entity/{}",
    "ror": "{}",
}


def codes(content: dict) -> list[dict]:
    """The identifiers, each with the scheme that it is of."""
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": content[key]} for name, key in SCHEMES if content[key]
    ]


def same_as(content: dict) -> list[str]:
    """Where others name the same thing."""
    return [address.format(content[key]) for key, address in ADDRESSES.items() if content[key]]


def names(content: dict) -> list:
    """What else it is called: in the other language, in full, in its own language, in short."""
    pairs = [content["name"], content["formal_name"]]
    found = [{"@language": code, "@value": pair[code]} for pair in pairs for code in languages.LANGUAGES if pair[code]]
    title = {"@language": languages.current(), "@value": content["name"][languages.current()]}
    found = [name for name in found if name != title]
    acronyms = [text for text in content["acronym"].values() if text]
    return found + acronyms + [content["native_name"]] * bool(content["native_name"])


def in_other_language(pair: dict[str, str]) -> dict[str, str]:
    """A pair as it reads in the language that is not the reader's; nothing where that text is empty or is none."""
    other = languages.OTHER[languages.current()]
    return {"@language": other, "@value": pair[other]} if languages.SECOND and pair[other] else {}
