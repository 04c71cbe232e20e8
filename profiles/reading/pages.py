"""Long lists a page at a time."""

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

PER_PAGE = 50
# What has more pages is to be filtered: no link may lead beyond the last that is answered.
LAST_PAGE = 200


def page_of(rows, text: str, per_page: int | None = None) -> Page:
    """The page of a list that a parameter asks for. Raises BadRequest for what is not the number of one."""
    pages = Paginator(rows, per_page or PER_PAGE)
    pages.num_pages = min(pages.num_pages, LAST_PAGE)
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= pages.num_pages):
        raise BadRequest(_("There is no page “%s”.") % text[:20])
    return pages.page(int(text))
