"""The parts of a form that can be spoken of, and the threads of what is said there."""

import pytest
from django.utils import translation

from profiles.desk import checks, threads, workingcopy
from profiles.desk.models import Comment
from profiles.desk.verbs import commenting
from tests import factories

pytestmark = pytest.mark.django_db


def shown(entry):
    content = workingcopy.document(entry)
    found = threads.threads_of(content, Comment.objects.of(entry).select_related("author"))
    return [(thread.label, [comment.words for comment in thread.comments]) for thread in found]


def say(entry, by, words, place=""):
    return commenting.comment(entry, by=by, words=words, place=place)


def test_the_parts_are_the_whole_the_fields_and_the_rows():
    entity = factories.entity()
    row = factories.responsible_entity(entity, "Ministry of Labour", start="2008")
    places = threads.places_of(workingcopy.document(entity))
    assert next(iter(places.items())) == ("", "The whole")
    assert places["summary_en"] == "Summary, in English"
    assert places["upload"] == "Logo"
    assert places[checks.row_anchor(row.uid)] == "Ministry of Labour (2008 – today)"


def test_they_are_named_in_the_readers_language():
    with translation.override("ar"):
        places = threads.places_of(workingcopy.document(factories.entity()))
    assert places["summary_en"] != "Summary, in English"


@pytest.mark.parametrize("kind", ["meeting", "text", "paper", "programme"])
def test_each_kind_of_entry_has_its_own(kind):
    places = threads.places_of(workingcopy.document(getattr(factories, kind)()))
    assert "name_en" in places
    assert "website" not in places


def test_each_place_of_the_table_is_in_the_form(client, publisher):
    client.force_login(publisher)
    entity = factories.entity()
    html = client.get(f"/admin/profiles/entity/{entity.pk}/change/").content.decode()
    names = [name for name in threads.places_of(workingcopy.document(entity)) if name and "fact-" not in name]
    assert [name for name in names if f"field-{name}" not in html] == []


def test_threads_stand_in_the_order_of_the_form_and_comments_in_that_of_time(editor):
    entity = factories.entity()
    say(entity, editor, "Which year?", "summary_ar")
    say(entity, editor, "Too long.", "summary_en")
    say(entity, editor, "Shorter now.", "summary_en")
    say(entity, editor, "Well done.")
    assert shown(entity) == [
        ("The whole", ["Well done."]),
        ("Summary, in English", ["Too long.", "Shorter now."]),
        ("Summary, in Arabic", ["Which year?"]),
    ]


def test_what_is_said_after_a_thread_is_resolved_is_another_thread(editor):
    entity = factories.entity()
    commenting.resolve(say(entity, editor, "First."), by=editor)
    say(entity, editor, "Second.")
    assert sorted(words for _label, words in shown(entity)) == [["First."], ["Second."]]
    assert [thread.comments[0].words for thread in threads.open_threads(entity, workingcopy.document(entity))] == [
        "Second."
    ]


def test_what_was_said_of_a_row_outlives_it(editor):
    entity = factories.entity()
    row = factories.responsible_entity(entity, "Ministry")
    say(entity, editor, "Is it still so called?", checks.row_anchor(row.uid))
    row.delete()
    assert shown(entity) == [("A row that is no more", ["Is it still so called?"])]


def test_a_thread_knows_where_it_is_in_the_form():
    anchors = [threads.Thread(place, "", []).anchor for place in ("", "summary_en", "fact-7")]
    assert anchors == ["", "id_summary_en", "fact-7"]
