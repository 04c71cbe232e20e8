"""The register of sources: who adds and changes one, what rests on it, and the search by which forms choose from it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from profiles.published.models import Source

from ... import permissions, uses
from ..base import columns
from ..dates import WordDatesForm
from ..sourcesfield import described
from . import footnotes, inuse
from .vocabulary import VocabularyAdmin

SHOWN = 20
LONGEST = 60
# So begin the codes of what was cited before there was a register; several of those may have one address.
EARLIER = "source-"


class SourceForm(WordDatesForm):
    """A source, whose code is made from title and day where nobody writes one. The admin says whose form it is."""

    user = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].required = False
            self.fields["code"].help_text = _("Empty: made from title and day. Fixed once something rests on it.")

    def clean_url(self):
        url = self.cleaned_data["url"]
        other = Source.objects.exclude(pk=self.instance.pk).filter(url=url).first() if url else None
        if other:
            address = reverse("admin:published_source_change", args=[other.pk])
            sentence = _("This address is in the register already: {}")
            link = format_html('<a href="{}" target="_blank">{} ({})</a>', address, other, other.code)
            raise ValidationError(format_html(sentence, link))
        return url

    def clean(self):
        cleaned = super().clean()
        if "code" in self.cleaned_data:
            code = self.cleaned_data["code"] or free_code(cleaned.get("label_en", ""), cleaned.get("day") or "")
            self.cleaned_data["code"] = code
            if code.startswith(EARLIER) and not (self.instance.pk and code == self.instance.initial("code")):
                sentence = _("Codes that begin with “source-” are those of what was cited before there was a register.")
                raise ValidationError({"code": sentence})
            uses.refuse_another_code(self.instance, code, by=self.user)
        return cleaned


def free_code(title: str, day: str) -> str:
    """A code from a title and a day that no source has: `declaration-of-the-ministers-2008`."""
    year = day[:4]
    words = slugify(title) or "text"
    room = LONGEST - len(f"-{year}-999")
    if len(words) > room:
        words = words[: room + 1].rpartition("-")[0] or words[:room]
    while words.startswith(EARLIER):
        words = words.removeprefix(EARLIER)
    if f"{words}-" == EARLIER:
        words = "text"
    code = "-".join(filter(None, [words, "" if year and words.endswith(year) else year]))
    taken = set(Source.objects.filter(code__startswith=code).values_list("code", flat=True))
    numbered = (f"{code}-{number}" for number in range(2, len(taken) + 3))
    return code if code not in taken else next(found for found in numbered if found not in taken)


@admin.register(Source)
class SourceAdmin(VocabularyAdmin):
    """A source. Editors and focal points change it until something published rests on it."""

    form = SourceForm
    list_display = ["label", "publisher", "day", "kind", "language", "code"]
    list_filter = ["kind", "language", "retired"]
    search_fields = [*VocabularyAdmin.search_fields, "publisher", "url"]
    readonly_fields = ["rests_on_it"]
    fields = [
        *columns("label"),
        "publisher",
        ("day", "unusual"),
        ("kind", "language"),
        "url",
        ("archived_url", "retrieved_on"),
        "retired",
        "code",
        "rests_on_it",
    ]

    def get_urls(self):
        search, footnote = map(self.admin_site.admin_view, (self.search, self.footnote))
        return [
            path("search/", search, name="published_source_search"),
            path("footnote/", footnote, name="published_source_footnote"),
            *super().get_urls(),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        if not self.has_change_permission(request, obj):
            fields = ["day" if line == ("day", "unusual") else line for line in fields]
        return fields if obj else [name for name in fields if name != "rests_on_it"]

    # ── Who may do what ────────

    def has_change_permission(self, request, obj=None):
        """Asked many times for one page: the row remembers whether anything published rests on it."""
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        if not hasattr(obj, "published"):
            obj.published = uses.is_published(obj)
        return permissions.can_change_source(request.user, is_published=obj.published)

    def has_delete_permission(self, request, obj=None):
        return permissions.can_publish(request.user) and request.user.has_perm("published.delete_source")

    def to_field_allowed(self, request, to_field):
        """Forms that add a source in a window of its own ask for its code back."""
        return to_field == "code" or super().to_field_allowed(request, to_field)

    # ── What forms ask for ────────

    def search(self, request):
        """Sources by what is typed, or by their codes: JSON for the forms of admin."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request)
        if codes := request.GET.getlist("code"):
            rows = rows.filter(code__in=codes)
        else:
            term = request.GET.get("term", "").replace("\0", "")
            rows, _distinct = self.get_search_results(request, rows.in_use(), term)
        return JsonResponse({"results": [described(row) for row in rows[:SHOWN]]})

    def footnote(self, request):
        """What a footnote means: the sources that are likely, the first of them `sure` or not; the words by which they
        were found; and what a new one begins with, for those who may add one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        note, rows = footnotes.Note(request.GET.get("note", "")), self.get_queryset(request).in_use()
        meant = footnotes.meant(note, rows)
        rows = rows.exclude(pk__in=[row.pk for row in meant])
        others, _distinct = self.get_search_results(request, rows, note.term())
        answer = {
            "term": note.term(),
            "sure": len(meant) == 1,
            "results": [described(row) for row in [*meant, *others[:SHOWN]][:SHOWN]],
            "columns": note.columns() if self.has_add_permission(request) else None,
        }
        return JsonResponse(answer)

    # ── What rests on it ────────

    def get_object(self, request, object_id, from_field=None):
        """With what rests on it, as far as this person may see that."""
        source = super().get_object(request, object_id, from_field)
        if source:
            source.uses = uses.uses_of(source, request.user)
        return source

    @admin.display(description=gettext_lazy("what rests on it"))
    def rests_on_it(self, source):
        return inuse.listed(source.uses) or _("Nothing that you may see.")
