"""Which texts stood beside each other in the two languages of a working copy. Private."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.published.models.publications import OfEntryQuerySet

from .log import SavedCopy


class WordingQuerySet(OfEntryQuerySet):
    def behind(self):
        return self.filter(is_level=False)


class Wording(models.Model):
    """At this place of an entry (`published/pairs`) this English and this Arabic came to stand beside each other, in
    this saved copy. Where they are not level, the English had been changed and the Arabic had not. Only `levelling.py`
    writes it."""

    entry_uid = models.UUIDField()
    place = models.CharField(max_length=80)
    english = models.CharField(max_length=64)
    arabic = models.CharField(max_length=64)
    is_level = models.BooleanField()
    copy = models.ForeignKey(SavedCopy, models.PROTECT, related_name="+")

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("pair of texts")
        verbose_name_plural = _("pairs of texts")
        constraints = [
            models.UniqueConstraint(fields=["entry_uid", "place", "english", "arabic"], name="wording_once"),
        ]

    def __str__(self):
        return f"{self.entry_uid} {self.place}"
