"""What should be going on by itself: e-mails, reminders, files that wait, checks of addresses; and who can sign in."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Max, Min, Q
from django.utils import timezone
from django_otp import user_has_device

from ..models import Entity, Import, LinkState, Mail, Reminder, User
from ..permissions import needs_second_step
from ..upkeep import stale
from .findings import Look, Said, failure, fine, warning

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# After which nobody believes that a timer still runs.
MONTH, FORTNIGHT = dt.timedelta(days=31), dt.timedelta(days=14)
NOWHERE = ("console", "dummy", "locmem", "filebased")


def mails() -> Iterator[Said]:
    now = timezone.now()
    kind = settings.EMAIL_BACKEND.split(".")[-2]
    if kind in NOWHERE:
        if settings.DEBUG:
            yield fine("E-mails are not sent to anybody, as is right on one’s own machine.")
        else:
            yield failure("EMAIL_URL sends e-mails to nobody: nobody hears of proposals, or can choose a new password.")
    else:
        try:
            get_connection(timeout=5).open()
        except Exception as error:
            yield failure(f"The mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not take us: {error}")
        else:
            yield fine(f"The mail server {settings.EMAIL_HOST} takes us.")
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost") and not settings.DEBUG:
        yield warning(
            "DEFAULT_FROM_EMAIL is not set: e-mails come from addportal@localhost, and most servers refuse that."
        )
    oldest = Mail.objects.due(now).aggregate(oldest=Min("due"))["oldest"]
    if oldest and oldest < now - HOUR:
        who = "no server process sends" if settings.MAIL_SENDER == "thread" else "no timer runs manage.py send_mail"
        yield failure(f"{Mail.objects.due(now).count()} e-mails wait since {oldest:%Y-%m-%d %H:%M} UTC: {who}.")
    failed = Mail.objects.filter(state=Mail.State.FAILED, at__gte=now - 7 * DAY).count()
    if failed:
        yield warning(f"{failed} e-mails of the last week were given up: admin, E-mails, says why.")


def reminders() -> Iterator[Said]:
    now = timezone.now()
    newest = Reminder.objects.aggregate(newest=Max("at"))["newest"]
    if newest and newest > now - MONTH:
        yield fine(f"Somebody was last asked about old facts on {newest:%Y-%m-%d}.")
    elif found := stale.of(Entity.objects.all(), now):
        asked = f"has been asked since {newest:%Y-%m-%d}" if newest else "was ever asked"
        yield warning(f"{len(found)} profiles have old facts, and nobody {asked}: let a timer run manage.py remind.")


def links() -> Iterator[Said]:
    newest = LinkState.objects.aggregate(newest=Max("looked_at"))["newest"]
    if newest is None or newest < timezone.now() - FORTNIGHT:
        checked = f"has been checked since {newest:%Y-%m-%d}" if newest else "was ever checked"
        yield warning(f"No cited address {checked}: let a timer run manage.py check_links.")
    else:
        yield fine(f"Cited addresses were last checked on {newest:%Y-%m-%d}.")


def imports() -> Iterator[Said]:
    """That whatever waits is worked on: how long ago it was brought says nothing, since it may be taken days later."""
    now = timezone.now()
    waiting = Import.objects.filter(state__in=[Import.State.WAITING, Import.State.TAKING])
    if waiting.filter(claimed_until__gt=now).exists():
        return
    is_free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now - HOUR)
    if number := waiting.filter(is_free, at__lt=now - HOUR).count():
        yield failure(f"{number} files that were brought wait for more than an hour: no server process works on them.")


def accounts() -> Iterator[Said]:
    """That somebody can let others in, and somebody can publish."""
    current = User.objects.current()
    for right, what in (("change_user", "make accounts"), ("publish_entity", "publish")):
        if not current.with_right(right).exists():
            yield failure(f"No account can {what}: run manage.py createsuperuser.")
    wanting = [user for user in current if needs_second_step(user)] if settings.REQUIRE_SECOND_FACTOR else []
    if without := [user.get_username() for user in wanting if not user_has_device(user)]:
        yield warning(
            f"Without a second step, so until they set it up they can do nothing: {', '.join(sorted(without)[:5])}."
        )
    ending = current.filter(Q(active_until__lt=timezone.localdate() + FORTNIGHT), active_until__isnull=False)
    if number := ending.count():
        yield warning(f"{number} accounts end within a fortnight.")


LOOKS: dict[str, Look] = {
    "e-mails": mails,
    "reminders": reminders,
    "links": links,
    "imports": imports,
    "accounts": accounts,
}
