"""How pages write texts: of two languages the one that the reader has, or the other, saying so; rich text; codes."""

import re

from django import template
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from profiles.published import offices
from profiles.values import languages, plaintext, runs
from profiles.values.choices import Capacity, Certainty, EntityKind, Level, OrganizationKind, Part, Status

from .sources import drop_footnotes, number_footnotes

register = template.Library()

ARABIC_ORDERS = {"a": "abjad", "A": "alphabet"}
HEADING = re.compile(r"<h([2-4])>(.*?)</h\1>", re.DOTALL)


@register.filter
def plain(pair) -> str:
    """The plain text of a pair in the reader's language, or else in the other: for titles and attributes."""
    return drop_footnotes(languages.either(pair))


@register.filter
def in_words(pair) -> str:
    """The words of rich text, for descriptions."""
    return plaintext.words(plain(pair))


@register.filter
def text(pair) -> str:
    """The text of a pair; one that stands in the other language says which it is."""
    language = languages.language_of(pair)
    return in_language(pair[language], language)


def in_language(words: str, language: str) -> str:
    """A text; one in the other language says which it is. Where it runs from the right what reads from the left
    stays whole."""
    if languages.DIRECTION[language] == "rtl" and runs.RUN.search(words):
        words = mark_safe(runs.isolate(conditional_escape(words)))
    if language == languages.current():
        return words
    return format_html('<span lang="{}" dir="{}">{}</span>', language, languages.DIRECTION[language], words)


@register.filter
def linked(pair) -> str:
    """The same with telephone numbers, e-mail and web addresses that can be followed."""
    language = languages.language_of(pair)
    return in_language(mark_safe(runs.link(escape(pair[language]))), language)


register.filter(runs.dialled)


@register.filter
def text_with_remark(pair) -> str:
    """The same, with a remark where it stands in the other language alone."""
    if languages.language_of(pair) == languages.current():
        return text(pair)
    return format_html('{} <small class="remark">({})</small>', text(pair), only_other())


def only_other() -> str:
    return gettext("in %(language)s only") % {"language": languages.NAMES[languages.OTHER[languages.current()]]}


@register.filter
def office_name(term) -> str:
    """The name of a responsible entity: official, or marked as our translation; or as of the other language alone."""
    name = offices.name_of(term)
    written = in_language(name.text, name.language)
    remarks = [gettext("our translation")] * name.is_translation + [only_other()] * name.is_foreign
    if not remarks:
        return written
    return format_html('{} <small class="remark">({})</small>', written, gettext(", ").join(remarks))


@register.filter
def office_name_plain(term) -> str:
    """The same as plain text: for what is read out, and for attributes."""
    return offices.name_of(term).text


@register.filter
def office_official_name(term) -> str:
    """The official name in the other language, where the reader has our translation alone; or nothing."""
    name = offices.official_name(term)
    return in_language(name.text, name.language) if name else ""


@register.filter
def rich(pair, numbers=None) -> str:
    """Rich text of a pair, its headings one level down and with anchors; footnotes under the numbers of the page.

    It was sanitised when it was saved.
    """
    return number_footnotes(demote(add_anchors(choose(pair))), numbers)


@register.filter
def rich_page(pair, numbers=None) -> str:
    """Rich text that is a page of its own: headings keep their level."""
    return number_footnotes(add_anchors(choose(pair)), numbers)


def choose(pair) -> str:
    language = languages.language_of(pair)
    html = show_tables(pair[language])
    if languages.DIRECTION[language] == "rtl":
        html = runs.isolate(html)
    if language in plaintext.LETTERS_OF:
        html = show_arabic_letters(html)
    if language == languages.current():
        return html
    return (
        f'<p class="remark">{escape(only_other())}</p>'
        f'<div lang="{language}" dir="{languages.DIRECTION[language]}" class="prose">{html}</div>'
    )


def show_tables(html: str) -> str:
    """Tables that are wider than the screen scroll by themselves, by keyboard too."""
    label = escape(gettext("Table"))
    frame = f'<div class="of-table" role="group" tabindex="0" aria-label="{label}"><table>'
    return html.replace("<table>", frame).replace("</table>", "</table></div>")


def show_arabic_letters(html: str) -> str:
    """The lists that count in letters, by the order of abjad (`a`) or of the alphabet (`A`): not in Latin ones."""
    return re.sub(r'<ol\b[^>]*?(?= type="([aA])")', lambda match: f'{match[0]} class="{ARABIC_ORDERS[match[1]]}"', html)


def add_anchors(html: str) -> str:
    """Headings with ids, `s1`, `s2` …, that can be quoted."""
    found = iter(range(1, 10_000))
    return HEADING.sub(lambda match: f'<h{match[1]} id="s{next(found)}">{match[2]}</h{match[1]}>', html)


def demote(html: str) -> str:
    return re.sub(r"(</?h)([2-4])", lambda match: f"{match[1]}{int(match[2]) + 1}", html)


@register.filter
def contents(pair) -> list[tuple[str, str]]:
    """The anchors and texts of the main headings of rich text."""
    html = languages.either(pair)
    headings = [(f"s{number}", match) for number, match in enumerate(HEADING.finditer(html), 1)]
    return [
        (anchor, mark_safe(re.sub("<[^>]+>", "", plaintext.raised(match[2]))))
        for anchor, match in headings
        if match[1] == "2"
    ]


@register.filter
def pair(row, name: str) -> dict[str, str]:
    """A pair of columns of a vocabulary row: `{{ area|pair:"description"|text }}`."""
    return languages.of_row(row, name)


@register.filter
def for_number(member_type, number: int) -> dict[str, str]:
    """What so many of a member type are called: its label where it is one, or its plural."""
    return languages.of_row(member_type, "label" if number == 1 else "plural")


@register.filter
def letters(text: str) -> str:
    """The language of a text that stands in one language alone, by its letters."""
    return languages.by_letters(text)


@register.filter
def kind_label(content) -> str:
    """State, or the kind of organization."""
    return str(
        OrganizationKind(content["organization_kind"]).label
        if content["organization_kind"]
        else EntityKind(content["kind"]).label
    )


@register.filter
def certainty_label(code: str) -> str:
    return str(Certainty(code).label)


@register.filter
def status_label(code: str) -> str:
    return str(Status(code).label)


@register.filter
def capacity_label(code: str) -> str:
    return str(Capacity(code).label)


@register.filter
def part_label(code: str) -> str:
    return str(Part(code).label)


@register.filter
def level_label(code: str) -> str:
    return str(Level(code).label)


@register.simple_block_tag
def in_attribute(content) -> str:
    """What a block holds, on one line and fit for an attribute too."""
    return mark_safe(" ".join(content.split()).replace('"', "&quot;"))


@register.filter
def host(url: str) -> str:
    """The host name of an address, to show for it."""
    return url.split("//", 1)[-1].split("/", 1)[0]
