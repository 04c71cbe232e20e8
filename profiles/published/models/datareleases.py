"""Releases of the data: all that was public at a moment, as files of which none ever changes."""

import datetime as dt
import json
from functools import cached_property
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .publications import Immutable, WrittenOnce, WrittenOnceQuerySet

# No counter comes so far.
BEYOND = 2**62


class ReleasedFile(NamedTuple):
    """A file of a release: its name there, its media type, its size, the SHA-256 under which it is stored, and of a
    table how many rows it has."""

    name: str
    type: str
    bytes: int
    sha256: str
    rows: int | None = None


class DataReleaseQuerySet(WrittenOnceQuerySet):
    def bulk_create(self, *args, **kwargs):
        raise Immutable("A release of the data is written by its verb alone.")


class DataRelease(WrittenOnce):
    """Release no. *n* of the data.

    `name` is the day it was made on, with a number after it from the second of a day on, and the end of its address.
    `moment`: what was public then is in it. `manifest` is canonical JSON that names each file with its digest, and the
    digest of the release before: none can be altered or taken out unseen. `digest` is that of the manifest.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    name = models.CharField(_("release of the data"), max_length=16, unique=True)
    moment = models.DateTimeField(_("as of"))
    manifest = models.TextField()
    digest = models.CharField(_("digest"), max_length=64, unique=True)

    objects = DataReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release of the data")
        verbose_name_plural = _("releases of the data")
        ordering = ["-number"]
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="datarelease_number_from_one")]

    def __str__(self):
        return self.name

    @cached_property
    def said(self) -> dict:
        """What the manifest says."""
        return json.loads(self.manifest)

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.moment)

    @property
    def previous(self) -> str:
        """The digest of the release before; empty of the first."""
        return self.said["previous"]

    @property
    def counter(self) -> int:
        """The count of the stamp by which all that is in it had been written. Of one that does not say so it is beyond
        all, so that its moment alone tells what came later."""
        return self.said.get("counter", BEYOND)

    @property
    def heads(self) -> dict[str, dict]:
        """The last link of each chain (`chain.heads`) when it was made; none of one that does not say."""
        return self.said.get("heads", {})

    @property
    def note(self) -> dict[str, str]:
        """What whoever made it says of it, in both languages."""
        return self.said["note"]

    @property
    def counts(self) -> dict[str, int]:
        """How many changes of each kind there are since the release before."""
        return self.said["counts"]

    @cached_property
    def files(self) -> list[ReleasedFile]:
        return [ReleasedFile(**row) for row in self.said["files"]]

    def file(self, name: str) -> ReleasedFile | None:
        return next((file for file in self.files if file.name == name), None)
