"""E-mails on their way, for whoever runs it: what waits, what could not be sent and why; one button to try again."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models.constants import LOOKUP_SEP
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from .. import moments
from ..mails import sending
from ..mails.postman import postman
from ..models import Mail
from .base import OnlyShown, ReadableLists


@admin.register(Mail)
class MailAdmin(OnlyShown, ReadableLists):
    """The list: to read, and never what a mail says; no filter asks for that either, nor for where it goes."""

    list_display = ["queued", "kind", "recipient", "state", "reason", "next_try", "tries", "about"]
    fields = list_display
    list_filter = ["state", "kind"]
    actions = None
    change_list_template = "admin/profiles/mail/change_list.html"

    def lookup_allowed(self, lookup, value, request):
        return lookup.partition(LOOKUP_SEP)[0] in self.list_filter and super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request):
        """Without links that were asked for and go to nobody: by a wrong address, or too often."""
        return super().get_queryset(request).exclude(state=Mail.State.NOBODY, kind=Mail.Kind.FORGOTTEN)

    @admin.display(description=_("when"), ordering="at")
    def queued(self, mail):
        return moments.shown(mail.at)

    @admin.display(description=_("next try"), ordering="due")
    def next_try(self, mail):
        return moments.shown(mail.due) if mail.state == Mail.State.WAITING else "–"

    @admin.display(description=_("subject"))
    def about(self, mail):
        """Not of an answer to a visitor, nor may the list be put in its order."""
        return "–" if mail.kind == Mail.Kind.ANSWER else mail.subject

    def get_urls(self):
        page = self.admin_site.admin_view(self.again_page)
        return [path("again/", page, name="profiles_mail_again"), *super().get_urls()]

    @method_decorator(require_POST)
    def again_page(self, request):
        """Whatever waits is tried now, as after a mail server has come back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        number = sending.try_all_again()
        postman.ring()
        sentence = ngettext("%d e-mail is tried again now.", "%d e-mails are tried again now.", number) % number
        messages.success(request, sentence)
        return redirect("admin:profiles_mail_changelist")
