"""The API and the files described for people."""

from django.urls import reverse

from profiles.reading.filters import MemberFilter

from ..files import columns
from ..files.tables import TABLES
from ..public import public
from ..rendering import render


@public()
def documentation(request, reading):
    fields = MemberFilter.of(request.GET, reading).form.fields
    context = {
        "columns": [column for column in columns.columns(request, reading) if not column.name.startswith("body_")],
        "body_meaning": columns.BODY,
        "bodies": [f"body_{code.replace('-', '_')}" for code in reading.vocabularies.body],
        "tables": [(table, table.columns(request, reading)) for table in TABLES],
        "filters": [(name, field.label, codes_of(field)) for name, field in fields.items()],
        "base": request.build_absolute_uri(reverse("api_entry")),
        "section": "api",
    }
    return render(request, reading, "api.html", context)


def codes_of(field) -> list[tuple[str, str]]:
    return [choice for choice in getattr(field, "choices", ()) if choice[0]]
