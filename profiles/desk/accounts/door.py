"""The admin site: one door for every page of admin, and the pages of signing in around it.

Not in the package `admin`, which fills the site: importing it must not need one.
"""

from functools import wraps

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import include, path, register_converter, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from . import foundingpage, pages, passwordpages, secondstep, throttle
from .following import forgiving, onward

# The vocabularies' tables are in another application; at the desk they are found beside the profiles all the same.
DESK, PUBLISHED = "profiles", "published"


class Label:
    """The label of an application in an address of admin: of both that hold our tables it is the desk's."""

    regex = "[a-z_]+"

    def to_python(self, value):
        if value == PUBLISHED:
            raise ValueError
        return value

    def to_url(self, value):
        return DESK if value == PUBLISHED else value


register_converter(Label, "label")


class PortalSite(admin.AdminSite):
    """Django's own, which lets nobody in before the second step is done, and has one list for both applications."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.desk_pages = []

    def desk_page(self, name: str):
        """Register a function as a page that is about no entry, at `/admin/<name>/`."""

        def register(respond):
            self.desk_pages.append((name, respond))
            return respond

        return register

    def has_permission(self, request):
        return self.knows_password(request) and secondstep.is_done(request.user)

    def knows_password(self, request):
        """Whether somebody has signed in with a password, whatever else is asked of them."""
        return super().has_permission(request)

    def login(self, request, extra_context=None):
        """Where every closed door leads: to the password first, then to the step that is missing."""
        if request.method == "GET" and self.knows_password(request) and not self.has_permission(request):
            page = "second_step_code" if secondstep.device_of(request.user) else "second_step_set_up"
            following = request.GET.get(REDIRECT_FIELD_NAME, "")
            query = urlencode({REDIRECT_FIELD_NAME: following})
            return redirect(f"{reverse(f'admin:{page}')}?{query}" if following else f"admin:{page}")
        response = super().login(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            response["Location"] = onward(request)
            throttle.remember(response, request.user)
        return response

    def admin_view(self, view, cacheable=False):
        return forgiving(super().admin_view(view, cacheable))

    def after_password(self, view):
        """A page that comes between the password and everything else."""

        @never_cache
        @csrf_protect
        @wraps(view)
        def door(request, *args, **kwargs):
            if self.knows_password(request):
                return view(request, *args, **kwargs)
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))

        return door

    def get_urls(self):
        return [
            path("logout/", forgiving(self.after_password(self.logout)), name="logout"),
            path("account/", self.admin_view(pages.account), name="account"),
            path("second-step/", self.admin_view(pages.second_step), name="second_step"),
            path("second-step/code/", self.after_password(pages.code), name="second_step_code"),
            path("second-step/set-up/", self.after_password(pages.set_up), name="second_step_set_up"),
            path("second-step/passkey/", self.admin_view(pages.add_passkey), name="passkey_add"),
            path("second-step/passkey/<int:pk>/remove/", self.admin_view(pages.remove_passkey), name="passkey_remove"),
            path("second-step/qr.svg", self.after_password(pages.qr), name="second_step_qr"),
            path("set-up/", foundingpage.page, name="founding"),
            path("password/forgotten/", passwordpages.Forgotten.as_view(), name="password_forgotten"),
            path("password/sent/", passwordpages.Sent.as_view(), name="password_sent"),
            path("password/choose/<uidb64>/<token>/", passwordpages.Choose.as_view(), name="password_choose"),
            path("password/chosen/", passwordpages.Chosen.as_view(), name="password_chosen"),
            *(path(f"{name}/", self.admin_view(page), name=name) for name, page in self.desk_pages),
            *(self.under_one_label(found) for found in super().get_urls()),
        ]

    def under_one_label(self, found):
        """An address of admin as it is with one application: `/admin/profiles/role/`."""
        route = str(found.pattern)
        if getattr(found, "name", "") == "app_list":
            return path("<label:app_label>/", self.admin_view(self.app_index), name="app_list")
        if not route.startswith(f"{PUBLISHED}/"):
            return found
        return path(route.replace(PUBLISHED, DESK, 1), include(found.url_patterns))

    def get_app_list(self, request, app_label=None):
        found = {}
        for app in super().get_app_list(request):
            label = DESK if app["app_label"] == PUBLISHED else app["app_label"]
            models = found[label]["models"] if label in found else []
            found[label] = app | {
                "app_label": label,
                "app_url": reverse("admin:app_list", args=[label]),
                "models": sorted([*models, *app["models"]], key=lambda model: model["name"]),
            }
        return [app for app in found.values() if app_label in (None, app["app_label"])]
