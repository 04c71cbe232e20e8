"""Forms of working copies that name merged words."""

import pytest
from django.urls import reverse

from profiles.desk import workingcopy
from profiles.desk.models import SavedCopy
from profiles.desk.verbs import savedcopies, vocabulary
from profiles.published.models import MeetingKind, Publication, Role
from tests import factories
from tests.desk.admin.forms import change, edit, posted, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal(publisher):
    """A profile that names two old words, and one of the new."""
    entity = factories.entity("nepal")
    factories.role_term(entity, "oldrole")
    factories.word(Role, "newrole")
    entity.areas.add(factories.area("old"), factories.area("new"))
    savedcopies.save(entity, by=publisher)
    return entity


def merge_all(publisher):
    vocabulary.merge(factories.area("old"), factories.area("new"), by=publisher)
    vocabulary.merge(factories.word(Role, "oldrole"), factories.word(Role, "newrole"), by=publisher)


def named(content):
    return [area["code"] for area in content["areas"]], [term["role"]["code"] for term in content["role_terms"]]


def stored(entity):
    return workingcopy.document(type(entity).objects.get(pk=entity.pk))


def test_a_form_shows_the_words_of_today(desk, nepal, publisher):
    merge_all(publisher)
    data = posted(desk.get(url("change", nepal.pk)))
    assert data["areas"] == [factories.area("new").pk]
    assert data["role_terms-0-role"] == factories.word(Role, "newrole").pk
    html = desk.get(url("change", nepal.pk)).content.decode()
    assert "Oldrole" not in html.partition('id="entity_form"')[2]


def test_opening_and_saving_works_and_what_is_written_names_the_words_of_today(desk, nepal, publisher):
    merge_all(publisher)
    assert edit(desk, nepal, summary_en="Anew.").status_code == 302
    copy = SavedCopy.objects.of(nepal).first()
    assert named(copy.content()) == named(stored(nepal)) == (["new"], ["newrole"])
    assert copy.content()["summary"]["en"] == "Anew."


def test_a_row_that_nobody_touched_is_as_it_was_once_the_merging_is_undone(desk, nepal, publisher):
    merge_all(publisher)
    edit(desk, nepal, summary_en="Anew.")
    vocabulary.undo_merging(factories.word(Role, "oldrole"), by=publisher)
    assert named(stored(nepal))[1] == ["oldrole"]


def test_a_form_opened_before_the_merging_is_refused_once_and_then_saves_the_words_of_today(desk, nepal, publisher):
    data = posted(desk.get(url("change", nepal.pk)))
    data["areas"] = [factories.area("old").pk]
    merge_all(publisher)
    refused = desk.post(url("change", nepal.pk), data | {"summary_en": "Anew."})
    assert refused.status_code == 200
    assert "areas" not in refused.context["adminform"].form.errors
    again = desk.post(url("change", nepal.pk), posted(refused) | {"_merge": "1"})
    assert again.status_code == 302
    assert named(stored(nepal)) == (["new"], ["newrole"])
    assert stored(nepal)["summary"]["en"] == "Anew."


def test_what_is_published_next_names_the_words_of_today(nepal, publisher):
    factories.published(nepal, by=publisher)
    merge_all(publisher)
    factories.published_again(nepal, by=publisher, summary_en="Anew.")
    first, second = (named(row.content()) for row in Publication.objects.of(nepal).order_by("number"))
    assert (first, second) == ((["new", "old"], ["oldrole"]), (["new"], ["newrole"]))


def test_an_earlier_version_is_taken_up_in_the_words_of_today(nepal, publisher):
    factories.published(nepal, by=publisher)
    merge_all(publisher)
    savedcopies.restore(Publication.objects.of(nepal).get(), by=publisher)
    assert named(stored(nepal)) == (["new"], ["newrole"])


def test_a_meeting_shows_offers_and_keeps_the_kind_of_today(desk, publisher):
    meeting = factories.meeting("m1", "oldkind")
    factories.word(MeetingKind, "newkind")
    factories.word(MeetingKind, "oldkind")
    address = reverse("admin:profiles_meeting_change", args=[meeting.pk])
    stale = posted(desk.get(address))
    vocabulary.merge(factories.word(MeetingKind, "oldkind"), factories.word(MeetingKind, "newkind"), by=publisher)
    page = desk.get(address)
    assert [label for value, label in page.context["adminform"].form.fields["kind"].choices if value] == ["Newkind"]
    refused = desk.post(address, stale | {"place_en": "Colombo"})
    assert "kind" not in refused.context["adminform"].form.errors
    assert change(desk, address, place_en="Colombo").status_code == 302
    assert stored(meeting)["kind"]["code"] == "newkind"


def test_a_word_that_never_was_is_still_refused(desk, nepal):
    page = desk.post(url("change", nepal.pk), posted(desk.get(url("change", nepal.pk))) | {"areas": [999]})
    assert "areas" in page.context["adminform"].form.errors
