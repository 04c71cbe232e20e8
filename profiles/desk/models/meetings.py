"""The working copies of meetings, and who took part in them."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.published.models import MeetingKind
from profiles.published.models.coded import CODE
from profiles.values.choices import Capacity, EntryKind, Level
from profiles.values.languages import translated
from profiles.values.partialdate import PartialDateField
from profiles.values.period import Qualifier
from profiles.values.richtext import RichTextField

from .entries import Spanning
from .facts import Fact, Named


class Meeting(Spanning):
    """A ministerial consultation, or a meeting of senior officials or ambassadors. Both its days count."""

    entry_kind = EntryKind.MEETING

    slug = models.CharField(
        _("address"),
        max_length=60,
        unique=True,
        validators=[CODE],
        help_text=_("As in “ministerial-2026”; fixed at first publication."),
    )
    kind = models.ForeignKey(MeetingKind, models.PROTECT, verbose_name=_("kind"), related_name="+")
    ordinal = models.PositiveSmallIntegerField(
        _("ordinal"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("The eighth: 8.")
    )
    name = translated(models.CharField(_("name"), max_length=200), blank=True)
    start = PartialDateField(_("first day"))
    start_qualifier = models.CharField(
        _("first day is"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    end = PartialDateField(_("last day"))
    end_qualifier = models.CharField(
        _("last day is"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    place = translated(models.CharField(_("place"), max_length=200, blank=True))
    host_slug = models.CharField(
        _("host"), max_length=60, blank=True, help_text=_("Address of the host’s profile here, as in “kuwait”.")
    )
    agenda = translated(RichTextField(_("agenda"), headings=(), blank=True))
    outcome = translated(RichTextField(_("outcome"), headings=(), blank=True))

    class Meta(Spanning.Meta):
        ordering = ["-start", "slug"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            *Spanning.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "ordinal"],
                name="meeting_ordinal",
                condition=models.Q(ordinal__isnull=False),
                violation_error_message=_("There is a meeting of this kind and number already: change that one."),
            ),
        ]


class Attendance(Named, Fact):
    """Somebody took part in a meeting, says which source."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    capacity = models.CharField(_("capacity"), max_length=10, choices=Capacity.choices, default=Capacity.MEMBER)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.NOT_STATED)
    head = translated(
        models.CharField(
            _("head of delegation"),
            max_length=300,
            blank=True,
            help_text=_("The office, never a person: “Minister of Labour”."),
        )
    )

    class Meta(Fact.Meta):
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__in=Capacity.values, level__in=Level.values), name="attendance_choices"
            )
        ]
