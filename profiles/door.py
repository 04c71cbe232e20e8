"""The admin site: one door for every page of admin, and the pages of signing in around it.

Not in the package `admin`, which fills the site: importing it must not need one.
"""

from functools import wraps

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from . import secondstep


class PortalSite(admin.AdminSite):
    """Django's own, which lets nobody in before the second step is done."""

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
        return super().login(request, extra_context)

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
        from .admin import account, passwords

        return [
            path("logout/", self.after_password(self.logout), name="logout"),
            path("account/", self.admin_view(account.account), name="account"),
            path("second-step/", self.admin_view(account.second_step), name="second_step"),
            path("second-step/code/", self.after_password(account.code), name="second_step_code"),
            path("second-step/set-up/", self.after_password(account.set_up), name="second_step_set_up"),
            path("second-step/qr.svg", self.after_password(account.qr), name="second_step_qr"),
            path("password/forgotten/", passwords.Forgotten.as_view(), name="password_forgotten"),
            path("password/sent/", passwords.Sent.as_view(), name="password_sent"),
            path("password/choose/<uidb64>/<token>/", passwords.Choose.as_view(), name="password_choose"),
            path("password/chosen/", passwords.Chosen.as_view(), name="password_chosen"),
            *super().get_urls(),
        ]
