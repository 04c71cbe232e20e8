"""What every entry is: something that has a working copy here, and is published."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Concat
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Publication, ThematicArea
from profiles.published.models.sources import Footnoted, SourcesField
from profiles.values.choices import Certainty, EntryKind
from profiles.values.languages import translated
from profiles.values.period import Period
from profiles.values.shorttext import ShortTexts


class EntryQuerySet(models.QuerySet):
    def assigned_to(self, user):
        """The entries that a focal point keeps: profiles alone."""
        return self.none()


class Entry(Footnoted, ShortTexts):
    """A working copy: what editors change in admin. Public code never reads it. It has a `slug`, its address, and a
    pair `name`, what it is called, and a manager of its `EntryQuerySet`."""

    # What its documents are of (`documents.SHAPES`).
    entry_kind: EntryKind

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def is_published(self) -> bool:
        """Whether any publication of it exists, live or not."""
        return Publication.objects.of(self).exists()

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            # Whoever publishes holds this row too.
            type(self).objects.select_for_update().filter(pk=self.pk).first()
            if self.is_published():
                raise ValidationError(_("What has been published is withdrawn, never deleted."))
            return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.pk and self.is_published():
            was = type(self).objects.values_list("slug", flat=True).get(pk=self.pk)
            if was != self.slug:
                raise ValidationError({"slug": _("The address is fixed since the first publication: “%s”.") % was})


class Record(Entry):
    """An entry of something that happened or was written: how sure that is, on what it rests, which themes it took
    up."""

    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty.choices, default=Certainty.STATED)
    unusual = models.BooleanField(_("the year is right"), default=False, help_text=_("Though it looks mistaken."))
    note = translated(models.TextField(_("public note"), blank=True))
    areas = models.ManyToManyField(ThematicArea, verbose_name=_("thematic areas"), blank=True, related_name="+")
    rests_on = SourcesField(_("sources"))

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True


class Spanning(Record):
    """One that lasted for a time. Its days are called as each kind calls them."""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                # The start on the left, as in `facts`.
                condition=models.Q(end="") | LessThanOrEqual(models.F("start"), Concat("end", models.Value("-99"))),
                name="%(class)s_end_after_start",
                violation_error_message=_("The end is before the start."),
            ),
        ]

    def clean(self):
        super().clean()
        if problem := Period(self.start, self.start_qualifier, self.end, self.end_qualifier).problem():
            raise problem
