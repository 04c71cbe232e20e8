"""One more row of facts where there is no script: a button of the form brings the form back with it, as it was typed.
Nothing is saved by that, and nobody is told what is wrong with a form that is not finished."""

from django.contrib.admin.utils import unquote

from ..conflicts.stateform import as_posted

ADD = "_add_row"


class MoreRows:
    """An admin whose form takes another row in before it is saved. Its form is a `ConflictForm`."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and ADD in request.POST:
            request.adds_row = request.POST[ADD]
            entry = object_id and self.get_object(request, unquote(object_id))
            if entry or not object_id:
                request.POST = self.with_row(request, entry or None, request.POST.copy())
        return super().changeform_view(request, object_id, form_url, extra_context)

    def with_row(self, request, entry, data):
        """What was posted, and the values with which another row of the kind that was asked for begins."""
        for kind, inline in self.get_formsets_with_inlines(request, entry):
            total = f"{request.adds_row}-TOTAL_FORMS"
            number = data.get(total, "")
            if kind.get_default_prefix() != request.adds_row or not inline.has_add_permission(request, entry):
                continue
            if number.isascii() and number.isdigit() and int(number) < kind.absolute_max:
                rows = kind(instance=entry or self.model(), queryset=kind.model.objects.none())
                for bound in rows.empty_form:
                    if values := as_posted(bound):
                        data.setlist(bound.html_name.replace("__prefix__", str(int(number))), values)
                data[total] = int(number) + 1
        return data

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.is_finished = not hasattr(request, "adds_row")
        return form

    def render_change_form(self, request, context, *args, **kwargs):
        # The table of what others changed rests on what is wrong in the rows.
        if hasattr(request, "adds_row") and not is_stale(request):
            inlines = context["inline_admin_formsets"]
            forgive(context["adminform"].form, [inline.formset for inline in inlines])
            for inline in inlines:
                if inline.formset.prefix == request.adds_row and inline.formset.extra_forms:
                    give_focus(inline.formset.extra_forms[-1])
        return super().render_change_form(request, context, *args, **kwargs)


def is_stale(request) -> bool:
    meanwhile = getattr(request, "meanwhile", None)
    return bool(meanwhile and meanwhile.stale)


def forgive(form, formsets) -> None:
    """Say nothing of what is wrong."""
    form.errors.clear()
    for formset in formsets:
        formset.non_form_errors().clear()
        for errors in formset.errors:
            errors.clear()


def give_focus(form) -> None:
    widget = form.visible_fields()[0].field.widget
    # Of one with links beside it Django shares the attributes among all forms.
    widget = getattr(widget, "widget", widget)
    widget.attrs = widget.attrs | {"autofocus": True}
