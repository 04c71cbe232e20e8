"""What deserves a second look in documents before they are proposed or published, and bars neither: for several as for
one, in as many queries."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from profiles.published import diff, documents
from profiles.published.models import Role
from profiles.values.choices import Certainty

from . import checks
from .models import RoleTerm
from .upkeep import translations

SOURCED = ("memberships", "role_terms")


def second_looks(content: dict) -> list[str]:
    return of_several([content])[content["uid"]]


def of_several(contents: Iterable[dict]) -> dict[str, list[str]]:
    """What deserves a second look in each of some documents, by uid."""
    contents = list(contents)
    lags, shared = translations.lags_of(contents), shared_roles(contents)
    return {
        uid: [
            *checks.warnings(content),
            *shared[uid],
            *without_source(content),
            *translations.warnings(lags[uid]),
        ]
        for uid, content in ((content["uid"], content) for content in contents)
    }


def without_source(content: dict) -> list[str]:
    """The memberships and roles for which no source is given, in one sentence."""
    facts = [fact for key in SOURCED for fact in content.get(key, ()) if not fact["sources"]]
    named = dict.fromkeys(diff.subject(fact) for fact in facts)
    return [_("No source is given for: %s.") % diff.join(*named)] if named else []


# ── Roles for one holder at a time ────────


def shared_roles(contents: Iterable[dict]) -> dict[str, list[str]]:
    """The terms of others, as their working copies have them, that as far as certain overlap one of a document in a
    role for one holder at a time: a sentence for each, by the uid of the document."""
    found = {content["uid"]: [] for content in contents}
    own = [(content["uid"], term) for content in contents for term in sure(content.get("role_terms", ()))]
    roles = single_holder_roles() if own else {}
    own = [(uid, term) for uid, term in own if term["role"]["code"] in roles]
    others = terms_of(roles) if own else []
    for uid, term in own:
        role = roles[term["role"]["code"]]
        found[uid] += [
            _("%(role)s has one holder at a time, but %(entity)s holds it too: %(period)s.")
            % {"role": role, "entity": other.entity, "period": other.period()}
            for other in others
            if str(other.entity.uid) != uid and roles[other.role.code] == role and certainly_meet(term, other)
        ]
    return found


def sure(terms: Iterable[dict]) -> list[dict]:
    return [term for term in terms if Certainty(term["certainty"]).is_sure]


def single_holder_roles() -> dict[str, Role]:
    """By code, the roles for one holder at a time, each as the role that it reads as today."""
    rows = {row.code: row for row in Role.objects.all()}
    for row in rows.values():
        # So that following what is merged asks the database nothing.
        if row.merged_into_id:
            row.merged_into = rows[row.merged_into_id]
    return {row.code: row.today for row in rows.values() if row.today.single_holder}


def terms_of(roles: Mapping[str, Role]) -> list[RoleTerm]:
    terms = RoleTerm.objects.filter(role__code__in=roles, certainty__in=Certainty.sure())
    return list(terms.select_related("role", "entity").order_by("pk"))


def certainly_meet(one: dict, other: RoleTerm) -> bool:
    """Whether there is a day on which both certainly hold."""
    here, there = documents.bounds(one), other.period().bounds()
    return max(here.certain_from, there.certain_from) < min(here.certain_until, there.certain_until)
