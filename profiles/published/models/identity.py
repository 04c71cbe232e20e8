"""Whose directory this is: what it is called, how it looks, who publishes it, what its own words stand for."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from profiles.values.choices import Licence, MapFrame, Section
from profiles.values.contrast import LEAST, contrast
from profiles.values.languages import translated, unused_columns
from profiles.values.shorttext import ShortTexts

from .coded import CODE
from .vocabulary import MeetingKind, Role

COLOUR = RegexValidator(r"^#[0-9a-f]{6}\Z", _("Six digits after a number sign, as in “#0a5c69”."))
# What the accent stands on, by day and by night: `--paper` and `--tint` of tokens.css.
BY_DAY, BY_NIGHT = ("#ffffff", "#f1f5f5"), ("#0f1819", "#182527")
# The usual menu; what is left out stands at the foot of pages.
MENU = ["members", "map", "timeline", "meetings", "areas", "roles", "changes", "about"]


class Identity(ShortTexts):
    """The one row that says whose directory this is. Public at once, as words are; until there is one, the directory
    speaks of nobody by name."""

    name = translated(
        models.CharField(_("name"), max_length=120, help_text=_("As in a title: “Example Process”.")),
    )
    in_full = translated(
        models.CharField(
            _("name in a sentence"),
            max_length=120,
            blank=True,
            help_text=_("As after “the members of”: “the Example Process”. Empty: the name."),
        )
    )
    in_short = translated(
        models.CharField(
            _("short name in a sentence"),
            max_length=80,
            blank=True,
            help_text=_("Where the full name would be too much: “the Process”. Empty: the name in a sentence."),
        )
    )
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    file_name = models.CharField(
        _("name of files"),
        max_length=40,
        validators=[CODE],
        help_text=_("What the names of downloads begin with, as in “example-process”."),
    )
    heading = translated(
        models.CharField(
            _("heading of the front page"),
            max_length=120,
            blank=True,
            help_text=_("As in “The Example Process and its members”."),
        )
    )
    way = translated(
        models.CharField(
            _("what leads from the first kind of member to the second"),
            max_length=40,
            blank=True,
            help_text=_("On the front page, above an arrow: as in “workers go to”. Empty: no arrow."),
        )
    )
    mark = models.CharField(_("mark"), max_length=80, blank=True)
    accent = models.CharField(_("accent by day"), max_length=7, blank=True, validators=[COLOUR])
    accent_by_night = models.CharField(_("accent by night"), max_length=7, blank=True, validators=[COLOUR])

    publisher = translated(models.CharField(_("who publishes"), max_length=200, blank=True))
    about = translated(
        models.CharField(
            _("what that is"), max_length=300, blank=True, help_text=_("In one sentence, at the foot of every page.")
        )
    )
    address = translated(models.TextField(_("postal address"), max_length=400, blank=True))
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY)

    chair = models.ForeignKey(
        Role,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("role of the chair"),
        help_text=_("Shown on the front page, on the map and beside meetings."),
    )
    secretariat = models.ForeignKey(
        Role,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("role of the secretariat"),
        help_text=_("In the timeline of offices, below the chair."),
    )
    main_meetings = models.ForeignKey(
        MeetingKind,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("main meetings"),
        help_text=_("The kind that counts in its life: numbered, drawn, and offered as days to compare."),
    )
    # Codes of sections and of parts of the map, in order; empty for the usual ones.
    menu = models.JSONField(_("menu"), default=list, blank=True)
    frames = models.JSONField(_("parts of the map"), default=list, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of a directory", "identity")
        verbose_name_plural = verbose_name
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="identity_one_row")]

    # The name that the log and the addresses of its history know it by.
    code = "identity"

    def __str__(self):
        return self.name

    @property
    def map_frames(self) -> list[str]:
        """The parts of the world that the map is drawn in."""
        return self.frames or MapFrame.values

    @property
    def terms(self) -> Licence:
        """Under which all that is ours may be reused."""
        return Licence(self.licence)

    @property
    def sections(self) -> list[Section]:
        """What the menu leads to, in its order."""
        return [Section(code) for code in self.menu or MENU]

    @property
    def other_sections(self) -> list[Section]:
        """What it does not: these stand at the foot of pages."""
        return [section for section in Section if section not in (self.menu or MENU)]

    @property
    def accent_name(self) -> str:
        """Both colours, as the address of their style sheet has them."""
        return f"{self.accent}-{self.accent_by_night}".replace("#", "")

    def is_published(self) -> bool:
        """It is public as soon as it is saved, and can't be deleted."""
        return True

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude={*(exclude or ()), *unused_columns(self)})

    def clean(self):
        super().clean()
        wrong = {
            name: _("Choose among what there is, each once.")
            for name, known in (("menu", Section.values), ("frames", MapFrame.values))
            if not is_choice(getattr(self, name), known)
        }
        for name, grounds in (("accent", BY_DAY), ("accent_by_night", BY_NIGHT)):
            colour = getattr(self, name)
            least = min((contrast(colour, ground) for ground in grounds), default=LEAST) if is_colour(colour) else LEAST
            if least < LEAST:
                sentence = _("Text in it is hard to read: its contrast is %(found)s : 1; %(least)s : 1 is the least.")
                wrong[name] = ValidationError(sentence, params={"found": f"{least:.1f}", "least": LEAST})
        if bool(self.accent) != bool(self.accent_by_night):
            wrong.setdefault("accent_by_night" if self.accent else "accent", _("Both or neither."))
        if wrong:
            raise ValidationError(wrong)


def is_choice(codes, known: list[str]) -> bool:
    """Whether something is a list of some of these, each once."""
    return isinstance(codes, list) and all(code in known for code in codes) and len(set(codes)) == len(codes)


def is_colour(text: str) -> bool:
    return bool(COLOUR.regex.match(text))
