"""Two at once, through the doors of admin, on either database: nothing lost, nothing live twice, nothing failing."""

import contextlib

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from profiles.desk import workingcopy
from profiles.desk.models import Entity, Proposal, Report
from profiles.desk.verbs import proposing, publishing, reporting, savedcopies
from profiles.published.models import Body, Publication, Release, Source, ThematicArea
from tests import factories
from tests.desk.admin.forms import posted, url
from tests.desk.verbs.test_releases import assert_whole, at_once

pytestmark = pytest.mark.django_db(transaction=True)


FEW, MANY = pytest.param(6, marks=pytest.mark.turns), pytest.param(30, marks=pytest.mark.slow)


@pytest.fixture(params=[FEW, MANY], ids=lambda number: f"{number} rounds")
def rounds(request):
    """How often a race is run."""
    return range(request.param)


@pytest.fixture
def pair(publisher, editor):
    """Two signed-in browsers."""
    clients = []
    for person in (publisher, editor):
        client = Client()
        client.force_login(person)
        clients.append(client)
    return clients


def now(entity):
    return workingcopy.document(Entity.objects.get(pk=entity.pk))


def test_rounds_of_two_who_save_at_once_lose_no_change(pair, publisher, rounds):
    entity = factories.published(by=publisher)
    savedcopies.save(entity, by=None)
    languages = ("en", "ar")
    for number in rounds:
        forms = [posted(client.get(url("change", entity.pk))) for client in pair]
        answers = {}

        def save(index, number=number, forms=forms, answers=answers):
            words = {f"summary_{languages[index]}": f"Words {number}"}
            answers[index] = pair[index].post(url("change", entity.pk), forms[index] | words)

        assert at_once(lambda: save(0), lambda: save(1)) == []
        assert sorted(answer.status_code for answer in answers.values()) == [200, 302], number
        for index, answer in answers.items():
            if answer.status_code == 200:
                merged = pair[index].post(url("change", entity.pk), posted(answer) | {"_merge": "1"})
                assert merged.status_code == 302
        assert now(entity)["summary"] == {"en": f"Words {number}", "ar": f"Words {number}"}


def test_rounds_of_publishing_and_saving_at_once_leave_one_line(pair, publisher, rounds):
    entity = factories.published(by=publisher)
    savedcopies.save(entity, by=None)
    for number in rounds:
        form = posted(pair[1].get(url("change", entity.pk)))
        approval = {"digest": form["base_digest"], "override": "Alone."}
        answers = []

        def save(number=number, form=form, answers=answers):
            answers.append(pair[1].post(url("change", entity.pk), form | {"summary_en": f"Words {number}"}))

        def publish(approval=approval, answers=answers):
            answers.append(pair[0].post(url("publish", entity.pk), approval))

        assert at_once(save, publish, publish) == []
        assert {answer.status_code for answer in answers} <= {200, 302}
        assert now(entity)["summary"]["en"] == f"Words {number}"
        assert_whole([entity])
    live = Publication.objects.of(entity).live(timezone.now()).get()
    numbers = list(Publication.objects.of(entity).order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert live.number == numbers[-1]


def test_rounds_of_approving_returning_and_proposing_at_once_decide_each_proposal_once(publisher, editor, rounds):
    entity = factories.published(by=publisher)
    for number in rounds:
        Entity.objects.filter(pk=entity.pk).update(summary_en=f"Words {number}")
        proposal = proposing.propose(Entity.objects.get(pk=entity.pk), by=editor, message="Because.")
        Entity.objects.filter(pk=entity.pk).update(summary_en=f"Newer {number}")
        errors = at_once(
            lambda proposal=proposal: publishing.approve(proposal, by=publisher),
            lambda proposal=proposal: proposing.return_(proposal, by=publisher, reason="No."),
            lambda: proposing.propose(Entity.objects.get(pk=entity.pk), by=editor, message="Newer."),
        )
        assert errors == []
        proposal.refresh_from_db()
        assert proposal.state in ("published", "returned", "replaced")
        assert (proposal.state == "published") == Release.objects.filter(
            publication__digest=proposal.copy.digest
        ).exists()
        assert Proposal.objects.waiting().count() <= 1
        assert Publication.objects.of(entity).live(timezone.now()).count() == 1
        for left in Proposal.objects.waiting():
            proposing.take_back(left, by=editor)
        assert_whole([entity])


def test_rounds_of_approving_and_returning_a_bundle_and_taking_from_it_at_once_are_all_or_none(
    publisher, editor, rounds
):
    rows = [factories.published(factories.entity(slug), by=publisher) for slug in ("nepal", "oman")]
    for number in rounds:
        for row in rows:
            Entity.objects.filter(pk=row.pk).update(summary_en=f"Words {number}")
        chosen = [Entity.objects.get(pk=row.pk) for row in rows]
        proposals = proposing.propose_together(chosen, by=editor, message="Because.")
        bundle, uids = proposals[0].bundle, [row.entry_uid for row in proposals]
        errors = at_once(
            lambda bundle=bundle, uids=uids: publishing.approve_together(
                bundle, by=publisher, digests=dict.fromkeys(uids, "")
            ),
            lambda bundle=bundle, uids=uids: proposing.return_together(
                bundle, by=publisher, reason="No.", expected=uids
            ),
            lambda last=proposals[1]: proposing.take_back(last, by=editor),
        )
        assert errors == []
        one, other = (Proposal.objects.get(pk=row.pk).state for row in proposals)
        assert (one, other) in {("published",) * 2, ("returned",) * 2, ("waiting", "taken_back")}, number
        for left in Proposal.objects.waiting():
            proposing.take_back(left, by=editor)
        assert_whole(rows)


def save_at_once(clients, address, columns, number):
    """Both open a form, change one column each and save at once; who is refused saves what came back."""
    forms = [posted(client.get(address)) for client in clients]
    answers = {}

    def save(index):
        answers[index] = clients[index].post(address, forms[index] | {columns[index]: f"Words {number}"})

    assert at_once(lambda: save(0), lambda: save(1)) == []
    assert sorted(answer.status_code for answer in answers.values()) == [200, 302], number
    for index, answer in answers.items():
        if answer.status_code == 200:
            assert clients[index].post(address, posted(answer)).status_code == 302


def signed_in(*people):
    clients = [Client() for _person in people]
    for client, person in zip(clients, people, strict=True):
        client.force_login(person)
    return clients


@pytest.mark.parametrize("model", [ThematicArea, Source])
def test_rounds_of_two_who_save_one_word_at_once_lose_no_change(publisher, rounds, model):
    row = factories.word(model, "gender")
    clients = signed_in(publisher, factories.person("another", "Publishers"))
    address = reverse(f"admin:published_{model._meta.model_name}_change", args=[row.pk])
    for number in rounds:
        save_at_once(clients, address, ("label_en", "label_ar"), number)
        row.refresh_from_db()
        assert (row.label_en, row.label_ar) == (f"Words {number}",) * 2


def test_rounds_of_two_who_save_one_account_at_once_lose_no_change(administrator, editor, rounds):
    clients = signed_in(administrator, factories.person("another", "Administrators"))
    for number in rounds:
        save_at_once(
            clients, reverse("admin:profiles_user_change", args=[editor.pk]), ("first_name", "last_name"), number
        )
        editor.refresh_from_db()
        assert (editor.first_name, editor.last_name) == (f"Words {number}",) * 2


def test_rounds_of_deleting_a_word_and_naming_it_at_once_leave_either(publisher, rounds):
    (client,) = signed_in(publisher)
    entity = factories.entity()
    for number in rounds:
        body, answers = factories.word(Body, f"body-{number}"), []

        def name(body=body):
            with contextlib.suppress(IntegrityError):
                factories.affiliation(entity, body.code)

        def delete(body=body, answers=answers):
            address = reverse("admin:published_body_delete", args=[body.pk])
            answers.append(client.post(address, {"post": "yes"}))

        at_once(name, delete)
        assert [answer.status_code in (200, 302) for answer in answers] == [True]


def test_reports_of_one_address_at_once_are_bounded(publisher):
    entity = factories.published(by=publisher)
    publication = Publication.objects.of(entity).get()

    def send():
        with contextlib.suppress(reporting.Busy):
            reporting.report(publication, words="x", language="en", address="192.0.2.1")

    assert at_once(*[send] * 16) == []
    assert Report.objects.count() == reporting.AN_HOUR
