"""Two people save one profile: nothing that either of them did is lost."""

import json
import random

import pytest

from profiles.desk import checks, workingcopy
from profiles.desk.models import Entity, SavedCopy
from profiles.desk.verbs import savedcopies
from profiles.published import documents
from tests import factories
from tests.desk.admin.forms import DATED, added, posted, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity(publisher):
    """A profile as somebody saved it, with a row of three kinds."""
    entity = factories.entity(body_en="<p>Before.</p>")
    factories.responsible_entity(entity, "Ministry")
    factories.affiliation(entity)
    savedcopies.save(entity, by=publisher)
    return entity


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def opened(client, entity):
    return posted(client.get(url("change", entity.pk)))


def save(client, entity, data):
    return client.post(url("change", entity.pk), data)


def merge(client, entity, refused, **changes):
    return save(client, entity, posted(refused) | {"_merge": "1"} | changes)


def now(entity):
    return workingcopy.document(Entity.objects.get(pk=entity.pk))


def shown(response):
    """The table: where, mine, theirs, and whether both changed it."""
    return [(line.where, line.mine, line.theirs, bool(line.name)) for line in response.context["lines"]]


def test_a_stale_form_is_refused_however_often_it_is_saved(desk, entity):
    mine, theirs = opened(desk, entity), opened(desk, entity)
    save(desk, entity, theirs | {"summary_en": "Theirs."})
    response = save(desk, entity, mine | {"summary_en": "Mine."})
    for _again in range(3):
        assert response.status_code == 200
        assert "Somebody else has changed this profile" in response.content.decode()
        assert now(entity)["summary"]["en"] == "Theirs."
        response = save(desk, entity, posted(response))


def test_the_table_says_who_changed_what_and_keeps_what_was_typed(desk, editor, entity):
    mine, theirs = opened(desk, entity), opened(desk, entity)
    save(desk, entity, theirs | {"summary_en": "Theirs.", "body_en": "<p>Their <strong>words</strong>.</p>"})
    more = added("responsible_entities", 1, **DATED | {"name_en": "Added", "kind": "unit", "position": 1})
    response = save(
        desk,
        entity,
        mine
        | {"summary_en": "Mine.", "responsible_entities-TOTAL_FORMS": 2}
        | more
        | {"responsible_entities-1-text_en": "<p>Rich</p>"},
    )
    assert shown(response) == [
        ("summary, English", "Mine.", "Theirs.", True),
        ("text, English", "Before.", "Their words.", False),
    ]
    html = response.content.decode()
    for kept in ("Mine.", 'value="Added"', "&lt;p&gt;Rich&lt;/p&gt;", str(editor), 'name="_merge"'):
        assert kept in html
    assert 'name="_save"' not in html


def test_merging_saves_mine_and_takes_over_what_only_they_changed(desk, entity):
    mine, theirs = opened(desk, entity), opened(desk, entity)
    save(desk, entity, theirs | {"summary_en": "Theirs.", "body_en": "<p>Theirs.</p>", "affiliations-0-start": "2010"})
    refused = save(desk, entity, mine | {"summary_en": "Mine.", "responsible_entities-0-name_en": "Renamed"})
    assert merge(desk, entity, refused).status_code == 302
    content = now(entity)
    assert (content["summary"]["en"], content["body"]["en"]) == ("Mine.", "<p>Theirs.</p>")
    assert content["affiliations"][0]["start"] == "2010"
    assert content["responsible_entities"][0]["name"]["en"] == "Renamed"
    assert json.loads(SavedCopy.objects.of(entity).first().document) == content


def test_where_both_changed_one_thing_the_choice_stands(desk, entity):
    mine, theirs = opened(desk, entity), opened(desk, entity)
    save(desk, entity, theirs | {"summary_en": "Theirs.", "summary_ar": "لهم"})
    refused = save(desk, entity, mine | {"summary_en": "Mine.", "summary_ar": "لي"})
    merge(desk, entity, refused, **{"stands-summary-en": "theirs"})
    assert now(entity)["summary"] == {"en": "Theirs.", "ar": "لي"}


def test_a_change_after_the_table_was_shown_is_shown_first(desk, entity):
    mine, theirs = opened(desk, entity), opened(desk, entity)
    save(desk, entity, theirs | {"summary_en": "Theirs."})
    refused = save(desk, entity, mine | {"acronym": "M"})
    save(desk, entity, opened(desk, entity) | {"summary_ar": "ثالث"})
    again = merge(desk, entity, refused)
    assert "changed once more" in again.content.decode()
    assert [where for where, *_ in shown(again)] == ["summary, English", "summary, Arabic"]
    assert merge(desk, entity, again).status_code == 302
    assert (now(entity)["acronym"], now(entity)["summary"]) == ("M", {"en": "Theirs.", "ar": "ثالث"})


@pytest.mark.parametrize(("changes", "stays"), [({}, False), ({"responsible_entities-0-name_en": "Mine"}, True)])
def test_a_row_that_they_deleted_stays_only_where_i_changed_it(desk, entity, changes, stays):
    uid = now(entity)["responsible_entities"][0]["uid"]
    mine, theirs = opened(desk, entity), opened(desk, entity)
    save(desk, entity, theirs | {"responsible_entities-0-DELETE": "on"})
    refused = save(desk, entity, mine | {"acronym": "M"} | changes)
    assert refused.status_code == 200
    assert now(entity)["responsible_entities"] == []
    assert merge(desk, entity, refused).status_code == 302
    rows = now(entity)["responsible_entities"]
    assert [(row["uid"], row["name"]["en"]) for row in rows] == ([(uid, "Mine")] if stays else [])
    assert now(entity)["acronym"] == "M"


def test_a_row_that_i_deleted_and_they_changed_stays_unless_mine_is_chosen(desk, entity):
    for side, rows in (({}, 1), ({"mine": True}, 0)):
        mine, theirs = opened(desk, entity), opened(desk, entity)
        save(desk, entity, theirs | {"affiliations-0-start": f"201{rows}"})
        refused = save(desk, entity, mine | {"affiliations-0-DELETE": "on"})
        names = [line.name for line in refused.context["lines"]]
        merge(desk, entity, refused, **(dict.fromkeys(names, "mine") if side else {}))
        assert len(now(entity)["affiliations"]) == rows


def test_two_memberships_that_overlap_only_together_are_refused(desk, entity):
    observer = factories.word(factories.MemberType, "observer")
    mine, theirs = opened(desk, entity), opened(desk, entity)
    save(
        desk,
        entity,
        theirs
        | {"memberships-TOTAL_FORMS": 2}
        | added("memberships", 1, **DATED | {"type": observer.pk, "start": "2001", "end": "2004"}),
    )
    more = added("memberships", 1, **DATED | {"type": observer.pk, "start": "2003", "end": "2005"})
    refused = save(desk, entity, mine | {"memberships-TOTAL_FORMS": 2} | more)
    response = merge(desk, entity, refused)
    assert "Two memberships hold at one time" in response.content.decode()
    assert entity.memberships.count() == 2
    again = merge(desk, entity, response, **{"memberships-1-start": "2004"})
    assert again.status_code == 302
    assert entity.memberships.count() == 3


def test_without_the_copy_that_a_form_was_made_from_every_difference_is_a_choice(desk):
    entity = factories.entity(acronym="A")
    mine = opened(desk, entity)
    Entity.objects.filter(pk=entity.pk).update(acronym="T", summary_en="Theirs.")
    factories.affiliation(entity)
    refused = save(desk, entity, mine | {"summary_en": "Mine."})
    assert all(both for *_, both in shown(refused))
    merge(desk, entity, refused, **{"stands-acronym": "theirs"})
    content = now(entity)
    assert (content["acronym"], content["summary"]["en"]) == ("T", "Mine.")
    assert len(content["affiliations"]) == 1


def test_by_merging_a_focal_point_changes_nothing_but_its_own(client, editor, entity):
    other = factories.entity()
    focal = factories.focal_point("focal", entity)
    client.force_login(focal)
    mine = opened(client, entity)
    client.force_login(editor)
    save(client, entity, opened(client, entity) | {"name_en": "Theirs", "memberships-0-start": "2010"})
    client.force_login(focal)
    refused = save(client, entity, mine | {"summary_en": "Mine.", "name_en": "Sly", "memberships-0-start": "1999"})
    row = now(entity)["memberships"][0]["uid"].replace("-", "")
    sly = {"name_en": "Sly", "memberships-0-start": "1999", f"stands-memberships-{row}-start": "mine"}
    assert merge(client, entity, refused, **sly).status_code == 302
    content = now(entity)
    assert (content["name"]["en"], content["memberships"][0]["start"]) == ("Theirs", "2010")
    assert content["summary"]["en"] == "Mine."
    assert save(client, other, posted(refused) | {"_merge": "1"}).status_code in (302, 403)
    assert now(other)["summary"]["en"] == "A summary."


@pytest.mark.slow
def test_in_twenty_rounds_of_two_stale_saves_no_change_is_lost(desk, entity):
    chance = random.Random(7)
    for round_ in range(20):
        mine, theirs = opened(desk, entity), opened(desk, entity)
        first, second = chance.sample(["summary_en", "acronym", "native_name", "responsible_entities-0-name_en"], 2)
        count = int(mine["affiliations-TOTAL_FORMS"])
        body = factories.word(factories.Body, f"b{round_}")
        more = {"affiliations-TOTAL_FORMS": count + 1} | added(
            "affiliations", count, **DATED | {"body": body.pk, "status": "member"}
        )
        save(desk, entity, theirs | {first: f"t{round_}"} | more)
        refused = save(desk, entity, mine | {second: f"m{round_}"} | more)
        assert merge(desk, entity, refused).status_code == 302
        after = documents.canonical(now(entity))
        assert f'"t{round_}"' in after
        assert f'"m{round_}"' in after
        assert len(now(entity)["affiliations"]) == count + 2


# ── Refused forms and drafts ────────


def test_a_refused_form_says_that_its_file_must_be_chosen_again(desk, entity):
    response = save(desk, entity, opened(desk, entity) | {"slug": "Not An Address", "picture": factories.picture()})
    assert response.status_code == 200
    assert "Choose the file again" in response.content.decode()


def test_a_draft_is_saved_without_arabic_name_summary_or_membership(desk):
    data = posted(desk.get(url("add"))) | {"kind": "state", "iso2": "NP", "slug": "nepal", "name_en": "Nepal"}
    assert desk.post(url("add"), data).status_code == 302
    assert checks.problems(now(Entity.objects.get(slug="nepal")))


def test_a_saved_form_is_named_so_that_the_browser_forgets_its_text(desk, entity):
    save(desk, entity, opened(desk, entity) | {"slug": "Not An Address", "draft": "refused"})
    save(desk, entity, opened(desk, entity) | {"draft": "saved"})
    html = desk.get(url("changelist")).content.decode()
    assert '<meta name="saved-drafts" content="saved">' in html


def test_a_focal_point_does_not_bring_back_a_membership_that_was_deleted_meanwhile(client, editor, entity):
    observer = factories.membership(entity, "observer", "2001", end="2004")
    savedcopies.save(entity, by=None)
    focal = factories.focal_point("kathmandu", entity)
    client.force_login(focal)
    mine = opened(client, entity)
    observer.delete()
    observer.type.label_en = "Renamed"
    observer.type.save()
    savedcopies.save(entity, by=editor)
    refused = save(client, entity, mine | {"summary_en": "Mine."})
    assert merge(client, entity, refused).status_code == 302
    assert [row["start"] for row in now(entity)["memberships"]] == ["2008"]
    assert now(entity)["summary"]["en"] == "Mine."


@pytest.mark.parametrize("held", ["", "x", "schema:1:00000000-0000-0000-0000-000000000000", "areas:1:2"])
@pytest.mark.parametrize("seen", ["", "x", "\0"])
def test_what_a_form_carries_may_be_tampered_with_and_only_asks_again(desk, entity, held, seen):
    data = opened(desk, entity) | {"summary_en": "Mine.", "held": held, "seen": seen}
    response = save(desk, entity, data)
    assert response.status_code == 200
    assert "Mine." in response.content.decode()


def test_a_merge_in_a_popup_is_kept(desk, entity):
    mine, theirs = opened(desk, entity), opened(desk, entity)
    save(desk, entity, theirs | {"body_en": "<p>Theirs.</p>"})
    refused = save(desk, entity, mine | {"summary_en": "Mine."})
    merge(desk, entity, refused, _popup="1")
    assert now(entity)["summary"]["en"] == "Mine."
    assert now(entity)["body"]["en"] == "<p>Theirs.</p>"
