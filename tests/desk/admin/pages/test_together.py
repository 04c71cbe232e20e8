"""Several profiles proposed, reviewed, published and returned together."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from profiles.desk.models import Proposal
from profiles.desk.verbs import proposing
from profiles.published.models import Role
from tests import factories
from tests.desk.admin.forms import url
from tests.desk.verbs.steps import change, summary

pytestmark = pytest.mark.django_db


def changed(number, by, publisher):
    """Public profiles with a change that is not."""
    rows = [factories.published(factories.entity(f"isle-{place}"), by=publisher) for place in range(number)]
    for row in rows:
        factories.responsible_entity(row)
        change(row, "New.", by)
    return rows


def choose(client, page, rows):
    """The address to which the action of the list leads."""
    fields = {"action": page, "_selected_action": [row.pk for row in rows]}
    return client.post(url("changelist"), fields)["Location"]


def digests(page):
    return {f"digest-{part['entry'].pk}": part["digest"] for part in page.context["parts"]}


@pytest.mark.parametrize("decision", ["publish", "return"])
def test_an_editor_proposes_several_and_a_publisher_decides_on_all(client, editor, publisher, decision):
    rows = changed(2, editor, publisher)
    client.force_login(editor)
    address = choose(client, "propose_together", rows)
    page = client.get(address)
    assert [part["entry"] for part in page.context["parts"]] == rows
    landed = client.post(address, digests(page) | {"words": "Both."})["Location"]
    proposals = list(Proposal.objects.order_by("pk"))
    assert landed == reverse("admin:profiles_entity_review_together", args=[proposals[0].bundle])
    html = client.get(landed).content.decode()
    assert "It waits for a publisher" in html
    assert "Publish together" not in html
    assert client.post(landed, {"digest": "-"}).status_code == 403
    assert [row.state for row in proposals] == ["waiting", "waiting"]

    client.force_login(publisher)
    alone = client.get(url("review", rows[0].pk, proposals[0].pk))
    together = alone.context["together"]
    assert together in alone.content.decode()
    page = client.get(together)
    if decision == "publish":
        client.post(together, digests(page) | {"digest": "-"})
        assert [summary(row) for row in rows] == ["New.", "New."]
    else:
        client.post(page.context["return_address"], digests(page) | {"words": "Which day?"})
        assert set(Proposal.objects.values_list("state", "reason")) == {("returned", "Which day?")}
    assert client.get(together)["Location"] == reverse("admin:index")


def test_one_that_is_proposed_alone_leads_to_its_proposal(client, editor, publisher):
    (row,) = changed(1, editor, publisher)
    client.force_login(editor)
    address = choose(client, "propose_together", [row])
    landed = client.post(address, digests(client.get(address)) | {"words": "It."})["Location"]
    assert landed == url("review", row.pk, Proposal.objects.get().pk)


def notes(page):
    return [" ".join(strip_tags(note).split()) for note in re.findall('<p class="note">(.*?)</p>', page, re.DOTALL)]


def test_what_of_a_waiting_bundle_would_be_replaced_is_said_before_and_on_what_is_left(client, editor, publisher):
    rows = changed(4, editor, publisher)
    bundle = proposing.propose_together(rows[:3], by=editor, message="Three.")[0].bundle
    client.force_login(editor)
    address = choose(client, "propose_together", rows[1:])
    page = client.get(address)
    (note,) = notes(page.content.decode())
    assert note.startswith("Isle 1, Isle 2: A proposal by editor of ")
    assert note.endswith(
        "this one would replace it. It was proposed together with 1 other, which would wait on without it. See it"
    )
    waits = reverse("admin:profiles_entity_review_together", args=[bundle])
    assert f'href="{waits}"' in page.content.decode()
    (note,) = notes(client.get(url("propose", rows[0].pk)).content.decode())
    assert "It was proposed together with 2 others, which would wait on without it." in note
    assert not notes(client.get(waits).content.decode())
    client.post(address, digests(page) | {"words": "Anew."})
    assert notes(client.get(waits).content.decode()) == [
        "Proposed anew since, and no longer part of this: Isle 1, Isle 2"
    ]


def test_who_keeps_one_of_several_reads_that_part_of_what_was_proposed(client, editor, publisher):
    mine, other = changed(2, editor, publisher)
    bundle = proposing.propose_together([mine, other], by=editor, message="Both.")[0].bundle
    address = reverse("admin:profiles_entity_review_together", args=[bundle])
    client.force_login(factories.focal_point("focal", mine))
    assert [part["entry"] for part in client.get(address).context["parts"]] == [mine]
    client.force_login(factories.focal_point("stranger", factories.entity("elsewhere")))
    assert client.get(address)["Location"] == reverse("admin:index")


def test_what_has_changed_since_it_was_shown_is_not_proposed(client, editor, publisher):
    rows = changed(2, editor, publisher)
    client.force_login(editor)
    address = choose(client, "propose_together", rows)
    shown = digests(client.get(address))
    change(rows[1], "Newer.", publisher)
    page = client.post(address, shown | {"words": "Both."})
    assert "has changed since you looked" in page.content.decode()
    assert Proposal.objects.count() == 0


def test_a_focal_point_proposes_together_only_what_is_theirs(client, editor, publisher):
    mine, other = changed(2, editor, publisher)
    client.force_login(factories.focal_point("focal", mine))
    page = client.get(f"{reverse('admin:profiles_entity_propose_together')}?id={mine.pk}&id={other.pk}")
    assert [part["entry"] for part in page.context["parts"]] == [mine]
    client.post(page.request["PATH_INFO"] + f"?id={mine.pk}&id={other.pk}", digests(page) | {"words": "Both."})
    assert Proposal.objects.count() == 0


def test_lists_of_words_offer_no_such_action(client, publisher):
    factories.word(Role, "chair")
    factories.entity()
    client.force_login(publisher)
    assert "propose_together" not in client.get(reverse("admin:published_role_changelist")).content.decode()
    assert "propose_together" in client.get(url("changelist")).content.decode()


@pytest.mark.parametrize("page", ["propose_together", "review_together"])
def test_these_pages_cost_a_fixed_number_of_queries(client, editor, publisher, page):
    rows = changed(4, editor, publisher)
    client.force_login(publisher)
    counts = []
    for few in (rows[:2], rows):
        if page == "propose_together":
            address = choose(client, page, few)
        else:
            bundle = proposing.propose_together(few, by=editor, message="Both.")[0].bundle
            address = reverse("admin:profiles_entity_review_together", args=[bundle])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(address).context["parts"]) == len(few)
        counts.append(len(captured))
    assert counts[0] == counts[1]
