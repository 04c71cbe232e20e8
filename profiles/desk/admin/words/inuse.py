"""What is in use is not deleted: where a word is named and what rests on a source, by name, as links."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db.models import ProtectedError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from profiles.site.addresses import version_address
from profiles.values.languages import either, of_row

from ... import uses, verbs
from ...verbs import vocabulary
from ..pages.deskpage import address


class InUse:
    """An admin that says where a row is used instead of asking whether to delete it."""

    def delete_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row and self.has_delete_permission(request, row) and (places := listed(uses.uses_of(row, request.user))):
            context = {
                **self.admin_site.each_context(request),
                "title": _("“%s” is in use") % row,
                "object": row,
                "opts": self.opts,
                "places": places,
            }
            return render(request, "admin/published/in_use.html", context)
        try:
            return super().delete_view(request, object_id, extra_context)
        except (verbs.Refused, ProtectedError) as error:
            messages.error(request, str(error) if isinstance(error, verbs.Refused) else vocabulary.in_use(row, []))
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", object_id)


def listed(found: uses.Uses):
    """Places as a list of links; nothing where there are none."""
    lines = [*published_lines(found), *copy_lines(found), *word_lines(found)]
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html('<ul class="uses">{}</ul>', items) if lines else ""


def published_lines(found: uses.Uses) -> list:
    sentence, lines = _("{}, published: version {}"), []
    for row in found.publications:
        target = version_address(row.kind, row.slug, row.number)
        lines.append(format_html(sentence, link(target, either(of_row(row, "name"))), row.number))
    return lines


def copy_lines(found: uses.Uses) -> list:
    sentence, lines = _("{}, working copy: {}"), []
    for entry, parts in found.parts.items():
        lines.append(format_html(sentence, link(address("change", entry), entry), _("; ").join(parts)))
    return lines


def word_lines(found: uses.Uses) -> list:
    lines = []
    for row in found.words:
        target = reverse(f"admin:published_{row._meta.model_name}_change", args=[row.pk])
        lines.append(format_html("{}: {}", row._meta.verbose_name, link(target, row)))
    return lines


def link(target: str, name):
    return format_html('<a href="{}"><bdi>{}</bdi></a>', target, name)
