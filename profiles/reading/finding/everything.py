"""What somebody types, looked for in everything that is public: profiles, other entries, the words of vocabularies."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from profiles.published import documents, search
from profiles.published.meetings import Meeting
from profiles.published.models import Publication
from profiles.published.models.coded import Vocabulary
from profiles.published.spelling import is_near, normalise
from profiles.values.choices import EntryKind
from profiles.values.languages import of_row

from ..counting import totals
from ..filters import MemberFilter, SearchFilter
from ..listings import Listing
from ..reading import Reading
from .answers import Answer, answers
from .question import Groups, Question

# How many that are found nearly are named.
ALSO = 5
KINDS = (EntryKind.MEETING, EntryKind.PAPER, EntryKind.PROGRAMME, EntryKind.TEXT)
WORDS = ("area", "role", "body")
# Where the words stand, best first: in its names, with the names of a profile that it names, only in its texts.
NAMES, PROFILES, TEXTS = "names", "profiles", "texts"


class WordsFilter(MemberFilter):
    """The words of the search: of members, and of everything else."""

    q = SearchFilter(label=_("Search"), max_length=100)


class Hit(NamedTuple):
    """An entry that has all words of a query, and where they stand."""

    row: Meeting | dict
    where: str


@dataclass(frozen=True)
class Findings:
    """What has the words of a query: profiles; other entries by kind, names first; words of vocabularies, by which."""

    members: Listing | None = None
    entries: dict[EntryKind, list[Hit]] = field(default_factory=dict)
    words: dict[str, list[Vocabulary]] = field(default_factory=dict)
    mistyped: bool = False  # nothing has the words, these have such that differ by a letter
    answers: list[Answer] = field(default_factory=list)
    # What has names that differ by a letter, beside those that have the words themselves.
    also: list[Publication] = field(default_factory=list)

    def __len__(self) -> int:
        found = [*self.entries.values(), *self.words.values()]
        return len(self.members or ()) + sum(map(len, found))


def find(filterset: MemberFilter) -> Findings:
    """What the facts answer to the words of a filter; what has them, in the first of the ways in which they can be
    meant; and what has nearly the same."""
    query, reading = filterset.form.cleaned_data["q"], filterset.reading
    shelf, found, also = Shelf(reading), Findings(), []
    for groups, mistyped in search.ways(query):
        found = look_up(filterset, shelf, groups, mistyped=mistyped)
        if found:
            also = [] if mistyped else nearly(groups, reading.roll.released.keys() | shelf.pks.keys())
            break
    return replace(found, answers=answers(Question.of(query, reading)) if query else [], also=also)


def nearly(groups: Groups, live) -> list[Publication]:
    """The first few of those that are found only with words of names that differ by a letter."""
    wider = search.as_meant(groups)
    if wider == groups:
        return []
    pks = search.match(wider, "search_names") & live - search.match(groups, "search")
    rows = Publication.objects.only("kind", "slug", "name_en", "name_ar")
    return list(rows.filter(pk__in=pks).order_by("sort_en")[:ALSO]) if pks else []


def look_up(filterset: MemberFilter, shelf: "Shelf", groups: Groups, *, mistyped: bool = False) -> Findings:
    """What has a token of each group; of the vocabularies, mistyped, what nearly has it."""
    profiles = filterset.reading.roll.released.keys()
    found = search.look_up(groups, profiles | shelf.pks.keys())
    return Findings(
        # The directory's own search finds the same then: it tries the same ways, one after another.
        filterset.listing() if found.anywhere & profiles else None,
        shelf.look_up(groups, found),
        words_like(filterset.reading, groups, mistyped=mistyped),
        mistyped,
    )


class Shelf:
    """The live entries that are no profile, each kind in the order of its list, by the keys that the index knows."""

    def __init__(self, reading: Reading):
        self.reading = reading
        rows = {
            EntryKind.MEETING: reversed(reading.meetings),
            EntryKind.PAPER: reading.papers,
            EntryKind.PROGRAMME: reading.programmes,
            EntryKind.TEXT: reading.texts.values(),
        }
        self.rows = {(kind, row["slug"]): row for kind in KINDS for row in rows[kind]}
        # What has been looked up: the ways in which a query can be meant have most of their words in common.
        self._matched: dict[tuple, set[int]] = {}

    def match(self, group: list[str], column: str) -> set[int]:
        """Publications that have a token of a group."""
        key = (column, *group)
        if key not in self._matched:
            self._matched[key] = search.match([group], column)
        return self._matched[key]

    @cached_property
    def pks(self) -> dict[int, tuple[EntryKind, str]]:
        # By their addresses, of which there is an index: among what is live there may be thousands of profiles.
        rows = Publication.objects.of_kind(*KINDS).filter(slug__in={slug for _kind, slug in self.rows})
        live = rows.live(self.reading.moment).values_list("pk", "kind", "slug")
        found = {(EntryKind(kind), slug): pk for pk, kind, slug in live}
        return {found[key]: key for key in self.rows if key in found}

    @cached_property
    def named(self) -> dict[int, set[str]]:
        """The profiles that each entry names, by slug."""
        return {pk: slugs_of(kind, self.rows[kind, slug]) for pk, (kind, slug) in self.pks.items()}

    @cached_property
    def profiles(self) -> dict[int, str]:
        """The live ones of those profiles: documents name them by slug, and what they are called today is theirs."""
        slugs = set().union(*self.named.values())
        return dict(self.reading.live().filter(slug__in=slugs).values_list("pk", "slug"))

    def look_up(self, groups: list[list[str]], found: search.Found) -> dict[EntryKind, list[Hit]]:
        """The entries that have a token of each group, or name a profile whose names have it."""
        having, through = set(self.pks), set()
        for group in groups:
            own = self.match(group, "search")
            slugs = {self.profiles[pk] for pk in self.match(group, "search_names") & self.profiles.keys()}
            naming = {pk for pk in having if self.named[pk] & slugs}
            having, through = having & own | naming, through | naming
        hits = {kind: [] for kind in KINDS}
        for where, pks in ((NAMES, found.named), (NAMES, found.begun), (PROFILES, through), (TEXTS, having)):
            for pk in [pk for pk in self.pks if pk in pks & having]:
                hits[self.pks[pk][0]].append(Hit(self.rows[self.pks[pk]], where))
                having.remove(pk)
        return hits


def slugs_of(kind: EntryKind, content) -> set[str]:
    """The profiles that an entry is found by: of a meeting its host, since nearly all take part in nearly all."""
    if kind == EntryKind.MEETING:
        return {content["host_slug"]} - {""}
    return {fact["entity_slug"] for _key, fact in documents.facts_of(content)} - {""}


# ── Vocabularies ────────


def words_like(reading: Reading, groups: list[list[str]], *, mistyped: bool) -> dict[str, list[Vocabulary]]:
    """Themes, roles and bodies that have a token of each group, or one like it."""
    found = {}
    for name in WORDS:
        used = totals(reading.members, name)
        rows = [row for row in getattr(reading.vocabularies, name).values() if not row.retired or row.code in used]
        found[name] = [row for row in rows if has_all(tokens_of(row), groups, mistyped=mistyped)]
    return found


def tokens_of(row: Vocabulary) -> list[str]:
    """The tokens of a word in both languages, each label in one word too, and of its acronyms."""
    texts = [*row.labels().values()]
    unspaced = [normalise(text).replace(" ", "") for text in texts]
    if hasattr(row, "acronym"):
        texts += of_row(row, "acronym").values()
    return search.tokenise(texts, unspaced).split()


def has_all(words: Iterable[str], groups: list[list[str]], *, mistyped: bool) -> bool:
    """Whether a token of each group begins one of some words; or, mistyped, is like one."""

    def fits(token: str, word: str) -> bool:
        if isinstance(token, search.WholeWord):
            return word == token
        return word.startswith(token) or (mistyped and is_near(token, word))

    return all(any(fits(token, word) for token in group for word in words) for group in groups)
