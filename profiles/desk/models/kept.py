"""What somebody keeps for themselves: a list of admin as it was filtered and searched, under a name of their own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.values.shorttext import ShortTexts


class KeptList(ShortTexts):
    """Of which model the list is (`profiles.entity`), and its query. Nobody else sees it."""

    # No constraint: code that does not know this table yet can delete accounts beside it.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_lists", db_constraint=False)
    name = models.CharField(_("name"), max_length=80)
    model = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("kept list")
        verbose_name_plural = _("kept lists")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="keptlist_name")]

    def __str__(self):
        return self.name
