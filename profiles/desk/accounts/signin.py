"""Signing in: which accounts count, where a request comes from, and what somebody reads who failed too often."""

import ipaddress
import math

from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's, in words of ours: its own have no Arabic."""

    def get_error_message(self):
        return _("The password is too short: it needs at least %d characters.") % self.min_length

    def get_help_text(self):
        return _("At least %d characters.") % self.min_length


class CurrentAccounts(ModelBackend):
    """Name and password, for accounts that can be used today. An open session is asked again on each request."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and user.is_current()


def address_of(request) -> str | None:
    """The visitor's address. What `X-Forwarded-For` says counts only behind a proxy of ours, which appends last."""
    address = request.META.get("REMOTE_ADDR")
    if not settings.TRUSTED_PROXY:
        return address
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(forwarded))
    except ValueError:
        return address


def render_lockout(request, response=None, credentials=None):
    """The answer to somebody who failed too often: 429, and when to try again."""
    seconds = seconds_left(get_client_username(request, credentials), address_of(request))
    context = {**admin.site.each_context(request), "title": _("Too many attempts"), "minutes": math.ceil(seconds / 60)}
    answer = render(request, "admin/locked_out.html", context, status=429)
    answer["Retry-After"] = str(seconds)
    add_never_cache_headers(answer)
    return answer


def seconds_left(username, address) -> int:
    """Until the failures of this name from this address are forgotten."""
    last = AccessAttempt.objects.filter(username=username, ip_address=address).order_by("-attempt_time").first()
    passed = timezone.now() - last.attempt_time if last else get_cool_off()
    return max(1, math.ceil((get_cool_off() - passed).total_seconds()))
