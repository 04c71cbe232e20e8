"""Words that are merged: each reads as another of its vocabulary from then on, and can be itself again.

What names the word stays as it is: only the reading leads on. So nothing is lost when the merging is undone.
"""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .coded import Vocabulary, VocabularyQuerySet
from .publications import Facet


class WordQuerySet(VocabularyQuerySet):
    def in_use(self):
        return super().in_use().standing_alone()

    def standing_alone(self):
        """Those that are merged into no other."""
        return self.filter(merged_into=None)


class Word(Vocabulary):
    """A word of a vocabulary, which may be merged into another of the same."""

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    objects = WordQuerySet.as_manager()

    class Meta(Vocabulary.Meta):
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("code")),
                name="%(class)s_merged_into_another",
                violation_error_message=_("A word is not merged into itself."),
            )
        ]

    # Columns on which what was published by a word rests.
    ALIKE = ()

    @property
    def today(self):
        """The word that this one reads as: the one at the end of what it is merged into, or itself."""
        word = self
        while word.merged_into_id:
            word = word.merged_into
        return word

    def family(self) -> list:
        """This word and all that read as it."""
        found = [self]
        for word in found:
            found += word.merged.all()
        return found

    def is_published(self) -> bool:
        """Whether any publication names it, or a word that reads as it."""
        codes = [self.initial("code"), *(word.code for word in self.family()[1:])]
        return Facet.objects.filter(kind=self.facet_kind, code__in=codes).exists()

    def clean(self):
        super().clean()
        code = self.initial("code")
        if self.code != code and type(self).objects.filter(merged_into=code).exists():
            raise ValidationError({"code": _("The code is fixed: other words are merged into it.")})
        if self.merged_into_id and self.merged_into_id != self.initial("merged_into_id"):
            self.check_merging(type(self).objects.filter(code=self.merged_into_id).first() or self)

    def check_merging(self, other) -> None:
        """Raises ValidationError where this word cannot be merged into another."""
        words = {"word": self, "other": other}
        if other.merged_into_id:
            words["end"] = other.today
            sentence = _("“%(other)s” is merged into “%(end)s”: choose that instead.")
            if words["end"] == self:
                sentence = _("“%(other)s” is merged into “%(word)s” already: undo that first.")
        elif other.retired:
            sentence = _("“%(other)s” is retired: no other word can read as it.")
        elif name := next((name for name in self.ALIKE if getattr(self, name) != getattr(other, name)), None):
            sentence = _("“%(word)s” and “%(other)s” say different things under “%(field)s”.")
            words["field"] = self._meta.get_field(name).verbose_name
        else:
            return
        raise ValidationError({"merged_into": sentence % words})
