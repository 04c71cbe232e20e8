"""Proposing, reviewing, returning, in the browser's eyes."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.desk.models import Proposal
from profiles.desk.verbs import proposing, publishing, savedcopies
from profiles.published.models import Publication
from profiles.values import files
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


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


def test_who_reads_a_proposal_sees_the_proposed_logo_and_not_the_working_copys(client, publisher, editor):
    entity = factories.organization("iom", logo=factories.logo("red"))
    proposal = proposing.propose(entity, by=editor, message="A logo.")
    red = files.open_file(entity.logo).read()
    entity.logo = factories.logo("blue")
    entity.save()
    client.force_login(publisher)
    html = client.get(url("read", entity.pk, proposal.pk)).content.decode()
    address = url("read_file", entity.pk, proposal.pk)
    assert f'src="{address}"' in html
    assert url("file", entity.pk) not in html
    assert b"".join(client.get(address)) == red


def test_a_proposal_without_a_logo_shows_none(client, publisher, entity, proposal):
    client.force_login(publisher)
    assert client.get(url("read_file", entity.pk, proposal.pk)).status_code == 404


def test_a_review_shows_what_was_returned_and_what_has_changed_since(client, publisher, focal, entity, proposal):
    proposing.return_(proposal, by=publisher, reason="Which source?")
    entity.body_en = "<p>One four three, says the gazette.</p>"
    entity.save()
    second = proposing.propose(entity, by=focal, message="The gazette.")
    client.force_login(publisher)
    response = client.get(url("review", entity.pk, second.pk))
    assert "Which source?" in response.content.decode()
    assert [(change.before, change.after) for change in response.context["answers"]] == [
        ("One four three.", "One four three, says the gazette.")
    ]
    assert [change.before for change in response.context["changes"]] == ["One two three."]


def test_a_review_speaks_of_no_return_that_a_later_publication_settled(client, publisher, focal, entity, proposal):
    proposing.return_(proposal, by=publisher, reason="Which source?")
    for words in ("<p>Second.</p>", "<p>Third.</p>"):
        entity.body_en = words
        entity.save()
        later = proposing.propose(entity, by=focal, message="Because.")
        if words == "<p>Second.</p>":
            publishing.approve(later, by=publisher)
    client.force_login(publisher)
    assert client.get(url("review", entity.pk, later.pk)).context["returned"] is None


def test_who_proposes_is_told_of_text_that_waits_in_the_browser(client, focal, entity):
    client.force_login(focal)
    html = client.get("/ar" + url("propose", entity.pk)).content.decode()
    assert f'data-account="{focal.pk}" data-form="{url("change", entity.pk)}"' in html


@pytest.mark.parametrize("number", [1, 4])
def test_a_review_costs_a_fixed_number_of_queries(client, publisher, editor, django_assert_num_queries, number):
    entity = factories.published()
    for row in range(number):
        factories.responsible_entity(entity, f"Unit {row}")
        entity.summary_en = f"Summary {row}."
        entity.save()
        savedcopies.save(entity, by=editor)
        proposal = proposing.propose(entity, by=editor, message="Because.")
        publishing.schedule(entity, by=publisher, at=timezone.now() + dt.timedelta(days=row + 1))
        entity.summary_en = f"Summary {row} again."
        entity.save()
        proposal = proposing.propose(entity, by=editor, message="Because.")
    client.force_login(publisher)
    client.get(url("review", entity.pk, proposal.pk))
    with django_assert_num_queries(19):
        client.get(url("review", entity.pk, proposal.pk))


def test_the_message_is_marked_as_needed_and_takes_the_focus_where_nothing_is_missing(desk, entity):
    entity.summary_en = "Newer."
    entity.save()
    html = desk.get(url("propose", entity.pk)).content.decode()
    [area] = re.findall(r"<textarea[^>]*>", html)
    assert " autofocus" in area
    assert " required" in area
    assert '<span class="needed">needed</span>' in html
    draft = factories.entity(type=None)
    assert " autofocus" not in desk.get(url("propose", draft.pk)).content.decode()
