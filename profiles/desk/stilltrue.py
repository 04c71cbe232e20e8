"""The page behind a mail that asks whether facts are still true: for whoever holds its link, without signing in.

Opening it changes nothing: programs that look through mails open every link. What is pressed there is done through the
one verb, as the person who was asked. It needs no cookie, as a report of a mistake needs none.
"""

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from profiles.reading.reading import Reading
from profiles.site.rendering import render

from . import entries, permissions
from .mistakes import is_from_here
from .upkeep import asking
from .verbs import Refused, publishing


class Closed(Exception):
    """A link opens nothing (any more): why, in words, and the status that says so."""

    def __init__(self, sentence: str, status: int):
        super().__init__(sentence)
        self.status = status


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def still_true(request, token):
    reading = Reading.now()
    try:
        asked = question(token)
        response = take(request, reading, asked) if request.method == "POST" else show(request, reading, asked)
    except Closed as closed:
        response = show_closed(request, reading, str(closed), closed.status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    # Other sites do not learn the address; browsers still say that the form is from here, which “no-referrer” forbids.
    response["Referrer-Policy"] = "same-origin"
    return response


def question(token: str) -> asking.Asked:
    """What the link asks, of somebody who may still answer. Raises Closed."""
    try:
        reminder = asking.read(token)
    except signing.SignatureExpired as error:
        raise Closed(_("The link has grown too old: it worked for %d days.") % asking.DAYS, 410) from error
    except signing.BadSignature as error:
        sentence = _(
            "The address is not whole, or no longer one of ours. Open the link in the mail, or copy all of it; if that "
            "does not help, sign in."
        )
        raise Closed(sentence, 404) from error
    except asking.Gone as error:
        raise Closed(_("There is no such question any more, or no account of whom it was asked."), 410) from error
    except asking.Outdated as error:
        sentence = _("Your password was changed, or your sessions were ended, since the mail was sent.")
        raise Closed(sentence, 403) from error
    if not reminder.person.is_current():
        raise Closed(_("Your account cannot be used any more. Write to the secretariat if that is a mistake."), 403)
    asked = asking.Asked.of(reminder)
    if asked.entity is None or not permissions.can_edit(reminder.person, asked.entity):
        raise Closed(_("You do not keep this profile any more, so there is nothing for you to confirm."), 403)
    if asked.publication is None:
        raise Closed(_("The profile is not public any more, so there is nothing to confirm."), 410)
    return asked


def show(request, reading: Reading, asked: asking.Asked, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "asked": asked,
        "name": asked.publication.content()["name"],
        "public_address": reverse("member", args=[asked.publication.slug]),
        "list_address": reverse("admin:stale"),
        "change_address": reverse(entries.address_name(asked.entity, "change"), args=[asked.entity.pk]),
        "error": error,
    }
    return render(request, reading, "still_true.html", context, status=status)


def show_closed(request, reading: Reading, sentence: str, status: int) -> HttpResponse:
    return render(request, reading, "still_true_closed.html", {"sentence": sentence, "code": status}, status=status)


def take(request, reading: Reading, asked: asking.Asked) -> HttpResponse:
    """Confirm what was ticked, or all, of what is still open; then show what has become of it."""
    if not is_from_here(request):
        return render(request, reading, "403.html", {"elsewhere": True}, status=403)
    ticked = request.POST.getlist("fact")
    chosen = [fact.uid for fact in asked.open if "all" in request.POST or fact.uid in ticked]
    if asked.open and not chosen and not ticked:
        return show(request, reading, asked, _("Tick the facts that are still true."), 400)
    try:
        if chosen:
            # With how they read when they were asked about: what is changed in this very moment is not confirmed.
            publishing.confirm(asked.entity, by=asked.reminder.person, facts=chosen, read=asked.reminder.facts)
    except Refused as refusal:
        return show(request, reading, asking.Asked.of(asked.reminder), str(refusal), 409)
    response = redirect(request.path)
    response.status_code = 303
    return response
