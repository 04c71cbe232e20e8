"""Every number of the real directory, counted anew from its documents, on days and with filters chosen at random."""

import datetime as dt
import random
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from profiles.reading.counting import Total
from tests.answers import csv_rows
from tests.recount import Directory

pytestmark = pytest.mark.django_db

# Days on which much depends on the reading of one date.
KNOWN = [dt.date(2008, 1, 10), dt.date(2008, 1, 22), dt.date(2014, 11, 27), dt.date(2018, 5, 9), dt.date(2024, 2, 11)]
FACETS = ("type", "standing", "area", "role", "body")


def some_day(directory, rng):
    """Half of them days on which something begins or ends, or one beside."""
    if rng.random() < 0.5:
        day = rng.choice(directory.edges) + dt.timedelta(rng.choice([-1, 0, 1]))
    else:
        day = dt.date(2007, 1, 1) + dt.timedelta(rng.randrange(7300))
    return min(day, timezone.localdate())


def some_filters(directory, rng):
    facets = rng.sample(FACETS, rng.choice([0, 1, 1, 2, 2, 3]))
    return {facet: rng.sample(directory.codes[facet], rng.choice([1, 1, 2])) for facet in facets}


# ── What is compared ────────


def check_lists(client, directory, day, chosen):
    """The page, its numbers and counts, timeline and map, the API and the file."""
    rows = directory.on(day)
    selected = {row.slug: row for row in rows if row.matches(chosen)}
    certain = sum(row.held == "certain" and row.matches(chosen, certainly=True) for row in selected.values())
    taking_part = sum(row.held != "no" for row in selected.values())
    former = sum(row.group(directory.order) == ("", "former") for row in selected.values())
    tally = (certain, taking_part - certain, former, len(selected) - taking_part - former)
    groups = {slug: row.group(directory.order) for slug, row in selected.items()}
    # In lists, types that are asked for come first.
    order = sorted(directory.order, key=lambda code: code not in chosen.get("type", ()))
    grouped = {slug: row.group(order) for slug, row in selected.items()}
    query = urlencode({"on": day.isoformat()} | chosen, doseq=True)
    for address in ("/members/", "/timeline/"):
        context = client.get(f"{address}?{query}").context
        shown = {row["slug"]: tuple(group.key) for group in context["groups"] for row in group.rows}
        assert (context["tally"], shown) == (tally, grouped), (address, query)
        assert sum(group.total for group in context["groups"]) == len(selected)
    context = client.get(f"/map/?{query}").context
    assert context["tally"] == tally
    assert {row["slug"]: tuple(row.group) for row in context["states"] + context["elsewhere"]} == groups
    expected = {
        slug: (
            code if held in ("certain", "possible") else "",
            selected[slug].standing(directory.order),
            selected[slug].held,
        )
        for slug, (code, held) in groups.items()
    }
    lines = csv_rows(client, f"/members.csv?{query}")
    assert {row["slug"]: (row["member_type"], row["standing"], row["held"]) for row in lines} == expected, query
    answer = client.get(f"/api/v1/members/?{query}&facets=1").json()
    assert (answer["count"], answer["count_certain"], answer["count_possible"]) == (len(selected), *tally[:2]), query
    listed = {
        row["slug"]: (row["type"]["code"] if row["type"] else "", row["standing"] or "", row["held"])
        for row in answer["members"]
    }
    assert listed == expected, query
    for facet, choices in answer["facets"].items():
        others = [row for row in rows if row.matches({key: codes for key, codes in chosen.items() if key != facet})]
        counts = {code: sum(code in row.possible[facet] for row in others) for code in directory.codes[facet]}
        found = {choice["code"]: choice["count"] for choice in choices}
        wanted = {code: number for code, number in counts.items() if number or code in chosen.get(facet, ())}
        assert found == wanted, (facet, query)


def check_between(client, directory, first, last):
    """Totals of both days; and of whom something else is counted on the second, something is told."""
    context = client.get(f"/between/?from={first}&to={last}").context
    shown = {row.type.code if row.type else "": (row.before, row.after) for row in context["totals"]}
    kinds = {"": ("standing", "member")} | {code: ("type", code) for code in directory.order}
    wanted = {key: tuple(directory.total(day, *kind) for day in (first, last)) for key, kind in kinds.items()}
    wanted = {key: both for key, both in wanted.items() if both[0].possible or both[1].possible}
    if len(wanted.keys() - {"", "observer"}) == 1:
        # All members are of one type, and are not counted twice.
        (alone,) = wanted.keys() - {"", "observer"}
        assert wanted.pop("") == wanted[alone]
    assert shown == wanted, (first, last)
    told = memberships_told(context)
    before, after = (
        {row.slug: (row.certain["type"], row.possible["type"]) for row in directory.on(day)} for day in (first, last)
    )
    changed = {slug for slug in after if after[slug] != before.get(slug, (set(), set()))}
    assert changed <= {happening.term.profile["slug"] for happening in told}, (first, last)


def memberships_told(context):
    """What happened to memberships between the two days."""
    story = context["story"]
    return [event.happening for event in story.events + story.vague if event.section == "memberships"]


def check_bodies(client, directory, day):
    """How the members of the dialogue stand in other bodies."""
    crowd = [row for row in directory.on(day) if "member" in row.possible["standing"]]
    sure = [row for row in crowd if "member" in row.certain["standing"]]
    context = client.get(f"/cross-membership/?on={day}").context
    assert context["crowd"].total == Total(len(sure), len(crowd)), day
    for found, _named in context["bodies"]:
        body = found.body.code
        members = [row for row in crowd if row.status(body, "member", day) == "certain"]
        others = [row for row in crowd if row not in members]
        observers = [row for row in others if row.status(body, "observer", day) == "certain"]
        overlap = found.overlap
        assert overlap.member == Total(
            sum(row in sure for row in members), sum(row.status(body, "member", day) != "no" for row in crowd)
        ), (body, day)
        assert overlap.observer == Total(
            sum(row in sure for row in observers), sum(row.status(body, "observer", day) != "no" for row in others)
        ), (body, day)


def check(client, seed, number):
    directory, rng = Directory(), random.Random(seed)
    chosen = KNOWN + [some_day(directory, rng) for _ in range(number - len(KNOWN))]
    for day in chosen:
        check_lists(client, directory, day, some_filters(directory, rng))
        check_bodies(client, directory, day)
    for first, last in pairwise(chosen):
        check_between(client, directory, min(first, last), max(first, last))


def test_all_numbers_agree_with_a_recount(real_directory, client):
    check(client, "a few", 15)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_all_numbers_agree_with_a_recount_on_many_days(real_directory, client, part):
    check(client, f"part {part}", 50)


# ── Days on which it is known ────────


def certainly(client, day, standing):
    answer = client.get(f"/api/v1/members/?standing={standing}&on={day}").json()
    return {row["slug"] for row in answer["members"] if row["held"] == "certain"}


ADOPTERS = {
    "afghanistan", "bahrain", "bangladesh", "china", "india", "indonesia", "kuwait", "malaysia", "nepal", "oman",
    "pakistan", "philippines", "qatar", "saudi-arabia", "singapore", "sri-lanka", "thailand", "united-arab-emirates",
    "viet-nam", "yemen",
}  # fmt: skip
LASTING = {"civil-society", "ilo", "iom", "private-sector", "switzerland"}


@pytest.mark.parametrize(
    ("day", "standing", "slugs"),
    [
        ("2008-01-10", "member", set()),
        ("2008-01-21", "member", set()),
        ("2008-01-22", "member", ADOPTERS),
        (
            "2016-05-12",
            "observer",
            {"escwa", "ilo", "iom", "japan", "private-sector", "republic-of-korea", "singapore", "switzerland"},
        ),
        ("2021-05-27", "observer", LASTING | {"france", "sweden"}),
        ("2021-10-27", "observer", LASTING | {"sweden"}),
        ("2024-02-11", "observer", LASTING | {"eu", "ioe", "oecd", "un-women"}),
        ("2024-02-12", "observer", LASTING | {"ioe"}),
    ],
)
def test_who_certainly_was_what_on_a_day(real_directory, client, day, standing, slugs):
    assert certainly(client, day, standing) == slugs
    page = client.get(f"/members/?standing={standing}&on={day}")
    assert page.context["tally"].certain == len(slugs)


@pytest.mark.parametrize("day", ["2014-11-27", "2021-10-27", "2024-02-11", "2026-02-01"])
def test_malaysia_certainly_a_member_is_no_possible_observer(real_directory, client, day):
    assert "malaysia" in certainly(client, day, "member")
    observers = client.get(f"/members/?standing=observer&on={day}")
    assert "malaysia" not in [row["slug"] for group in observers.context["groups"] for row in group.rows]
    assert {group.code for group in observers.context["groups"]} <= {"observer"}
    totals = client.get(f"/between/?from={day}&to={day}").context["totals"]
    found = {row.type.code if row.type else "": row.after for row in totals}
    assert found["observer"].certain == observers.context["tally"].certain
    assert found["observer"].more == observers.context["tally"].possible


def test_where_no_change_is_known_no_number_changes(real_directory, client):
    response = client.get("/between/?from=2026-02-01&to=2026-11-28")
    assert not memberships_told(response.context)
    assert [row.before for row in response.context["totals"]] == [row.after for row in response.context["totals"]]
    home = client.get("/").context
    home = {group.key: group.total for group in (*home["sides"], *home["observers"], *home["perhaps"], home["former"])}
    directory = {group.key: group.total for group in client.get("/members/").context["groups"]}
    assert home == directory
    for row in response.context["totals"]:
        if row.type:
            assert home.get((row.type.code, "certain"), 0) == row.after.certain
            assert home.get((row.type.code, "possible"), 0) == row.after.more
