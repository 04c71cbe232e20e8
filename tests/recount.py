"""The directory counted anew from its documents, without a line of how the portal counts."""

import calendar
import datetime as dt

from django.utils import timezone

from profiles.published.models import Body, MemberType, Publication
from profiles.reading.counting import Total

NEVER, ALWAYS = dt.date.min, dt.date.max

# ── When a fact holds ────────


def span(text):
    """The first and the last day of a year, a month or a day."""
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return dt.date(year, month or 1, day or 1), dt.date(year, last_month, last_day)


def next_to(text, step):
    """The year, month or day before (-1) or after (+1)."""
    first, last = span(text)
    day = first - dt.timedelta(1) if step < 0 else last + dt.timedelta(1)
    return day.isoformat()[: len(text)]


def days(text, qualifier):
    """The first and the last day that a date may mean."""
    first, last = span(text)
    return {
        "exact": (first, last),
        "at_latest": (NEVER, last),
        "at_earliest": (first, ALWAYS),
        "about": (span(next_to(text, -1))[0], span(next_to(text, 1))[1]),
    }[qualifier]


def after(day):
    return day if day == ALWAYS else day + dt.timedelta(1)


def held(fact, day):
    """Whether it holds on a day: `certain`, `possible` or `no`."""
    first, begun = days(fact["start"], fact["start_qualifier"]) if fact["start"] else (NEVER, ALWAYS)
    if not fact["start"]:
        begun = dt.date.fromisoformat(fact["recorded"])
    if fact["start_by"]:
        begun = min(begun, span(fact["start_by"])[1])
    over, gone = ALWAYS, ALWAYS
    if fact["end"] and fact["end_qualifier"] == "at_earliest":
        over, gone = (after(edge) for edge in span(fact["end"]))
        gone = gone if fact["ended"] else ALWAYS
    elif fact["end"]:
        over, gone = days(fact["end"], fact["end_qualifier"])
        if fact.get("role", {}).get("last_day_counts"):
            over, gone = after(over), after(gone)
    elif fact["ended"]:
        over, gone = first, after(begun) if fact["start"] else first
    if not first <= day < gone:
        return "no"
    return "certain" if fact["certainty"] in ("stated", "inferred") and begun <= day < over else "possible"


def has_begun(fact, day):
    return not fact["start"] or days(fact["start"], fact["start_qualifier"])[0] <= day


# ── What a profile is on a day ────────


class OnDay:
    """What a document says of a day: by facet the codes that certainly and possibly hold, or that none is stated."""

    def __init__(self, content, day):
        self.slug, self.content = content["slug"], content
        types = [(fact["type"], held(fact, day)) for fact in content["memberships"]]
        settled = [type_ for type_, how in types if how == "certain"]
        perhaps = settled or [type_ for type_, how in types if how == "possible"]
        self.types = {type_["code"]: type_["standing"] for type_ in perhaps}
        self.held = "certain" if settled else "possible" if perhaps else "no"
        self.begun = any(has_begun(fact, day) for fact in content["memberships"])
        self.former = self.begun and not perhaps
        standings = {"former"} if self.former else set(self.types.values())
        areas = {area["code"] for area in content["areas"]} or {"not-stated"}
        self.possible = {"type": set(self.types), "standing": standings, "area": areas}
        sure = settled or self.former
        self.certain = {"type": set(self.types) if settled else set(), "standing": standings if sure else set()}
        self.certain["area"] = areas
        for facet, key in (("role", "role_terms"), ("body", "affiliations")):
            facts = [fact for fact in content[key] if fact.get("status") != "not_stated"]
            says = [(fact[facet]["code"], held(fact, day)) for fact in facts if fact.get("status") != "none"]
            self.possible[facet] = {code for code, how in says if how != "no"} if facts else {"not-stated"}
            self.certain[facet] = {code for code, how in says if how == "certain"} if facts else {"not-stated"}

    def matches(self, chosen, certainly=False):
        has = self.certain if certainly else self.possible
        return all(has[facet] & set(codes) for facet, codes in chosen.items() if codes)

    def group(self, order):
        """The heading that it stands under, of the member types in their order."""
        if not self.types:
            return "", "former" if self.former else "ahead"
        return min(self.types, key=order.index), self.held

    def standing(self, order):
        code, how = self.group(order)
        return self.types[code] if code else how if how == "former" else ""

    def status(self, body, status, day):
        hows = {
            held(fact, day)
            for fact in self.content["affiliations"]
            if fact["body"]["code"] == body and fact["status"] == status
        }
        return "certain" if "certain" in hows else "possible" if "possible" in hows else "no"


# ── The recount ────────


class Directory:
    """The documents that are live, and the words that can be chosen."""

    def __init__(self):
        self.documents = [row.content() for row in Publication.objects.of_kind("profile").live(timezone.now())]
        self.order = list(MemberType.objects.values_list("code", flat=True))
        self.bodies = list(Body.objects.values_list("code", flat=True))
        facts = [fact for content in self.documents for fact in content["role_terms"]]
        self.codes = {
            "type": self.order,
            "standing": ["member", "observer", "former"],
            "area": sorted({area["code"] for content in self.documents for area in content["areas"]}),
            "role": sorted({fact["role"]["code"] for fact in facts}),
            "body": self.bodies,
        }
        for facet in ("area", "role", "body"):
            self.codes[facet] = [*self.codes[facet], "not-stated"]
        keys = ("memberships", "role_terms", "affiliations")
        self.edges = sorted(
            {
                edge
                for content in self.documents
                for key in keys
                for fact in content[key]
                for text in (fact["start"], fact["start_by"], fact["end"])
                if text
                for edge in span(text)
            }
        )

    def on(self, day):
        found = [OnDay(content, day) for content in self.documents]
        return [row for row in found if row.begun] if day < timezone.localdate() else found

    def total(self, day, facet, code):
        rows = self.on(day)
        return Total(sum(code in row.certain[facet] for row in rows), sum(code in row.possible[facet] for row in rows))
