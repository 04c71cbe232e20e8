"""Moments as the desk says them: always with the zone, since its readers sit in several."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import get_language_bidi, ngettext_lazy
from django.utils.translation import gettext as _

# In words of our own, in which one of a unit needs no numeral where the language has none.
AGES = {
    "year": ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    "month": ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    "week": ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    "day": ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    "hour": ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    "minute": ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
}


def short(moment) -> str:
    """`2026-12-05 09:00 UTC+4`, for lists and messages."""
    local = timezone.localtime(moment)
    return f"{local:%Y-%m-%d %H:%M} {offset(local)}"


def shown(moment) -> str:
    """The same in a page: it reads from left to right in Arabic too."""
    return format_html('<bdi class="moment" dir="ltr">{}</bdi>', short(moment))


def in_words(moment) -> str:
    """`Saturday 5 December 2026, 09:00 (Asia/Dubai, UTC+4)`, for mails."""
    local = timezone.localtime(moment)
    zone = zone_name(local)
    return _("%(day)s, %(time)s (%(zone)s)") % {
        "day": date_format(local, "l j F Y"),
        "time": f"{local:%H:%M}",
        # Isolated, so that its sign and its comma stay where they are among Arabic words.
        "zone": f"\u2066{zone}\u2069" if get_language_bidi() else zone,
    }


def ago(moment) -> str:
    """`3 days ago`: the greatest unit alone."""
    if timezone.now() - moment < dt.timedelta(minutes=1):
        return _("just now")
    return _("%(age)s ago") % {"age": timesince(moment, depth=1, time_strings=AGES)}


def zone_name(moment=None) -> str:
    """`Asia/Dubai, UTC+4`: the zone of the portal, as it is at a moment (now)."""
    local = timezone.localtime(moment)
    return f"{timezone.get_default_timezone_name()}, {offset(local)}"


def offset(local) -> str:
    """`UTC+4`, `UTC+5:45`, `UTC-3`, `UTC`."""
    minutes = int(local.utcoffset().total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")
