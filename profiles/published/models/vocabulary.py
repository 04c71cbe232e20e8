"""The words that documents are written in: member types, roles, areas, bodies, meetings; and the texts of the site.

They have no working copy: a change is public at once, so it goes through the desk's verbs. Documents
store a row's code and its labels of the day; live pages show the labels of today.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Concat
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from profiles.values.choices import Certainty, Standing
from profiles.values.languages import of_row, translated
from profiles.values.partialdate import PartialDateField
from profiles.values.period import Period, Qualifier
from profiles.values.richtext import RichTextField

from .publications import Facet

CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use small letters without accents, digits and single hyphens, as in “fair-recruitment”."),
)


class VocabularyQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired=False)


class Vocabulary(models.Model):
    """A word with a code that addresses and documents rely on, and a label in both languages."""

    code = models.CharField(
        _("code"),
        max_length=60,
        unique=True,
        validators=[CODE],
        help_text=_("Part of addresses and documents; fixed once something published names it."),
    )
    label = translated(models.CharField(_("label"), max_length=200))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in lists."))
    retired = models.BooleanField(
        _("retired"), default=False, help_text=_("No longer offered in forms; what names it keeps it.")
    )

    objects = VocabularyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    FIXED = ("code",)

    def __str__(self):
        return self.label

    def labels(self) -> dict[str, str]:
        return of_row(self, "label")

    def as_document(self) -> dict:
        """How a document names this row."""
        return {"code": self.code, "label": self.labels()}

    def is_published(self) -> bool:
        """Whether any publication, past or present, names it."""
        kind = type(self).facet_kind
        return bool(kind) and Facet.objects.filter(kind=kind, code=self.initial("code")).exists()

    facet_kind = ""
    _loaded = {}

    @classmethod
    def from_db(cls, db, field_names, values, **kwargs):
        row = super().from_db(db, field_names, values, **kwargs)
        row._loaded = dict(zip(field_names, values, strict=True))
        return row

    def initial(self, field):
        """The value of a field as it was loaded, or as it is now on a new row."""
        return self._loaded.get(field, getattr(self, field))

    def clean(self):
        changed = [name for name in self.FIXED if self.initial(name) != getattr(self, name)]
        if changed and self.is_published():
            raise ValidationError(
                {
                    name: _("This is fixed: published profiles rely on it. Retire the row and add another.")
                    for name in changed
                }
            )


class MemberType(Vocabulary):
    """What an entity is in the dialogue: Sending, Receiving, Observer …"""

    facet_kind = "type"
    FIXED = ("code", "standing")

    standing = models.CharField(_("standing"), max_length=10, choices=Standing.choices)
    plural = translated(models.CharField(_("label of the group"), max_length=200))
    description = translated(models.TextField(_("description"), blank=True))

    class Meta(Vocabulary.Meta):
        verbose_name = _("member type")
        verbose_name_plural = _("member types")
        constraints = [
            models.CheckConstraint(condition=models.Q(standing__in=Standing.values), name="membertype_standing")
        ]

    def as_document(self):
        return super().as_document() | {"standing": self.standing}


class Role(Vocabulary):
    """A part that entities play in the dialogue: chair-in-office, secretariat, host …"""

    facet_kind = "role"

    description = translated(models.TextField(_("description"), blank=True))
    single_holder = models.BooleanField(
        _("one holder at a time"), default=False, help_text=_("Editors are warned where two terms overlap.")
    )
    last_day_counts = models.BooleanField(
        _("the last day counts"),
        default=False,
        help_text=_("A meeting is hosted through its last day; a chair hands over on it."),
    )

    class Meta(Vocabulary.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def as_document(self):
        return super().as_document() | {"last_day_counts": self.last_day_counts}


class Sourced(models.Model):
    """Where a statement comes from."""

    source_title = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=600, blank=True)

    class Meta:
        abstract = True


class ThematicArea(Sourced, Vocabulary):
    """A theme of the dialogue, with its own page. Undated."""

    facet_kind = "area"

    description = translated(models.TextField(_("description"), blank=True))

    class Meta(Vocabulary.Meta):
        verbose_name = _("thematic area")
        verbose_name_plural = _("thematic areas")


class Body(Sourced, Vocabulary):
    """Another organization or process, which may itself have a profile here."""

    facet_kind = "body"

    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    entity_slug = models.CharField(
        _("profile"), max_length=60, blank=True, help_text=_("Address of its own profile here, as in “iom”.")
    )
    member_states = models.PositiveSmallIntegerField(_("number of member states"), null=True, blank=True)
    description = translated(models.TextField(_("description"), blank=True))

    class Meta(Vocabulary.Meta):
        verbose_name = _("other body")
        verbose_name_plural = _("other bodies")

    def as_document(self):
        return super().as_document() | {"acronym": self.acronym}


class Meeting(Sourced, Vocabulary):
    """A ministerial consultation, or a meeting of senior officials or ambassadors. Both its days count."""

    class Kind(models.TextChoices):
        MINISTERIAL = "ministerial", _("Ministerial consultation")
        SENIOR_OFFICIALS = "senior_officials", _("Senior officials’ meeting")
        AMBASSADORS = "ambassadors", _("Ambassadors’ meeting")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    ordinal = models.PositiveSmallIntegerField(_("ordinal"), null=True, blank=True, validators=[MinValueValidator(1)])
    start = PartialDateField(_("first day"))
    start_qualifier = models.CharField(
        _("first day is"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    end = PartialDateField(_("last day"))
    end_qualifier = models.CharField(
        _("last day is"), max_length=12, choices=Qualifier.choices, default=Qualifier.EXACT
    )
    certainty = models.CharField(
        _("certainty"),
        max_length=12,
        choices=Certainty.choices,
        default=Certainty.STATED,
    )
    place = translated(models.CharField(_("place"), max_length=200, blank=True))
    host_slug = models.CharField(
        _("host"),
        max_length=60,
        blank=True,
        help_text=_("Address of the host’s profile here, as in “kuwait”."),
    )
    outcome = translated(models.TextField(_("outcome"), blank=True))
    note = translated(models.TextField(_("note"), blank=True))

    class Meta(Vocabulary.Meta):
        ordering = ["start", "code"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "ordinal"], name="meeting_ordinal", condition=models.Q(ordinal__isnull=False)
            ),
            models.CheckConstraint(
                condition=models.Q(end="") | GreaterThanOrEqual(Concat("end", models.Value("-99")), models.F("start")),
                name="meeting_end_after_start",
            ),
        ]

    def clean(self):
        super().clean()
        if problem := Period(self.start, self.start_qualifier, self.end, self.end_qualifier).problem():
            raise problem


class Page(Vocabulary):
    """A text of the site itself: home, about, contact, licence …; `label` is its title."""

    body = translated(RichTextField(_("text"), headings=(2, 3), blank=True))

    class Meta(Vocabulary.Meta):
        verbose_name = _("page of the site")
        verbose_name_plural = _("pages of the site")

    def is_published(self):
        return self.pk is not None
