"""Dated facts of an entity: what it was, held, belongs to and answers through, from when to when, says which source."""

import uuid
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Concat, Length
from django.db.models.lookups import In, LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published import offices
from profiles.published.models import Body, MemberType, Role
from profiles.published.models.sources import Footnoted, Sourced
from profiles.values.choices import Certainty, ResponsibleKind, Status
from profiles.values.languages import of_row, translated
from profiles.values.partialdate import PartialDateField
from profiles.values.period import Period, Qualifier
from profiles.values.richtext import RichTextField
from profiles.values.shorttext import ShortTexts

from .entities import Entity


def today() -> str:
    """The day on which a fact is recorded, as partial dates are written."""
    return timezone.localdate().isoformat()


class DatedFact(Footnoted, Sourced, ShortTexts):
    """A statement with a permanent `uid`, a period, a certainty and sources. All of it is public."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
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
    recorded = PartialDateField(_("recorded on"), default=today, editable=False)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty.choices, default=Certainty.STATED)
    note = translated(models.TextField(_("public note"), blank=True))

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


class Membership(DatedFact):
    """An entity is a member of some type from when to when. Its join date is the start of the earliest."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="memberships")
    type = models.ForeignKey(MemberType, models.PROTECT, verbose_name=_("member type"), related_name="+")

    class Meta(DatedFact.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self):
        return f"{self.type.today} {self.start}"


class RoleTerm(DatedFact):
    """An entity holds a role from when to when."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="role_terms")
    role = models.ForeignKey(Role, models.PROTECT, verbose_name=_("role"), related_name="+")
    title = translated(models.CharField(_("title"), max_length=300, blank=True, help_text=_("As in “Second chair”.")))

    class Meta(DatedFact.Meta):
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")

    def __str__(self):
        return f"{self.role.today} {self.start}"

    def period(self):
        counts = self.role.last_day_counts if self.role_id else False
        return replace(super().period(), last_day_counts=counts)


class Affiliation(DatedFact):
    """An entity's status in another body from when to when."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="affiliations")
    body = models.ForeignKey(Body, models.PROTECT, verbose_name=_("body"), related_name="+")
    status = models.CharField(_("status"), max_length=24, choices=Status.choices, default=Status.MEMBER)

    class Meta(DatedFact.Meta):
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="affiliation_status"),
        ]

    def __str__(self):
        return f"{self.body.today} {self.start}"


class ResponsibleEntity(DatedFact):
    """The ministry or body that answers for an entity's part in the dialogue."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="responsible_entities")
    name = translated(
        models.CharField(
            _("name"),
            max_length=300,
            blank=True,
            help_text=_("The official name in this language, if there is one; otherwise leave it empty."),
        )
    )
    translation = translated(
        models.CharField(
            _("our translation"),
            max_length=300,
            blank=True,
            help_text=_("Shown, and said to be ours, where there is no official name in this language."),
        )
    )
    native_name = models.CharField(_("native name"), max_length=300, blank=True)
    acronym = translated(models.CharField(_("acronym"), max_length=30, blank=True))
    kind = models.CharField(_("kind"), max_length=20, choices=ResponsibleKind.choices, default=ResponsibleKind.MINISTRY)
    text = translated(RichTextField(_("text"), headings=(4,), blank=True))
    website = models.URLField(_("website"), max_length=300, blank=True)
    contact = translated(
        models.TextField(
            _("contact"),
            blank=True,
            help_text=_("Of the institution, never of a person: address, telephone, e-mail."),
        )
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta(DatedFact.Meta):
        ordering = ["position", "id"]
        verbose_name = _("responsible entity")
        verbose_name_plural = _("responsible entities")

    def __str__(self):
        return offices.name_of({"name": of_row(self, "name"), "translation": of_row(self, "translation")}).text

    def clean(self):
        super().clean()
        if not str(self):
            raise ValidationError({"name_en": _("Say what it is called: officially, or in our translation.")})
