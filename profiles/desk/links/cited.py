"""Which addresses on the web the directory cites, and where: in working copies, in what is public, in the words.

Whatever column holds an address or rich text counts, so a new one needs no line here.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit
from uuid import UUID

from django.db import models
from django.utils import timezone

from profiles.published import documents
from profiles.published.models import Body, MeetingKind, MemberType, Publication, Role, Source, ThematicArea
from profiles.values.richtext import RichTextField

from .. import entries, workingcopy
from ..models import LinkPlace, LinkState
from ..models.links import LONGEST
from ..verbs import queueing

WORDS = (Source, Body, ThematicArea, Role, MemberType, MeetingKind)
HREF = re.compile(r'\bhref="([^"]*)"')
NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x1f\x7f]")


class Place(NamedTuple):
    """An address, and where it stands, as `LinkPlace` has it."""

    address: str
    entry_uid: UUID | None
    model: str
    row: int
    column: str


def columns_of(model) -> list[models.Field]:
    """The columns of a model in which addresses can stand."""
    return [field for field in model._meta.concrete_fields if isinstance(field, models.URLField | RichTextField)]


def addresses_in(field: models.Field, value: str) -> list[str]:
    """The addresses on the web in what a column holds, each without its fragment."""
    found = [value] if isinstance(field, models.URLField) else map(unescape, HREF.findall(value or ""))
    return [urldefrag(address).url for address in found if is_asked(address)]


def is_asked(address: str) -> bool:
    """Whether this is an address on the web that can be asked at all."""
    try:
        parts = urlsplit(address or "")
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return whole and len(address.encode(errors="replace")) <= LONGEST and not NOT_IN_ADDRESSES.search(address)


# ── Where they stand ────────


def places() -> set[Place]:
    """Every place of the working copies and of the words; of what is public what is nowhere in its working copy."""
    found = {place for model, uid in models_with_uid() for place in of_model(model, uid)}
    own = {(place.address, place.entry_uid) for place in found}
    return found | {place for place in public_places() if (place.address, place.entry_uid) not in own}


def models_with_uid() -> Iterator[tuple[type[models.Model], str]]:
    """The models in whose rows addresses stand, each with the way to the uid of its entry."""
    yield from ((model, "uid") for model in entries.MODELS.values())
    yield from ((model, f"{workingcopy.owner_of(key)}__uid") for key, model in workingcopy.MODELS.items())
    yield from ((model, "") for model in WORDS)


def of_model(model, uid: str) -> Iterator[Place]:
    columns = columns_of(model)
    if not columns:
        return
    names = [field.name for field in columns]
    for row in model.objects.order_by().values("pk", *names, *([uid] if uid else [])).iterator():
        for field in columns:
            for address in addresses_in(field, row[field.name]):
                yield Place(address, row.get(uid), model._meta.label_lower, row["pk"], field.name)


def public_places() -> Iterator[Place]:
    rows = {}
    for model in entries.MODELS.values():
        rows |= {uid: (model, pk) for uid, pk in model.objects.values_list("uid", "pk")}
    live = Publication.objects.live(timezone.now()).order_by()
    for publication in live.only("entry_uid", "document", "recorded").iterator(chunk_size=500):
        if publication.entry_uid in rows:
            model, pk = rows[publication.entry_uid]
            for address in in_document(publication.content(), model):
                yield Place(address, publication.entry_uid, model._meta.label_lower, pk, "")


def in_document(content: dict, model) -> Iterator[str]:
    """The addresses in a document and its facts."""
    yield from in_part(content, model)
    for key, fact in documents.facts_of(content):
        yield from in_part(fact, workingcopy.MODELS[key])


def in_part(part: dict, model) -> Iterator[str]:
    for field in columns_of(model):
        pair, _line, language = field.name.rpartition("_")
        value = part[pair].get(language, "") if isinstance(part.get(pair), dict) else part.get(field.name, "")
        yield from addresses_in(field, value)


# ── Keeping the tables ────────


def update() -> None:
    """Have a row for each address that is cited, with the places where it stands, and none for any other."""
    wanted = defaultdict(set)
    for place in places():
        wanted[place.address].add(place[1:])
    # Who looks at the same time waits; those who publish wait for the writing alone.
    with queueing():
        write(wanted)


def write(wanted: dict[str, set[tuple]]) -> None:
    known = set(LinkState.objects.values_list("address", flat=True))
    in_groups(sorted(known - wanted.keys()), lambda some: LinkState.objects.filter(address__in=some).delete())
    new = [LinkState(address=address) for address in sorted(wanted.keys() - known)]
    LinkState.objects.bulk_create(new, batch_size=500)
    keys = dict(LinkState.objects.values_list("address", "pk"))
    update_places({(keys[address], *place) for address, found in wanted.items() for place in found})


def update_places(wanted: set[tuple]) -> None:
    names = ("link_id", *Place._fields[1:])
    stored = {tuple(row): pk for pk, *row in LinkPlace.objects.order_by().values_list("pk", *names)}
    gone = [pk for place, pk in stored.items() if place not in wanted]
    in_groups(gone, lambda some: LinkPlace.objects.filter(pk__in=some).delete())
    new = [LinkPlace(**dict(zip(names, place, strict=True))) for place in wanted - stored.keys()]
    LinkPlace.objects.bulk_create(new, batch_size=500)


def in_groups(found: list, act, size: int = 500) -> None:
    for start in range(0, len(found), size):
        act(found[start : start + size])
