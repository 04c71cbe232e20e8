"""What a profile lacks, by the cell of its fact sheet in which it would stand."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from profiles.values.languages import keys_of

from ...upkeep.completeness import Lack, completeness
from ..tables import SHEETS, UID, Sheet

# In which column of a fact a rule wants something.
COLUMNS = {"join_source": "sources", "sources": "sources"} | dict(zip(keys_of("office"), keys_of("name"), strict=True))
ROW, GROUP = "fact-", "-group"

Place = tuple[str, str, str]


@dataclass(frozen=True)
class Missing:
    """What is missing by sheet, uid and column, and all of it, a sentence each. What a whole sheet lacks has neither
    uid nor column."""

    sentences: list[str]
    places: dict[Place, list[str]] = field(default_factory=dict)

    def of(self, sheet: str, uid: str, column: str) -> list[str]:
        return self.places.get((sheet, uid, column), [])

    def of_row(self, sheet: str, uid: str) -> list[str]:
        found = [sentence for place, texts in self.places.items() if place[:2] == (sheet, uid) for sentence in texts]
        return list(dict.fromkeys(found))


def missing(content: dict, day: dt.date) -> Missing:
    """Of a profile, given as its document: what completeness asks for, and what no row can be without."""
    lacks = completeness(content, day).lacks
    places = defaultdict(list)
    sheets = {fact[UID]: name for name in SHEETS if SHEETS[name].owner for fact in content.get(name, ())}
    for lack in lacks:
        places[place_of(lack, content[UID], sheets)].append(str(lack.rule.sentence))
    for name in sorted(set(sheets.values())):
        for fact in content[name]:
            for column in needed(SHEETS[name], fact):
                places[name, fact[UID], column].append(_("This cannot be empty."))
    return Missing([lack.sentence for lack in lacks], dict(places))


def told(sentence: str) -> str:
    """What is missing, as a cell says it: after the word, since a colour alone says nothing to who does not see it."""
    return _("missing: %(what)s") % {"what": sentence}


def place_of(lack: Lack, uid: str, sheets: dict[str, str]) -> Place:
    if lack.anchor.startswith(ROW):
        fact = lack.anchor.removeprefix(ROW)
        return sheets[fact], fact, COLUMNS.get(lack.rule.code, "")
    if lack.anchor.endswith(GROUP):
        return lack.anchor.removesuffix(GROUP), "", ""
    name = lack.anchor.removeprefix("id_")
    return "profiles", uid, next((found.name for found in SHEETS["profiles"].columns if found.field.name == name), name)


def needed(sheet: Sheet, fact: dict) -> list[str]:
    """The columns that a fact cannot be without and in which nothing stands."""
    asked = [column for column in sheet.columns if not (column.field.blank or column.language or column.is_word)]
    return [column.name for column in asked if column.value_in(fact) == ""]
