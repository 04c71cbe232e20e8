"""From a document to a publication, with everything that is derived from it. Only this module writes publications,
facets, citations and spellings."""

import datetime as dt

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.published import documents, search
from profiles.published.models import Citation, Facet, Publication, Spelling
from profiles.values.choices import EntryKind
from profiles.values.languages import SECOND

from .. import checks, workingcopy
from ..models import SavedCopy
from ..models.entries import Entry
from . import Refused


def add(entry: Entry, *, at: dt.datetime | None, digest: str = "", copy: SavedCopy | None = None) -> Publication:
    """Insert the working copy, or a saved copy, as the next publication, for the public to see from `at` on (or now).

    Raises Refused where it is another document than that of `digest`, unfit to be published, or public already.
    """
    content = proposed(copy) if copy else workingcopy.document(entry)
    text = documents.canonical(content)
    says = documents.content_digest(content)
    if digest and digest != documents.digest(text):
        raise Refused(_("It has changed since you looked at it. Look again, then publish."))
    if sentences := unfit(content, entry, copy):
        raise Refused(" ".join(sentences))
    now = timezone.now()
    earlier = Publication.objects.of(entry)
    before = earlier.live(at or now).first()
    if before and before.content_digest == says:
        raise Refused(_("Nothing has changed since version %d was published.") % before.number)
    number = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
    return insert(content, text, entry_uid=entry.uid, number=number, created_at=now)


def proposed(copy: SavedCopy) -> dict:
    """A saved copy as it would be published now: its sources as the register has them, whoever changed them since."""
    (content,) = workingcopy.with_sources([copy.content()])
    return content


def unfit(content: dict, entry: Entry, copy: SavedCopy | None) -> list[str]:
    """Why a document cannot be the next publication of an entry: sentences about the first thing that is wrong."""
    if problems := checks.problems(content):
        return [str(problem) for problem in problems]
    if content["slug"] != entry.slug:
        return [_("The address has changed since: “%s”. Propose it anew.") % entry.slug]
    if missing := workingcopy.missing_vocabulary(content):
        return missing
    same_address = Publication.objects.of_kind(entry.entry_kind).filter(slug=content["slug"])
    if same_address.exclude(entry_uid=entry.uid).exists():
        return [_("Something else was published under the address “%s”.") % content["slug"]]
    return []


def insert(content: dict, text: str, *, created_at: dt.datetime, **columns) -> Publication:
    """Insert a document, and what it is listed, counted and searched by."""
    publication = Publication.objects.create(
        document=text,
        digest=documents.digest(text),
        content_digest=documents.content_digest(content),
        created_at=created_at,
        **columns,
        **derive(content),
    )
    Facet.objects.bulk_create(Facet(publication=publication, **row) for row in documents.facets(content))
    Citation.objects.bulk_create(
        Citation(publication=publication, **row._asdict()) for row in documents.citations(content)
    )
    spellings = [Spelling(key=key, word=word) for key, word in search.spelling_rows(publication.search_names)]
    Spelling.objects.bulk_create(spellings, ignore_conflicts=True)
    return publication


def derive(content: dict) -> dict:
    """The columns of a publication that follow from its document, to list, sort and search by."""
    second = content["name"][SECOND] if SECOND else ""
    joined = documents.join_date(content) if documents.kind_of(content) == EntryKind.PROFILE else None
    return {
        "kind": documents.kind_of(content),
        "slug": content["slug"],
        "name_en": content["name"]["en"],
        "name_ar": second,
        "sort_en": search.sort_key(content["name"]["en"]),
        "sort_ar": search.sort_key(second or content["name"]["en"]),
        "joined": joined["start"] if joined else "",
        "media": documents.stored_file(content),
        **search.index_text(content),
    }
