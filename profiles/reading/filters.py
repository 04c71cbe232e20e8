"""The directory's filters: one class for the page, and for whatever else lists members.

django-filter reads and checks the parameters of the address; what they select is worked out on the roll, as bits.
"""

from functools import cached_property
from typing import NamedTuple

import django_filters as filters
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from profiles.published import orders, search
from profiles.published.models import Publication

from .facts import GroupKey
from .listings import Listing
from .parameters import BadParameters
from .reading import Reading

STANDINGS = [
    ("member", _("Members")),
    ("observer", _("Observers")),
    ("former", _("Former")),
]
# What the member types say already: a choice in addresses alone.
SAID_BY_TYPE = {("standing", "member"), ("standing", "observer")}
SORTS = [("type", _("Member type")), ("name", _("Name")), ("joined", _("Join date")), ("found", _("Best match"))]
# What a list of members takes from its address.
LIST = ("q", "type", "standing", "area", "role", "body", "on", "sort")
NOT_STATED = "not-stated"


class FacetFilter(filters.MultipleChoiceFilter):
    """Those of whom a facet of the kind that it is named after, of any of the chosen codes, may hold on the day; or who
    state none."""

    def filter(self, bits: int, codes: list[str]) -> int:
        if not codes:
            return bits
        return bits & orders.either(self.parent.holding.get((self.field_name, code), 0) for code in codes)


class SearchFilter(filters.CharFilter):
    """Those in whose names or ministries all words stand, or begin a word."""

    def filter(self, bits: int, text: str) -> int:
        return bits & self.parent.found_anywhere if text else bits


class SortFilter(filters.ChoiceFilter):
    """Selects nobody: it says in which order the list comes."""

    def filter(self, bits: int, value: str) -> int:
        return bits


class MemberFilter(filters.FilterSet):
    """Live publications by the address's parameters, as of a day.

    Known parameters with values that do not exist are errors; unknown parameters are ignored.
    """

    q = SearchFilter(label=_("Name, acronym or ministry"), max_length=100)
    type = FacetFilter(label=_("Member type"))
    standing = FacetFilter(label=_("Standing"), choices=STANDINGS)
    area = FacetFilter(label=_("Theme"))
    role = FacetFilter(label=_("Role"))
    body = FacetFilter(label=_("Member of another body"))
    sort = SortFilter(label=_("Sort by"), choices=SORTS, empty_label=None)

    FACETS = ("type", "standing", "area", "role", "body")

    class Meta:
        model = Publication
        fields = []

    def __init__(self, data, reading: Reading):
        self.reading = reading
        super().__init__(data, Publication.objects.none())
        for kind in ("type", "area", "role", "body"):
            choices = [(row.code, row.label) for row in getattr(reading.vocabularies, kind).values()]
            # Nothing is published without a member type.
            self.filters[kind].extra["choices"] = choices + [(NOT_STATED, gettext("Not stated"))] * (kind != "type")

    @classmethod
    def of(cls, query, reading: Reading, **fixed) -> "MemberFilter":
        """The filter that a query asks for, with the values of some parameters `fixed`. Raises BadRequest, with the
        reason."""
        query = query.copy()
        for name, values in fixed.items():
            query.setlist(name, values)
        filterset = cls(query, reading)
        if not filterset.is_valid():
            fields = filterset.form.fields
            reasons = {name: f"{fields[name].label}: {errors[0]}" for name, errors in filterset.errors.items()}
            raise BadParameters(reasons, next(iter(reasons.values())))
        return filterset

    @property
    def default_sort(self) -> str:
        return "found" if self.form.cleaned_data["q"] else "type"

    @property
    def sort_by(self) -> str:
        return self.form.cleaned_data["sort"] or self.default_sort

    @property
    def is_refined(self) -> bool:
        """Whether more is asked for than words and who takes part as what."""
        chosen = self.form.cleaned_data
        return self.reading.is_past or any(chosen[name] for name in ("area", "role", "body", "sort"))

    @cached_property
    def order(self) -> orders.Order:
        return self.reading.roll.order("joined" if self.sort_by == "joined" else "name", self.reading.language)

    @cached_property
    def day(self) -> orders.Day:
        return self.order.day(self.reading.day)

    @cached_property
    def found(self) -> search.Found:
        return search.find(self.form.cleaned_data["q"], self.reading.roll.released.keys())

    @cached_property
    def found_anywhere(self) -> int:
        return self.order.bits(self.found.anywhere)

    @cached_property
    def everybody(self) -> int:
        """Those of whom there is anything to say on the day: not who joined later."""
        return self.day.begun if self.reading.is_past else self.order.everybody

    @cached_property
    def holding(self) -> dict[tuple[str, str], int]:
        """For each choice of each facet, who may have it on the day."""
        return self.day.possible | self.unstated

    @cached_property
    def certainly_holding(self) -> dict[tuple[str, str], int]:
        """The same of who certainly has it."""
        return self.day.certain | self.unstated

    @cached_property
    def unstated(self) -> dict[tuple[str, str], int]:
        """For each facet who states nothing of it."""
        return {(kind, NOT_STATED): self.order.everybody & ~self.order.stating.get(kind, 0) for kind in self.FACETS}

    def select(self, *, without: str | None = None) -> int:
        """Who is left by all filters, or all but one."""
        bits = self.everybody
        for name, filter_ in self.filters.items():
            if name != without:
                bits = filter_.filter(bits, self.form.cleaned_data[name])
        return bits

    def listing(self) -> Listing:
        """The filtered profiles in the chosen order, in groups where the order has some."""
        groups, bits = [], self.select()
        for key, members in self.groups():
            groups.append((key, bits & members))
            bits &= ~members
        return Listing(self.reading.roll, self.order, groups, self.sort_by)

    def groups(self) -> list[tuple[GroupKey, int]]:
        """The groups of the chosen order, and who may stand in each: who may stand in several stands in the first."""
        if self.sort_by == "type":
            return self.by_type()
        if self.sort_by == "found":
            return self.by_match()
        return [(GroupKey(), self.order.everybody)]

    def by_type(self) -> list[tuple[GroupKey, int]]:
        """By member type, the certain before the possible; then former ones, then who joins later."""
        # Who certainly is of one type is possibly of no other: so no group takes anybody from those behind it.
        # Types that are asked for come first: who perhaps was one of them stands there, not under another.
        asked = self.form.cleaned_data["type"]
        groups = [
            (GroupKey(code, held), holders.get(("type", code), 0))
            for code in sorted(self.reading.vocabularies.type, key=lambda code: code not in asked)
            for held, holders in (("certain", self.day.certain), ("possible", self.day.possible))
        ]
        return [*groups, (GroupKey("", "former"), self.day.begun), (GroupKey("", "ahead"), self.order.everybody)]

    def by_match(self) -> list[tuple[GroupKey, int]]:
        """Whole words of names first, then beginnings of such words, then what was found elsewhere."""
        groups = [(GroupKey(), self.order.bits(pks)) for pks in (self.found.named, self.found.begun)]
        return [*groups, (GroupKey(), self.order.everybody)]

    def tally(self) -> "Tally":
        """How many of those selected are members or observers on the day, certainly and perhaps, and how many not.

        Certain is who certainly has all that is asked for; who only perhaps has some of it counts as perhaps.
        """
        bits = self.select()
        possible = orders.of_any_type(self.day.possible) & bits
        certain = orders.of_any_type(self.day.certain) & bits
        for kind in self.FACETS:
            if codes := self.form.cleaned_data[kind]:
                certain &= orders.either(self.certainly_holding.get((kind, code), 0) for code in codes)
        rest = bits & ~possible
        former = rest & self.day.begun
        counts = (certain, possible & ~certain, former, rest & ~former)
        return Tally(*(group.bit_count() for group in counts))

    def facets(self) -> list["FacetGroup"]:
        """The facets with their choices, for the form. Counts follow the other choices."""
        return [FacetGroup(self, name, self.select(without=name)) for name in self.FACETS]

    def active(self) -> list[tuple[str, str, str]]:
        """What is chosen, as (parameter, value, words)."""
        chosen = self.form.cleaned_data
        found = [("q", chosen["q"], f"“{chosen['q']}”")] if chosen["q"] else []
        for name in self.FACETS:
            labels = dict(self.form.fields[name].choices)
            found += [(name, code, labels[code]) for code in chosen[name]]
        return found


class Tally(NamedTuple):
    """A number of members and observers on a day: at least so many, so many more perhaps; beside them so many former
    ones, and so many who join later."""

    certain: int
    possible: int
    former: int
    ahead: int


class FacetGroup:
    """One facet of the form: its label, and its choices with their counts."""

    def __init__(self, filterset: MemberFilter, name: str, bits: int):
        self.name, self.label = name, filterset.form.fields[name].label
        chosen = filterset.form.cleaned_data[name]
        counts = {
            code: (bits & filterset.holding.get((name, code), 0)).bit_count()
            for code, _label in filterset.form.fields[name].choices
        }
        self.choices = [
            {"value": code, "label": label, "count": counts[code], "chosen": code in chosen}
            for code, label in filterset.form.fields[name].choices
            if code in chosen or counts[code]
        ]
        self.chosen = bool(chosen)

    @property
    def offered(self) -> list[dict]:
        """The choices of the form: without those that say what others say, unless they are chosen."""
        return [item for item in self.choices if item["chosen"] or (self.name, item["value"]) not in SAID_BY_TYPE]
