"""Accounts, and what each focal point keeps."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from ... import attention, permissions
from ...accounts import secondstep
from ...models import Assignment, User
from ...verbs import account
from ..base import ReadableLists
from ..conflicts.stateform import NoLostUpdate
from ..formsets import PostedRows
from ..keys import KeyBoxes, KeySearch
from . import assignmentrows, listing
from .forms import InvitationForm, PersonForm

# Groups are what `permissions` says; devices would show their secrets.
admin.site.unregister([Group, StaticDevice, TOTPDevice])


class AssignmentInline(admin.StackedInline):
    """What a focal point keeps; of a new account with a row to fill in."""

    model = Assignment
    formset = PostedRows
    autocomplete_fields = ["entity"]
    fields = [("entity", "until")]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KeySearch(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = capfirst(str(field.label))
        return field


@admin.register(User)
class PersonAdmin(NoLostUpdate, ReadableLists, UserAdmin):
    """An account. Rights come with groups alone, so that nobody can hand out more than the policy knows."""

    inlines = [AssignmentInline]
    list_display = listing.COLUMNS
    list_filter = [listing.GroupFilter, listing.AttentionFilter, "is_active"]
    search_fields = ["username"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username"]}),
        (_("Person"), {"fields": [("first_name", "last_name"), "email", "language", "mails"]}),
        (_("Rights"), {"fields": ["is_active", "active_until", "groups"]}),
        (_("Important dates"), {"fields": [(listing.last_seen, listing.joined)]}),
    ]
    add_fieldsets = [(None, {"fields": InvitationForm.Meta.fields})]
    form = PersonForm
    add_form = InvitationForm
    add_form_template = None
    change_form_template = "admin/profiles/user/change_form.html"
    readonly_fields = [listing.last_seen, listing.joined]
    actions = None

    class Media:
        css = {"all": ["css/admin-people.css"]}

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(request, form_url, (extra_context or {}) | {"title": gettext("Invite somebody")})

    def get_queryset(self, request):
        rows = permissions.manageable(request.user, super().get_queryset(request))
        return attention.with_concerns(rows).prefetch_related("groups", "assignments__entity")

    def get_search_results(self, request, queryset, search_term):
        return (queryset.filter(pk__in=listing.found(search_term)) if search_term else queryset), False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name == "groups":
            field.widget = KeyBoxes(choices=field.choices)
            field.label_from_instance = lambda group: permissions.group_label(group.name)
            field.help_text = _("Without a group an account can do nothing. A focal point sees what is assigned below.")
        return field

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, *permissions.fixed_account_fields(request.user, obj)]

    def get_urls(self):
        acts = {"invite": self.invite_page, "end-sessions": self.end_sessions_page, "second-step": self.remove_page}
        own = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(page), name=f"profiles_user_{name}")
            for name, page in acts.items()
        ]
        # Nobody chooses another's password: each does so by a link that goes to the address of the account.
        return own + [route for route in super().get_urls() if route.name != "auth_user_password_change"]

    def rebase(self, request, meanwhile, data):
        return assignmentrows.rebase(meanwhile, super().rebase(request, meanwhile, data))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change:
            self.let_edit(request, form.instance)
        account.log_changes(form.instance, request.state_before if change else {}, by=request.user)
        if not change and is_invitable(form.instance):
            self.invite(request, form.instance)
        elif not change:
            messages.warning(request, gettext("No invitation was sent: this account cannot be used today."))

    def let_edit(self, request, user):
        """Who is given a profile on the way in can edit it."""
        if user.assignments.exists() and not User.objects.with_right("change_entity").filter(pk=user.pk).exists():
            user.groups.add(Group.objects.get(name="Focal points"))
            sentence = gettext("The account %(name)s keeps a profile, and so was put into the group “%(group)s”.")
            messages.info(request, sentence % {"name": user, "group": permissions.group_label("Focal points")})

    def delete_model(self, request, obj):
        account.log_deletion(obj, by=request.user)
        super().delete_model(request, obj)

    def render_change_form(self, request, context, *args, **kwargs):
        if obj := kwargs.get("obj"):
            context |= {
                "concerns": attention.sentences_on(obj),
                "invitable": is_invitable(obj),
                "has_second_step": secondstep.device_of(obj) is not None,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_change(self, request, obj):
        """On the way to the list, which says it in fewer words; the form of an account says it itself."""
        for sentence in attention.sentences_on(obj):
            messages.warning(request, sentence)
        return super().response_post_save_change(request, obj)

    # ── Acts of one click ────────

    def person(self, request, pk):
        """The account, if this person may change it."""
        found = self.get_queryset(request).filter(pk=pk).first()
        if found is None or not self.has_change_permission(request, found):
            raise Http404
        return found

    def invite(self, request, user):
        account.invite(user, by=request.user)
        messages.success(request, gettext("An invitation is on its way to %s.") % user.email)

    @method_decorator(require_POST)
    def invite_page(self, request, pk):
        user = self.person(request, pk)
        if is_invitable(user):
            self.invite(request, user)
        return redirect("admin:profiles_user_change", pk)

    @method_decorator(require_POST)
    def end_sessions_page(self, request, pk):
        account.end_sessions(self.person(request, pk), by=request.user)
        messages.success(request, gettext("All sessions of this account have ended."))
        return redirect("admin:profiles_user_change", pk)

    @method_decorator(require_POST)
    def remove_page(self, request, pk):
        secondstep.reset(self.person(request, pk), by=request.user)
        messages.success(request, gettext("The second step is removed, and all sessions of this account have ended."))
        return redirect("admin:profiles_user_change", pk)


def is_invitable(user) -> bool:
    """Whether somebody has been given an account and has not chosen a password yet."""
    return bool(user.email) and user.is_current() and not user.has_usable_password()
