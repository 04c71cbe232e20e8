"""Where somebody goes after signing in: to the page of admin that was asked for, or to the desk."""

from functools import wraps
from urllib.parse import unquote, urlsplit

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from profiles.values.languages import in_each

PLACES = in_each("/admin/")
LONGEST = 1500
ARRIVING = "arriving"


def onward(request) -> str:
    """The address to go on to. The session remembers it, so that a page which is not there, or not for this account,
    leads to the desk (`forgiving`)."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    if not is_of_admin(asked, request):
        return reverse("admin:index")
    parts = urlsplit(asked)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    request.session[ARRIVING] = address
    return address


def is_of_admin(address: str, request) -> bool:
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    text = unquote(address)
    readable = len(address) < LONGEST and text.isprintable() and "\ufffd" not in text
    return safe and readable and urlsplit(address).path.startswith(PLACES)


def forgiving(view):
    """A page of admin. Whom signing in leads to one that is not there, or not for them, goes on to the desk."""

    @wraps(view)
    def door(request, *args, **kwargs):
        arriving = arrives(request)
        try:
            response = view(request, *args, **kwargs)
        except (Http404, PermissionDenied):
            if not arriving:
                raise
        else:
            if not arriving or response.status_code not in (403, 404, 405):
                return response
        messages.info(request, _("The page that you were going to is not there, or not for your account."))
        return redirect("admin:index")

    return door


def arrives(request) -> bool:
    """Whether this request is the one to which signing in has led."""
    if request.session.get(ARRIVING) not in (request.get_full_path(), request.path):
        return False
    del request.session[ARRIVING]
    return True
