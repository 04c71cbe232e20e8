"""What every entry is: something that has a working copy here, and is published."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Publication
from profiles.published.models.sources import Footnoted
from profiles.values.choices import EntryKind
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
