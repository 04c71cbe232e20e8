"""The working copies of the texts of the site: front page, about, contact …"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.values.choices import EntryKind, SiteText
from profiles.values.languages import translated
from profiles.values.richtext import RichTextField

from .entries import Entry, EntryQuerySet


class Text(Entry):
    """A text of the site itself, as its editors have it now; `name` is its title. It has no list of sources."""

    entry_kind = EntryKind.TEXT

    slug = models.CharField(_("page"), max_length=60, unique=True, choices=SiteText.choices)
    name = translated(models.CharField(_("title"), max_length=200), blank=True)
    body = translated(RichTextField(_("text"), headings=(2, 3), footnotes=False, blank=True))

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("text of the site")
        verbose_name_plural = _("texts of the site")
