"""How pages cite sources: small numbers that lead to a numbered list, and what the list says of each."""

import re

from django import template
from django.utils.encoding import uri_to_iri
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info, gettext

from profiles.published.diff import join
from profiles.published.documents import FOOTNOTE
from profiles.values.choices import Carries, SourceKind

register = template.Library()

# For those not every printer has a face.
OTHER_LETTERS = re.compile("[^\0-\u024f\u0600-\u06ff\u2010-\u2027]")
FOOTNOTES = re.compile(rf"(?:{FOOTNOTE.pattern})+")


@register.filter
def cites(term, carries: str = "all start end") -> str:
    """The numbers of what a dated fact rests on; of those sources alone that carry what is named."""
    wanted = carries.split()
    return numbers(sorted(cited.number for cited in term.cited if cited.carries in wanted))


def numbers(found) -> str:
    """Numbers of sources on the page: each opens what the list says of it, or leads there where nothing can open."""
    found = list(dict.fromkeys(found))
    if not found:
        return ""
    one = (
        '<a href="#source-{0}" aria-label="{1}">{0}</a>'
        '<button type="button" popovertarget="cited-{0}" aria-label="{1}" hidden>{0}</button>'
    )
    words, comma = gettext("Source %d"), gettext(", ").rstrip()
    *before, last = (format_html(one, number, words % number) for number in found)
    # A comma stays with the number before it, wherever the line ends.
    kept = format_html_join("", "<span>{}{}</span> ", ((number, comma) for number in before))
    return format_html('<sup class="cites">{}{}</sup>', kept, last)


@register.simple_tag(takes_context=True)
def cites_on_paper(context, cited) -> str:
    """The same on a page whose sources stand with each fact: on paper, in a list at its end (`_on_paper.html`)."""
    listed = context.get("on_paper")
    if listed is None or not cited:
        return ""
    found = sorted({listed.setdefault(one.source["code"], (len(listed) + 1, one.source))[0] for one in cited})
    return format_html('<sup class="cites on-paper">{}</sup>', gettext(", ").join(map(str, found)))


@register.filter
def address(url: str) -> str:
    """A web address to read: letters instead of their codes, and lines that end after a slash or a dot."""
    letters = uri_to_iri(url)
    return mark_safe(
        re.sub(r"(?<=[\w])([./]+)(?=\w)", r"\1<wbr>", escape(url if OTHER_LETTERS.search(letters) else letters))
    )


def number_footnotes(html: str, of_codes: dict[str, int] | None) -> str:
    """Rich text with the numbers of a page for its footnotes; without them where the page has no list."""
    known = of_codes or {}

    def written(match) -> str:
        codes = FOOTNOTE.findall(match[0])
        return numbers(sorted(known[code] for code in codes if code in known))

    return mark_safe(FOOTNOTES.sub(written, html))


def drop_footnotes(text: str) -> str:
    return FOOTNOTE.sub("", text)


@register.filter
def language_in_words(code: str) -> str:
    """The name of a language in the reader's; its code where that is not known."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def languages_in_words(codes: str) -> str:
    """The names of languages, whose codes stand with spaces between them."""
    return join(*map(language_in_words, codes.split()))


@register.filter
def source_kind(code: str) -> str:
    return str(SourceKind(code).label) if code else ""


@register.filter
def carried(codes) -> str:
    """What of a fact a source carries, in words; nothing where that is all."""
    return "" if Carries.ALL in codes else gettext(", ").join(str(Carries(code).label) for code in codes)
