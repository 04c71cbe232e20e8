"""The letter that asks somebody whether facts are still true: each profile with its facts and a link, written when it
is sent, of what is open by then."""

from collections.abc import Collection

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from profiles.values import languages
from profiles.values.languages import either

from .. import permissions
from ..models import Mail, Reminder, User
from ..upkeep import asking
from . import phrases

KEEPS_THEM = gettext_lazy("You get this e-mail because you keep these profiles in %s.")


def words(mail: Mail, person: User) -> tuple[str, str] | None:
    """Its subject and text; none where nothing is open any more, or not for this person."""
    questions = [asking.Asked.of(row) for row in Reminder.objects.asked().filter(mail_uid=mail.uid).order_by("pk")]
    profiles = [
        {"name": either(asked.publication.content()["name"]), "facts": asked.open, "link": link(asked.reminder)}
        for asked in questions
        if asked.open and asked.entity and permissions.can_edit(person, asked.entity)
    ]
    if not profiles:
        return None
    subject = _("Is this still true? %s") % _(", ").join(profile["name"] for profile in profiles)
    reason = phrases.MAY_CHANGE_ALL if permissions.edits_everything(person) else KEEPS_THEM
    context = {
        "profiles": profiles,
        "days": asking.DAYS,
        "list_address": list_address(),
        "remark": mail.body,
        "why": phrases.why(reason),
    }
    return " ".join(subject.split())[:500], render_to_string("mails/reminder.txt", context)


def remark(person: User, more: int, others: Collection[User]) -> str:
    """How many profiles are left for the next letter; and whoever may change all reads who else was asked."""
    with languages.reading(person.language):
        lines = []
        if more:
            text = ngettext(
                "And %(more)d more, in the list of facts to look at again: %(address)s",
                "And %(more)d more, in the list of facts to look at again: %(address)s",
                more,
            )
            lines.append(text % {"more": more, "address": list_address()})
        if others and permissions.edits_everything(person):
            lines.append(_("Also asked: %s.") % _(", ").join(map(str, others)))
        return "\n".join(lines)


def list_address() -> str:
    return settings.SITE_URL + reverse("admin:stale")


def link(reminder: Reminder) -> str:
    return settings.SITE_URL + reverse("still_true", args=[asking.token(reminder)])
