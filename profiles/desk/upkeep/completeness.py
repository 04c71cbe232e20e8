"""What a good profile has: a list of rules, each with what is missing and where it is filled in. Nothing of it is
stored, none of it keeps anything from being published, and only the desk shows it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from profiles.published import diff, documents
from profiles.published.pairs import name_of
from profiles.values.choices import Carries, EntityKind
from profiles.values.languages import IN_WORDS, LANGUAGES, SECOND, column_of, in_language

from .. import checks

MEMBERSHIPS, OFFICES = "memberships-group", "responsible_entities-group"


@dataclass(frozen=True)
class Lack:
    """Something that a profile lacks: by which rule, in a sentence, and where the form has it."""

    rule: "Rule"
    sentence: str
    anchor: str


@dataclass(frozen=True)
class Rule:
    """Something that a good profile has. `anchors` gives the places where it is missing, each with whom it is of (or
    nothing), on a day; `applies` says of which profiles it is asked."""

    code: str
    title: str
    sentence: str
    anchors: Callable[[dict, dt.date], Iterator[tuple[str, str]]]
    applies: Callable[[dict, dt.date], bool] = lambda content, day: True

    def lacks(self, content: dict, day: dt.date) -> list[Lack]:
        found = self.anchors(content, day)
        return [Lack(self, self.sentence_about(about), anchor) for anchor, about in found]

    def sentence_about(self, about: str) -> str:
        return f"{about}: {self.sentence}" if about else str(self.sentence)


@dataclass(frozen=True)
class Completeness:
    """How far a profile has come: how many rules are asked of it, and what it lacks, a line for each place."""

    asked: int
    lacks: list[Lack]

    @property
    def broken(self) -> list[Rule]:
        """The rules by which anything is missing."""
        return list(dict.fromkeys(lack.rule for lack in self.lacks))

    @property
    def kept(self) -> int:
        return self.asked - len(self.broken)

    @property
    def missing(self) -> list[tuple[str, list[Lack]]]:
        """What is missing, in short, each with its places."""
        return [(str(rule.title), [lack for lack in self.lacks if lack.rule == rule]) for rule in self.broken]

    @property
    def is_whole(self) -> bool:
        return not self.lacks


def completeness(content: dict, day: dt.date | None = None) -> Completeness:
    """Of a profile, given as its document; today, if no day is given."""
    day = day or timezone.localdate()
    asked = [rule for rule in RULES if rule.applies(content, day)]
    return Completeness(len(asked), [lack for rule in asked for lack in rule.lacks(content, day)])


# ── What is so on a day ────────


def held(facts: list[dict], day: dt.date, *statuses: str) -> list[dict]:
    return [fact for fact in facts if documents.bounds(fact).on(day) in statuses]


def takes_part(content: dict, day: dt.date) -> bool:
    """Whether it may be a member or observer on that day: who has left needs no office that answers today."""
    return bool(held(content["memberships"], day, "certain", "possible"))


def answers(content: dict, day: dt.date) -> list[dict]:
    """The responsible entities of that day, as far as certain."""
    return held(content["responsible_entities"], day, "certain")


# ── Where it is missing ────────


def without_name(content, _day):
    yield from ((f"id_{column_of('name', code)}", "") for code, text in content["name"].items() if not text)


def without_summary(content, _day):
    yield from ((f"id_{column_of('summary', code)}", "") for code, text in content["summary"].items() if not text)


def without_text(content, _day):
    if not any(content["body"].values()):
        yield "id_body_en", ""


def without_themes(content, _day):
    if not content["areas"]:
        yield "id_areas", ""


def without_join_date(content, _day):
    if not documents.join_date(content):
        yield MEMBERSHIPS, ""


def without_source_of_join_date(content, _day):
    joined = documents.join_date(content)
    if not carried(joined, Carries.START):
        yield checks.row_anchor(joined["uid"]), diff.subject(joined)


def without_office(content, day):
    if not answers(content, day):
        yield OFFICES, ""


def without_name_in(code: str):
    def places(content, day):
        yield from (
            (checks.row_anchor(office["uid"]), diff.subject(office))
            for office in answers(content, day)
            if not name_of(office)[code]
        )

    return places


def without_way_to_reach_it(content, day):
    offices = answers(content, day)
    if not (content["website"] or any(office["website"] or any(office["contact"].values()) for office in offices)):
        yield "id_website", ""


def without_mark(content, _day):
    if not content["iso2" if content["kind"] == EntityKind.STATE else "logo"]:
        yield ("id_iso2" if content["kind"] == EntityKind.STATE else "id_upload"), ""


def without_sources_of_dates(content, _day):
    for _kind, fact in documents.facts_of(content):
        said = [
            carries
            for carries, keys in ((Carries.START, ("start", "start_by")), (Carries.END, ("end",)))
            if any(fact[key] for key in keys)
        ]
        if not all(carried(fact, carries) for carries in said):
            yield checks.row_anchor(fact["uid"]), diff.subject(fact)


def carried(fact: dict, carries: Carries) -> bool:
    """Whether a source carries that end of a fact."""
    return any(source["carries"] in (carries, Carries.ALL) for source in fact["sources"])


def has_joined(content: dict, _day) -> bool:
    return documents.join_date(content) is not None


def has_office(content: dict, day: dt.date) -> bool:
    return bool(answers(content, day))


def name_of_offices(code: str) -> Rule:
    """That its responsible entities have a name in a language."""
    label = in_language(code, _("name of its responsible entities"))
    sentence = format_lazy(_("The name is missing {language}, official or translated."), language=IN_WORDS[code])
    return Rule(f"office_{code}", label, sentence, without_name_in(code), has_office)


OF_NAMES = _("name in both languages"), _("The name is missing in one language.")
OF_SUMMARIES = _("summary in both languages"), _("The summary is missing in one language.")
OF_ONE_NAME, OF_ONE_SUMMARY = (_("name"), _("The name is missing.")), (_("summary"), _("The summary is missing."))
RULES = (
    Rule("name", *(OF_NAMES if SECOND else OF_ONE_NAME), without_name),
    Rule("summary", *(OF_SUMMARIES if SECOND else OF_ONE_SUMMARY), without_summary),
    Rule("text", _("text"), _("There is no text beside the summary."), without_text),
    Rule("join_date", _("date of joining"), _("No membership says when it joined."), without_join_date),
    Rule(
        "join_source",
        _("source of the date of joining"),
        _("No source carries the date of joining."),
        without_source_of_join_date,
        has_joined,
    ),
    Rule(
        "office",
        _("responsible entity today"),
        _("No responsible entity is certain to answer for it today."),
        without_office,
        takes_part,
    ),
    *map(name_of_offices, reversed(LANGUAGES)),
    Rule(
        "reached",
        _("how it is reached"),
        _("Neither a website nor the contact of a responsible entity says how it is reached."),
        without_way_to_reach_it,
        takes_part,
    ),
    Rule("themes", _("thematic areas"), _("No thematic area is named."), without_themes),
    Rule("mark", _("flag or logo"), _("It has no flag or logo."), without_mark),
    Rule(
        "sources",
        _("a source for each start and end"),
        _("No source carries its start or its end."),
        without_sources_of_dates,
        lambda content, day: any(documents.is_dated(fact) for _kind, fact in documents.facts_of(content)),
    ),
)
