"""The desk in the browser's eyes: proposing, reviewing, comparing, publishing together; and who finds what there."""

import csv
import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.desk import proposing, publishing, savedcopies, verbs
from profiles.desk.models import Event, Proposal, SavedCopy, Wish
from profiles.desk.worklist import Worklist
from profiles.published.models import Publication, Release
from tests import factories

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"admin:profiles_entity_{name}", args=args)


@pytest.fixture
def entity(publisher):
    return factories.published(factories.entity("nepal", body_en="<p>One two three.</p>"), by=publisher)


@pytest.fixture
def focal(entity):
    return factories.focal_point("kathmandu", entity)


@pytest.fixture
def proposal(entity, focal):
    entity.body_en = "<p>One four three.</p>"
    entity.save()
    savedcopies.save(entity, by=focal)
    return proposing.propose(entity, by=focal, message="Better words.")


def test_the_whole_way_of_a_change(client, entity, focal, publisher):
    entity.summary_en = "Newer."
    entity.save()
    savedcopies.save(entity, by=focal)
    client.force_login(focal)
    assert "Newer" in client.get(url("propose", entity.pk)).content.decode()
    assert client.post(url("propose", entity.pk), {"words": "Because."}).status_code == 302
    proposal = Proposal.objects.get()
    client.force_login(publisher)
    assert "Because." in client.get(reverse("admin:index")).content.decode()
    client.post(url("return", entity.pk, proposal.pk), {"words": "Which source?"})
    client.force_login(focal)
    assert "Which source?" in client.get(reverse("admin:index")).content.decode()
    client.post(url("propose", entity.pk), {"words": "The gazette."})
    client.force_login(publisher)
    proposal = Proposal.objects.waiting().get()
    form = client.get(url("review", entity.pk, proposal.pk)).context["form"]
    client.post(url("review", entity.pk, proposal.pk), {"digest": form["digest"].value(), "message": "Read."})
    assert "Newer." in client.get("/members/nepal/").content.decode()


def test_a_review_shows_texts_word_by_word(client, publisher, entity, proposal):
    client.force_login(publisher)
    html = client.get(url("review", entity.pk, proposal.pk)).content.decode()
    assert "One <del>two</del> three." in html
    assert "One <ins>four</ins> three." in html


def test_a_refused_publication_keeps_the_reviewers_words(client, publisher, entity, proposal):
    client.force_login(publisher)
    response = client.post(url("review", entity.pk, proposal.pk), {"digest": "0" * 64, "message": "Kept words."})
    assert "Kept words." in response.content.decode()
    assert Publication.objects.count() == 1


def test_problems_lead_to_their_fields(client, editor):
    draft = factories.entity(type=None, summary_en="", summary_ar="")
    client.force_login(editor)
    html = client.get(url("propose", draft.pk)).content.decode()
    assert f'href="{url("change", draft.pk)}#id_summary_en"' in html
    assert f'href="{url("change", draft.pk)}#memberships-group"' in html


def test_history_says_who_when_what_and_why(client, editor, entity, proposal):
    client.force_login(editor)
    html = client.get(url("history", entity.pk)).content.decode()
    assert "kathmandu" in html
    assert "Better words." in html
    assert "One four three." in html


def test_djangos_own_history_is_not_a_second_one(client, editor, entity):
    client.force_login(editor)
    assert "Django" not in client.get(f"{url('change', entity.pk).removesuffix('change/')}history/").content.decode()


def test_any_two_states_are_compared(client, editor, entity, proposal):
    client.force_login(editor)
    html = client.get(url("compare", entity.pk), {"a": "v1", "b": f"c{proposal.copy_id}"}).content.decode()
    assert "<ins>four</ins>" in html
    same = client.get(url("compare", entity.pk), {"a": "live", "b": "v1"}).content.decode()
    assert "Nothing differs." in same


@pytest.mark.parametrize("code", ["v9", "c0", "x", "c", "v1' OR 1", "c99999999999", "v²"])
def test_a_state_that_is_not_this_profiles_is_not_found(client, editor, entity, code):
    client.force_login(editor)
    assert client.get(url("compare", entity.pk), {"a": code}).status_code == 404


def test_a_saved_copy_of_another_profile_is_not_compared_or_restored(client, editor, entity):
    foreign = savedcopies.save(factories.entity(), by=editor)
    client.force_login(editor)
    assert client.get(url("compare", entity.pk), {"a": f"c{foreign.pk}"}).status_code == 404
    assert client.post(url("restore_copy", entity.pk, foreign.pk)).status_code == 404


def test_a_saved_state_is_taken_up_again_and_what_was_there_is_kept(client, editor, entity, proposal):
    entity.summary_en = "Unkept words."
    entity.save()
    client.force_login(editor)
    client.post(url("restore_copy", entity.pk, proposal.copy_id))
    entity.refresh_from_db()
    assert entity.summary_en == "A summary."
    assert any(copy.content()["summary"]["en"] == "Unkept words." for copy in SavedCopy.objects.of(entity))


def test_several_profiles_are_published_together_or_not_at_all(client, publisher, entity):
    other = factories.entity("kuwait", summary_en="", summary_ar="")
    entity.summary_en = "Chair no more."
    entity.save()
    client.force_login(publisher)
    chosen = client.post(url("changelist"), {"action": "publish_together", "_selected_action": [entity.pk, other.pk]})
    address = chosen["Location"]
    assert client.get(address).status_code == 200

    def fields():
        return {f"digest-{part['entity'].pk}": part["digest"] for part in client.get(address).context["parts"]} | {
            "digest": "-"
        }

    assert "The summary is missing." in client.post(address, fields()).content.decode()
    assert Publication.objects.count() == 1
    stale = fields()
    other.summary_en = "In the chair."
    other.save()
    assert "has changed since you looked" in client.post(address, stale).content.decode()
    client.post(address, fields() | {"at": "2990-01-01T09:30"})
    bundle = Release.objects.future(timezone.now())
    assert len({release.bundle for release in bundle}) == 1
    assert bundle.count() == 2
    client.post(url("move", entity.pk, bundle.get(slug="nepal").pk), {"at": "2991-01-01T09:30"})
    assert {timezone.localtime(release.live_from).year for release in Release.objects.future(timezone.now())} == {2991}


def test_selected_profiles_are_never_deleted_in_bulk(client, publisher, entity):
    client.force_login(publisher)
    client.post(url("changelist"), {"action": "delete_selected", "_selected_action": [entity.pk], "post": "yes"})
    assert Publication.objects.count() == 1
    entity.refresh_from_db()


def test_a_focal_point_asks_in_words_and_reads_the_answer_on_the_desk(client, focal, editor, entity):
    client.force_login(focal)
    client.post(url("wishes", entity.pk), {"words": "We joined in May."})
    client.force_login(editor)
    assert "We joined in May." in client.get(reverse("admin:index")).content.decode()
    client.post(url("answer", entity.pk, Wish.objects.get().pk), {"words": "Corrected."})
    client.force_login(focal)
    assert "Corrected." in client.get(reverse("admin:index")).content.decode()


# ── The desk's lists ────────


def test_each_finds_on_the_desk_what_concerns_them(publisher, editor, focal, entity, proposal):
    stranger = factories.focal_point("colombo", factories.entity("sri-lanka"))
    assert [item.about for item in Worklist.of(publisher).to_review] == [proposal]
    assert Worklist.of(editor).to_review == []
    assert [item.about for item in Worklist.of(focal).waiting] == [proposal]
    assert [item.entity for item in Worklist.of(focal).mine] == [entity]
    of_other = Worklist.of(stranger)
    assert (of_other.waiting, of_other.returned, of_other.published, of_other.scheduled) == ([], [], [], [])


def test_what_waits_too_long_is_overdue(publisher, proposal, time_machine):
    assert not Worklist.of(publisher).to_review[0].overdue
    time_machine.move_to(timezone.now() + dt.timedelta(days=6))
    assert Worklist.of(publisher).to_review[0].overdue


def test_a_returned_proposal_leaves_the_desk_once_it_is_proposed_anew(publisher, focal, entity, proposal):
    proposing.return_(proposal, by=publisher, reason="Which source?")
    assert [item.about for item in Worklist.of(focal).returned] == [proposal]
    proposing.propose(entity, by=focal, message="The gazette.")
    assert Worklist.of(focal).returned == []


@pytest.mark.parametrize("number", [1, 6])
def test_the_desk_costs_a_fixed_number_of_queries(client, publisher, django_assert_max_num_queries, number):
    for _ in range(number):
        entity = factories.published(by=publisher)
        entity.summary_en = "New."
        entity.save()
        proposing.propose(entity, by=publisher, message="Because.")
    client.force_login(publisher)
    with django_assert_max_num_queries(20):
        client.get(reverse("admin:index"))


def test_an_events_override_is_said_in_the_history(client, publisher, entity):
    entity.summary_en = "Mine."
    entity.save()
    savedcopies.save(entity, by=publisher)
    publishing.publish(entity, by=publisher, override="Nobody else is on duty.")
    client.force_login(publisher)
    assert "Nobody else is on duty." in client.get(url("history", entity.pk)).content.decode()
    assert Event.objects.filter(verb="publish").count() == 2


def test_the_log_is_taken_along_as_csv_without_formulas(client, administrator, publisher, entity):
    entity.summary_en = "Mine."
    entity.save()
    publishing.publish(entity, by=publisher, message="=1+1")
    client.force_login(administrator)
    response = client.get(reverse("admin:profiles_event_export"))
    rows = list(csv.reader(b"".join(response).decode("utf-8-sig").splitlines()))
    assert rows[0] == ["at", "who", "what", "of what", "words", "details"]
    assert [row[1:5] for row in rows[1:]] == [
        ["publisher", "publish", "nepal", ""],
        ["publisher", "publish", "nepal", "'=1+1"],
    ]


def test_a_refused_publication_can_be_sent_again_as_it_is_shown(client, publisher, entity):
    entity.summary_en = "First."
    entity.save()
    client.force_login(publisher)
    page = client.post(url("publish", entity.pk), {"digest": "0" * 64, "message": "Kept."})
    assert "has changed since you looked" in page.content.decode()
    again = {"digest": page.context["form"]["digest"].value(), "message": "Kept."}
    assert client.post(url("publish", entity.pk), again).status_code == 302


def test_a_reviewer_is_told_what_stays_scheduled(client, publisher, editor, entity):
    entity.summary_en = "For later."
    entity.save()
    publishing.schedule(entity, by=publisher, at=timezone.now() + dt.timedelta(days=1))
    entity.summary_en = "For now."
    entity.save()
    proposal = proposing.propose(entity, by=editor, message="Because.")
    client.force_login(publisher)
    address = url("review", entity.pk, proposal.pk)
    page = client.get(address)
    assert "Already scheduled, and kept" in page.content.decode()
    done = client.post(address, {"digest": page.context["form"]["digest"].value()}, follow=True)
    assert "A later release stays scheduled" in done.content.decode()


@pytest.mark.parametrize("words", ["", "\0", "x" * 4001])
def test_a_return_with_words_that_cannot_be_used_is_refused_in_words(client, publisher, entity, proposal, words):
    client.force_login(publisher)
    page = client.post(url("return", entity.pk, proposal.pk), {"words": words}, follow=True)
    assert page.status_code == 200
    assert Proposal.objects.waiting().exists()


def test_a_withdrawal_of_nothing_is_not_left_behind(publisher):
    draft = factories.entity()
    first = publishing.schedule(draft, by=publisher, at=timezone.now() + dt.timedelta(days=1))
    publishing.withdraw(draft, by=publisher, reason=("a", "b"), at=timezone.now() + dt.timedelta(days=2))
    for act in (
        lambda: publishing.cancel(first, by=publisher),
        lambda: publishing.move(first, by=publisher, at=timezone.now() + dt.timedelta(days=3)),
    ):
        with pytest.raises(verbs.Refused, match="cancel it first"):
            act()
    assert Release.objects.of(draft).count() == 2


def test_a_leftover_assignment_without_the_group_opens_nothing(client, entity):
    person = factories.person("left")
    factories.Assignment.objects.create(user=person, entity=entity)
    client.force_login(person)
    for page in ("preview", "preview_page", "history", "compare", "versions", "wishes"):
        assert client.get(url(page, entity.pk)).status_code in (403, 404)


def test_a_profile_that_is_gone_stops_a_bundle(client, publisher, entity):
    client.force_login(publisher)
    entity.summary_en = "New."
    entity.save()
    address = f"{reverse('admin:profiles_entity_bundle')}?id={entity.pk}&id=999999"
    part = client.get(address).context["parts"][0]
    client.post(address, {"digest": "-", f"digest-{entity.pk}": part["digest"]})
    assert Publication.objects.count() == 1
