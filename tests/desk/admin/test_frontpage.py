"""The first page of admin: the lists of the desk, each line with what it leads to."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.desk import moments
from profiles.desk.admin import frontpage
from profiles.desk.verbs import proposing, publishing, reporting
from profiles.published.models import Publication
from tests import factories
from tests.desk.admin.forms import url
from tests.desk.verbs.steps import change

pytestmark = pytest.mark.django_db


def page_of(user):
    """By title: the address, the note and the text of each line."""
    return {
        str(section.title): [(line.address, str(line.note).replace("\xa0", " "), line.text) for line in lines]
        for section, lines in frontpage.sections(user)
    }


def test_a_publisher_finds_what_waits_what_was_reported_and_what_is_scheduled(publisher, focal, entity, proposal):
    wish = proposing.ask(entity, by=focal, words="word " * 31)
    report = reporting.report(Publication.objects.get(), words="Wrong.", language="en", address="192.0.2.1")
    at = timezone.now() + dt.timedelta(days=1)
    publishing.withdraw(entity, by=publisher, reason=("a", "b"), at=at)
    live = timezone.localtime(Publication.objects.get().releases.get().live_from).date()
    assert page_of(publisher) == {
        "Waiting for you": [
            (url("review", entity.pk, proposal.pk), "proposed by kathmandu, just now", "Better words.")
        ],
        "Changes asked for": [
            (url("wishes", entity.pk), "asked by kathmandu, just now", " ".join(wish.words.split()[:30]) + " …")
        ],
        "Mistakes reported": [
            (
                f"{url('reports', entity.pk)}#{report.number}",
                f'<bdi dir="ltr">{report.number}</bdi> · just now',
                "Wrong.",
            )
        ],
        "Scheduled": [(url("versions", entity.pk), f"{moments.shown(at)} · withdrawal", "")],
        "Recently published": [
            (
                url("versions", entity.pk),
                f'<span class="moment"><bdi dir="ltr">{live}</bdi> · version 1</span>',
                "",
            )
        ],
    }


def test_a_focal_point_finds_the_own_profiles_and_what_became_of_proposals_and_wishes(
    publisher, focal, entity, proposal
):
    proposing.answer(proposing.ask(entity, by=focal, words="May."), by=publisher, words="Corrected.")
    assert page_of(focal)["Proposed by you, waiting"] == [(url("review", entity.pk, proposal.pk), "just now", "")]
    proposing.return_(proposal, by=publisher, reason="Which source?")
    found = page_of(focal)
    assert found["Your profiles"] == [(url("change", entity.pk), "", "")]
    confirm = url("confirm", entity.pk)
    assert [line.further for section, lines in frontpage.sections(focal) for line in lines if line.further] == [confirm]
    assert found["Answers to you"] == [(url("wishes", entity.pk), "", "Corrected.")]
    assert found["Returned to you"] == [(url("change", entity.pk), "by publisher, just now", "Which source?")]
    assert "Proposed by you, waiting" not in found


def test_what_is_overdue_is_marked_and_what_people_wrote_is_text(client, publisher, focal, entity, time_machine):
    entity.summary_en = "New."
    entity.save()
    proposing.propose(entity, by=focal, message="<b>Bold</b>")
    time_machine.move_to(timezone.now() + dt.timedelta(days=6))
    client.force_login(publisher)
    html = client.get(reverse("admin:index")).content.decode()
    assert '<li class="overdue">' in html
    assert "· <strong>overdue</strong></small>" in html
    assert '<p dir="auto">&lt;b&gt;Bold&lt;/b&gt;</p>' in html


def test_several_that_were_proposed_together_lead_to_their_review(publisher, editor):
    rows = [factories.published(factories.entity(slug), by=publisher) for slug in ("kuwait", "nepal")]
    for row in rows:
        change(row, "New.", editor)
    bundle = proposing.propose_together(rows, by=editor, message="Both.")[0].bundle
    (_section, (line,)), *_rest = frontpage.sections(publisher)
    assert line.name == "Kuwait and 1 more"
    assert line.address == reverse("admin:profiles_entity_review_together", args=[bundle])


def test_what_was_saved_and_not_proposed_says_since_when_and_leads_to_its_form(editor, entity):
    change(entity, "New.", editor)
    assert page_of(editor)["You saved, and did not propose"] == [(url("change", entity.pk), "saved just now", "")]


def test_where_a_proposal_waits_the_desk_says_so_and_not_that_nothing_does(client, focal, entity, proposal):
    client.force_login(focal)
    html = client.get(reverse("admin:index")).content.decode()
    assert "Your proposal waits for a publisher; you made it just now." in html
    assert "Nothing waits" not in html


def test_an_empty_desk_says_where_to_begin(client, publisher, stranger):
    said = {}
    for person in (publisher, stranger):
        client.force_login(person)
        said[person] = client.get(reverse("admin:index")).content.decode()
    assert "Nothing waits for you. To change something" in said[publisher]
    assert "nothing is entrusted to you yet" in said[stranger]


def test_a_desk_where_something_waits_does_not_say_that_nothing_does(client, publisher, proposal):
    client.force_login(publisher)
    html = client.get(reverse("admin:index")).content.decode()
    assert "Nothing waits" not in html
    assert reverse("admin:calendar") in html
