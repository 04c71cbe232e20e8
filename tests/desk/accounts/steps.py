"""What somebody does to sign in, as tests do it."""

import datetime as dt
import re

from django.core import mail
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from profiles.desk.accounts import secondstep
from profiles.desk.mails import sending

PASSWORD = "a long password"
SECRET = "another long secret"
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def sign_in(client, name="editor", password=PASSWORD, prefix="", **headers):
    return client.post(f"{prefix}/admin/login/", {"username": name, "password": password, "next": "/admin/"}, **headers)


def fail(client, times, **kwargs):
    for _number in range(times):
        answer = sign_in(client, password="wrong", **kwargs)
    return answer


def code_of(user, steps=0):
    """The code that the telephone shows now, or some steps of 30 seconds later."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key)
    totp.time = timezone.now().timestamp() + 30 * steps
    return f"{totp.token():06d}"


def enrol(user):
    return secondstep.confirm(secondstep.start(user))


def delivered():
    """All mails that have gone out, once those that wait have."""
    sending.send_due()
    return mail.outbox


def link_in(message):
    return re.search(r"http://testserver(\S+/choose/\S+)", message.body).group(1)


def choose(client, address):
    form = client.get(address, follow=True)
    address = form.redirect_chain[-1][0]
    return client.post(address, {"new_password1": SECRET, "new_password2": SECRET})
