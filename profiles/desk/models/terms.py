"""Dated facts of an entity: what it was, held, belongs to and answers through, from when to when, says which source."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.published import offices
from profiles.published.models import Body, MemberType, Role
from profiles.values.choices import ResponsibleKind, Status
from profiles.values.languages import of_row, translated
from profiles.values.richtext import RichTextField

from .entities import Entity
from .facts import DatedFact


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
    succeeds = models.CharField(
        _("took over from"), max_length=36, blank=True, help_text=_("Where a source says so. The page says it of both.")
    )

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
        if self.succeeds == str(self.uid):
            raise ValidationError({"succeeds": _("It cannot take over from itself.")})
