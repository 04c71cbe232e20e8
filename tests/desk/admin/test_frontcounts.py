"""What waits by the number on the first page of admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk.admin import frontcounts
from profiles.desk.admin.frontcounts import counts
from profiles.desk.verbs import publishing
from profiles.published.models import Publication
from tests import factories
from tests.desk.cast import dead_link
from tests.desk.upkeep.questions import grown_old

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


def test_an_editor_finds_how_many_profiles_have_stale_facts_whether_asked_or_not(editor, publisher, time_machine):
    factories.published(factories.entity("qatar"), by=publisher)
    assert list(counts(editor)) == []
    nepal = grown_old("nepal", time_machine, by=publisher)
    assert list(counts(editor)) == [("1 profile with facts to look at again", "/admin/stale/")]
    assert list(counts(factories.focal_point("focal", nepal))) == []
    publishing.confirm(nepal, by=publisher, facts=list(Publication.objects.of(nepal).get().fact_digests()))
    assert list(counts(editor)) == []


def test_of_many_profiles_those_that_are_public_for_longest_are_looked_at(editor, publisher, time_machine, monkeypatch):
    for slug in ("nepal", "oman", "qatar"):
        grown_old(slug, time_machine, by=publisher)
    list(counts(editor))
    with CaptureQueriesContext(connection) as many:
        assert next(counts(editor))[0] == "3 profiles with facts to look at again"
    monkeypatch.setattr(frontcounts, "MOST_READ", 1)
    with CaptureQueriesContext(connection) as few:
        assert next(counts(editor))[0] == "At least 1 profile with facts to look at again"
    assert len(many) == len(few)
