"""Lists that somebody keeps as they are filtered and searched, for themselves alone."""

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, PAGE_VAR
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..models import KeptList
from .base import ReadableLists
from .menu import address_of

MOST = 30
# What says how a list is shown at the moment, not what is in it.
PASSING = {ALL_VAR, ERROR_FLAG, IS_POPUP_VAR, PAGE_VAR, TO_FIELD_VAR}


class KeepForm(forms.ModelForm):
    """A name, and a list of admin that this person may see, with its query. An address is never taken from a form."""

    class Meta:
        model = KeptList
        fields = ["name", "model", "query"]

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_model(self):
        model = self.cleaned_data["model"]
        if model not in {key_of(one.model) for one in lists_of(self.request)}:
            raise forms.ValidationError(_("There is no such list."))
        return model

    def clean_query(self):
        query = QueryDict(self.cleaned_data["query"], mutable=True)
        for name in PASSING & query.keys():
            del query[name]
        return query.urlencode()


def lists_of(request) -> list[ReadableLists]:
    """The lists that this person may see."""
    found = [admin.site.get_model_admin(model) for model in apps.get_models() if admin.site.is_registered(model)]
    return [one for one in found if isinstance(one, ReadableLists) and one.has_view_permission(request)]


def key_of(model) -> str:
    return model._meta.label_lower


def kept_lists(request) -> list[tuple[KeptList, str]]:
    """What this person has kept and may still see, each with its address."""
    models = {key_of(one.model): one.model for one in lists_of(request)}
    rows = [row for row in request.user.kept_lists.all() if row.model in models]
    return [(row, f"{address_of(models[row.model], 'changelist')}?{row.query}") for row in rows]


@admin.site.desk_page("keep")
@require_POST
def keep(request):
    """A list is kept under a name; what had that name before is replaced."""
    form = KeepForm(request.POST, request=request)
    if not form.is_valid():
        messages.error(request, " ".join(text for several in form.errors.values() for text in several))
        return redirect("admin:index")
    data = form.cleaned_data
    kept = request.user.kept_lists
    if kept.exclude(name=data["name"]).count() >= MOST:
        messages.error(request, _("You keep %d lists, and no more can be kept: forget one first.") % MOST)
        return redirect("admin:index")
    kept.update_or_create(name=data["name"], defaults={"model": data["model"], "query": data["query"]})
    messages.success(request, _("Kept. You find it on your desk."))
    return redirect(f"{address_of(apps.get_model(data['model']), 'changelist')}?{data['query']}")


@admin.site.desk_page("forget")
@require_POST
def forget(request):
    """A list is kept no longer: one's own alone."""
    key = request.POST.get("row", "")
    if key.isascii() and key.isdigit() and len(key) < 18:
        request.user.kept_lists.filter(pk=key).delete()
    return redirect("admin:index")
