"""Accounts, what each focal point keeps, and the log of what was done."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from ..models import Assignment, Event, User
from .base import ReadableLists

admin.site.unregister(Group)


class AssignmentInline(admin.TabularInline):
    model = Assignment
    autocomplete_fields = ["entity"]
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):
    """An account. Rights come with groups alone, so that nobody can hand out more than the policy knows."""

    inlines = [AssignmentInline]
    list_display = ["username", "email", "first_name", "last_name", "is_active"]
    list_filter = ["is_active", "groups"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": [("first_name", "last_name"), "email"]}),
        (_("Rights"), {"fields": [("is_active", "is_staff"), "groups"]}),
        (_("Important dates"), {"fields": [("last_login", "date_joined")]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    actions = None

    def get_queryset(self, request):
        """Who is no superuser does not get to change one."""
        people = super().get_queryset(request)
        return people if request.user.is_superuser else people.filter(is_superuser=False)

    def get_inline_instances(self, request, obj=None):
        return super().get_inline_instances(request, obj) if obj else []


@admin.register(Event)
class EventAdmin(ReadableLists):
    """The log: to read, never to change."""

    list_display = ["at", "actor", "verb", "subject", "message"]
    list_filter = ["verb", "at"]
    search_fields = ["subject", "message", "actor__username"]
    date_hierarchy = "at"
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
