"""A fact of the working copy as a sentence: what it is about, what is said of it, when, and what is doubtful of it."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from profiles.published import diff, documents, labels
from profiles.values.choices import Certainty, Level
from profiles.values.languages import either, no_pair
from profiles.values.period import Period

from ... import workingcopy

KINDS = {workingcopy.MODELS[key]: kind for shape in documents.SHAPES.values() for key, kind in shape.facts.items()}
# What else a row says in its sentence, in that order.
TOLD = ("status", "part", "capacity", "level")


@dataclass(frozen=True)
class Sentence:
    """The parts of a sentence: `Chair-in-office`, `[Second chair]`, `11 Feb. 2024 – 1 Feb. 2026`, remarks, sources."""

    subject: str
    told: list[str]
    period: str
    remarks: list[str]
    sources: str
    is_doubtful: bool = False

    def __str__(self):
        return diff.join(self.subject, *self.told, *filter(None, [self.period]))


def as_fact(row) -> dict:
    """A row of the working copy as a document has it."""
    return workingcopy.fact(row, KINDS[type(row)])


def sentence_of(fact: dict) -> Sentence:
    return Sentence(
        diff.subject(fact) or "–",
        list(told(fact)),
        period_of(fact),
        list(remarks(fact)),
        sources_in_words(len(fact["sources"])),
        is_doubtful=not Certainty(fact["certainty"]).is_sure,
    )


def told(fact: dict):
    """What is said of it besides its dates."""
    if title := either(fact.get("title", no_pair())):
        yield title
    for key in TOLD:
        if key in fact and fact[key] != Level.NOT_STATED:
            yield labels.display(key, fact[key])


def period_of(fact: dict) -> str:
    """Its dates in words, of a fact that has any."""
    if "start" not in fact:
        return ""
    stated = documents.is_dated(fact) or fact["ended"]
    return str(Period.of(fact)) if stated else gettext("no dates stated")


def remarks(fact: dict):
    """What is to be looked at twice: how sure it is, where that is not simply stated; that it has not begun."""
    certainty = Certainty(fact["certainty"])
    if certainty == Certainty.NOT_STATED:
        yield gettext("not stated as a fact")
    elif certainty != Certainty.STATED:
        yield str(certainty.label)
    if "start" in fact and Period.of(fact).is_to_come:
        yield gettext("not begun yet")


def sources_in_words(number: int) -> str:
    if not number:
        return gettext("no source")
    return ngettext("%(number)s source", "%(number)s sources", number) % {"number": number}


def new_of(model) -> str:
    """What an empty row is called."""
    return gettext("New: %s") % model._meta.verbose_name
