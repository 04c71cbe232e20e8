"""What a text in a cell can be called: words of the vocabularies by code and by label, sources by title."""

import re
from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from profiles.published.models import Source
from profiles.values.languages import either, no_pair

SEVERAL = re.compile(r"[;؛\n]")
NO_TITLE = no_pair()


class Words:
    """The words of the vocabularies, by code and by their labels in both languages; asked for once."""

    def __init__(self):
        self.known = {}

    def code(self, model, text: str) -> str:
        """The code of a word, as it reads today. Raises ValidationError where there is none, or several."""
        found = self.codes(model, text)
        params = {"kind": model._meta.verbose_name, "text": text[:80]}
        if not found:
            raise ValidationError(_("There is no %(kind)s “%(text)s”.") % params)
        if len(found) > 1:
            params["codes"] = _(", ").join(sorted(found))
            raise ValidationError(_("“%(text)s” can be several: %(codes)s. Write the code.") % params)
        return next(iter(found))

    def codes(self, model, text: str) -> set[str]:
        """The codes of the words that a text can mean."""
        if model not in self.known:
            self.known[model] = self.all_of(model)
        return self.known[model].get(folded(text), set())

    @cached_property
    def register(self) -> list[Source]:
        return list(Source.objects.all())

    @cached_property
    def sources(self) -> dict[str, dict[str, str]]:
        """What each source in the register is called: its title; where several have that, with who published it and
        when."""
        same = Counter(folded(title) for row in self.register for title in set(row.labels().values()))
        return {
            row.code: {
                language: in_full(row, title) if same[folded(title)] > 1 else title
                for language, title in row.labels().items()
            }
            for row in self.register
        }

    @cached_property
    def titles(self) -> dict[str, set[str]]:
        found = {}
        for row in self.register:
            for title in {*row.labels().values(), *self.sources[row.code].values()} - {""}:
                found.setdefault(folded(title), set()).add(row.code)
        return found

    def titled(self, text: str) -> set[str]:
        """The codes of the sources that have a title."""
        return self.titles.get(folded(text), set())

    def title(self, code: str) -> str:
        """What a source is called in the reader's language, or else in the other."""
        return either(self.sources.get(code, NO_TITLE))

    @staticmethod
    def all_of(model) -> dict[str, set[str]]:
        found, rows = {}, list(model.objects.select_related("merged_into"))
        for row in rows:
            for label in row.labels().values():
                found.setdefault(folded(label), set()).add(row.today.code)
        # A code says which word it is, whatever another is called.
        return found | {folded(row.code): {row.today.code} for row in rows}


def in_full(source: Source, title: str) -> str:
    """The title of a source with what tells it from others."""
    more = ", ".join(filter(None, (source.publisher, source.day)))
    return f"{title} – {more}" if title and more else title


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def parts(text: str) -> list[str]:
    return list(filter(None, map(str.strip, SEVERAL.split(text))))
