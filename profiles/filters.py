"""The directory's filters: one class for the page, and for whatever else lists members."""

import datetime as dt

import django_filters as filters
from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Case, Exists, IntegerField, OuterRef, Subquery, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import facts, search
from .models import Facet, Publication

STANDINGS = [
    ("member", _("Members")),
    ("observer", _("Observers")),
    ("former", _("Former members and observers")),
]
SORTS = [("type", _("Member type")), ("name", _("Name")), ("joined", _("Join date"))]
# What a list of members takes from its address.
LIST = ("q", "type", "standing", "area", "role", "body", "on", "sort")
NOT_STATED = "not-stated"


class FacetFilter(filters.MultipleChoiceFilter):
    """Profiles of which a facet of this kind, of any of the chosen codes, may hold on the day; or that state none."""

    def __init__(self, kind, **kwargs):
        self.kind = kind
        super().__init__(widget=forms.CheckboxSelectMultiple, distinct=False, **kwargs)

    def filter(self, queryset, codes):
        if not codes:
            return queryset
        facets = Facet.objects.filter(publication=OuterRef("pk"), kind=self.kind)
        wanted = Exists(facets.filter(facts.on(self.parent.day), facts.said_of(self.kind), code__in=codes))
        return queryset.filter(wanted | ~Exists(facets) if NOT_STATED in codes else wanted)


class MemberFilter(filters.FilterSet):
    """Filters live publications by the address's parameters, as of a day.

    Known parameters with values that do not exist are errors; unknown parameters are ignored.
    """

    q = filters.CharFilter(
        method="found",
        label=_("Name, acronym or ministry"),
        max_length=100,
    )
    type = FacetFilter("type", label=_("Member type"))
    standing = FacetFilter("standing", label=_("Standing"), choices=STANDINGS)
    area = FacetFilter("area", label=_("Thematic area"))
    role = FacetFilter("role", label=_("Role"))
    body = FacetFilter("body", label=_("Member or observer of"))
    sort = filters.ChoiceFilter(method="sorted", label=_("Sort by"), choices=SORTS, empty_label=None, required=False)

    FACETS = ("type", "standing", "area", "role", "body")

    class Meta:
        model = Publication
        fields = []

    def __init__(self, data, queryset, *, day: dt.date, language: str, words: facts.Words):
        self.day, self.language, self.words = day, language, words
        super().__init__(data, queryset)
        for kind in ("type", "area", "role", "body"):
            rows = getattr(self.words, kind).values()
            self.filters[kind].extra["choices"] = [(row.code, row.label) for row in rows] + [
                (NOT_STATED, gettext("Not stated"))
            ]

    @classmethod
    def asked(cls, request, **also) -> "MemberFilter":
        """The filter that a request of a public page asks for. Raises BadRequest, with the reason."""
        query = request.GET.copy()
        for name, values in also.items():
            query.setlist(name, values)
        live = Publication.objects.with_release(request.moment)
        if request.day < request.today:
            types = Facet.objects.filter(publication=OuterRef("pk"), kind="type")
            live = live.filter(Exists(types.filter(possible_from__lte=request.day)) | ~Exists(types))
        filterset = cls(query, live, day=request.day, language=request.LANGUAGE_CODE, words=request.words)
        if not filterset.is_valid():
            name, errors = next(iter(filterset.errors.items()))
            raise BadRequest(f"{filterset.form.fields[name].label}: {errors[0]}")
        return filterset

    def found(self, queryset, name, text):
        for token in search.tokens(text):
            queryset = queryset.filter(search__contains=f" {token}")
        return queryset

    def sorted(self, queryset, name, value):
        return queryset

    @property
    def sort_by(self) -> str:
        return (self.form.is_valid() and self.form.cleaned_data["sort"]) or "type"

    def listed(self):
        """The filtered profiles in the chosen order, each with the `type_code` that it has on the day."""
        by_name = f"sort_{self.language}"
        if self.sort_by == "name":
            return self.qs.order_by(by_name, "pk")
        if self.sort_by == "joined":
            return self.qs.order_by(Case(When(joined="", then=1), default=0), "joined", by_name, "pk")
        sure = Case(When(facts.certainly_on(self.day), then=0), default=1, output_field=IntegerField())
        types = Facet.objects.filter(facts.on(self.day), publication=OuterRef("pk"), kind="type")
        types = types.annotate(doubt=sure).order_by("doubt", "code")
        places = [When(type_code__isnull=True, then=Value(99))]
        places += [When(type_code=code, then=Value(place)) for place, code in enumerate(self.words.type)]
        return self.qs.annotate(
            type_code=Subquery(types.values("code")[:1]), doubt=Subquery(types.values("doubt")[:1])
        ).order_by(Case(*places, default=Value(99)), "doubt", by_name, "pk")

    def counted(self) -> dict[str, dict[str, facts.Total]]:
        """For each choice of each facet: how many there would be, given the other choices."""
        chosen = self.form.cleaned_data
        counts = {}
        for kind in self.FACETS:
            rows = self.queryset
            for name, filter_ in self.filters.items():
                if name != kind:
                    rows = filter_.filter(rows, chosen[name])
            counts[kind] = facts.totals(rows, kind, day=self.day)
        return counts

    def groups(self) -> list["FacetGroup"]:
        """The facets with their choices, for the form."""
        counts = self.counted()
        return [FacetGroup(self, name, counts[name]) for name in self.FACETS]

    def active(self) -> list[tuple[str, str, str]]:
        """What is chosen, as (parameter, value, words)."""
        chosen = self.form.cleaned_data
        found = [("q", chosen["q"], f"“{chosen['q']}”")] if chosen["q"] else []
        for name in self.FACETS:
            labels = dict(self.form.fields[name].choices)
            found += [(name, code, labels[code]) for code in chosen[name]]
        return found


class FacetGroup:
    """One facet of the form: its label, and its choices with their counts."""

    def __init__(self, filterset: MemberFilter, name: str, counts: dict[str, facts.Total]):
        self.name, self.label = name, filterset.form.fields[name].label
        chosen = filterset.form.cleaned_data[name]
        self.choices = [
            {
                "value": code,
                "label": label,
                "count": counts.get(code, facts.Total()).possible,
                "chosen": code in chosen,
            }
            for code, label in filterset.form.fields[name].choices
            if code in chosen or code in counts
        ]
        self.chosen = bool(chosen)
