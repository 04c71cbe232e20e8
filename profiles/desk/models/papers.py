"""The working copies of documents that the dialogue adopted or rests on, and of agreements between members."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.published.models.coded import CODE
from profiles.values.choices import Certainty, EntryKind, PaperKind
from profiles.values.languages import translated
from profiles.values.partialdate import PartialDateField
from profiles.values.richtext import RichTextField

from .entries import Record
from .facts import Fact, Named

LANGUAGES = RegexValidator(r"^[a-z]{2,3}( [a-z]{2,3})*\Z", _("Codes with a space between them, as in “en ar”."))


class Paper(Record):
    """A declaration, a statement, a report, an agreement: what it is and where its text is found, or its text as a PDF
    that is kept here. (Not `Document`: everything that is published has one of those.)"""

    entry_kind = EntryKind.PAPER

    slug = models.CharField(
        _("address"),
        max_length=60,
        unique=True,
        validators=[CODE],
        help_text=_("As in “declaration-of-2008”; fixed at first publication."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=PaperKind.choices, default=PaperKind.DECLARATION)
    name = translated(models.CharField(_("title"), max_length=300), blank=True)
    day = PartialDateField(_("adopted or signed on"), help_text=_("2008, 2008-01 or 2008-01-21. Empty: not stated."))
    languages = models.CharField(
        _("languages of the text"),
        max_length=60,
        blank=True,
        validators=[LANGUAGES],
        help_text=_("Codes with a space between them, as in “en ar”."),
    )
    meeting_slug = models.CharField(
        _("meeting"),
        max_length=60,
        blank=True,
        help_text=_("Address of the meeting where it was adopted or presented."),
    )
    url = models.URLField(_("where the text is"), max_length=600, blank=True)
    archived_url = models.URLField(_("archived address"), max_length=600, blank=True)
    file = models.CharField(max_length=80, blank=True, editable=False)
    summary = translated(RichTextField(_("summary"), headings=(), blank=True))

    class Meta(Record.Meta):
        ordering = ["-day", "slug"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=PaperKind.values, certainty__in=Certainty.values), name="paper_choices"
            )
        ]


class Party(Named, Fact):
    """Somebody is a party to an agreement."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="parties")

    class Meta(Fact.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")
