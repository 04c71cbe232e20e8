"""The working copies of programmes, and who has a part in them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from profiles.published.models.coded import CODE
from profiles.values.choices import Certainty, EntryKind, Part, ProgrammeState
from profiles.values.languages import translated
from profiles.values.partialdate import PartialDateField
from profiles.values.period import Qualifier
from profiles.values.richtext import RichTextField

from .entries import Spanning
from .facts import DatedFact, Named


class Programme(Spanning):
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
    summary = translated(RichTextField(_("what it does"), headings=(), blank=True))

    class Meta(Spanning.Meta):
        ordering = ["-start", "slug"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            *Spanning.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=ProgrammeState.values, certainty__in=Certainty.values)
                & models.Q(start_qualifier__in=Qualifier.values, end_qualifier__in=Qualifier.values),
                name="programme_choices",
            ),
        ]

    def clean(self):
        super().clean()
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
