"""Every fact as a row in the API: those of some profiles at a time, in the columns of `/facts.csv`."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from profiles.published import orders
from profiles.reading import factrows
from profiles.reading.factrows import KINDS, FactRow
from profiles.reading.filters import LIST, MemberFilter
from profiles.reading.listings import Listing
from profiles.reading.pages import Part, part_of
from profiles.reading.parameters import BadParameters

from ..files.exports import base_of
from ..files.tables import FACTS, Filled
from ..opendata import licence
from .endpoints import endpoint, paging

# What the roll calls the facts of a kind; of the others it knows nothing.
ROLL = {"membership": "type", "role": "role", "affiliation": "body", "area": "area"}


@endpoint(*LIST, "kind", "code", "page", "after")
def facts(request, reading):
    """The facts of the profiles that the directory's filters select; those of one profile are never parted."""
    kinds, codes = chosen_kinds(request), chosen_codes(request, reading)
    filterset = MemberFilter.of(request.GET, reading)
    listing = filterset.listing()
    part = part_of(having(listing, reading, kinds, codes), request.GET)
    found = of_part(part, reading, unless=None if filterset.active() else listing)
    chosen = (row for row in found if row.kind in kinds and (not codes or row.code in codes))
    table = Filled(FACTS.name, FACTS.columns(reading, base_of(request)), chosen)
    return {
        "as_of": reading.day.isoformat(),
        "licence": licence().address,
        "count": part.count,
        **paging(request, part),
        "facts": [dict(zip(table.names, cells, strict=True)) for cells in table.cells()],
    }


def chosen_kinds(request) -> list[str]:
    """The kinds that are asked for, all where none is. Raises BadParameters."""
    chosen = [kind for kind in request.GET.getlist("kind") if kind]
    for kind in chosen:
        if kind not in KINDS:
            raise BadParameters({"kind": _("There is no kind “%s”.") % kind[:20]})
    return chosen or list(KINDS)


def chosen_codes(request, reading) -> list[str]:
    """The codes that are asked for, of words (as they read today) and meetings; none for all. Raises BadParameters."""
    words = reading.vocabularies
    today = {old: new for codes in words.merged.values() for old, new in codes.items()}
    chosen = [today.get(code, code) for code in request.GET.getlist("code") if code]
    known = {meeting.slug for meeting in reading.meetings}.union(words.type, words.role, words.body, words.area)
    for code in chosen:
        if code not in known:
            raise BadParameters({"code": _("There is no code “%s”.") % code[:60]})
    return chosen


def having(listing: Listing, reading, kinds: list[str], codes: list[str]) -> Listing:
    """Of a listing those who have a fact of some kinds and codes at any time, so that no part is empty."""
    if "responsible" in kinds and not codes:
        return listing
    order, named = listing.order, {ROLL[kind] for kind in kinds if kind in ROLL}
    bits = orders.either(
        order.holders(lambda fact: fact.kind in named and (not codes or fact.code in codes), by=lambda fact: 0).values()
    )
    if "attendance" in kinds:
        bits |= order.bits(attending(listing, reading, codes))
    return listing.within(bits)


def attending(listing: Listing, reading, codes: list[str]) -> list[int]:
    """Who took part in some meetings, or in any: primary keys."""
    met = [meeting for meeting in reading.meetings if not codes or meeting.slug in codes]
    slugs = {fact["entity_slug"] for meeting in met for fact in meeting["attendances"]}
    return [row.pk for row in listing.members.rows.values() if row.slug in slugs]


def of_part(part: Part, reading, *, unless: Listing | None) -> Iterator[FactRow]:
    """The facts of each profile of a part, with the meetings where it took part; behind the last part of the whole
    directory (`unless`) all else who took part: who has no profile, or is not in it on the day."""
    attended: dict[str, list[FactRow]] = {}
    for row in factrows.of_meetings(reading):
        attended.setdefault(row.entity_uid, []).append(row)
    for profile in factrows.confirmed(part.object_list, reading):
        yield from factrows.of_profile(profile)
        yield from attended.get(profile["uid"], [])
    if unless is not None and not part.behind:
        listed = {unless.members.rows[pk].slug for _key, pk in unless[:].lines}
        yield from (row for rows in attended.values() for row in rows if row.slug not in listed)
