"""Two people save one profile: nothing that either of them did is lost."""

import json
import random

import pytest

from profiles.desk.models import SavedCopy
from profiles.desk.verbs import savedcopies
from profiles.published import documents
from tests import factories
from tests.desk.admin.conflicts.stale import merge, now, opened, save
from tests.desk.admin.forms import DATED, added, posted

pytestmark = pytest.mark.django_db


def test_merging_saves_mine_and_takes_over_what_only_they_changed(as_editor, profile):
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(
        as_editor,
        profile,
        theirs | {"summary_en": "Theirs.", "body_en": "<p>Theirs.</p>", "affiliations-0-start": "2010"},
    )
    refused = save(as_editor, profile, mine | {"summary_en": "Mine.", "responsible_entities-0-name_en": "Renamed"})
    assert merge(as_editor, profile, refused).status_code == 302
    content = now(profile)
    assert (content["summary"]["en"], content["body"]["en"]) == ("Mine.", "<p>Theirs.</p>")
    assert content["affiliations"][0]["start"] == "2010"
    assert content["responsible_entities"][0]["name"]["en"] == "Renamed"
    assert json.loads(SavedCopy.objects.of(profile).first().document) == content


@pytest.mark.parametrize(("changes", "stays"), [({}, False), ({"responsible_entities-0-name_en": "Mine"}, True)])
def test_a_row_that_they_deleted_stays_only_where_i_changed_it(as_editor, profile, changes, stays):
    uid = now(profile)["responsible_entities"][0]["uid"]
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(as_editor, profile, theirs | {"responsible_entities-0-DELETE": "on"})
    refused = save(as_editor, profile, mine | {"acronym_en": "M"} | changes)
    assert refused.status_code == 200
    assert now(profile)["responsible_entities"] == []
    assert merge(as_editor, profile, refused).status_code == 302
    rows = now(profile)["responsible_entities"]
    assert [(row["uid"], row["name"]["en"]) for row in rows] == ([(uid, "Mine")] if stays else [])
    assert now(profile)["acronym"]["en"] == "M"


def test_a_row_that_i_deleted_and_they_changed_stays_unless_mine_is_chosen(as_editor, profile):
    for side, rows in (({}, 1), ({"mine": True}, 0)):
        mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
        save(as_editor, profile, theirs | {"affiliations-0-start": f"201{rows}"})
        refused = save(as_editor, profile, mine | {"affiliations-0-DELETE": "on"})
        names = [line.name for line in refused.context["lines"]]
        merge(as_editor, profile, refused, **(dict.fromkeys(names, "mine") if side else {}))
        assert len(now(profile)["affiliations"]) == rows


def test_by_merging_a_focal_point_changes_nothing_but_its_own(client, editor, profile):
    other = factories.entity()
    focal = factories.focal_point("focal", profile)
    client.force_login(focal)
    mine = opened(client, profile)
    client.force_login(editor)
    save(client, profile, opened(client, profile) | {"name_en": "Theirs", "memberships-0-start": "2010"})
    client.force_login(focal)
    refused = save(client, profile, mine | {"summary_en": "Mine.", "name_en": "Sly", "memberships-0-start": "1999"})
    row = now(profile)["memberships"][0]["uid"].replace("-", "")
    sly = {"name_en": "Sly", "memberships-0-start": "1999", f"stands-memberships-{row}-start": "mine"}
    assert merge(client, profile, refused, **sly).status_code == 302
    content = now(profile)
    assert (content["name"]["en"], content["memberships"][0]["start"]) == ("Theirs", "2010")
    assert content["summary"]["en"] == "Mine."
    assert save(client, other, posted(refused) | {"_merge": "1"}).status_code in (302, 403)
    assert now(other)["summary"]["en"] == "A summary."


@pytest.mark.slow
def test_in_twenty_rounds_of_two_stale_saves_no_change_is_lost(as_editor, profile):
    chance = random.Random(7)
    for round_ in range(20):
        mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
        first, second = chance.sample(["summary_en", "acronym_en", "native_name", "responsible_entities-0-name_en"], 2)
        count = int(mine["affiliations-TOTAL_FORMS"])
        body = factories.word(factories.Body, f"b{round_}")
        more = {"affiliations-TOTAL_FORMS": count + 1} | added(
            "affiliations", count, **DATED | {"body": body.pk, "status": "member"}
        )
        save(as_editor, profile, theirs | {first: f"t{round_}"} | more)
        refused = save(as_editor, profile, mine | {second: f"m{round_}"} | more)
        assert merge(as_editor, profile, refused).status_code == 302
        after = documents.canonical(now(profile))
        assert f'"t{round_}"' in after
        assert f'"m{round_}"' in after
        assert len(now(profile)["affiliations"]) == count + 2


def test_a_focal_point_does_not_bring_back_a_membership_that_was_deleted_meanwhile(client, editor, profile):
    observer = factories.membership(profile, "observer", "2001", end="2004")
    savedcopies.save(profile, by=None)
    focal = factories.focal_point("kathmandu", profile)
    client.force_login(focal)
    mine = opened(client, profile)
    observer.delete()
    observer.type.label_en = "Renamed"
    observer.type.save()
    savedcopies.save(profile, by=editor)
    refused = save(client, profile, mine | {"summary_en": "Mine."})
    assert merge(client, profile, refused).status_code == 302
    assert [row["start"] for row in now(profile)["memberships"]] == ["2008"]
    assert now(profile)["summary"]["en"] == "Mine."


def test_a_merge_in_a_popup_is_kept(as_editor, profile):
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(as_editor, profile, theirs | {"body_en": "<p>Theirs.</p>"})
    refused = save(as_editor, profile, mine | {"summary_en": "Mine."})
    merge(as_editor, profile, refused, _popup="1")
    assert now(profile)["summary"]["en"] == "Mine."
    assert now(profile)["body"]["en"] == "<p>Theirs.</p>"
