"""What waits by the number on the first page of admin."""

import pytest

from profiles.desk.admin.frontcounts import counts
from tests import factories
from tests.desk.cast import dead_link
from tests.desk.upkeep.questions import asked, grown_old

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("group", "told"), [("Editors", True), ("Publishers", True), ("Administrators", False)])
def test_dead_addresses_are_counted_for_those_who_keep_the_directory(group, told):
    dead_link(factories.entity("nepal"), factories.word(factories.Source, "list"))
    lines = dict(counts(factories.person("somebody", group)))
    assert (lines.get("1 dead address") == "/admin/profiles/linkstate/") == told


def test_accounts_that_need_attention_lead_to_the_list_of_them(client, administrator):
    factories.person("nobody")
    client.force_login(administrator)
    ((words, address),) = counts(administrator)
    shown = client.get(address).context["cl"].result_count
    assert (words, address) == (f"{shown} accounts need attention", "/admin/profiles/user/?attention=any")
    html = client.get("/admin/").content.decode()
    assert f'<a href="{address}">{words}</a>' in html
    assert "Nothing waits" not in html


def test_an_editor_finds_of_how_many_stale_profiles_they_were_asked(editor, publisher, time_machine):
    grown_old("nepal", time_machine, by=publisher)
    assert list(counts(editor)) == []
    asked(editor)
    assert list(counts(editor)) == [("1 profile with facts about which you were asked", "/admin/stale/")]
    focal = factories.focal_point("focal", factories.entity("kuwait"))
    assert list(counts(focal)) == []
