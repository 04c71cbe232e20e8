"""The register of sources: what facts, texts, bodies and meetings rest on.

A row can be seen by the public while something that is live rests on it. Documents hold its details of the day.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.values.choices import Carries, SourceKind
from profiles.values.languages import translated
from profiles.values.partialdate import PartialDateField
from profiles.values.richtext import RichTextField

from ..documents import FOOTNOTE
from .coded import Vocabulary
from .publications import Publication


class Source(Vocabulary):
    """A text that something rests on: a declaration, a list, an article. `label` is its title."""

    label = translated(models.CharField(_("title"), max_length=300), blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    day = PartialDateField(_("of"), help_text=_("The day of the text: 2008, 2008-01 or 2008-01-21."))
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("The code of the language it is in: en, ar, th …")
    )
    url = models.URLField(_("address"), max_length=600, blank=True)
    archived_url = models.URLField(_("archived address"), max_length=600, blank=True)
    retrieved_on = models.DateField(_("retrieved on"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=SourceKind.choices, blank=True)

    class Meta(Vocabulary.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=~models.Q(url="") & ~models.Q(code__startswith="source-"),
                name="source_address_once",
                violation_error_message=_("This address is in the register already."),
            )
        ]

    def as_document(self):
        return {
            "code": self.code,
            "title": self.labels(),
            "publisher": self.publisher,
            "day": self.day,
            "language": self.language,
            "url": self.url,
            "archived_url": self.archived_url,
            "retrieved_on": self.retrieved_on.isoformat() if self.retrieved_on else "",
            "kind": self.kind,
        }

    def is_published(self):
        return Citation.objects.filter(source=self.initial("code")).exists()


class Citation(models.Model):
    """That something in a publication rests on a source: one of its dated facts, or a text in it (`documents`)."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="citations")
    source = models.CharField(max_length=60)
    part = models.CharField(max_length=24)
    fact_uid = models.UUIDField(null=True)
    carries = models.CharField(max_length=6, choices=Carries.choices)

    class Meta:
        indexes = [models.Index(fields=["source", "publication"])]

    def __str__(self):
        return f"{self.source} {self.part}"


class SourcesField(models.JSONField):
    """What a row rests on: a list of {"code": of a source, "carries": all, start or end}."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": list, "blank": True} | kwargs)

    def clean(self, value, model_instance):
        value = super().clean(value, model_instance) or []
        if missing := unknown([item["code"] for item in value]):
            raise ValidationError(missing)
        return value

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value and not (isinstance(value, list) and all(map(is_cited, value))):
            raise ValidationError(_("This is no list of sources."), code="sources")


def is_cited(item) -> bool:
    """Whether this is how a row names a source."""
    return (
        isinstance(item, dict)
        and item.keys() == {"code", "carries"}
        and isinstance(item["code"], str)
        and item["carries"] in Carries.values
    )


class Sourced(models.Model):
    """Where a statement comes from."""

    sources = SourcesField(_("sources"))

    class Meta:
        abstract = True


class Footnoted(models.Model):
    """A row in whose rich texts every footnote leads into the register."""

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        fields = [field for field in self._meta.concrete_fields if isinstance(field, RichTextField)]
        found = {field.name: unknown(FOOTNOTE.findall(getattr(self, field.name) or "")) for field in fields}
        if errors := {name: missing for name, missing in found.items() if missing}:
            raise ValidationError(errors)


def with_codes(codes) -> models.QuerySet[Source]:
    """The rows of the register that have some of these codes, whatever was typed for one: PostgreSQL takes no NUL."""
    return Source.objects.filter(code__in=[code for code in codes if "\0" not in code])


def unknown(codes) -> list[ValidationError]:
    """Of codes that are in no row of the register, an error for each."""
    codes = list(dict.fromkeys(codes))
    known = set(with_codes(codes).values_list("code", flat=True)) if codes else set()
    return [
        ValidationError(_("There is no source “%(code)s”."), code="source", params={"code": code})
        for code in codes
        if code not in known
    ]


def of_codes(codes) -> list[dict]:
    """The details of sources, as documents hold them, by code."""
    return [row.as_document() for row in Source.objects.filter(code__in=set(codes)).order_by("code")]
