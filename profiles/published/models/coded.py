"""What every vocabulary is: rows with a code that documents and addresses hold, and a label in both languages.

They have no working copy: a change is public at once, so it goes through the desk's verbs. Documents
store a row's code and its labels of the day; live pages show the labels of today.
"""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.values.languages import of_row, translated, unused_columns
from profiles.values.shorttext import ShortTexts

from .publications import Facet

CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use small letters without accents, digits and single hyphens, as in “fair-recruitment”."),
)


CODE_WITH_UNDERSCORES = RegexValidator(
    r"^[a-z0-9]+([-_][a-z0-9]+)*\Z",
    _("Use small letters without accents, digits and single hyphens, as in “fair-recruitment”."),
)


class VocabularyQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired=False)


class Vocabulary(ShortTexts):
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

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude={*(exclude or ()), *unused_columns(self)})

    def clean(self):
        changed = [name for name in self.FIXED if self.initial(name) != getattr(self, name)]
        if changed and self.is_published():
            raise ValidationError(
                {
                    name: _("This is fixed: published profiles rely on it. Retire the row and add another.")
                    for name in changed
                }
            )
