"""Pages for somebody without a password: forgotten, or not yet chosen."""

from axes.utils import reset
from django.contrib import admin
from django.contrib.auth import views
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from profiles.site.visitors import address_of

from ..verbs import Refused
from . import names, passwords, throttle


class AdminLook:
    """A page in the look of admin, for somebody who is not signed in."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**admin.site.each_context(self.request), **context, "has_permission": False}


class Forgotten(AdminLook, views.PasswordResetView):
    template_name = "admin/password/forgotten.html"
    success_url = reverse_lazy("admin:password_sent")
    title = _("Forgotten password")

    def form_valid(self, form):
        try:
            passwords.remind(form.cleaned_data["email"], address=address_of(self.request.META))
        except Refused as refusal:
            form.add_error("email", str(refusal))
            answer = self.render_to_response(self.get_context_data(form=form), status=429)
            answer["Retry-After"] = str(int(passwords.HOUR.total_seconds()))
            return answer
        return super(views.PasswordResetView, self).form_valid(form)


class Sent(AdminLook, views.PasswordResetDoneView):
    template_name = "admin/password/sent.html"
    title = _("Look into your mail")


class Choose(AdminLook, views.PasswordResetConfirmView):
    template_name = "admin/password/choose.html"
    success_url = reverse_lazy("admin:password_chosen")
    title = _("Choose a password")

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_current() else None

    def form_valid(self, form):
        """Who holds the mailbox of an account has shown more than a name: what others typed bars it no longer."""
        reset(username=names.folded(self.user.get_username()))
        response = super().form_valid(form)
        throttle.remember(response, self.user)
        return response


class Chosen(AdminLook, views.PasswordResetCompleteView):
    template_name = "admin/password/chosen.html"
    title = _("Your password is set")
