"""A calendar of what is planned: a list by months and days, of what this person may see."""

from dataclasses import dataclass
from functools import singledispatch
from itertools import groupby

from django.contrib import admin
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.published.models import Release
from profiles.values.period import display

from .. import moments
from ..models import Assignment, Event, Meeting
from ..planned import Plan, moment_of, plans
from .menu import address_of
from .pages.deskpage import address


@dataclass(frozen=True)
class CalendarLine:
    """Something planned as the page shows it: when (a time, a date as it is known, or nothing beside its day), of what,
    where that leads, and what is to happen."""

    when: str
    name: str
    address: str
    what: str
    gone: bool = False


@admin.site.desk_page("calendar")
@require_safe
def calendar(request):
    """What is planned, by months and days."""
    several = groupby(plans(request.user), key=lambda plan: plan.day.replace(day=1))
    context = {
        "title": _("Calendar of what is planned"),
        "months": [(month, days_of(rows, request.user)) for month, rows in several],
        "zone": moments.zone_name(),
    }
    return render(request, "admin/calendar.html", {**admin.site.each_context(request), **context})


def days_of(rows, user) -> list[tuple]:
    """The days of some plans (none, where it is not known), each with its lines."""
    several = groupby(rows, key=lambda plan: plan.day if plan.is_known else None)
    return [(day, [line(plan.about, plan, user) for plan in found]) for day, found in several]


@singledispatch
def line(about, plan: Plan, user) -> CalendarLine:
    """How a plan is shown, by what says so."""
    raise TypeError(about)


@line.register
def _release(about: Release, plan: Plan, user) -> CalendarLine:
    number = about.publication and about.publication.number
    what = _("version %(number)s becomes public") % {"number": number} if number else _("is withdrawn")
    return CalendarLine(time_of(about), str(plan.entry), address("versions", plan.entry), what)


@line.register
def _cancelled(about: Event, plan: Plan, user) -> CalendarLine:
    what = _("cancelled or moved by %(who)s") % {"who": about.actor}
    return CalendarLine(time_of(about), str(plan.entry), address("history", plan.entry), what, gone=True)


@line.register
def _meeting(about: Meeting, plan: Plan, user) -> CalendarLine:
    start, end = display(about.start, about.start_qualifier), display(about.end, about.end_qualifier)
    when = start if start == end else f"{start} – {end}"
    return CalendarLine("", about.name, address("change", about), when)


@line.register
def _assignment(about: Assignment, plan: Plan, user) -> CalendarLine:
    what = _("%(who)s keeps it to the end of this day") % {"who": about.user}
    account = about.user
    mine = user.is_superuser or not account.is_superuser
    where = address_of(type(account), "change", account.pk) if mine else address("change", plan.entry)
    return CalendarLine("", str(plan.entry), where, what)


def time_of(about: Release | Event) -> str:
    return format_html('<bdi class="moment" dir="ltr">{}</bdi>', timezone.localtime(moment_of(about)).strftime("%H:%M"))
