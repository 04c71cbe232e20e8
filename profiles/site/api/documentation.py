"""The API and the files described for people."""

from django.urls import reverse

from profiles.reading.filters import MemberFilter

from ..files.exports import base_of
from ..files.formats import FORMATS
from ..files.members import BODY
from ..files.tables import TABLES
from ..public import public
from ..rendering import render


@public()
def documentation(request, reading):
    fields = MemberFilter.of(request.GET, reading).form.fields
    members, *tables = ((table, table.columns(reading, base_of(request))) for table in TABLES)
    context = {
        "columns": [column for column in members[1] if not column.name.startswith("body_")],
        "body_meaning": BODY,
        "bodies": [f"body_{code.replace('-', '_')}" for code in reading.vocabularies.body],
        "tables": tables,
        "formats": FORMATS,
        "filters": [(name, field.label, codes_of(field)) for name, field in fields.items()],
        "example": next((row.slug for row in reading.live()[:1]), ""),
        "base": request.build_absolute_uri(reverse("api_entry")),
        "section": "api",
    }
    return render(request, reading, "api.html", context)


def codes_of(field) -> list[tuple[str, str]]:
    return [choice for choice in getattr(field, "choices", ()) if choice[0]]
