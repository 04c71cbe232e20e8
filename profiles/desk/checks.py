"""What keeps a document from being proposed and published, and what deserves a second look before it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.values.choices import Certainty

from . import workingcopy
from .models import Entity, Membership, RoleTerm


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
        Problem(_("The name is missing in one language."), f"id_name_{code}")
        for code in ("en", "ar")
        if not content["name"][code]
    ]
    if not content["memberships"]:
        sentence = _("It has no membership: say at least what it is, with “not stated” for what is not known.")
        found.append(Problem(sentence, "memberships-group"))
    if not any(content["summary"].values()):
        found.append(Problem(_("The summary is missing."), "id_summary_en"))
    return found + [Problem(sentence, "memberships-group") for sentence in overlaps(content)]


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


def shared_roles(entity: Entity) -> list[str]:
    """The terms of others that, as far as certain, overlap one of this entity in a role for one holder at a time: a
    warning for each, which keeps nothing from being saved or published."""
    terms = entity.role_terms.filter(role__single_holder=True, certainty__in=Certainty.sure()).select_related("role")
    return [
        _("%(role)s has one holder at a time, but %(entity)s holds it too: %(period)s.")
        % {"role": term.role, "entity": other.entity, "period": other.period()}
        for term in terms
        for other in RoleTerm.objects.filter(role=term.role, certainty__in=Certainty.sure())
        .exclude(pk=term.pk)
        .select_related("role", "entity")
        if certainly_meet(term, other)
    ]


def certainly_meet(one: RoleTerm, other: RoleTerm) -> bool:
    """Whether there is a day on which both certainly hold."""
    here, there = (row.period().bounds() for row in (one, other))
    return max(here.certain_from, there.certain_from) < min(here.certain_until, there.certain_until)
