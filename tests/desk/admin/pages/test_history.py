"""Who did what, when and why; and a state taken up again."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk import moments, previewing
from profiles.desk.models import Event, SavedCopy
from profiles.desk.verbs import proposing, publishing, savedcopies
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def test_history_says_who_when_what_and_why(client, editor, entity, proposal):
    client.force_login(editor)
    html = client.get(url("history", entity.pk)).content.decode()
    assert "kathmandu" in html
    assert "Better words." in html
    assert "One four three." in html


def test_djangos_own_history_is_not_a_second_one(client, editor, entity):
    client.force_login(editor)
    assert "Django" not in client.get(f"{url('change', entity.pk).removesuffix('change/')}history/").content.decode()


def test_a_saved_state_is_taken_up_again_and_what_was_there_is_kept(client, editor, entity, proposal):
    entity.summary_en = "Unkept words."
    entity.save()
    client.force_login(editor)
    client.post(url("restore_copy", entity.pk, proposal.copy_id))
    entity.refresh_from_db()
    assert entity.summary_en == "A summary."
    assert any(copy.content()["summary"]["en"] == "Unkept words." for copy in SavedCopy.objects.of(entity))


def test_an_events_override_is_said_in_the_history(client, publisher, entity):
    entity.summary_en = "Mine."
    entity.save()
    savedcopies.save(entity, by=publisher)
    publishing.publish(entity, by=publisher, override="Nobody else is on duty.")
    client.force_login(publisher)
    assert "Nobody else is on duty." in client.get(url("history", entity.pk)).content.decode()
    assert Event.objects.filter(verb="publish").count() == 2


def test_words_for_the_log_are_read_by_publishers_and_administrators_alone(
    client, publisher, editor, administrator, focal, entity
):
    savedcopies.save(entity, by=publisher)
    entity.summary_en = "New."
    entity.save()
    savedcopies.save(entity, by=publisher)
    publishing.publish(entity, by=publisher, message="zqmessage", override="zqoverride")
    publishing.withdraw(entity, by=publisher, reason=("a", "b"), message="zqwithdrawn")
    private = ("zqmessage", "zqoverride", "zqwithdrawn")
    for person, read in ((publisher, True), (administrator, True), (editor, False), (focal, False)):
        client.force_login(person)
        html = client.get(url("history", entity.pk)).content.decode()
        assert [words in html for words in private] == [read] * 3, person
        assert "published (2)" in html, person
        assert "withdrew" in html, person


def test_what_was_scheduled_moved_and_cancelled_says_for_which_moment(client, publisher, entity):
    client.force_login(publisher)
    first = timezone.now().replace(microsecond=0) + dt.timedelta(days=1)
    second = first + dt.timedelta(days=1)
    entity.summary_en = "New."
    entity.save()
    release = publishing.schedule(entity, by=publisher, at=first)
    (moved,) = publishing.move(release, by=publisher, at=second)
    publishing.cancel(moved, by=publisher)
    publishing.withdraw(entity, by=publisher, reason=("a", "b"), at=first)
    page = client.get(url("history", entity.pk))
    acts = [(line.what, line.moment) for line in page.context["page_obj"] if not line.copy]
    assert acts == [
        ("withdrew", first),
        ("cancelled a scheduled release (2)", second),
        ("scheduled (2)", second),
        ("cancelled a scheduled release (2)", first),
        ("scheduled (2)", first),
        ("published (1)", None),
    ]
    assert f"for {moments.shown(second)}" in page.content.decode()


def test_a_focal_point_reads_in_the_history_what_is_said_to_them(client, publisher, focal, entity, proposal):
    proposing.return_(proposal, by=publisher, reason="Which source?")
    wish = proposing.ask(entity, by=focal, words="We joined in May.")
    proposing.answer(wish, by=publisher, words="Corrected.")
    client.force_login(focal)
    html = client.get(url("history", entity.pk)).content.decode()
    for words in ("Better words.", "Which source?", "We joined in May.", "Corrected."):
        assert words in html


def test_saves_and_acts_stand_in_one_order_over_all_pages(client, publisher, entity, time_machine):
    client.force_login(publisher)
    start = timezone.now()
    for number in range(1, 31):
        time_machine.move_to(start + dt.timedelta(hours=number), tick=False)
        entity.summary_en = f"Summary {number}."
        entity.save()
        savedcopies.save(entity, by=publisher)
        if number % 10 == 0:
            previewing.share(entity, by=publisher)
    pages = [client.get(url("history", entity.pk), {"page": page}).context["page_obj"] for page in (1, 2)]
    entries = [entry for page in pages for entry in page]
    assert [len(page.object_list) for page in pages] == [25, 9]
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)
    assert [entry.what for entry in entries if not entry.copy] == ["made a preview link"] * 3 + ["published (1)"]
    changed = [[change.after for change in entry.changes] for entry in entries if entry.copy]
    assert changed[:29] == [[f"Summary {number}."] for number in range(30, 1, -1)]


@pytest.mark.parametrize("number", [1, 12])
def test_the_history_costs_a_fixed_number_of_queries(client, editor, publisher, django_assert_num_queries, number):
    entity = factories.published()
    savedcopies.save(entity, by=None)
    for save in range(number):
        entity.summary_en = f"Summary {save}."
        entity.save()
        savedcopies.save(entity, by=editor)
        previewing.share(entity, by=editor)
    client.force_login(editor)
    client.get(url("history", entity.pk))
    with django_assert_num_queries(14):
        client.get(url("history", entity.pk))
