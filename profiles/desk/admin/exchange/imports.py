"""Files that are brought in: the list of them, a page to bring one, and a page of each with what it changes."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, Func, IntegerField, TextField, When
from django.db.models.functions import Cast
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from ... import moments, permissions
from ...exchange.choosing import problems_of_file
from ...exchange.reading import bounds
from ...models import Import
from ...porter import porter
from ...verbs import Refused, importing, importwork, undoing
from ..base import OnlyShown, ReadableLists
from ..conflicts.labels import NOTHING
from ..keys import is_key
from ..menu import address_of
from ..pages.deskpage import attempt
from . import shown
from .outcomes import Outcome

# Of what the list shows of a file, nothing that it holds is read.
LARGE = ("content", "rows", "changes", "problems", "notes", "words", "left", "bases", "outcome", "places")


class Length(Func):
    """How many items a list of JSON has."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **context)


# What a list counts of each, in the database.
COUNTS = {"number_kept": Length("rows"), "number_wrong": Length("problems"), "number_changed": Length("changes")}
PARTLY_UNDONE = Case(
    When(state=Import.State.TAKEN, outcome_as_text__contains='"undone": true', then=True),
    default=False,
    output_field=BooleanField(),
)
UNREAD = (Import.State.WAITING, Import.State.FAILED)


class UploadForm(forms.Form):
    """A file to look at."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Excel (.xlsx), OpenDocument (.ods), CSV, a zip of CSV files, or JSON."),
    )
    ignore_unknown = forms.BooleanField(
        label=gettext_lazy("Leave out sheets and columns that are not known"), required=False
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > bounds.MOST_BYTES:
            raise bounds.too_large()
        return file


@admin.register(Import)
class ImportAdmin(OnlyShown, ReadableLists):
    """The list, and a page of each: whoever edits everything sees all, others what they brought."""

    # The state beside the name, where a narrow list still shows it.
    list_display = ["file", "in_words", "moment", "author", "read", "wrong", "taken"]
    list_filter = ["state"]
    list_select_related = ["author"]
    list_per_page = 50
    search_fields = ["name"]
    actions = None

    def lookup_allowed(self, lookup, value, request):
        """By its state alone: what stands in a file is no question to a list."""
        return lookup in ("state", "state__exact", "state__in") and super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request):
        rows = super().get_queryset(request).defer(*LARGE).annotate(**COUNTS)
        rows = rows.alias(outcome_as_text=Cast("outcome", TextField())).annotate(has_undone=PARTLY_UNDONE)
        return rows if permissions.edits_everything(request.user) else rows.filter(author=request.user)

    def has_module_permission(self, request):
        return importing.may_import(request.user)

    def has_view_permission(self, request, obj=None):
        return importing.may_import(request.user)

    def has_add_permission(self, request):
        return importing.may_import(request.user)

    @admin.display(description=gettext_lazy("file"), ordering="name")
    def file(self, record):
        return record.name

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def moment(self, record):
        return moments.shown(record.at)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def in_words(self, record):
        state = _("partly undone") if record.has_undone else record.get_state_display()
        return _(", ").join([state, moments.ago(record.decided_at)]) if record.decided_at else state

    @admin.display(description=gettext_lazy("rows"))
    def read(self, record):
        return record.number_kept + record.unchanged if record.state not in UNREAD else NOTHING

    @admin.display(description=gettext_lazy("mistakes"))
    def wrong(self, record):
        return record.number_wrong if record.state not in UNREAD else NOTHING

    @admin.display(description=gettext_lazy("rows brought in"))
    def taken(self, record):
        return record.number_changed if record.decided_at else NOTHING

    # ── Pages ────────

    def get_urls(self):
        door = self.admin_site.admin_view
        acts = [
            ("choose", self.choose_page),
            ("undo", self.undo_page),
            ("discard", self.discard_page),
            ("read_again", self.read_again_page),
        ]
        return [
            *(path(f"<int:pk>/{name}/", door(page), name=f"profiles_import_{name}") for name, page in acts),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        """A file is brought, and read at once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            given = {"name": file.name, "by": request.user, "ignore_unknown": form.cleaned_data["ignore_unknown"]}
            try:
                return redirect(address_of(Import, "change", self.brought(file.read(), **given).pk))
            except Refused as refusal:
                form.add_error("file", str(refusal))
        return self.page(request, "add", _("Bring data in from a file"), form=form, bounds=bounds)

    @staticmethod
    def brought(content: bytes, **given) -> Import:
        record = importwork.bring(content, **given)
        porter.ring()
        return record

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What a file changes, and what became of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.record(request, object_id)
        pages = shown.pages_of(record)
        page = pages.get_page(request.GET.get("page"))
        problems = importing.problems_of(record)
        is_mine = is_theirs(request.user, record)
        is_open = record.state == Import.State.READ
        return self.page(
            request,
            "change",
            record.name,
            record=record,
            summary=shown.summary(record),
            problems=shown.wrongs(problems),
            of_file=problems_of_file(record, problems),
            has_rest=is_mine and is_open and shown.has_rest(record),
            notes=importing.notes_of(record),
            ticked=shown.Taken.of(record) if is_open else None,
            page=page,
            numbers=list(pages.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
            lines=shown.lines_of(record, page.object_list[0]) if page.object_list else [],
            is_at_work=record.state in importwork.WAITING,
            may_choose=is_mine and is_open,
            may_read_again=is_mine and importing.may_read_again(record),
            conflicts=shown.number_of_conflicts(record) if is_open else 0,
            may_forget=is_mine and record.state in importing.UNDECIDED,
            may_undo=record.state == Import.State.TAKEN and may_undo(request.user, record),
            outcome=Outcome.of(record, request.user) if record.outcome else None,
        )

    def page(self, request, name: str, title: str, **context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return render(request, f"admin/exchange/import_{name}.html", context)

    def record(self, request, pk) -> Import:
        """A file that this person may see, with all that it holds."""
        if not is_key(pk):
            raise Http404
        return get_object_or_404(self.get_queryset(request).defer(None).defer("content"), pk=pk)

    # ── Acts ────────

    @method_decorator(require_POST)
    def choose_page(self, request, pk):
        """What the page had ticked is kept; and then taken, where that was pressed."""
        record = self.record_to_act_on(request, pk, is_theirs)
        page = urlencode({"page": request.POST.get("_to", request.POST.get("page", "1"))[:9]})
        to = f"{address_of(Import, 'change', record.pk)}?{page}#changes"
        try:
            importing.choose(record, shown.choice_of(request.POST, record), by=request.user)
            record.refresh_from_db(fields=["left"])
            if "_take" in request.POST:
                return self.take(request, record, or_to=to)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(to)

    def take(self, request, record, or_to: str):
        if not shown.Taken.of(record).cells:
            messages.warning(request, _("Nothing is ticked, so nothing was brought in. Tick what is to be brought in."))
            return redirect(or_to)
        changed = importwork.take(record, by=request.user)
        if changed is None:
            porter.ring()
        else:
            sentence = ngettext(
                "%d entry now says what the file says.", "%d entries now say what the file says.", len(changed)
            )
            messages.success(request, sentence % len(changed))
        return redirect(address_of(Import, "change", record.pk))

    def undo_page(self, request, pk):
        """Asked once, with what it does."""
        record = self.record_to_act_on(request, pk, may_undo)
        if request.method == "POST":
            self.undo(request, record)
        elif record.state == Import.State.TAKEN:
            outcome = Outcome.of(record, request.user)
            return self.page(request, "undo", _("Undo this import?"), record=record, outcome=outcome)
        return redirect(address_of(Import, "change", record.pk))

    @staticmethod
    def undo(request, record) -> None:
        try:
            stays = undoing.undo(record, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return
        for sentence in stays[: importing.MOST_TOLD]:
            messages.warning(request, sentence)
        rest = _("All else is undone. What stays, and why, stands below.")
        done = rest if stays else _("Undone: the working copies say again what they did before.")
        messages.success(request, done)

    def discard_page(self, request, pk):
        """The same."""
        record = self.record_to_act_on(request, pk, is_theirs)
        if request.method == "POST":
            if attempt(request, lambda: importing.discard(record, by=request.user), _("The file is forgotten.")):
                return redirect(address_of(Import, "changelist"))
        elif record.state in importing.UNDECIDED:
            return self.page(request, "discard", _("Forget this file?"), record=record, summary=shown.summary(record))
        return redirect(address_of(Import, "change", record.pk))

    @method_decorator(require_POST)
    def read_again_page(self, request, pk):
        """The file is compared with what stands there now."""
        record = self.record_to_act_on(request, pk, is_theirs)
        if attempt(request, lambda: importwork.read_again(record, by=request.user), _("The file is read again.")):
            porter.ring()
        return redirect(address_of(Import, "change", record.pk))

    def record_to_act_on(self, request, pk, right) -> Import:
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.record(request, pk)
        if not right(request.user, record):
            raise PermissionDenied
        return record


def is_theirs(user, record: Import) -> bool:
    return record.author_id == user.pk


def may_undo(user, record: Import) -> bool:
    return is_theirs(user, record) or permissions.edits_everything(user)
