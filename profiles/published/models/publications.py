"""What the public sees. Only the desk's verbs write here.

What is published is an *entry*: a profile, a text of the site. Rows name it by its `uid`, without a foreign key:
from here no relation leads to the working copy. Its `slug` is its own among the entries of its `kind`.
"""

import datetime as dt
import json

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Replace, StrIndex, Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.values.choices import EntryKind
from profiles.values.languages import translated

from .. import documents, upgrades


class Immutable(Exception):
    """Somebody tried to change or delete a row that is written once."""


class OfEntryQuerySet(models.QuerySet):
    """Rows that name an entry by its uid."""

    def of(self, entry):
        """Those about an entry, given as itself or as its uid."""
        return self.filter(entry_uid=getattr(entry, "uid", entry))

    def of_kind(self, *kinds: EntryKind):
        """Those about entries of some kinds."""
        return self.filter(kind__in=kinds)


class WrittenOnceQuerySet(OfEntryQuerySet):
    def update(self, **kwargs):
        raise Immutable(f"{self.model.__name__} is written once; verbs add rows.")

    def delete(self):
        raise Immutable(f"{self.model.__name__} is never deleted.")

    def bulk_update(self, *args, **kwargs):
        raise Immutable(f"{self.model.__name__} is written once; verbs add rows.")


class WrittenOnce(models.Model):
    """A row that is inserted and then stands."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk:
            raise Immutable(f"{type(self).__name__} {self.pk} is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Immutable(f"{type(self).__name__} {self.pk} is never deleted.")


class Document(models.Model):
    """A row that holds a document: canonical JSON text, and its digest.

    `content_digest` is that of the document in today's schema: what says the same has the same, whenever it was
    written. `recorded` says of a document of schema 1 when its facts were recorded, by uid.
    """

    document = models.TextField()
    digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    recorded = models.JSONField(default=dict)

    class Meta:
        abstract = True

    def content(self) -> dict:
        """The document, in today's schema."""
        return upgrades.upgrade(json.loads(self.document), self.recorded)

    def fact_digests(self) -> dict[str, str]:
        """Its facts, by uid, each with the digest of what it says."""
        return {fact["uid"]: documents.fact_digest(fact) for _key, fact in documents.facts_of(self.content())}


class PublicationQuerySet(WrittenOnceQuerySet):
    def live(self, at: dt.datetime):
        """What the public sees at a moment: for each entry the publication of its latest release by then."""
        return self.filter(
            Q(releases__live_until__isnull=True) | Q(releases__live_until__gt=at), releases__live_from__lte=at
        )

    def once_live(self, at: dt.datetime):
        """What was public at some time up to a moment."""
        return self.filter(models.Exists(Release.objects.filter(publication=models.OuterRef("pk"), live_from__lte=at)))

    def with_iso2(self):
        """Profiles with the ISO code that their documents say, empty where there is none.

        It is cut out of the canonical text, as thousands are read at a time: within a text a quote is escaped, so the
        key stands there once.
        """
        key = '"iso2":"'
        letters = Substr("document", StrIndex("document", Value(key)) + len(key), 2)
        return self.annotate(iso2=Replace(letters, Value('",')))


class Publication(Document, WrittenOnce):
    """An immutable, numbered snapshot of an entry with everything under it, as one canonical JSON document."""

    entry_uid = models.UUIDField()
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    number = models.PositiveIntegerField()
    slug = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    # Derived from the document when it is published, to list, sort and search by.
    name_en = models.CharField(max_length=300)
    name_ar = models.CharField(max_length=300)
    sort_en = models.CharField(max_length=200)
    sort_ar = models.CharField(max_length=200)
    joined = models.CharField(max_length=10)
    # Words, looked up through an index of each database (`search.py`; made in a migration).
    search_names = models.TextField()
    search = models.TextField()
    # The stored file that it shows: a logo, a PDF.
    media = models.CharField(max_length=80, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.UniqueConstraint(fields=["entry_uid", "number"], name="publication_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="publication_number_from_one"),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="publication_kind"),
        ]
        indexes = [
            models.Index(fields=["slug", "number"]),
            # Few entries are no profiles: those are found without reading all profiles.
            models.Index(fields=["kind", "slug"], name="publication_kind"),
            models.Index(fields=["media"], condition=~Q(media=""), name="publication_media"),
        ]

    def __str__(self):
        return f"{self.slug} {self.number}"


class ReleaseQuerySet(WrittenOnceQuerySet):
    def past(self, at: dt.datetime):
        return self.filter(live_from__lte=at)

    def future(self, at: dt.datetime):
        return self.filter(live_from__gt=at)

    def live(self, at: dt.datetime):
        """The one release of each entry that counts at a moment."""
        return self.past(at).filter(Q(live_until__isnull=True) | Q(live_until__gt=at))

    def since(self, newest: int, at: dt.datetime):
        """Those that were written after one, or whose moment came after another."""
        return self.filter(Q(pk__gt=newest) | Q(live_from__gt=at))

    def published(self):
        return self.filter(publication__isnull=False)

    def withdrawn(self):
        return self.filter(publication__isnull=True)


class Release(WrittenOnce):
    """From `live_from` on, this publication (or none: withdrawn) is what the public sees of the entry.

    While that lies in the future it may be moved and removed; `created_at` says when it was decided.
    """

    entry_uid = models.UUIDField()
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    slug = models.CharField(max_length=60)
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="releases")
    live_from = models.DateTimeField()
    # The moment of the next release: a cache, kept by the verbs, that makes "live at" one comparison.
    live_until = models.DateTimeField(null=True)
    # The counter of the stamp when it was written, or moved last: writers queue, so what is public by a counter and a
    # moment never grows afterwards.
    written = models.PositiveBigIntegerField(default=0)
    bundle = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    public_note = translated(models.TextField(_("public note"), blank=True))
    reason = translated(models.TextField(_("public reason"), blank=True))
    successor_slug = models.CharField(_("successor"), max_length=60, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint(fields=["entry_uid", "live_from"], name="release_moment"),
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gt=models.F("live_from")),
                name="release_order",
            ),
            models.CheckConstraint(
                condition=Q(publication__isnull=False, reason_en="", successor_slug="")
                | Q(publication__isnull=True, reason_en__gt=""),
                name="release_withdrawal_has_reason",
            ),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="release_kind"),
        ]
        indexes = [
            models.Index(fields=["live_from", "live_until"]),
            models.Index(fields=["written"], name="release_written"),
            models.Index(fields=["slug", "live_from"]),
        ]

    def __str__(self):
        return f"{self.slug} {self.live_from:%Y-%m-%d %H:%M}"


class Facet(models.Model):
    """One dated statement of a publication, narrow, to filter and count by: the directory on any day is one query.

    `kind` is type, standing, area, role or body; `status` the standing in another body. Disputed and not stated facts
    are never certain: their `certain` days are empty (from = until).
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="facets")
    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    status = models.CharField(max_length=24, blank=True)
    possible_from = models.DateField()
    certain_from = models.DateField()
    certain_until = models.DateField()
    possible_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["kind", "code", "publication"])]

    def __str__(self):
        return f"{self.kind} {self.code}"


class Spelling(models.Model):
    """A word of published names, under a key that mistyped forms of it have too (`search.spellings`)."""

    key = models.CharField(max_length=60)
    word = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="spelling_once")]

    def __str__(self):
        return self.word


class Stamp(models.Model):
    """The counter that every writing transaction raises: one row."""

    counter = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="stamp_one_row")]

    def __str__(self):
        return str(self.counter)
