"""What facts of all entries are made of: a permanent uid, a certainty and sources, a period; whom they name."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Concat, Length
from django.db.models.lookups import In, LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published.models import Publication
from profiles.published.models.sources import Footnoted, Sourced
from profiles.values.choices import Certainty, EntryKind
from profiles.values.languages import columns_of, translated
from profiles.values.partialdate import PartialDateField
from profiles.values.period import Period, Qualifier
from profiles.values.shorttext import ShortTexts


def today() -> str:
    """The day on which a fact is recorded, as partial dates are written."""
    return timezone.localdate().isoformat()


class Fact(Footnoted, Sourced, ShortTexts):
    """A statement with a permanent `uid`, a certainty and sources. All of it is public."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recorded = PartialDateField(_("recorded on"), default=today, editable=False)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty.choices, default=Certainty.STATED)
    note = translated(models.TextField(_("public note"), blank=True))

    class Meta:
        abstract = True
        ordering = ["id"]


class Named(ShortTexts):
    """A fact that names somebody: one that has a profile here, or any other by name."""

    entity_slug = models.CharField(
        _("profile"), max_length=60, blank=True, help_text=_("Address of its profile here, as in “nepal”.")
    )
    name = translated(
        models.CharField(_("name"), max_length=300, blank=True, help_text=_("Of who has a profile: as it has it."))
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.name or self.entity_slug

    def clean(self):
        super().clean()
        if self.entity_slug and not self.name:
            profiles = Publication.objects.of_kind(EntryKind.PROFILE).live(timezone.now())
            if public := profiles.filter(slug=self.entity_slug).only(*columns_of("name")).first():
                for column in columns_of("name"):
                    setattr(self, column, getattr(public, column))
        if not self.name:
            raise ValidationError({"name_en": _("Say who it is.")})


class DatedFact(Fact):
    """A fact with a period."""

    start = PartialDateField(_("from"), help_text=_("2008, 2008-01 or 2008-01-21. Empty: not stated."))
    start_qualifier = models.CharField(_("from is"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT)
    start_by = PartialDateField(
        _("by then at the latest"), help_text=_("A day on which it held for certain, where “from” is less exact.")
    )
    start_printed = PartialDateField(
        _("from, as printed"), help_text=_("What the body itself prints, where it means less: 2008-01-01 for 2008.")
    )
    end = PartialDateField(_("until"), help_text=_("The day it ended, which no longer counts. Empty: still so."))
    end_qualifier = models.CharField(_("until is"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT)
    ended = models.BooleanField(_("ended"), default=False, help_text=_("It is over, though no exact date is stated."))
    unusual = models.BooleanField(_("the year is right"), default=False, help_text=_("Though it looks mistaken."))

    class Meta:
        abstract = True
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_dates_whole",
                condition=In(Length("start"), [0, 4, 7, 10]) & In(Length("end"), [0, 4, 7, 10]),
            ),
            models.CheckConstraint(
                name="%(class)s_end_after_start",
                # The start on the left: on the right, Django does not see that a refused one cannot be compared.
                condition=models.Q(end="") | LessThanOrEqual(models.F("start"), Concat("end", models.Value("-99"))),
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                name="%(class)s_ended_once",
                condition=models.Q(ended=False) | models.Q(end="") | models.Q(end_qualifier=Qualifier.AT_EARLIEST),
                violation_error_message=_("With an end date there is nothing more to say: leave “ended” unticked."),
            ),
            models.CheckConstraint(
                name="%(class)s_choices",
                condition=models.Q(certainty__in=Certainty.values)
                & models.Q(start_qualifier__in=Qualifier.values)
                & models.Q(end_qualifier__in=Qualifier.values),
            ),
        ]

    def period(self) -> Period:
        return Period(**{key: getattr(self, key) for key in Period.KEYS})

    def clean(self):
        super().clean()
        if problem := self.period().problem():
            raise problem
