"""The history of words and sources, and the way back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.desk.models import Event
from profiles.desk.verbs import vocabulary
from profiles.published.models import Body, MemberType, Source, ThematicArea
from tests import factories
from tests.desk.admin.forms import change

pytestmark = pytest.mark.django_db


def address(row, page, *args):
    return reverse(f"admin:published_{row._meta.model_name}_{page}", args=[row.pk, *args])


def changed(row, by, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    vocabulary.change(row, by=by)
    return row


@pytest.fixture
def area(publisher):
    row = changed(ThematicArea(code="gender", label_en="One", label_ar="واحد"), publisher)
    changed(row, publisher, label_en="Two")
    return changed(row, publisher, label_en="Three", retired=True)


def page(client, row):
    return client.get(address(row, "history"))


def take_up(client, row, number, **data):
    """Press the button of the entry of a number, from the top."""
    shown = page(client, row).context
    event, _lines = shown["page_obj"][number]
    return client.post(address(row, "restore", event.pk), {"base_state": shown["base_state"]} | data, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_it_says_who_changed_what_from_what_to_what(desk, area):
    found = page(desk, area)
    assert [
        [(line.label, line.before, line.after) for line in lines] for _event, lines in found.context["page_obj"]
    ] == [
        [("Label, in English", "Two", "Three"), ("Retired", "no", "yes")],
        [("Label, in English", "One", "Two")],
        [
            ("Code", "–", "gender"),
            ("Label, in English", "–", "One"),
            ("Label, in Arabic", "–", "واحد"),
            ("Position", "–", "0"),
            ("Retired", "–", "no"),
        ],
    ]
    assert found.content.decode().count("Take up again what stood before this") == 2


@pytest.mark.parametrize(("number", "label"), [(0, "Two"), (1, "One")])
def test_each_earlier_state_is_taken_up_again_and_that_is_logged(desk, area, publisher, number, label):
    assert said(take_up(desk, area, number)) == ["What stood before stands again."]
    area.refresh_from_db()
    assert (area.label_en, area.retired) == (label, False)
    event = Event.objects.first()
    assert event.details["changes"] == {"label_en": ["Three", label], "retired": [True, False]}
    assert (event.actor, "restored" in event.details) == (publisher, True)
    assert take_up(desk, area, 0)
    area.refresh_from_db()
    assert (area.label_en, area.retired) == ("Three", True)


def test_what_says_so_already_is_not_written_again(desk, area, publisher):
    changed(area, publisher, label_en="Two", retired=False)
    assert said(take_up(desk, area, 1)) == ["It says so already."]


def test_what_others_changed_since_the_page_was_opened_is_not_undone_unseen(desk, area, publisher):
    token = page(desk, area).context["base_state"]
    changed(area, publisher, label_ar="آخر")
    assert said(take_up(desk, area, 1, base_state=token)) == [
        "Somebody has changed it since you opened this page. Look at it again."
    ]
    area.refresh_from_db()
    assert area.label_en == "Three"


@pytest.mark.parametrize(("column", "was", "now"), [("code", "other", "sending"), ("standing", "observer", "member")])
def test_a_fixed_field_that_is_published_is_refused_in_words(desk, publisher, column, was, now):
    row = factories.word(MemberType, "sending")
    MemberType.objects.update(**{column: was})
    row = changed(MemberType.objects.get(), publisher, **{column: now})
    factories.published(factories.entity("nepal"), by=publisher)
    (sentence,) = said(take_up(desk, row, 0))
    assert sentence.startswith(f"{column}: This is fixed: published profiles rely on it.")
    assert getattr(MemberType.objects.get(), column) == now


def test_sources_that_are_no_more_are_refused_in_words(desk, publisher):
    row = factories.word(Body, "iom", sources=factories.cites("A list"))
    changed(row, publisher, sources=[])
    vocabulary.delete(Source.objects.get(), by=publisher)
    assert said(take_up(desk, row, 0)) == ["sources: There is no source “a-list”."]


def test_nothing_is_before_the_beginning_and_no_event_is_of_another_row(desk, area, publisher):
    first = Event.objects.filter(verb="vocabulary").last()
    token = page(desk, area).context["base_state"]
    answer = desk.post(address(area, "restore", first.pk), {"base_state": token}, follow=True)
    assert said(answer) == ["There was nothing before it was made."]
    other = changed(factories.area("other"), publisher, label_en="Else")
    assert desk.post(address(other, "restore", first.pk)).status_code == 404
    assert desk.post(reverse("admin:published_role_restore", args=[999, first.pk])).status_code == 404


def test_who_only_reads_words_sees_the_history_without_the_way_back(client, editor, area):
    client.force_login(editor)
    found = page(client, area)
    assert len(found.context["page_obj"]) == 3
    assert "Take up again" not in found.content.decode()
    event = Event.objects.first()
    data = {"base_state": found.context["base_state"]}
    assert client.post(address(area, "restore", event.pk), data).status_code == 403


def test_an_editor_goes_back_with_a_source_until_something_public_rests_on_it(as_editor, editor, publisher):
    source = changed(factories.word(Source, "a-list"), editor, publisher="IOM")
    take_up(as_editor, source, 0)
    source.refresh_from_db()
    assert source.publisher == ""
    factories.word(Body, "iom", sources=factories.cites("A list"))
    assert take_up(as_editor, source, 0).status_code == 403


@pytest.mark.parametrize("number", [1, 4])
def test_it_asks_the_same_few_questions_however_often_a_row_was_changed(desk, publisher, number):
    row = factories.word(Body, "iom")
    for place in range(number):
        changed(row, publisher, sources=factories.cites(f"List {place}"))
    page(desk, row)
    with CaptureQueriesContext(connection) as queries:
        page(desk, row)
    assert len(queries) == 10


def test_a_long_history_comes_in_pages(desk, publisher):
    row = factories.area("gender")
    for number in range(26):
        changed(row, publisher, position=number + 1)
    assert len(page(desk, row).context["page_obj"]) == 25
    assert len(desk.get(address(row, "history"), {"page": 2}).context["page_obj"]) == 1


def test_a_change_in_admin_is_in_the_history(desk):
    row = factories.area("gender")
    assert "Nothing has been changed here yet." in page(desk, row).content.decode()
    change(desk, reverse("admin:published_thematicarea_change", args=[row.pk]), label_en="Renamed")
    assert [len(lines) for _event, lines in page(desk, row).context["page_obj"]] == [1]
