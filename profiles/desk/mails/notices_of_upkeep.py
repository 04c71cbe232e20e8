"""E-mails to publishers about profiles whose facts grew old, and nobody answered."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from profiles.values import languages

from ..models import Mail, User
from ..upkeep.stale import StaleProfile
from . import phrases
from .queue import put


@dataclass(frozen=True)
class Unanswered:
    """A profile with facts that somebody was asked about and that are stale still: since when, and who was asked."""

    profile: StaleProfile
    since: dt.datetime
    people: list[str]


def notify_of_silence(person: User, found: Iterable[Unanswered]) -> Mail:
    """Where nobody has answered: one mail about all of it."""
    with languages.reading(person.language):
        return put(
            person,
            _("Nobody has confirmed these facts"),
            _("These people were asked whether facts are still true, and nobody has answered:"),
            "\n".join(map(line, found)),
            _("See who keeps these profiles, or confirm the facts yourself:"),
            settings.SITE_URL + reverse("admin:stale"),
            phrases.why(phrases.MAY_PUBLISH),
        )


def line(row: Unanswered) -> str:
    facts = len(row.profile.facts)
    text = ngettext(
        "%(name)s: %(facts)d fact, asked since %(day)s: %(people)s",
        "%(name)s: %(facts)d facts, asked since %(day)s: %(people)s",
        facts,
    )
    day = date_format(timezone.localtime(row.since), "j F Y")
    return text % {"name": row.profile.entity.name, "facts": facts, "day": day, "people": _(", ").join(row.people)}
