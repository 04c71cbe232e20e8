"""The feeds: of the whole directory, of one profile, of one area, each in what `write` writes; and the calendar."""

from django.urls import reverse
from django.utils.translation import gettext as _

from profiles.reading import changes as log
from profiles.values.languages import either, of_row

from ..lookups import live_publication, word
from ..opendata import shared
from ..public import public
from . import calendar
from .pages import FeedPage


@shared
@public("before", "after")
def changes(request, reading, write):
    rows = log.releases(reading.moment)
    return write(FeedPage.of(request, rows, _("Changes in the directory"), reverse("changes")))


@shared
@public("before", "after")
def member(request, reading, slug, write):
    title = _("Changes: %s") % either(of_row(live_publication(reading, slug), "name"))
    rows = log.releases(reading.moment, slug=slug)
    return write(FeedPage.of(request, rows, title, reverse("member_changes", args=[slug])))


@shared
@public("before", "after")
def area(request, reading, code, write):
    title = _("Changes: %s") % word(request, reading, "area", code).label
    rows = log.releases(reading.moment, areas=reading.vocabularies.codes("area", code))
    return write(FeedPage.of(request, rows, title, reverse("area_changes", args=[code])))


@shared
@public(prose=False)
def meetings(request, reading):
    return calendar.write(request, reading)
