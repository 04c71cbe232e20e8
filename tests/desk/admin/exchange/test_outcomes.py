"""What became of a file that was brought in, on the way to the public."""

import pytest

from profiles.desk.admin.exchange import outcomes
from profiles.desk.admin.exchange.outcomes import Outcome
from profiles.desk.models import Entity
from profiles.desk.verbs import importing, proposing, publishing, undoing
from tests import factories
from tests.desk.exchange.steps import csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(publisher):
    return [factories.published(factories.entity(slug), by=publisher) for slug in ("india", "nepal", "oman")]


@pytest.fixture
def record(editor, entries):
    rows = [(entry.slug, "New.") for entry in entries]
    record = importing.read(csv_file(("slug", "summary_en"), *rows), name="profiles.csv", by=editor)
    importing.take(record, by=editor)
    record.refresh_from_db()
    return record


def states(outcome):
    return {
        row.entry.slug: (row.proposal and row.proposal.state, row.is_published, row.is_on_its_way)
        for row in outcome.changed
    }


def test_each_entry_says_whether_it_was_proposed_and_what_became_of_that(record, entries, editor, publisher):
    india, nepal, oman = entries
    assert states(Outcome.of(record, editor)) == dict.fromkeys(["india", "nepal", "oman"], (None, False, False))
    proposing.return_(proposing.propose(india, by=editor, message="x"), by=publisher, reason="y")
    proposing.propose(nepal, by=editor, message="x")
    publishing.publish(oman, by=publisher, override="x")
    found = Outcome.of(record, editor)
    assert states(found) == {
        "india": ("returned", False, False),
        "nepal": ("waiting", False, True),
        "oman": (None, True, True),
    }
    assert [(row.label, row.number) for row in found.together] == [("profiles", 1)]
    assert found.together[0].address.endswith(f"propose-together/?id={india.pk}")


def test_what_was_put_back_is_not_proposed_again_whatever_else_waits_in_it(record, entries, editor):
    india, nepal, oman = entries
    Entity.objects.filter(pk=nepal.pk).update(summary_en="Mine.")
    proposal = proposing.propose(oman, by=editor, message="x")
    undoing.undo(record, by=editor)
    record.refresh_from_db()
    proposing.take_back(proposal, by=editor)
    found = Outcome.of(record, editor)
    assert [row.entry for row in found.undone] == [india]
    assert [row.entry for row in found.overwritten] == [nepal]
    assert [row.entry for row in found.undoable] == [oman]
    (together,) = found.together
    assert together.address.endswith(f"?id={oman.pk}")


def test_what_was_proposed_before_says_nothing_of_it(record, entries, editor):
    record.decided_at = None
    proposing.propose(entries[0], by=editor, message="x")
    record.decided_at = proposing.timezone.now()
    assert states(Outcome.of(record, editor))["india"] == (None, False, False)


def test_what_was_proposed_together_leads_to_all_of_it(record, entries, editor, client):
    client.force_login(editor)
    page = client.get(f"/admin/profiles/import/{record.pk}/change/")
    (together,) = page.context["outcome"].together
    parts = client.get(together.address).context["parts"]
    fields = {f"digest-{part['entry'].pk}": part["digest"] for part in parts} | {"words": "From the file."}
    landed = client.post(together.address, fields)["Location"]
    page = client.get(f"/admin/profiles/import/{record.pk}/change/")
    (bundle,) = page.context["outcome"].bundles
    assert (bundle.address, bundle.number) == (landed, 3)
    html = page.content.decode()
    assert f'<a href="{landed}">profiles (3)</a>' in html
    assert "Propose together" not in html
    assert [part["entry"] for part in client.get(landed).context["parts"]] == entries


def test_nobody_learns_of_entries_that_they_do_not_see(record, entries):
    focal = factories.focal_point("focal", entries[0])
    assert list(states(Outcome.of(record, focal))) == ["india"]


def test_so_many_that_no_address_holds_them_are_not_proposed_at_a_click(record, editor, monkeypatch):
    monkeypatch.setattr(outcomes, "MOST_TOGETHER", 2)
    assert Outcome.of(record, editor).together == []
