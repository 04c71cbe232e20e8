"""What keeps a document from being proposed and published, and what deserves a second look before it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.published.models import Publication
from profiles.values import calendars
from profiles.values.choices import Certainty, EntryKind, PaperKind
from profiles.values.languages import LANGUAGES, SECOND, columns_of
from profiles.values.partialdate import date_columns
from profiles.values.period import ALWAYS, Period

from . import workingcopy
from .models import Membership


@dataclass(frozen=True)
class Problem:
    """What keeps a document from being published: a sentence, and the field of the form where it is mended."""

    sentence: str
    field: str

    def __str__(self):
        return self.sentence


def problems(content: dict) -> list[Problem]:
    """What keeps a document from being proposed and published."""
    found = [
        Problem(_("The name is missing in one language.") if SECOND else _("The name is missing."), f"id_{column}")
        for code, column in zip(LANGUAGES, columns_of("name"), strict=True)
        if not content["name"][code]
    ]
    return found + PROBLEMS[documents.kind_of(content)](content) + doubtful_years(content)


def problems_of_profile(content: dict) -> list[Problem]:
    found = []
    if not content["memberships"]:
        sentence = _("It has no membership: say at least what it is, with “not stated” for what is not known.")
        found.append(Problem(sentence, "memberships-group"))
    if not any(content["summary"].values()):
        found.append(Problem(_("The summary is missing."), "id_summary_en"))
    return found + [Problem(sentence, "memberships-group") for sentence in overlaps(content)]


def problems_of_text(content: dict) -> list[Problem]:
    return [] if any(content["body"].values()) else [Problem(_("The text is missing."), "id_body_en")]


def problems_of_meeting(content: dict) -> list[Problem]:
    """One whose day is not known yet can be published."""
    return problems_of_dates(content, "start", "end")


def problems_of_dates(content: dict, *names: str) -> list[Problem]:
    """An entry's own dates are asked about as those of facts are."""
    if content["unusual"]:
        return []
    return [Problem(doubt, f"id_{name}") for name in names for doubt in doubts_of(content, [name])]


def problems_of_paper(content: dict) -> list[Problem]:
    """An agreement has its parties, anything else what says that there is such a text."""
    found = []
    if content["kind"] == PaperKind.AGREEMENT and len(content["parties"]) < 2:
        found.append(Problem(_("An agreement has at least two parties."), "parties-group"))
    if not (content["url"] or content["file"] or content["rests_on"]):
        sentence = _("Nothing says that there is such a document: give an address, a file or a source.")
        found.append(Problem(sentence, "id_url"))
    return found + problems_of_dates(content, "day")


def problems_of_programme(content: dict) -> list[Problem]:
    return problems_of_dates(content, "start", "end")


PROBLEMS = {
    EntryKind.PROFILE: problems_of_profile,
    EntryKind.MEETING: problems_of_meeting,
    EntryKind.TEXT: problems_of_text,
    EntryKind.PAPER: problems_of_paper,
    EntryKind.PROGRAMME: problems_of_programme,
}


DATES = date_columns(Membership)


def doubtful_years(content: dict) -> list[Problem]:
    """The years that look mistaken and that nobody has called right, each with the row where it stands."""
    facts = [fact for _key, fact in documents.facts_of(content) if not fact.get("unusual", True)]
    return [
        Problem(_("%(fact)s: %(doubt)s") % {"fact": diff.subject(fact), "doubt": doubt}, row_anchor(fact["uid"]))
        for fact in facts
        for doubt in doubts_of(fact, DATES)
    ]


def doubts_of(fact: dict, names: Iterable[str]) -> list[str]:
    """What is doubtful of the years of some dates, each once."""
    today = timezone.localdate()
    found = (calendars.doubt(fact[name], today) for name in names)
    return list(dict.fromkeys(str(doubt) for doubt in found if doubt))


def row_anchor(uid) -> str:
    """Where the form of a profile shows a dated fact."""
    return f"fact-{uid}"


def gaps(content: dict) -> list[str]:
    """The memberships that follow each other and leave days between them on which, by their dates, nothing is certain:
    a warning for each two, which keeps nothing from being saved or published."""
    held = [item for item in content.get("memberships", ()) if Certainty(item["certainty"]).is_sure]
    held.sort(key=lambda item: (documents.bounds(item).possible_from, documents.bounds(item).certain_from))
    return [gap for one, other in pairwise(held) if (gap := gap_between(one, other))]


def warnings(content: dict) -> list[str]:
    """What deserves a second look in a document before it is published."""
    return [*gaps(content), *repeated_roles(content)]


def repeated_roles(content: dict) -> list[str]:
    """The terms of one role that certainly hold at one time, a sentence for each two: one of them may be a slip."""
    pairs = documents.overlaps(content, "role_terms")
    return [
        _("%(role)s is held twice at one time: %(first)s and %(second)s.")
        % {"role": diff.label_of(one["role"]), "first": Period.of(one), "second": Period.of(other)}
        for one, other in pairs
        if one["role"]["code"] == other["role"]["code"]
    ]


def gap_between(one: dict, other: dict) -> str:
    """The gap in words, or nothing where the second certainly begins by the end of the first."""
    ends, begins = documents.bounds(one).certain_until, documents.bounds(other).certain_from
    if ends == ALWAYS or ends >= begins:
        return ""
    return _(
        "Between %(first)s (until: %(until)s) and %(second)s (from: %(start)s) nothing is certain. "
        "If the one followed the other at once, give both the same day."
    ) % {
        "first": diff.label_of(one["type"]),
        "until": Period.of(one).until_text,
        "second": diff.label_of(other["type"]),
        "start": Period.of(other).from_text,
    }


def overlaps(content: dict) -> list[str]:
    """The memberships that certainly hold at one time, a sentence for each two. Only one may."""
    return [
        _("Two memberships hold at one time: %(first)s and %(second)s.")
        % {"first": diff.label_of(first["type"]), "second": diff.label_of(second["type"])}
        for first, second in documents.overlaps(content)
    ]


def overlaps_of(memberships: Iterable[Membership]) -> list[str]:
    """The same of rows of the working copy, stored or not."""
    kind = documents.FACTS["memberships"]
    return overlaps({"memberships": [workingcopy.fact(row, kind) for row in memberships]})


def unknown_addresses(content: dict) -> list[str]:
    """The addresses of profiles and meetings that a document names and under which nothing is public: a warning for
    each. What is not public yet would be told by its address; of a slip nobody is counted."""
    named = {EntryKind.PROFILE: {content.get("host_slug", "")}, EntryKind.MEETING: {content.get("meeting_slug", "")}}
    named[EntryKind.PROFILE] |= {fact.get("entity_slug", "") for _key, fact in documents.facts_of(content)}
    found = []
    for kind, slugs in named.items():
        live = Publication.objects.of_kind(kind).once_live(timezone.now()).filter(slug__in=slugs)
        missing = slugs - {""} - set(live.values_list("slug", flat=True))
        found += [_("Nothing is public under the address “%s”, which this names.") % slug for slug in sorted(missing)]
    return found
