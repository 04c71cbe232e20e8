"""Whose directory this is: one form, for publishers; public as soon as it is saved."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Identity
from profiles.published.models.identity import MENU
from profiles.values import pictures
from profiles.values.choices import MapFrame, Section

from .. import verbs
from ..verbs import vocabulary
from .base import PortalAdmin, columns
from .conflicts.stateform import NoLostUpdate, StateForm
from .words.history import WordHistory


class Places(forms.Widget):
    """A number beside each of some choices, all under one name."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def render(self, name, value, attrs=None, renderer=None):
        places = zip(self.choices, value or [""] * len(self.choices), strict=False)
        line = '<label>{} <input type="number" name="{}" value="{}" min="1" max="{}"></label>'
        rows = ((label, name, place, len(self.choices)) for (_code, label), place in places)
        return format_html('<div class="in-order">{}</div>', format_html_join("", line, rows))


class OrderField(forms.Field):
    """A list of codes in the order of the numbers beside them; of equal numbers in that of the choices."""

    def __init__(self, choices, usual: list[str], **kwargs):
        self.codes, self.usual = [code for code, _label in choices], usual
        super().__init__(widget=Places(choices), required=False, **kwargs)

    def prepare_value(self, value):
        """Codes as the places that a browser posts."""
        if value and value[0] not in self.codes:
            return value
        return [
            str((value or self.usual).index(code) + 1) if code in (value or self.usual) else "" for code in self.codes
        ]

    def to_python(self, value):
        try:
            placed = [(int(place), number) for number, place in enumerate(value or []) if place.strip()]
        except ValueError as error:
            raise ValidationError(_("Write numbers alone.")) from error
        if len(value or []) > len(self.codes):
            raise ValidationError(_("Write numbers alone."))
        found = [self.codes[number] for _place, number in sorted(placed)]
        return [] if found == self.usual else found

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != self.prepare_value(data)


class IdentityForm(StateForm):
    """The identity, with a picture to take in."""

    menu = OrderField(
        Section.choices,
        MENU,
        label=_("Menu"),
        help_text=_("A number each, in the order of the menu. What has none stands at the foot of pages."),
    )
    frames = forms.MultipleChoiceField(
        choices=MapFrame.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Parts of the map"),
        help_text=_("A state is marked in the smallest part that is shown and has it. None chosen: all."),
    )
    upload = forms.FileField(
        label=_("New mark"),
        required=False,
        help_text=_("PNG, JPEG or WebP, at most 5 MB. Shown at the head of pages and beside their title in browsers."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    without_mark = forms.BooleanField(label=_("Remove the mark"), required=False)

    class Meta:
        widgets = {
            "accent": forms.TextInput(attrs={"dir": "ltr", "placeholder": "#0a5c69"}),
            "accent_by_night": forms.TextInput(attrs={"dir": "ltr", "placeholder": "#82cbd5"}),
        }

    def clean_upload(self):
        """A picture is named here, and stored when the form is saved: one that is refused leaves nothing behind."""
        upload = self.cleaned_data["upload"]
        taken = upload and pictures.take_in(upload)
        if taken:
            self.instance.mark = taken.name
        return taken

    def clean(self):
        if self.cleaned_data.get("without_mark"):
            self.instance.mark = ""
        return super().clean()


@admin.register(Identity)
class IdentityAdmin(WordHistory, NoLostUpdate, PortalAdmin):
    """The one row: its list leads to its form."""

    form = IdentityForm
    change_form_template = "admin/published/change_form.html"
    readonly_fields = ["mark_shown"]
    actions = None
    fieldsets = [
        (_("Names"), {"fields": [*columns("name", "in_full", "in_short"), ("acronym", "file_name")]}),
        (_("Front page"), {"fields": columns("heading", "way")}),
        (
            _("How it looks"),
            {"fields": ["mark_shown", ("upload", "without_mark"), ("accent", "accent_by_night"), "menu", "frames"]},
        ),
        (
            _("Who publishes"),
            {"fields": [*columns("publisher", "about", "address"), ("email", "telephone"), ("website", "licence")]},
        ),
        (_("What its own words stand for"), {"fields": ["chair", "secretariat", "main_meetings"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        there = Identity.objects.exists()
        return redirect("admin:published_identity_change", 1) if there else redirect("admin:published_identity_add")

    def get_form(self, request, obj=None, change=False, **kwargs):
        """What these words stand for is chosen here; roles and kinds of meeting have their own pages."""
        form = super().get_form(request, obj, change=change, **kwargs)
        for name in ("chair", "secretariat", "main_meetings"):
            if name in form.base_fields:
                form.base_fields[name].widget = form.base_fields[name].widget.widget
        return form

    def has_add_permission(self, request):
        # Every page of admin asks this for its list of pages.
        is_here = f"/{self.opts.model_name}/" in request.path
        return is_here and super().has_add_permission(request) and not Identity.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def locking(self, object_id):
        """Whoever changes it queues, as the verb does."""
        return verbs.queueing()

    @admin.display(description=_("mark"))
    def mark_shown(self, row):
        if not row.mark:
            return "–"
        return format_html('<img src="{}" alt="" height="36">', reverse("media", args=[row.mark]))

    def save_model(self, request, obj, form, change):
        if taken := form.cleaned_data["upload"]:
            taken.keep()
        vocabulary.change(obj, by=request.user)
