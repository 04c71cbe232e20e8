"""The working copies of programmes, and who has a part in them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Concat
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from profiles.published.models import ThematicArea
from profiles.published.models.coded import CODE
from profiles.published.models.sources import SourcesField
from profiles.values.choices import Certainty, EntryKind, Part, ProgrammeState
from profiles.values.languages import translated
from profiles.values.partialdate import PartialDateField
from profiles.values.period import Period, Qualifier
from profiles.values.richtext import RichTextField

from .entries import Entry, EntryQuerySet
from .facts import DatedFact, Named


class Programme(Entry):
    """A project of the dialogue: from when to when, how far it has come, what it does."""

    entry_kind = EntryKind.PROGRAMME

    slug = models.CharField(
        _("address"),
        max_length=60,
        unique=True,
        validators=[CODE],
        help_text=_("As in “skills-recognition”; fixed at first publication."),
    )
    name = translated(models.CharField(_("name"), max_length=300), blank=True)
    state = models.CharField(
        pgettext_lazy("of a programme", "state"),
        max_length=12,
        choices=ProgrammeState.choices,
        default=ProgrammeState.NOT_STATED,
    )
    start = PartialDateField(_("from"), help_text=_("2008, 2008-01 or 2008-01-21. Empty: not stated."))
    start_qualifier = models.CharField(_("from is"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT)
    end = PartialDateField(_("until"), help_text=_("The day it ended. Empty: still so, or not stated."))
    end_qualifier = models.CharField(_("until is"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty.choices, default=Certainty.STATED)
    unusual = models.BooleanField(_("the year is right"), default=False, help_text=_("Though it looks mistaken."))
    summary = translated(RichTextField(_("what it does"), headings=(), blank=True))
    note = translated(models.TextField(_("public note"), blank=True))
    areas = models.ManyToManyField(ThematicArea, verbose_name=_("thematic areas"), blank=True, related_name="+")
    rests_on = SourcesField(_("sources"))

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "slug"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ProgrammeState.values, certainty__in=Certainty.values)
                & models.Q(start_qualifier__in=Qualifier.values, end_qualifier__in=Qualifier.values),
                name="programme_choices",
            ),
            models.CheckConstraint(
                # The start on the left, as in `facts`.
                condition=models.Q(end="") | LessThanOrEqual(models.F("start"), Concat("end", models.Value("-99"))),
                name="programme_end_after_start",
                violation_error_message=_("The end is before the start."),
            ),
        ]

    def clean(self):
        super().clean()
        if problem := Period(self.start, self.start_qualifier, self.end, self.end_qualifier).problem():
            raise problem
        if self.state == ProgrammeState.RUNNING and self.end:
            raise ValidationError({"state": _("It has an end: it cannot be running.")})


class ProgrammePart(Named, DatedFact):
    """Somebody leads a programme, pays for it, hosts it or takes part in it, from when to when."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="parts")
    part = models.CharField(_("part"), max_length=10, choices=Part.choices, default=Part.PARTNER)

    class Meta(DatedFact.Meta):
        verbose_name = _("part in the programme")
        verbose_name_plural = _("parts in the programme")
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(condition=models.Q(part__in=Part.values), name="programmepart_part"),
        ]
