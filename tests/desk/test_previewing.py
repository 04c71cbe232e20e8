import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from profiles.desk import previewing, verbs
from profiles.desk.models import PreviewLink, SavedCopy
from profiles.desk.verbs import savedcopies
from profiles.values import files
from tests import factories
from tests.answers import html_of
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db

UNKNOWN = "x" * 43


# ── The verbs ────────


def test_a_link_works_for_seven_days_unless_asked_otherwise(draft, editor):
    usual, _ = previewing.share(draft, by=editor)
    longer, _ = previewing.share(draft, by=editor, days=30)
    assert (usual.expires_at - usual.at).days == 7
    assert (longer.expires_at - longer.at).days == 30


@pytest.mark.parametrize("days", [0, -1, 2, 365])
def test_no_other_number_of_days_is_taken(draft, editor, days):
    with pytest.raises(verbs.Refused):
        previewing.share(draft, by=editor, days=days)
    assert not PreviewLink.objects.exists()


def test_the_token_is_nowhere_in_the_database(shared):
    _draft, link, token = shared
    assert len(token) == 43
    assert link.token_digest == previewing.digest(token)
    assert token not in str(PreviewLink.objects.values().get())


def test_each_link_has_a_token_of_its_own_and_equal_drafts_one_copy(draft, editor):
    first, second = previewing.share(draft, by=editor), previewing.share(draft, by=editor)
    assert first[1] != second[1]
    assert SavedCopy.objects.get() == first[0].copy == second[0].copy


def test_who_may_not_edit_the_profile_makes_and_revokes_no_link(shared, administrator, stranger):
    draft, link, token = shared
    ended = factories.focal_point("ended", draft, until=timezone.localdate() - dt.timedelta(1))
    elsewhere = factories.focal_point("elsewhere", factories.entity("india"))
    for user in (administrator, stranger, ended, elsewhere):
        with pytest.raises(PermissionDenied):
            previewing.share(draft, by=user)
        with pytest.raises(PermissionDenied):
            previewing.revoke(link, entry=draft, by=user)
    assert previewing.get_link(token) == link


def test_an_editor_revokes_what_a_focal_point_has_made_and_the_first_moment_stays(draft, editor, publisher, client):
    link, token = previewing.share(draft, by=factories.focal_point("focal", draft))
    previewing.revoke(link, entry=draft, by=editor)
    link.refresh_from_db()
    revoked_at = link.revoked_at
    previewing.revoke(link, entry=draft, by=publisher)
    link.refresh_from_db()
    assert link.revoked_at == revoked_at
    assert client.get(f"/preview/{token}/").status_code == 404


def test_a_link_is_revoked_through_its_own_profile_alone(shared, client):
    _draft, link, _token = shared
    other = factories.entity("india")
    client.force_login(factories.focal_point("focal", other))
    assert client.post(url("revoke", other.pk, link.pk)).status_code == 404
    previewing.revoke(link, entry=other, by=factories.focal_point("second", other))
    link.refresh_from_db()
    assert link.revoked_at is None


# ── The page behind a link ────────


@pytest.mark.parametrize(
    ("prefix", "summary", "banner"), [("", "First draft.", "It is not published"), ("/ar", "مسودة أولى.", 'lang="ar"')]
)
def test_nobody_in_particular_reads_the_draft_in_both_languages(shared, client, prefix, summary, banner):
    response = client.get(f"{prefix}/preview/{shared[2]}/")
    assert response.status_code == 200
    assert summary in html_of(response)
    assert banner in html_of(response)
    assert client.get(f"{prefix}/members/nepal/").status_code == 404


def test_the_banner_says_what_it_is_and_until_when(draft, editor, client):
    with time_machine.travel(dt.datetime(2027, 3, 1, 12, 30, tzinfo=dt.UTC), tick=False):
        _link, token = previewing.share(draft, by=editor)
        html = " ".join(html_of(client.get(f"/preview/{token}/")).split())
    assert '<time datetime="2027-03-01">' in html
    assert '<time datetime="2027-03-08">8 Mar. 2027</time>, 16:30 (Asia/Dubai)' in html


def test_later_changes_do_not_show(shared, client, editor):
    draft, _link, token = shared
    before = client.get(f"/preview/{token}/").content
    draft.summary_en = "Second draft."
    draft.save()
    factories.responsible_entity(draft, "Ministry of Secrets")
    savedcopies.save(draft, by=editor)
    assert client.get(f"/preview/{token}/").content == before


def test_it_is_the_public_template_with_another_banner_alone(shared, client):
    """What is left of both pages without banner, addresses and what only a publication has is the same."""
    draft, _link, token = shared
    factories.published(draft)
    preview, public = html_of(client.get(f"/preview/{token}/")), html_of(client.get("/members/nepal/"))
    first, last = '<div class="page-head">', '<section class="section" aria-labelledby="responsible">'
    start, end = preview.index(first), preview.index("</dl>")
    head = public[public.index(first) : public.index("</dl>")]
    assert preview[start:end] == re.sub('<p class="report">.*?</p>', "", head)
    assert last in preview


def test_it_lists_its_sources_and_leads_to_no_page_of_them(draft, editor, client):
    draft.memberships.update(sources=factories.cites("A list", url="https://example.org/list"))
    _link, token = previewing.share(draft, by=editor)
    html = html_of(client.get(f"/preview/{token}/"))
    assert 'popovertarget="cited-1"' in html
    assert html.split('<li id="source-1">')[1].count("https://example.org/list") == 2
    assert "/sources/a-list/" not in html


def test_it_leads_to_no_admin_and_names_nobody(shared, client):
    html = html_of(client.get(f"/preview/{shared[2]}/"))
    assert "/admin/" not in html
    assert "editor" not in html.replace("how to tell the editors", "")


def test_nobody_keeps_lists_or_passes_on_the_page(shared):
    for prefix in ("", "/ar"):
        response = Client().get(f"{prefix}/preview/{shared[2]}/")
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert '<meta name="robots" content="noindex">' in html_of(response)
        assert "ETag" not in response
        assert "Vary" not in response
        assert not response.cookies


def test_it_stays_open_until_the_very_moment(draft, editor, client):
    with time_machine.travel(dt.datetime(2027, 3, 1, tzinfo=dt.UTC), tick=False) as clock:
        _link, token = previewing.share(draft, by=editor, days=1)
        clock.shift(dt.timedelta(days=1) - dt.timedelta(microseconds=1))
        assert client.get(f"/preview/{token}/").status_code == 200
        clock.shift(dt.timedelta(microseconds=1))
        assert client.get(f"/preview/{token}/").status_code == 404


@pytest.mark.parametrize(("prefix", "end"), [("", ""), ("/ar", ""), ("", "logo/")])
def test_unknown_malformed_expired_and_revoked_links_answer_as_any_address_without_a_page(
    draft, editor, client, prefix, end
):
    draft.logo = factories.logo()
    draft.save()
    revoked, gone = previewing.share(draft, by=editor)
    previewing.revoke(revoked, entry=draft, by=editor)
    with time_machine.travel(timezone.now() - dt.timedelta(days=2)):
        _expired, old = previewing.share(draft, by=editor, days=1)
    ordinary = client.get(f"{prefix}/nothing/{UNKNOWN}/{end}")
    for token in (UNKNOWN, "short", "م", "a" * 500, gone, old):
        response = client.get(f"{prefix}/preview/{token}/{end}")
        assert response.status_code == ordinary.status_code == 404
        assert anywhere(response, token, "preview") == anywhere(ordinary, UNKNOWN, "nothing")
        assert dict(response.headers) | {"Content-Length": ""} == dict(ordinary.headers) | {"Content-Length": ""}


def anywhere(response, token, first):
    """A page without the address that was asked for."""
    return html_of(response).replace(f"/{first}/{token}/", "/")


def test_the_logo_behind_a_link_is_that_of_the_copy_alone(editor, client):
    draft = factories.organization("iom", logo=factories.logo("red"))
    _link, token = previewing.share(draft, by=editor)
    red = files.open_file(draft.logo).read()
    draft.logo = factories.logo("blue")
    draft.save()
    savedcopies.save(draft, by=editor)
    response = client.get(f"/preview/{token}/file/")
    assert b"".join(response) == red
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    for prefix in ("", "/ar"):
        assert f'src="/preview/{token}/file/"' in html_of(client.get(f"{prefix}/preview/{token}/"))


def test_a_copy_without_a_logo_has_none_behind_its_link(shared, client):
    assert client.get(f"/preview/{shared[2]}/file/").status_code == 404


def test_a_link_is_only_read(shared, client):
    assert client.post(f"/preview/{shared[2]}/").status_code == 405
