"""The texts of the site: about, contact, licence, accessibility."""

from ..lookups import get_or_404
from ..public import public
from ..rendering import render


@public()
def page(request, reading, code):
    return render(
        request, reading, "page.html", {"page": get_or_404(reading.vocabularies.pages, code), "section": code}
    )
