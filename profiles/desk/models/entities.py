"""The working copies of profiles, and who keeps them."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.published.models import ThematicArea
from profiles.published.models.coded import CODE
from profiles.values.choices import EntityKind, EntryKind, OrganizationKind
from profiles.values.languages import translated
from profiles.values.richtext import RichTextField

from .entries import Entry, EntryQuerySet


class EntityQuerySet(EntryQuerySet):
    def assigned_to(self, user):
        """The profiles that a focal point keeps, while the assignment lasts."""
        return self.filter(pk__in=Assignment.objects.current().filter(user=user).values("entity"))


class Entity(Entry):
    """A member state or observer, as its editors have it now."""

    entry_kind = EntryKind.PROFILE

    slug = models.CharField(
        _("address"),
        max_length=60,
        unique=True,
        validators=[CODE],
        help_text=_("Of the country or organization, as in “viet-nam” or “iom”; fixed at first publication."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=EntityKind.choices, default=EntityKind.STATE)
    organization_kind = models.CharField(
        _("kind of organization"), max_length=20, choices=OrganizationKind.choices, blank=True
    )
    iso2 = models.CharField(
        _("ISO code, two letters"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, as in “NP”."))],
        help_text=_("Chooses the flag."),
    )
    iso3 = models.CharField(
        _("ISO code, three letters"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Three capital letters, as in “NPL”."))],
    )
    name = translated(models.CharField(_("name"), max_length=200), blank=True)
    formal_name = translated(models.CharField(_("formal name"), max_length=300, blank=True))
    native_name = models.CharField(_("native name"), max_length=300, blank=True)
    former_names = translated(models.CharField(_("former names"), max_length=300, blank=True))
    other_names = translated(
        models.TextField(
            _("other names"), blank=True, help_text=_("One a line: search finds them, pages do not show them.")
        )
    )
    acronym = translated(models.CharField(_("acronym"), max_length=30, blank=True))
    wikidata = models.CharField(
        "Wikidata", max_length=20, blank=True, validators=[RegexValidator(r"^Q[1-9][0-9]*\Z", _("As in “Q837”."))]
    )
    ror = models.URLField(
        "ROR",
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^https://ror\.org/[0-9a-z]{9}\Z", _("As in “https://ror.org/031m4d720”."))],
        help_text=_("Its address in the Research Organization Registry."),
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    logo = models.CharField(max_length=80, blank=True, editable=False)
    summary = translated(models.TextField(_("summary"), blank=True, max_length=400))
    body = translated(RichTextField(_("text"), headings=(2, 3), blank=True))
    areas = models.ManyToManyField(ThematicArea, verbose_name=_("thematic areas"), blank=True, related_name="+")
    assigned = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Assignment", related_name="assigned_entities", editable=False
    )

    objects = EntityQuerySet.as_manager()

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        permissions = [
            ("edit_every_entity", "Can edit every profile"),
            ("publish_entity", "Can publish, schedule, withdraw and restore"),
        ]
        constraints = [
            models.CheckConstraint(
                name="entity_kind",
                condition=models.Q(kind="state", organization_kind="", iso2__gt="")
                | models.Q(kind__in=["organization", "group"], organization_kind__gt="", iso2="", iso3=""),
                violation_error_message=_(
                    "A state has an ISO code; an organization or group has a kind of organization and no ISO code."
                ),
            ),
            models.UniqueConstraint(fields=["iso2"], condition=~models.Q(iso2=""), name="entity_iso2"),
            models.UniqueConstraint(fields=["iso3"], condition=~models.Q(iso3=""), name="entity_iso3"),
        ]


class AssignmentQuerySet(models.QuerySet):
    def current(self):
        today = timezone.localdate()
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gte=today))


class Assignment(models.Model):
    """A focal point keeps this entity's profile, until a day or until further notice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="assignments", verbose_name=_("profile"))
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The last day on which it counts."))

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [models.UniqueConstraint(fields=["user", "entity"], name="assignment_once")]

    def __str__(self):
        return f"{self.user} – {self.entity}"
