"""The public pages. They read publications, vocabularies and confirmations; never the working copy."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.core.validators import slug_re
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from profiles.published import roll
from profiles.published.models import MemberType, Publication, Release
from profiles.reading import between, comparing, counting, facts, geography, holders, meetings, neighbours, timeline
from profiles.reading import changes as log
from profiles.reading.filters import LIST, Listing, MemberFilter, Part
from profiles.values import pictures
from profiles.values.partialdate import PartialDate

from . import pieces
from .citing import Citation
from .public import public

PER_PAGE = 50
LAST_PAGE = 200
AT_HOME = 60
ON_MAP = 400
VIEWS = ("cards", "table")
RELEASES_PER_PAGE = 20
# How many profiles are compared at most, and up to how many rows a table or a select is made at all.
COMPARED = 4
TABLED = 300
COMPARED_AT_ONCE = 1000
# Of how many who hold a role today the names are given in the list of roles.
NAMED = 20


@public()
def home(request):
    listing = MemberFilter.asked(request).listed()
    chair = on_the_day(request).certain.get(("role", "chair"), 0)
    chairs = holders.holders(on_the_day(request).order.chosen(chair), day=request.day, words=request.words)
    last, following = meetings.meetings_around(request.day, request.words)
    context = {
        "page": request.words.pages.get("home"),
        "groups": grouped(listing.first_of_each(AT_HOME), request),
        "chair": holders.sure_holder(chairs.get("chair", [])),
        "last_meeting": last,
        "next_meeting": following,
        "changes": log.entries(log.releases(request.moment)[:8]),
    }
    return render(request, "home.html", context)


@public(*LIST, "view", "page")
def members(request):
    filterset = MemberFilter.asked(request)
    listing = filterset.listed()
    page = paged(request, listing)
    context = {
        "filter": filterset,
        "facets": filterset.groups(),
        "active": filterset.active(),
        "page_obj": page,
        "tally": filterset.tally(),
        "groups": grouped(page.object_list, request),
        "view": chosen_view(request),
        "section": "members",
    }
    return render(request, "members.html", context)


def chosen_view(request) -> str:
    """How the directory is shown. Raises BadRequest for what is no way of showing it."""
    view = request.GET.get("view", VIEWS[0])
    if view not in VIEWS:
        raise BadRequest(_("There is no view “%s”.") % view[:20])
    return view


@public(*LIST, "page")
def timelines(request):
    """The filtered members over time, below who held which office; and the same as a table."""
    filterset = MemberFilter.asked(request)
    listing = filterset.listed()
    page = paged(request, listing)
    groups = grouped(page.object_list, request)
    held = [pk for code in timeline.OFFICES for pk in on_the_day(request).order.latest("role", code, TABLED)]
    terms = holders.holders(held, day=request.day, words=request.words)
    context = {
        "active": filterset.active(),
        "page_obj": page,
        "tally": filterset.tally(),
        "groups": groups,
        "offices": [(role, terms.get(code)) for code, role in request.words.role.items() if code in timeline.OFFICES],
        "meetings": timeline.ministerial(request.words),
        "chart": timeline.of_directory(scene_of(request), groups, terms),
        "section": "timeline",
    }
    return render(request, "timeline.html", context)


def scene_of(request) -> timeline.Scene:
    return timeline.Scene(request.day, request.today, request.words)


def paged(request, rows, number=None):
    """The page that `?page=` asks for. Raises BadRequest for what is not a number of a page."""
    text = request.GET.get("page", "1")
    pages = Paginator(rows, number or PER_PAGE)
    # What has more pages is to be filtered: no link may lead beyond the last that is answered.
    pages.num_pages = min(pages.num_pages, LAST_PAGE)
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= pages.num_pages):
        raise BadRequest(_("There is no page “%s”.") % text[:20])
    return pages.page(int(text))


@dataclass
class Group:
    """Profiles under one heading, and how many there are on all pages: those of a member type, of one that is not
    sure, former ones, or who joins later. Without `held` they are not grouped."""

    part: Part
    request: HttpRequest
    pks: list[int]
    code: str
    held: str
    type: MemberType | None
    total: int

    @cached_property
    def rows(self) -> list[facts.Profile]:
        publications = [self.part.publications[pk] for pk in self.pks]
        return facts.profiles(publications, day=self.request.day, words=self.request.words)

    def cards(self):
        return self._pieces("_members_card.html")

    def lines(self):
        return self._pieces("_members_line.html")

    def people(self):
        return self._pieces("_person.html")

    def _pieces(self, template):
        if template not in self.part.pieces:
            self.part.pieces[template] = pieces.of(self.part, template, self.request)
        return [self.part.pieces[template][pk] for pk in self.pks]


def grouped(part, request) -> list[Group]:
    """A part of a listing in its groups."""
    counts, found = part.listing.counts(), []
    for (code, held), lines in groupby(part.lines, key=lambda line: line[0]):
        pks = [pk for _group, pk in lines]
        found.append(Group(part, request, pks, code, held, request.words.type.get(code), counts[code, held]))
    return found


@public(*LIST)
def membership_map(request):
    """Where the members and observers are on the day, and which of them are no place."""
    filterset = MemberFilter.asked(request)
    listing = filterset.listed()
    rows = facts.profiles(listing[:ON_MAP], day=request.day, words=request.words)
    states = [row for row in rows if geography.frame_of(row["iso2"])]
    by_name = sorted(states, key=lambda row: getattr(row.publication, f"sort_{request.LANGUAGE_CODE}"))
    context = {
        "active": filterset.active(),
        "kept": [(name, value) for name, values in request.GET.lists() if name != "on" for value in values],
        "frames": geography.drawn(by_name, request.words),
        "legend": geography.legend(states, request.words),
        "doubts": any(row.group[1] == "possible" for row in states),
        "left_out": max(0, len(listing) - ON_MAP),
        "tally": filterset.tally(),
        "states": states,
        "elsewhere": [row for row in rows if row not in states],
        "section": "map",
    }
    return render(request, "map.html", context)


@public("on")
def member(request, slug):
    release = live_release(request, slug)
    if release.publication is None:
        return gone(request, release)
    publication = release.publication
    publication.released = release.live_from
    profile = facts.profile(publication, day=request.day, words=request.words)
    past = request.day < request.today
    near = neighbours.neighbours(profile, on=on_the_day(request), past=past, words=request.words)
    context = profile_context(request, profile) | {"neighbours": near, "reportable": slug}
    context["neighbours_shown"] = shown(near, request) if near else []
    confirmed = sorted(profile.confirmed.items())
    kept = pieces.key(request, publication.pk, confirmed, bool(context["overlaps"]), bool(near))
    return render(request, "profile.html", context | {"kept": kept, "kept_for": None})


def shown(near: neighbours.Neighbours, request) -> list[tuple[str, int]]:
    """Each neighbour's flag and name, and how many themes it shares."""
    part = Listing(request.roll, on_the_day(request).order, []).part(near.shared)
    looks = pieces.of(part, "_neighbour.html", request)
    return [(looks[pk], number) for pk, number in near.shared.items()]


@public()
def version(request, slug, number):
    """A past publication that was once live, in its own words; the profile's fate decides whether it can be read."""
    release = live_release(request, slug)
    if release.publication is None:
        return gone(request, release)
    publication = once_live(request, release, number)
    profile = facts.Profile.of(publication, day=request.day)
    response = render(
        request,
        "profile.html",
        profile_context(request, profile) | {"old_version": True, "current": release.publication},
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@public()
def cite(request, slug, number):
    """A published version as a file for reference managers."""
    release = live_release(request, slug)
    if release.publication is None:
        return gone(request, release)
    publication = once_live(request, release, number)
    entry = Citation.of(
        publication, name=publication.content()["name"], since=publication.released, request=request
    ).bibtex()
    response = HttpResponse(entry, content_type="application/x-bibtex; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{publication.slug}-{publication.number}.bib"'
    response["X-Robots-Tag"] = "noindex"
    return response


def once_live(request, release, number):
    """A version of a profile that was public at some time, with `released`, since when."""
    once = Publication.objects.once_live(request.moment)
    publication = once.filter(entity_uid=release.entity_uid, number=number).first()
    if publication is None:
        raise Http404
    publication.released = publication.releases.past(request.moment).order_by("live_from").first().live_from
    return publication


def on_the_day(request) -> roll.Day:
    """What holds on the day that a page speaks of."""
    return request.roll.order("name", request.LANGUAGE_CODE).day(request.day)


def live_release(request, slug):
    release = Release.objects.live(request.moment).filter(slug=slug).select_related("publication").first()
    if release is None:
        raise Http404
    return release


def profile_context(request, profile) -> dict:
    publication = profile.publication
    releases = Release.objects.of(publication.entity_uid).past(request.moment).published()
    # Their numbers alone: documents of many versions are long.
    long = ("publication__document", "publication__search", "publication__search_names")
    releases = list(releases.select_related("publication").defer(*long).order_by("-live_from"))
    since = min(release.live_from for release in releases if release.publication_id == publication.pk)
    overlaps = overlaps_of(profile, request.words, on_the_day(request))
    return {
        "profile": profile,
        "kept": "",
        "kept_for": 0,
        "releases": releases,
        "citation": Citation.of(publication, name=profile["name"], since=since, request=request),
        "overlaps": overlaps,
        "chart": SimpleLazyObject(lambda: timeline.of_profile(scene_of(request), profile)),
        "section": "members",
    }


def overlaps_of(profile, words, day: roll.Day) -> list[counting.Overlap]:
    """Where the profile is of a body itself: how the members of the dialogue stand in it, and in what it serves."""
    bodies = [body for body in words.body.values() if body.entity_slug == profile["slug"]]
    served = [term["body"]["code"] for term in profile.affiliations if term["status"] == "technical_secretariat"]
    bodies += [words.body[code] for code in served if code in words.body]
    found = [counting.overlap(body, day) for body in bodies]
    return [item for item in found if item.counts]


# ── What changed ────────


@public("from", "to", "page")
def change_log(request):
    """What became public, changed or was withdrawn."""
    return log_page(request, log.releases(request.moment), {"feed": reverse("changes_feed"), "section": "changes"})


@public("from", "to", "page")
def member_changes(request, slug):
    release = live_release(request, slug)
    if release.publication is None:
        return gone(request, release)
    about = {"member": release.publication, "feed": reverse("member_feed", args=[slug]), "section": "members"}
    return log_page(request, log.releases(request.moment, slug=slug), about)


@public("from", "to", "page")
def area_changes(request, code):
    about = {"area": known(request.words.area, code), "feed": reverse("area_feed", args=[code]), "section": "areas"}
    return log_page(request, log.releases(request.moment, area=code), about)


def log_page(request, rows, about):
    first, last = log.days_asked(request.GET)
    page = paged(request, log.between_days(rows, first, last), RELEASES_PER_PAGE)
    context = {
        "page_obj": page,
        "days": log.by_day(log.entries(page.object_list)),
        "years": log.years(rows, request.today),
        "first": first,
        "last": last,
    }
    return render(request, "changes.html", context | about)


@public("from", "to")
def between_days(request):
    """What differed in the membership between two days."""
    held = between.consultations(request.words, request.today)
    asked = log.days_asked(request.GET)
    whole = "from" in request.GET and PartialDate.parse(request.GET["from"]).precision != "day"
    first, last = between.days_between(asked, held, request.today, whole=whole)
    last = min(last, request.today)
    if first > last:
        raise BadRequest(_("The first day is after the last, or still to come."))
    listing = MemberFilter.asked(request, sort=["name"]).listed()
    rows = facts.profiles(listing[:COMPARED_AT_ONCE], day=last, words=request.words)
    context = {
        "left_out": max(0, len(listing) - COMPARED_AT_ONCE),
        "first": first,
        "last": last,
        "steps": between.steps(held),
        "meetings": held,
        "totals": between.totals(request.roll.order("name", request.LANGUAGE_CODE), request.words.type, first, last),
        "sections": between.sections(rows, first, last),
        "section": "changes",
    }
    return render(request, "between.html", context)


@public()
def areas(request):
    counts = counting.totals(on_the_day(request), "area")
    rows = [(area, counts.get(area.code)) for area in request.words.area.values()]
    rows = [row for row in rows if row[1] or not row[0].retired]
    return render(request, "areas.html", {"areas": rows, "section": "areas"} | theme_table(request))


def theme_table(request) -> dict:
    """Who names which theme, as a table, and who names none; nothing where there are too many profiles for a table."""
    listing = MemberFilter.asked(request).listed()
    if len(listing) > TABLED:
        return {}
    groups = grouped(listing[:], request)
    areas = list(request.words.area.values())
    return {
        "matrix": comparing.area_matrix(areas, groups, lambda code: reverse("area", args=[code])),
        "without_area": [row for group in groups for row in group.rows if not row.areas],
    }


@public("on")
def area(request, code):
    row = known(request.words.area, code)
    filterset = MemberFilter.asked(request, area=[code])
    listing = filterset.listed()
    groups = grouped(listing.first_of_each(AT_HOME), request)
    return render(request, "area.html", {"area": row, "groups": groups, "section": "areas"})


@public("on")
def roles(request):
    day, pks = on_the_day(request), set()
    for code in request.words.role:
        pks |= set(islice(day.order.chosen(day.possible.get(("role", code), 0)), NAMED))
    terms = holders.holders(pks, day=request.day, words=request.words)
    rows = [(role, terms.get(role.code, [])) for role in request.words.role.values()]
    rows = [row for row in rows if row[1] or not row[0].retired]
    return render(request, "roles.html", {"roles": rows, "section": "roles"})


@public("on")
def role(request, code):
    row = known(request.words.role, code)
    held = on_the_day(request).order.latest("role", code, TABLED)
    terms = holders.holders(held, day=request.day, words=request.words).get(code, [])
    chart = timeline.of_role(scene_of(request), row, terms)
    return render(request, "role.html", {"role": row, "holders": terms, "chart": chart, "section": "roles"})


@public("m", "on")
def compare(request):
    """Two to four profiles side by side; or the form to choose them."""
    slugs = list(dict.fromkeys(text.strip() for text in request.GET.getlist("m")))
    if len(slugs) > COMPARED:
        raise BadRequest(_("At most %d profiles can be compared at a time.") % COMPARED)
    chosen = facts.profiles(named(request, slugs), day=request.day, words=request.words)
    context = {
        "comparison": comparing.Comparison(chosen, request.words) if len(chosen) > 1 else None,
        "slots": [*slugs, *[""] * (COMPARED - len(slugs))],
        "choices": choices(request),
        "section": "members",
    }
    return render(request, "compare.html", context)


def named(request, slugs) -> list[Publication]:
    """The live publications of these slugs, in their order. Raises BadRequest for one that cannot be read."""
    asked = [slug for slug in slugs if slug_re.fullmatch(slug)]
    live = Release.objects.live(request.moment).filter(slug__in=asked).select_related("publication") if asked else ()
    releases = {release.slug: release for release in live}
    for slug in slugs:
        if slug not in releases:
            raise BadRequest(_("There is no profile “%s”.") % slug[:60])
        if releases[slug].publication is None:
            raise BadRequest(_("The profile “%s” has been withdrawn.") % slug)
    return [releases[slug].publication for slug in slugs]


def choices(request):
    """What can be compared, by member type; None where it would be too long a list to choose from."""
    live = Publication.objects.live(request.moment).order_by(f"sort_{request.LANGUAGE_CODE}", "pk")
    rows = list(live.values_list("pk", "slug", "name_en", "name_ar")[: TABLED + 1])
    if len(rows) > TABLED:
        return None
    types = counting.types_on(live, request.day)
    return comparing.choices(rows, types, request.words, request.LANGUAGE_CODE)


@public("on")
def cross_membership(request):
    """How the members of the Dialogue stand in other bodies."""
    crowd = comparing.Crowd.of(request.day, counting.standings(moment=request.moment, day=request.day))
    found = [crowd.in_body(body) for body in request.words.body.values()]
    bodies = [item for item in found if item.known]
    groups = member_groups(request, crowd) if len(crowd.members) <= TABLED else []
    context = {
        "crowd": crowd,
        "bodies": [(item, comparing.lists(item, groups)) for item in bodies],
        "without": [item.body for item in found if not item.known and not item.body.retired],
        "matrix": comparing.body_matrix(bodies, groups) if groups and bodies else None,
        "section": "members",
    }
    return render(request, "cross_membership.html", context)


def member_groups(request, crowd) -> list[Group]:
    """The members' profiles by member type, the certain ones first."""
    listing = MemberFilter.asked(request, standing=["member"]).listed()
    return grouped(listing.only(crowd.members), request)


def known(rows, code):
    if code not in rows:
        raise Http404
    return rows[code]


@public()
def page(request, code):
    return render(request, "page.html", {"page": known(request.words.pages, code), "section": code})


@public()
def media(request, name):
    """A picture that a publication which was once live names. (Editors see others through admin.)"""
    if not Publication.objects.once_live(request.moment).filter(logo=name).exists():
        raise Http404
    return picture(name)


def picture(name):
    response = FileResponse(pictures.opened(name), content_type="image/png")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@never_cache
def healthz(request):
    """The process is up."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request):
    """The database answers and has had its migrations."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return HttpResponse("migrations are waiting\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


# ── Errors: one calm sentence, in the language of the address ───────────────────────────────────────────────────────


def gone(request, release):
    """A withdrawn profile: its public reason, and the successor if there is one that can be read."""
    successor = Publication.objects.live(request.moment).filter(slug=release.successor_slug).first()
    return render(request, "410.html", {"release": release, "successor": successor}, status=410)
