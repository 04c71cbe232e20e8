"""Every door of admin × everybody, made from the URLconf: a new door fails here until the table says who may open it.

A door is tried at an entry of its kind, whose working copy holds a word that is nowhere public.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from profiles.desk import workingcopy
from profiles.desk.admin.conflicts import stateform
from profiles.desk.models import Comment, Event, Import, Mail, Presence, SavedCopy, Wording
from profiles.published.models import Publication, Release
from tests.desk.cast import CANARY
from tests.desk.doors import ACTS, ALL_EDITORS, DOORS, EDIT, ELSEWHERE, OTHERS, SEE, address

pytestmark = pytest.mark.django_db
SLOW = pytest.mark.slow
TURNS = pytest.param(False, marks=pytest.mark.turns)


def doors():
    """The names of all addresses under admin, without the app's prefix."""

    def walk(patterns, inside):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, inside or pattern.app_name == "admin")
            elif inside:
                yield pattern.name and re.sub("^(profiles|published)_", "", pattern.name)

    return set(walk(get_resolver().url_patterns, False))


def test_the_table_knows_every_door():
    assert doors() == set(DOORS) | set(ACTS) | ELSEWHERE


ASKED = ("import_discard", "import_undo")  # acts that a page asks about first
OUTSIDERS = ("other", "stranger", "nobody")  # who may not see the working copy


@pytest.fixture(params=[TURNS, pytest.param(True, marks=SLOW)], ids=["by turns", "everybody"])
def everybody(request):
    """Whether all are tried at each door, or of those of whom one stands for the others one, in turn."""
    return request.param


def by_turns(names, place, everybody):
    names = sorted(names)
    return names if everybody or not names else [names[place % len(names)]]


def said(response):
    return (b"".join(response) if response.streaming else response.content).decode()


def test_each_opens_the_doors_of_the_table_and_no_other(cast, everybody):
    """All who may not are tried at each door, whatever is tried of those who may."""
    wrong = []
    for place, (name, may) in enumerate(DOORS.items()):
        for who in {*cast["clients"]} - may | {*OUTSIDERS} | {*by_turns(may, place, everybody)}:
            response = cast["clients"][who].get(address(name, cast))
            if (response.status_code == 200) != (who in may) or response.status_code not in (200, 302, 403, 404):
                wrong.append((name, who, response.status_code))
            if who in OUTSIDERS and CANARY in said(response):
                wrong.append((name, who, CANARY))
    assert wrong == []


def test_who_may_not_see_the_working_copy_reads_no_word_of_it_in_arabic(cast, everybody):
    for place, name in enumerate((*DOORS, *ACTS)):
        for who in by_turns(OUTSIDERS, place, everybody):
            assert CANARY not in said(cast["clients"][who].get("/ar" + address(name, cast))), (name, who)


def test_a_get_at_any_door_changes_nothing(cast):
    harmless = ("SELECT", "(SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "DECLARE")
    own = ("django_session", 'UPDATE "profiles_user" SET "last_login"')
    for name in (*DOORS, *ACTS):
        with CaptureQueriesContext(connection) as captured:
            cast["clients"]["publisher"].get(address(name, cast))
        wrote = [query["sql"] for query in captured if not query["sql"].lstrip().startswith(harmless)]
        assert [sql for sql in wrote if not any(part in sql for part in own)] == [], name


def state(cast):
    return (
        [workingcopy.document(type(entry).objects.get(pk=entry.pk)) for entry, _rows in cast["entries"].values()],
        SavedCopy.objects.count(),
        Event.objects.count(),
        list(Comment.objects.values_list("pk", "resolved_at")),
        Presence.objects.count(),
        Wording.objects.behind().count(),
        list(Mail.objects.values_list("pk", "due")),
        list(Import.objects.values_list("pk", "state", "left")),
        list(Release.objects.values_list("pk", "live_until")),
    )


@pytest.mark.parametrize(
    "name",
    [
        *ACTS,
        *(f"{kind}_{page}" for kind in ("entity", *OTHERS) for page in ("propose", "publish", "withdraw", "comments")),
        *(f"{kind}_translations" for kind in ("entity", *OTHERS)),
        *(f"{kind}_review_together" for kind in ("entity", *OTHERS)),
        "entity_wishes",
        *ASKED,
        *(name for name in DOORS if name.endswith("_merging")),
    ],
)
def test_who_may_not_act_changes_nothing_by_posting(cast, name):
    may = ACTS.get(name) or DOORS[name]
    if name in ("entity_wishes", "entity_translations"):
        may = EDIT
    elif name.endswith("_translations"):
        may = ALL_EDITORS
    fields = {"words": "x", "reason_en": "x", "reason_ar": "x", "at": "2990-01-01T09:00", "digest": ""}
    fields["row"] = [*Wording.objects.behind().values_list("pk", flat=True)]
    before = state(cast)
    for who in set(cast["clients"]) - may:
        response = cast["clients"][who].post(address(name, cast), fields)
        assert response.status_code in (302, 403, 404), (name, who)
    assert state(cast) == before


def who_act():
    """Each act with all who may do it; but with one of them, in turn, those are a long matrix."""
    acts = ACTS | {name: DOORS[name] for name in ASKED}
    # Where nothing was changed meanwhile, nothing is.
    acts.pop("import_read_again")
    for place, (name, may) in enumerate(acts.items()):
        now = by_turns(may, place, everybody=False)
        yield from (pytest.param(name, who, marks=[] if who in now else SLOW) for who in sorted(may))


@pytest.mark.parametrize(("name", "who"), [*who_act()])
def test_who_may_act_does(cast, name, who):
    before = state(cast)
    fields = {"words": "x", "at": "2990-01-01T09:00"}
    if name.endswith("_return_together"):
        fields[f"digest-{cast['entries'][name.partition('_')[0]][0].pk}"] = "-"
    if name == "entity_still_true":
        fields["fact"] = [
            ":".join(pair) for pair in Publication.objects.get(slug="nepal", number=1).fact_digests().items()
        ]
    if (row := cast["rows"].get(name.removesuffix("_restore"))) is not None:
        fields["base_state"] = stateform.sign(row)
    assert cast["clients"][who].post(address(name, cast), fields).status_code in (200, 302)
    assert state(cast) != before


def test_acts_take_no_get_and_say_nothing(cast):
    answers = {
        (name, who): cast["clients"][who].get(address(name, cast)) for name in ACTS for who in ("publisher", *OUTSIDERS)
    }
    assert [name for (name, who), answer in answers.items() if who == "publisher" and answer.status_code != 405] == []
    assert [case for case, answer in answers.items() if CANARY in said(answer)] == []


def test_a_form_posted_by_somebody_else_writes_nothing(cast):
    before = state(cast)
    page = cast["clients"]["focal"].get(address("entity_change", cast))
    fields = {field.html_name: field.value() or "" for field in page.context["adminform"].form}
    for who in ("other", "stranger", "administrator", "nobody"):
        cast["clients"][who].post(address("entity_change", cast), fields | {"summary_en": "Stolen."})
        assert state(cast) == before, who


def test_a_focal_point_does_not_change_what_the_secretariat_keeps_by_posting_it(cast):
    membership = cast["entity"].memberships.get()
    client = cast["clients"]["focal"]
    page = client.get(address("entity_change", cast))
    fields = {field.html_name: field.value() or "" for field in page.context["adminform"].form}
    for formset in page.context["inline_admin_formsets"]:
        fields |= {field.html_name: field.value() for field in formset.formset.management_form}
    fields |= {
        "slug": "stolen",
        "name_en": "Stolen",
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": membership.pk,
        "memberships-0-entity": cast["entity"].pk,
        "memberships-0-start": "1999",
    }
    client.post(address("entity_change", cast), fields)
    entity = type(cast["entity"]).objects.get(pk=cast["entity"].pk)
    assert (entity.slug, entity.name_en) == ("nepal", "Nepal")
    assert entity.memberships.get().start == "2008"


@pytest.mark.parametrize(("who", "expected"), [("publisher", 2), ("editor", 2), ("focal", 1), ("other", 1)])
def test_the_list_and_its_search_show_each_their_own(cast, who, expected):
    page = cast["clients"][who].get(reverse("admin:profiles_entity_changelist"))
    assert page.context["cl"].result_count == expected
    found = cast["clients"][who].get(reverse("admin:profiles_entity_changelist") + "?q=nepal")
    assert found.context["cl"].result_count == (0 if who == "other" else 1)


@pytest.mark.parametrize("who", ["publisher", "editor", "focal", "other", "stranger", "nobody", "administrator"])
def test_autocomplete_offers_each_only_what_they_may_see(cast, who):
    fields = {"app_label": "profiles", "model_name": "assignment", "field_name": "entity", "term": "nepal"}
    response = cast["clients"][who].get(reverse("admin:autocomplete"), fields)
    names = [row["text"] for row in response.json()["results"]] if response.status_code == 200 else []
    assert names == (["Nepal"] if who in SEE else [])
