"""Failures to sign in, by password or by code: how many of them bar whom, for how long, and what is read then.

Three bounds hold: for one name from one network, for one name from everywhere, and for all names from one network.
Failures of one name from one network in one browser are counted in a row, which is forgotten as a whole once a quarter
of an hour has passed without a further one; so failures in a trickle count for as long as it lasts. While a bar holds,
nothing is counted.

The last two bounds would let a stranger keep somebody out. So they do not count for a browser in which that account has
signed in before: it shows a cookie for it, which only the first bound counts.
"""

import datetime as dt
import math

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.core import signing
from django.db.models import Max, Q, Sum
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from . import names, secondstep

A_NAME, A_NETWORK = 20, 50
COOKIE, SALT, KNOWN_FOR = "known", "profiles.known", dt.timedelta(days=180)


def account_of(request, credentials: dict | None):
    """The account that somebody tries to sign in to, and the name under which that is counted: the account's own,
    however it was typed. Read once a request."""
    typed = (credentials or request.POST).get("username") or ""
    found = request.__dict__.setdefault("accounts_meant", {})
    if typed not in found:
        account = names.meant(typed)
        found[typed] = account, names.folded(account.username if account else typed)
    return found[typed]


def counted_name(request, credentials=None) -> str:
    return account_of(request, credentials)[1]


class Bounds(AxesDatabaseHandler):
    """django-axes counts one name from one network; the two wider bounds are added here."""

    def get_failures(self, request, credentials=None):
        failures = super().get_failures(request, credentials)
        account, name = account_of(request, credentials)
        if failures >= settings.AXES_FAILURE_LIMIT or knows(request, account):
            return failures
        wide = recent(Q(username=name)) >= A_NAME or recent(Q(ip_address=request.axes_ip_address)) >= A_NETWORK
        return settings.AXES_FAILURE_LIMIT if wide else failures


def recent(about: Q) -> int:
    """How many failures are not forgotten yet."""
    rows = AccessAttempt.objects.filter(about, attempt_time__gt=timezone.now() - get_cool_off())
    return rows.aggregate(sum=Sum("failures_since_start"))["sum"] or 0


# ── Browsers in which somebody has signed in ────────


def remember(response, user) -> None:
    """Have a browser show from now on that this account has signed in there, until it has a new password or all its
    sessions are ended. Not before the second step is done, where the account has one."""
    if not secondstep.is_done(user):
        return
    # For all paths, as admin is at one for each language (`/admin/`, `/ar/admin/`): hence nothing in it can be read.
    response.set_cookie(
        COOKIE,
        signing.TimestampSigner(salt=SALT).sign(digest_of(user)),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def knows(request, account) -> bool:
    """Whether a browser shows that an account has signed in there."""
    try:
        shown = signing.TimestampSigner(salt=SALT).unsign(request.COOKIES.get(COOKIE, ""), max_age=KNOWN_FOR)
    except signing.BadSignature:
        return False
    return account is not None and constant_time_compare(shown, digest_of(account))


def digest_of(account) -> str:
    """A secret about an account: other for each, and for each password and round of sessions of one."""
    return salted_hmac(SALT, f"{account.pk} {account.get_session_auth_hash()}", algorithm="sha256").hexdigest()


# ── What somebody reads who is barred ────────


def render_lockout(request, response=None, credentials=None):
    """429, and when to try again."""
    seconds = seconds_left(counted_name(request, credentials), request.axes_ip_address)
    context = {**admin.site.each_context(request), "title": _("Too many attempts"), "minutes": math.ceil(seconds / 60)}
    answer = render(request, "admin/locked_out.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    add_never_cache_headers(answer)
    return answer


def seconds_left(name: str, network: str | None) -> int:
    """Until the failures are forgotten that bar this name in this network."""
    pair = Q(username=name, ip_address=network)
    about = pair if recent(pair) >= settings.AXES_FAILURE_LIMIT else Q(username=name) | Q(ip_address=network)
    last = AccessAttempt.objects.filter(about).aggregate(last=Max("attempt_time"))["last"]
    passed = timezone.now() - last if last else get_cool_off()
    return max(1, math.ceil((get_cool_off() - passed).total_seconds()))
