"""Which texts lack their translation, or have one that is behind: the English was changed after the other was.

English is the source of the second language; where that is alone, English is missing.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext

from profiles.published import pairs
from profiles.published.diff import Change, join
from profiles.published.pairs import Pair, pairs_of
from profiles.values.languages import IN_WORDS, LANGUAGES, NAMES, OTHER, SECOND, column_of
from profiles.values.partialdate import PartialDate

from .. import checks, workingcopy
from ..models import Wording
from ..models.entries import Entry

MISSING, BEHIND = "missing", "behind"
SHORT = {
    BEHIND: gettext_lazy("%(language)s behind"),
    MISSING: gettext_lazy("%(language)s missing"),
}
TITLES = {pairs.NAMES: gettext_lazy("Names"), pairs.TEXTS: gettext_lazy("Texts")}


@dataclass(frozen=True)
class Lag:
    """A pair of texts of which one language is missing or behind; what is kept of it where it is behind."""

    pair: Pair
    language: str
    wording: Wording | None = None

    @property
    def state(self) -> str:
        return BEHIND if self.wording else MISSING

    @property
    def anchor(self) -> str:
        """Where it stands in the form: the field, or of a fact its row."""
        if self.pair.fact:
            return checks.row_anchor(self.pair.fact["uid"])
        return f"id_{column_of(self.pair.key, self.language)}"

    @property
    def changed_on(self) -> str:
        """The day on which the English was changed, of what is behind."""
        return str(PartialDate(timezone.localdate(self.wording.copy.at).isoformat())) if self.wording else ""

    @property
    def second(self) -> str:
        """The text in the second language."""
        return self.pair.words[SECOND]

    @property
    def in_other(self) -> str:
        """“in English”: what stands beside what is missing."""
        return str(IN_WORDS[OTHER[self.language]])

    @property
    def in_a_word(self) -> str:
        return str(SHORT[self.state]) % {"language": NAMES[self.language]}


def lags_of(contents: Iterable[dict]) -> dict[str, list[Lag]]:
    """Of working copies as their documents what lags in each, by uid: one query, however many they are."""
    contents = list(contents)
    uids = [content["uid"] for content in contents]
    rows = Wording.objects.behind().filter(entry_uid__in=uids).select_related("copy").defer("copy__document")
    behind = {(str(row.entry_uid), row.place, row.english, row.arabic): row for row in rows}
    return {content["uid"]: list(lags_in(content, behind)) for content in contents}


def lags_in(content: dict, behind: dict):
    for pair in pairs_of(content) if SECOND else ():
        if language := pair.missing:
            yield Lag(pair, language)
        elif row := behind.get((content["uid"], pair.place, pair.digests["en"], pair.digests[SECOND])):
            yield Lag(pair, SECOND, row)


def lags_of_one(content: dict) -> list[Lag]:
    return lags_of([content])[content["uid"]]


# ── What was changed ────────


@dataclass(frozen=True)
class Since:
    """What became of the English since it was level with the other that stands now: the saved copy of then, and what
    differs."""

    copy: int
    change: Change


def changes_since(entry: Entry, lags: Iterable[Lag]) -> dict[str, Since]:
    """Of what is behind, by place; nothing of what was never level."""
    arabic = {lag.pair.place: lag for lag in lags if lag.wording}
    if not arabic:
        return {}
    digests = [lag.wording.arabic for lag in arabic.values()]
    rows = Wording.objects.of(entry).filter(is_level=True, place__in=arabic, arabic__in=digests)
    rows = rows.select_related("copy").order_by("pk")
    then = {row.place: row.copy for row in rows if row.arabic == arabic[row.place].wording.arabic}
    # A saved copy may be that of several places.
    words = {copy.pk: {pair.place: pair.words["en"] for pair in pairs_of(copy.content())} for copy in then.values()}
    return {
        place: Since(copy.pk, change_of(arabic[place].pair, words[copy.pk].get(place, "")))
        for place, copy in then.items()
    }


def change_of(pair: Pair, then: str) -> Change:
    return Change(pair.label, then, pair.words["en"])


# ── In words ────────


def title_of(section: str) -> str:
    """What a section of an entry is called."""
    return str(TITLES.get(section) or capfirst(workingcopy.MODELS[section]._meta.verbose_name_plural))


def in_short(lags: Iterable[Lag]) -> list[str]:
    """`Arabic: 2 behind, 1 missing`, for each language in which something is."""
    found = Counter((lag.language, lag.state) for lag in lags)
    return [
        gettext("%(language)s: %(what)s") % {"language": NAMES[code], "what": join(*counted)}
        for code in reversed(LANGUAGES)
        if (counted := [in_words(state, n) for state in (BEHIND, MISSING) if (n := found[code, state])])
    ]


def in_words(state: str, number: int) -> str:
    words = {
        BEHIND: ngettext("%(number)d behind", "%(number)d behind", number),
        MISSING: ngettext("%(number)d missing", "%(number)d missing", number),
    }
    return words[state] % {"number": number}


def warnings(lags: Iterable[Lag]) -> list[str]:
    """What to know before it is proposed or published: a sentence for what is behind, and one for each language in
    which something is missing."""
    lags = list(lags)
    sentences = {
        BEHIND: gettext("The English was changed after the %(name)s: %(fields)s."),
        MISSING: gettext("Missing %(language)s: %(fields)s."),
    }
    return [
        sentence % {"fields": join(*labels), "name": NAMES[code], "language": IN_WORDS[code]}
        for code in reversed(LANGUAGES)
        for state, sentence in sentences.items()
        if (labels := [lag.pair.label for lag in lags if (lag.language, lag.state) == (code, state)])
    ]
