"""What differs between two documents, in words: no HTML, no models."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import groupby

from django.utils.html import escape, strip_tags
from django.utils.translation import gettext

from profiles.values.choices import Carries, Certainty
from profiles.values.languages import either
from profiles.values.partialdate import PartialDate
from profiles.values.period import Period
from profiles.values.plaintext import marked, raised

from . import offices
from .documents import FOOTNOTE, is_dated, names_somebody, shape_of
from .labels import LABELS, LANGUAGES, display

LINKS = ("type", "role", "body")
ROW = re.compile("<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile("<t[dh]\\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
IN_ONE_LINE = {*LINKS, *Period.KEYS, "uid", "position", "status", "capacity", "level", "part"}


@dataclass(frozen=True)
class Change:
    """One thing that differs: where, and what stood there before and stands there after (empty: nothing)."""

    where: str
    before: str
    after: str

    def pieces(self) -> list[tuple[str, str]]:
        """Both texts as one, by words: pieces that stayed (`same`), went (`gone`) or came (`new`)."""
        old, new = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (self.before, self.after))
        found = []
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                found.append(("same", "".join(old[a:b])))
            else:
                found += [
                    (name, text) for name, text in (("gone", "".join(old[a:b])), ("new", "".join(new[c:d]))) if text
                ]
        return found


def without(base: str, *others: str) -> list[tuple[str, str]]:
    """A text by words: pieces that stayed in all of some others (`same`), and those that went from any (`gone`)."""
    gone = [False] * len(base)
    for other in others:
        place = 0
        for kind, text in Change("", base, other).pieces():
            if kind == "gone":
                gone[place : place + len(text)] = [True] * len(text)
            place += len(text) if kind != "new" else 0
    runs = groupby(zip(base, gone, strict=True), lambda pair: pair[1])
    return [("gone" if is_gone else "same", "".join(letter for letter, _gone in run)) for is_gone, run in runs]


def changes(before: dict | None, after: dict) -> list[Change]:
    """Everything that differs, in the order of the page. From nothing, everything is new."""
    before, shape = before or {}, shape_of(after)
    found = []
    for key in LABELS:
        if key in shape.facts:
            found += fact_changes(str(LABELS[key]), facts_of(before, key), facts_of(after, key))
        elif key == "areas" and shape.has_areas:
            found += value_changes(LABELS[key], labels(before.get(key, [])), labels(after[key]))
        elif key in shape.links:
            found += value_changes(LABELS[key], label_of(before[key]) if key in before else "", label_of(after[key]))
        elif key == "rests_on" and key in shape.plain:
            found += value_changes(LABELS[key], cited_in(before), cited_in(after))
        elif key == "sources":
            found += source_changes(before.get(key, []), after[key])
        elif key in shape.plain + shape.pairs:
            found += value_changes(LABELS[key], display(key, before.get(key, "")), display(key, after[key]))
    return found


def facts_of(content: dict, key: str) -> list[dict]:
    """The dated facts of a kind, each with its sources in words, and what it took over from."""
    facts = content.get(key, [])
    named = {fact["uid"]: fact for fact in facts}
    return [
        fact
        | {"sources": cited_by(content, fact)}
        | {name: subject(named[fact[name]]) for name in ("succeeds",) if fact.get(name) in named}
        for fact in facts
    ]


def cited_by(content: dict, fact: dict) -> str:
    """What a fact of a document rests on, in words."""
    return cited(fact["sources"], {source["code"]: source for source in content["sources"]})


def cited_in(content: dict) -> str:
    """What a document as a whole rests on, in words."""
    return cited(content.get("rests_on", []), {source["code"]: source for source in content.get("sources", ())})


def cited(sources: list[dict], register: dict[str, dict]) -> str:
    """What a fact rests on, a line each: the title, and what of the fact it carries where that is not all."""
    lines = []
    for source in sources:
        row = register.get(source["code"])
        title = either(row["title"]) if row else source["code"]
        lines.append(title if source["carries"] == Carries.ALL else f"{title} ({Carries(source['carries']).label})")
    return "\n".join(lines)


def source_changes(before: list[dict], after: list[dict]) -> list[Change]:
    """What is said of a source that came to be cited, or says another thing now. Who cites it, its facts say."""
    old = {source["code"]: in_full(source) for source in before}
    rows = [(old.get(source["code"], ""), in_full(source)) for source in after]
    return [Change(gettext("source"), was, now) for was, now in rows if was != now]


def in_full(source: dict) -> str:
    """All that a document says of a source, in one line."""
    day = source["day"] and str(PartialDate(source["day"]))
    parts = (either(source["title"]), source["publisher"], day, source["url"], source["archived_url"])
    return join(*filter(None, parts))


def labels(rows: list[dict]) -> str:
    return join(*map(label_of, rows))


def value_changes(label, before, after) -> list[Change]:
    """Of a text or a number, or of a pair of texts."""
    before, after = ("" if value is None else value for value in (before, after))
    if isinstance(after, dict):
        pairs = [(code, join(label, LANGUAGES[code]), (before or {}).get(code, ""), after[code]) for code in LANGUAGES]
    else:
        pairs = [("", str(label), before, after)]
    return [text_change(where, old, new, code) for code, where, old, new in pairs if old != new]


def text_change(where: str, old: str, new: str, language: str = "") -> Change:
    """Where the words are the same, their marks are what differs: headings, emphasis."""
    before, after = plain(old, language), plain(new, language)
    if before == after:
        return Change(gettext("%(name)s (formatting only)") % {"name": where}, old, new)
    return Change(where, before, after)


def join(*parts) -> str:
    """“text, English”, with the comma of the reader's language."""
    return gettext(", ").join(str(part) for part in parts)


def fact_changes(label: str, before: list[dict], after: list[dict]) -> list[Change]:
    """Of dated facts, matched by `uid`."""
    old, new = ({fact["uid"]: fact for fact in facts} for facts in (before, after))
    found = []
    for uid, fact in old.items():
        if uid not in new:
            found += [Change(label, describe(fact), ""), *rest_of(label, fact, fact, {})]
    for uid, fact in new.items():
        if uid not in old:
            found += [Change(label, "", describe(fact)), *rest_of(label, fact, {}, fact)]
        elif old[uid] != fact:
            found += changes_of_fact(f"{label}: {subject(fact)}", old[uid], fact)
    return found


def rest_of(label: str, fact: dict, before: dict, after: dict) -> list[Change]:
    """Of a fact that came or went, what its one line does not say: each text of its own."""
    where, found = f"{label}: {subject(fact)}", []
    for key, value in fact.items():
        named = names_somebody(fact) and key in ("name", "entity_slug")
        if named or key in IN_ONE_LINE or (key == "certainty" and value == Certainty.STATED):
            continue
        blank = dict.fromkeys(LANGUAGES, "") if isinstance(value, dict) else ""
        found += value_changes(
            join(where, LABELS.get(key, key)), display(key, before.get(key, blank)), display(key, after.get(key, blank))
        )
    return found


def changes_of_fact(where: str, before: dict, after: dict) -> list[Change]:
    """Of a fact that stayed. A word of a vocabulary is the same under another label: its code says which it is."""
    found = []
    if "start" in after and (old := str(Period.of(before))) != (new := str(Period.of(after))):
        found.append(Change(where, old, new))
    for key in before | after:
        value = after.get(key, "")
        if key in LINKS:
            if before[key]["code"] != value["code"]:
                found.append(Change(where, label_of(before[key]), label_of(value)))
        elif key not in Period.KEYS:
            found += value_changes(
                join(where, LABELS.get(key, key)), display(key, before.get(key, "")), display(key, value)
            )
    return found


def describe(fact: dict) -> str:
    """A dated fact in one line."""
    if names_somebody(fact):
        told = [display(key, fact[key]) for key in ("capacity", "level", "part") if key in fact]
        return join(subject(fact), *told, *([str(Period.of(fact))] if is_dated(fact) else []))
    status = f" ({display('status', fact['status'])})" if "status" in fact else ""
    return join(f"{subject(fact)}{status}", str(Period.of(fact)))


def subject(fact: dict) -> str:
    """What a dated fact is about."""
    for key in LINKS:
        if key in fact:
            return label_of(fact[key])
    if names_somebody(fact):
        return either(fact["name"])
    return offices.name_of(fact).text


def label_of(row: dict) -> str:
    """What a row of a vocabulary is called."""
    return either(row["label"])


def plain(value, language: str = "") -> str:
    """Rich text as it reads: a paragraph or a row of a table a line, items with the marker that pages show in that
    language, links with their address."""
    text = marked(ROW.sub(row_in_a_line, raised(str(value))), language)
    text = re.sub(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', r"\2 (\1)", text, flags=re.DOTALL)
    text = FOOTNOTE.sub(r" [\1]", text)
    text = re.sub(r"</(?:p|h[1-6]|li|blockquote)>|<br>", "\n", text)
    return unescape(strip_tags(text)).replace("\n\n", "\n").strip()


def row_in_a_line(row) -> str:
    cells = [" ".join(plain(cell).split()) for cell in CELL.findall(row[1])]
    return f"{escape(' | '.join(cells))}<br>"


def is_in_prose_alone(before: dict, after: dict) -> bool:
    """Whether two documents of a profile differ in its summary and its long texts at most, which cite the same
    sources."""
    return without_prose(before) == without_prose(after)


def without_prose(content: dict) -> dict:
    offices = [fact | {"text": codes_in(fact["text"])} for fact in content["responsible_entities"]]
    return content | {"summary": None, "body": codes_in(content["body"]), "responsible_entities": offices}


def codes_in(text: dict[str, str]) -> list[list[str]]:
    return [FOOTNOTE.findall(words) for words in text.values()]
