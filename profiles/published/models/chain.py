"""The trail: chains of digests over what was done and what was released, so that nothing is altered or taken out
unseen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .publications import WrittenOnce


class Chain(models.TextChoices):
    """What is chained: the private log, and the line of public releases."""

    EVENTS = "events", _("events")
    RELEASES = "releases", _("releases")


class Link(WrittenOnce):
    """Link no. *n* of a chain: what a row said (`said`, a digest), and the digest of the link before.

    `row` is the key of the event or of the release: no foreign key, since a release that was cancelled is gone, and no
    relation leads to the desk. One that is moved or cancelled while it is still to come has a further link. `digest` is
    that of the link (`chain.line`); of the first, `previous` is empty.
    """

    chain = models.CharField(max_length=8, choices=Chain.choices)
    number = models.PositiveBigIntegerField()
    row = models.PositiveBigIntegerField()
    said = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="link_number"),
            models.UniqueConstraint(fields=["chain", "previous"], name="link_previous"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="link_number_from_one"),
        ]
        indexes = [models.Index(fields=["chain", "row", "number"], name="link_row")]

    def __str__(self):
        return f"{self.chain} {self.number}"


class Head(models.Model):
    """The last link of a chain, by number and digest: whoever adds one locks it, and what is cut off at the end is
    missed."""

    chain = models.CharField(max_length=8, choices=Chain.choices, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"{self.chain} {self.number} {self.digest}"
