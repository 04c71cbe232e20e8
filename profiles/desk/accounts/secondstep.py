"""The second step of signing in: a code from a telephone (TOTP), or one of the recovery codes, each good once. Beside
them there may be passkeys (`passkeys`)."""

import io

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from .. import permissions
from ..models import Event, Passkey
from ..verbs.account import end_second_step, log_own

CODES = 10


def device_of(user) -> TOTPDevice | None:
    """The telephone of an account, once a code has confirmed it."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def is_set_up(user) -> bool:
    """Whether an account has anything of a second step that counts, be it recovery codes alone."""
    return device_of(user) is not None or StaticDevice.objects.filter(user=user).exists()


def is_required(user) -> bool:
    return settings.REQUIRE_SECOND_FACTOR and permissions.needs_second_step(user)


def is_done(user) -> bool:
    """Whether this session has passed the second step, or needs none."""
    if getattr(user, "otp_device", None):
        return True
    return not is_required(user) and device_of(user) is None


# ── Setting up and removing ────────


def start(user) -> TOTPDevice:
    """A device with a new secret, which counts for nothing until `confirm`."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="telephone", confirmed=False)


def unconfirmed_device(user) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


@transaction.atomic
def confirm(device: TOTPDevice) -> list[str]:
    """The device counts from now on, and no passkey of before, should some have been left. Its recovery codes, which
    nobody is shown again."""
    Passkey.objects.filter(user=device.user).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    log_own(device.user, Event.Verb.STEP_ON)
    return new_codes(device.user)


@transaction.atomic
def new_codes(user) -> list[str]:
    """Ten recovery codes in place of all earlier ones."""
    recovery, _created = StaticDevice.objects.get_or_create(user=user, name="recovery")
    recovery.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=recovery, token=code) for code in codes)
    return codes


@transaction.atomic
def renew_codes(user) -> list[str]:
    """The same, as somebody asks for them."""
    log_own(user, Event.Verb.RECOVERY_CODES)
    return new_codes(user)


def codes_left(user) -> int:
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def remove(user) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    Passkey.objects.filter(user=user).delete()


@transaction.atomic
def turn_off(user) -> None:
    """The same, as somebody does it to the own account."""
    remove(user)
    log_own(user, Event.Verb.STEP_OFF)


@transaction.atomic
def reset(user, *, by):
    """For somebody who has lost the telephone: the next sign-in needs the password alone, or a new set-up. The e-mail
    that tells the account so, where it has an address."""
    remove(user)
    return end_second_step(user, by=by)


def picture(device: TOTPDevice) -> bytes:
    """The secret as a QR code, in SVG without style attributes."""
    import segno  # Only who sets up a second step needs it.

    out = io.BytesIO()
    segno.make(device.config_url, error="m").save(out, kind="svg", scale=5, light="#fff", svgclass=None, lineclass=None)
    return out.getvalue()


# ── Checking ────────


def is_barred(request) -> bool:
    """Whether this account has failed too often, by password or by code."""
    return not AxesProxyHandler.is_allowed(request, {"username": request.user.get_username()})


def problem(request, device, code: str) -> str:
    """Why a code is not accepted, as a sentence; empty if it is. A wrong one counts as a failure to sign in."""
    allowed, _details = device.verify_is_allowed()
    if not allowed:
        return _("Too many wrong codes: wait a little, then try again.")
    if verify_token(request.user, device.persistent_id, code):
        return ""
    count_failure(request)
    return _("This code is not right, or has been used already.")


def count_failure(request) -> None:
    user_login_failed.send(sender=__name__, credentials={"username": request.user.get_username()}, request=request)


def device_for(user, code: str):
    """The device that a code belongs to: six digits are of the telephone, anything else is a recovery code."""
    if code.isdecimal() and len(code) == 6:
        return device_of(user)
    return StaticDevice.objects.filter(user=user).first() or device_of(user)
