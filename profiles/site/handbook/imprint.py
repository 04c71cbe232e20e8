"""The first page of the book and its last: what it is, as of when, of whom; whose it is and how it may be used."""

from collections import Counter

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext, override

from profiles.published import identity
from profiles.published.models import Publication
from profiles.values.languages import either, of_row

from ..opendata import licence
from ..publisher import publisher
from ..tags.dates import day_in_words
from .chapters import title_of
from .writing import Writer, chapter, heading, pairs, paragraph


def from_to(lines, writer: Writer) -> list:
    """The names of the first and of the last profile of a volume."""
    found = Publication.objects.in_bulk({lines[0][1], lines[-1][1]})
    first, last = (writer.pair(of_row(found[pk], "name")) for pk in (lines[0][1], lines[-1][1]))
    return first if len(lines) == 1 else [*first, " – ", *last]


def cover(chosen, writer: Writer) -> dict:
    """The first page of what `contents` selected."""
    speaker, number, fields = publisher(), len(chosen.lines), chosen.filters.form.fields
    filters = [f"{fields[name].label}{gettext(': ')}{words}" for name, _value, words in chosen.filters.active()]
    volume = gettext("Volume %(volume)d of %(number)d") % {"volume": chosen.volume, "number": chosen.volumes}
    profiles = ngettext("%(number)d profile", "%(number)d profiles", number) % {"number": number}
    return {
        "body": identity.names()["body_name"],
        "title": gettext("Handbook"),
        "subtitle": gettext("Members and observers, their offices, and how to reach them"),
        "day": as_of(writer),
        "lines": [
            *([[volume], from_to(chosen.lines, writer)] if chosen.volumes > 1 else []),
            [profiles],
            *([[gettext("A selection: %s") % "; ".join(filters)]] if filters else []),
        ],
        "figures": {"is": "figures", "rows": groups(chosen, writer)},
        "publisher": either(speaker.name),
        "about": either(speaker.about),
    }


def groups(chosen, writer: Writer) -> list:
    """How many of each group of the directory are in this book."""
    found = Counter(key for key, _pk in chosen.lines)
    return [[str(number), [title_of(writer.reading, key)]] for key, number in found.items()]


def as_of(writer: Writer) -> str:
    return gettext("As of %(date)s") % {"date": day_in_words(writer.reading.day)}


def notice(writer: Writer) -> dict:
    """Designations, publisher, licence, how it is cited."""
    speaker = publisher()
    known = [
        (gettext("Postal address"), [either(speaker.address)] if either(speaker.address) else []),
        (gettext("E-mail"), left_to_right(writer, f"mailto:{speaker.email}", speaker.email)),
        (gettext("Telephone"), left_to_right(writer, f"tel:{speaker.telephone}", speaker.telephone)),
        (gettext("Website"), left_to_right(writer, speaker.url, speaker.url)),
    ]
    blocks = [
        heading(gettext("Designations")),
        paragraph(
            [
                identity.named(
                    gettext(
                        "The names used in this handbook, and the order and the way in which it shows states,"
                        " organizations and groups, express no position %(of_short)s, its members or its"
                        " secretariat on the status of a country or territory, of its authorities, or on the course of"
                        " a boundary."
                    )
                )
            ]
        ),
        heading(gettext("Who publishes this directory")),
        paragraph([{"is": "strong", "of": [either(speaker.name)]}]),
        *([paragraph([either(speaker.about)])] if either(speaker.about) else []),
        pairs([(name, value) for name, value in known if value]),
        heading(gettext("Licence")),
        paragraph(writer.html(terms())),
        heading(gettext("How to cite")),
        paragraph(writer.html(citation(writer))),
        heading(gettext("This edition")),
    ]
    return chapter([gettext("Notice")], writer.key("notice"), blocks)


def left_to_right(writer: Writer, address: str, words: str) -> list:
    return writer.html(format_html('<a href="{}"><bdi dir="ltr">{}</bdi></a>', address, words)) if words else []


def terms() -> str:
    words = gettext(
        "Text and data may be reused under the licence {licence}, {address}. Flags and emblems belong to those who "
        "bear them."
    )
    address = format_html('<a href="{0}"><bdi dir="ltr">{0}</bdi></a>', licence().address)
    return format_html(words, licence=licence().label, address=address)


def citation(writer: Writer) -> str:
    values = {
        "publisher": either(publisher().name),
        "body": identity.names()["body_name"],
        "title": gettext("Handbook"),
        "day": as_of(writer),
        "address": format_html(
            '<a href="{0}"><bdi dir="ltr">{0}</bdi></a>', f"{settings.SITE_URL}{reverse('members')}"
        ),
    }
    return format_html("{publisher}. {body}: {title}. {day}. {address}", **values)


def digest_line(digest: str, language: str) -> dict:
    """By which two copies are told apart, or known for the same."""
    with override(language):
        return pairs([(gettext("Digest of its contents"), [f"\u2066{digest}\u2069"])])
