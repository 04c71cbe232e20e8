"""The words that documents are written in: member types, roles, areas, bodies, kinds of meeting."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.values.choices import Coverage, Standing
from profiles.values.languages import of_row, translated
from profiles.values.partialdate import PartialDate, PartialDateField

from .coded import CODE_WITH_UNDERSCORES
from .merging import Word
from .sources import Sourced


class MemberType(Word):
    """What an entity is in the dialogue: Sending, Receiving, Observer …"""

    facet_kind = "type"
    FIXED = ("code", "standing")
    ALIKE = ("standing",)

    standing = models.CharField(_("standing"), max_length=10, choices=Standing.choices)
    plural = translated(models.CharField(_("label of the group"), max_length=200))
    description = translated(models.TextField(_("description"), blank=True))

    class Meta(Word.Meta):
        verbose_name = _("member type")
        verbose_name_plural = _("member types")
        constraints = [
            *Word.Meta.constraints,
            models.CheckConstraint(condition=models.Q(standing__in=Standing.values), name="membertype_standing"),
        ]

    def as_document(self):
        return super().as_document() | {"standing": self.standing}


class Role(Word):
    """A part that entities play in the dialogue: chair-in-office, secretariat, thematic expert …"""

    facet_kind = "role"
    # Documents were counted by it.
    ALIKE = ("last_day_counts",)

    description = translated(models.TextField(_("description"), blank=True))
    single_holder = models.BooleanField(
        _("one holder at a time"), default=False, help_text=_("Editors are warned where two terms overlap.")
    )
    last_day_counts = models.BooleanField(
        _("the last day counts"),
        default=False,
        help_text=_("A meeting is hosted through its last day; a chair hands over on it."),
    )

    class Meta(Word.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def as_document(self):
        return super().as_document() | {"last_day_counts": self.last_day_counts}


def sizes(text: str) -> list[tuple[str, int]]:
    """The lines of `Body.sizes`: from which partial date on there were how many. Raises ValidationError."""
    found = []
    for line in text.splitlines():
        date, _space, number = line.strip().rpartition(" ")
        if not (date and number.isdecimal()):
            raise ValidationError(_("“%(line)s”: write a date, a space, and how many."), params={"line": line})
        found.append((PartialDate.parse(date).text, int(number)))
    return sorted(found)


def check_sizes(text: str) -> None:
    sizes(text)


class ThematicArea(Sourced, Word):
    """A theme of the dialogue, with its own page. Undated."""

    facet_kind = "area"

    description = translated(models.TextField(_("description"), blank=True))

    class Meta(Word.Meta):
        verbose_name = _("thematic area")
        verbose_name_plural = _("thematic areas")


class Body(Sourced, Word):
    """Another organization or process, which may itself have a profile here."""

    facet_kind = "body"

    acronym = translated(models.CharField(_("acronym"), max_length=30, blank=True))
    website = models.URLField(_("website"), max_length=300, blank=True)
    entity_slug = models.CharField(
        _("profile"), max_length=60, blank=True, help_text=_("Address of its own profile here, as in “iom”.")
    )
    sizes = models.TextField(
        _("number of member states"),
        blank=True,
        validators=[check_sizes],
        help_text=_("A line for each change: from when, and how many. “2003 10”, “2016-08-25 12”."),
    )
    coverage = models.CharField(
        _("its members recorded here"), max_length=12, choices=Coverage.choices, default=Coverage.PARTIAL
    )
    coverage_day = PartialDateField(_("complete as of"))
    description = translated(models.TextField(_("description"), blank=True))

    class Meta(Word.Meta):
        verbose_name = _("other body")
        verbose_name_plural = _("other bodies")
        constraints = [
            *Word.Meta.constraints,
            models.CheckConstraint(
                name="body_complete_as_of",
                condition=models.Q(coverage=Coverage.COMPLETE, coverage_day__gt="")
                | models.Q(coverage__in=[Coverage.PARTIAL, Coverage.NO_MEMBERS], coverage_day=""),
                violation_error_message=_(
                    "A complete list has a day as of which it is complete, and no other has one."
                ),
            ),
        ]

    def as_document(self):
        return super().as_document() | {"acronym": of_row(self, "acronym")}

    def clean(self):
        super().clean()
        if self.coverage == Coverage.COMPLETE and not self.sources:
            raise ValidationError({"sources": _("A complete list has a source that says so.")})

    @property
    def is_complete(self) -> bool:
        return self.coverage == Coverage.COMPLETE

    def size_on(self, day: dt.date) -> int | None:
        """How many member states it certainly had on a day, as far as its sizes say."""
        began = [(PartialDate(date), number) for date, number in sizes(self.sizes)]
        before = [number for date, number in began if date.last_day <= day]
        unsure = [date for date, _number in began if date.first_day <= day < date.last_day]
        return before[-1] if before and not unsure else None


class MeetingKind(Word):
    """What kind of meeting: a ministerial consultation, a senior officials’ meeting …"""

    facet_kind = "meeting"

    # Documents and addresses of the portal say `senior_officials`, with an underscore.
    code = models.CharField(_("code"), max_length=60, unique=True, validators=[CODE_WITH_UNDERSCORES])
    plural = translated(models.CharField(_("label of the group"), max_length=200))

    class Meta(Word.Meta):
        verbose_name = _("kind of meeting")
        verbose_name_plural = _("kinds of meeting")
