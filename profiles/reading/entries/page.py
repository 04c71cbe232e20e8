"""What the pages of all these entries share: the profiles that they name, and the numbers of their sources."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from profiles.published import documents
from profiles.published.documents import Cited
from profiles.published.models.sources import of_codes
from profiles.published.search import sort_key
from profiles.values.choices import Carries
from profiles.values.languages import either

from .. import facts
from ..facts import Profile
from ..reading import Reading


@dataclass(frozen=True)
class Named:
    """Somebody whom a fact of an entry names, as the document says; with the live profile, where there is one."""

    fact: dict
    cited: list[Cited]
    profile: Profile | None = None

    def __getitem__(self, key):
        return self.fact[key]

    @property
    def dated(self) -> bool:
        """Whether anything is said of when."""
        return documents.is_dated(self.fact)

    @property
    def name(self) -> dict[str, str]:
        return self.profile["name"] if self.profile else self.fact["name"]


@dataclass
class EntryPage:
    """An entry as its page shows it. Without `register` and `profiles` (a draft, an old version) the document's own
    words stand."""

    content: dict
    reading: Reading
    register: dict[str, dict] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    # Its rich texts, in the order in which the template shows them.
    texts: ClassVar[tuple[str, ...]] = ("summary",)

    @classmethod
    def of(cls, content: dict, reading: Reading) -> "EntryPage":
        """A document with the profiles of today."""
        slugs = {fact["entity_slug"] for _key, fact in documents.facts_of(content)} | {content.get("host_slug", "")}
        return cls(content, reading, profiles=by_slug(slugs, reading))

    @classmethod
    def live(cls, content: dict, reading: Reading) -> "EntryPage":
        """The same with today's details of its sources and words: what is public now."""
        page = cls.of(reading.vocabularies.reworded(content), reading)
        page.register = {row["code"]: row for row in of_codes(source["code"] for source in content["sources"])}
        return page

    def __getitem__(self, key):
        """`about.place` in a template is the document's; what is computed here goes first."""
        if hasattr(type(self), key) or key == "profiles":
            raise KeyError(key)
        return self.content[key]

    # ── What the page cites ────────

    @cached_property
    def _details(self) -> dict[str, dict]:
        return {source["code"]: self.register.get(source["code"], source) for source in self.content["sources"]}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each source on the page, by code: in the order in which the page cites them."""
        codes = (code for code in dict.fromkeys(self._codes()) if code in self._details)
        return {code: number for number, code in enumerate(codes, 1)}

    def _codes(self) -> Iterator[str]:
        """What is cited, in the order of the templates: what the whole rests on, its texts, its facts."""
        yield from (item["code"] for item in self.content["rests_on"])
        for key in self.texts:
            yield from documents.FOOTNOTE.findall(either(self.content[key]))
        for fact in self.facts:
            yield from (item["code"] for item in fact["sources"])

    @cached_property
    def facts(self) -> list[dict]:
        """Its facts in the order of the page: by what those whom they name are there, then by name in the reader's
        language."""
        found = [fact for _key, fact in documents.facts_of(self.content)]
        called = {fact["uid"]: Named(fact, [], self.profiles.get(fact["entity_slug"])).name for fact in found}
        return sorted(found, key=lambda fact: (documents.rank(fact), sort_key(either(called[fact["uid"]]))))

    @property
    def sources(self) -> list[Cited]:
        """All that the page cites, in the order of its numbers."""
        return [Cited(number, self._details[code], Carries.ALL) for code, number in self.numbers.items()]

    @property
    def linked(self) -> frozenset[str]:
        """Those of its sources that have a page of their own."""
        return frozenset(self.register)

    @property
    def cited(self) -> list[Cited]:
        """What the entry as a whole rests on."""
        return self.cited_by(self.content)

    def cited_by(self, fact: dict) -> list[Cited]:
        """What a fact of it, or the whole, rests on."""
        items = fact["rests_on"] if fact is self.content else fact["sources"]
        return [
            Cited(self.numbers[item["code"]], self._details[item["code"]], item["carries"])
            for item in items
            if item["code"] in self.numbers
        ]

    def named(self, fact: dict) -> Named:
        """Whom a fact names."""
        return Named(fact, self.cited_by(fact), self.profiles.get(fact["entity_slug"]))


def by_slug(slugs: set[str], reading: Reading) -> dict[str, Profile]:
    """The live profiles of some slugs."""
    rows = reading.live().filter(slug__in=slugs - {""})
    return {row["slug"]: row for row in facts.profiles(rows, reading)}
