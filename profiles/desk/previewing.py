"""Documents that are not public in the public template: for editors, and for whoever was sent a link.

A link shows one saved copy under a random token, until it expires or is revoked. Only the token's digest is kept.
"""

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.published import documents
from profiles.reading import counting, facts
from profiles.reading.drawings import timeline
from profiles.reading.entries import attendance, papers, programmes
from profiles.reading.reading import Reading
from profiles.site.views.entries import SHOWN
from profiles.site.views.profiles import stored_file
from profiles.values.choices import EntryKind

from . import permissions
from .models import Event, PreviewLink
from .verbs import Refused, log, require, savedcopies

DAYS = (1, 7, 14, 30)
USUAL_DAYS = 7


def links_of(entry):
    return PreviewLink.objects.filter(copy__entry_uid=entry.uid)


# ── The verbs ────────


def share(entry, *, by, days: int = USUAL_DAYS) -> tuple[PreviewLink, str]:
    """Make a link to the working copy as it is now; it works for some days. The token can't be had again later."""
    require(permissions.can_edit(by, entry))
    if days not in DAYS:
        raise Refused(_("A link works for 1, 7, 14 or 30 days."))
    token, now = secrets.token_urlsafe(32), timezone.now()
    with transaction.atomic():
        link = PreviewLink.objects.create(
            token_digest=digest(token),
            copy=savedcopies.save(entry, by=by),
            made_by=by,
            at=now,
            expires_at=now + dt.timedelta(days=days),
        )
        log(Event.Verb.SHARE, by, entry, "", link=link.pk, days=days)
    return link, token


def revoke(link: PreviewLink, *, entry, by) -> None:
    """Close a link for good. Whoever may edit the entry may do so, whoever made the link."""
    require(permissions.can_edit(by, entry))
    with transaction.atomic():
        if links_of(entry).filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
            log(Event.Verb.REVOKE, by, entry, "", link=link.pk)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# ── Pages ────────


@require_safe
def preview(request, token):
    """The saved copy behind a link, for whoever holds it."""
    link = get_link(token)
    address = reverse("preview_file", args=[token])
    response = page(request, link.copy.content(), file_address=address, shared=link)
    return no_store(response)


@require_safe
def preview_file(request, token):
    """The logo or the PDF of the saved copy behind a link."""
    return no_store(stored_file(documents.stored_file(get_link(token).copy.content())))


def get_link(token: str) -> PreviewLink:
    """The link of that token. Raises Http404, always alike, where there is none or it no longer works."""
    # Without its copy: a token that opens nothing leads to no private document, not even in a query.
    link = PreviewLink.objects.filter(token_digest=digest(token)).first()
    if link is None or not link.opens(timezone.now()):
        raise Http404
    return link


def no_store(response):
    """Nobody keeps the answer, lists it, or passes its address on."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def page(request, content: dict, *, file_address: str = "", **banner):
    """A document in the public template of its kind, as it would read today."""
    reading = Reading.now()
    template, context = CONTEXTS[documents.kind_of(content)](content, reading, file_address)
    return render(request, template, context | banner)


def of_profile(content: dict, reading: Reading, file_address: str) -> tuple[str, dict]:
    profile = facts.Profile(content, reading.day, vocabularies=reading.vocabularies, logo_address=file_address)
    return "profile.html", {
        "profile": profile,
        "overlaps": counting.overlaps_of(profile, reading),
        "attended": attendance.of_profile(content["slug"], reading),
        "agreements": papers.of_profile(content["slug"], reading),
        "taken": programmes.of_profile(content["slug"], reading),
        "is_drawn": timeline.is_drawn(reading, profile),
        "chart": timeline.of_profile(reading, profile),
        "section": "members",
        "kept": "",
        "kept_for": 0,
    }


def of_text(content: dict, reading: Reading, file_address: str) -> tuple[str, dict]:
    return "text.html", {"text": content, "section": content["slug"]}


def of_other(content: dict, reading: Reading, file_address: str) -> tuple[str, dict]:
    shown = SHOWN[documents.kind_of(content)]
    about = shown.page.of(content, reading)
    return shown.template, {"about": about, "file_address": file_address, **shown.context}


CONTEXTS = dict.fromkeys(EntryKind, of_other) | {EntryKind.PROFILE: of_profile, EntryKind.TEXT: of_text}
