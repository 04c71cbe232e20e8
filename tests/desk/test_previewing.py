import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from profiles.desk import previewing, verbs
from profiles.desk.models import Event, PreviewLink, SavedCopy
from profiles.desk.verbs import savedcopies
from profiles.values import pictures
from tests import factories
from tests.desk.admin.forms import posted, url

pytestmark = pytest.mark.django_db

UNKNOWN = "x" * 43


def text(response):
    return response.content.decode()


@pytest.fixture
def draft():
    return factories.entity("nepal", summary_en="First draft.", summary_ar="مسودة أولى.")


@pytest.fixture
def shared(draft, editor):
    """A draft, the link to it, its token."""
    link, token = previewing.share(draft, by=editor)
    return draft, link, token


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
            previewing.revoke(link, entity=draft, by=user)
    assert previewing.get_link(token) == link


def test_an_editor_revokes_what_a_focal_point_has_made_and_the_first_moment_stays(draft, editor, publisher, client):
    link, token = previewing.share(draft, by=factories.focal_point("focal", draft))
    previewing.revoke(link, entity=draft, by=editor)
    link.refresh_from_db()
    revoked_at = link.revoked_at
    previewing.revoke(link, entity=draft, by=publisher)
    link.refresh_from_db()
    assert link.revoked_at == revoked_at
    assert client.get(f"/preview/{token}/").status_code == 404


def test_a_link_is_revoked_through_its_own_profile_alone(shared, client):
    _draft, link, _token = shared
    other = factories.entity("india")
    client.force_login(factories.focal_point("focal", other))
    assert client.post(url("revoke", other.pk, link.pk)).status_code == 404
    previewing.revoke(link, entity=other, by=factories.focal_point("second", other))
    link.refresh_from_db()
    assert link.revoked_at is None


# ── The page behind a link ────────


@pytest.mark.parametrize(
    ("prefix", "summary", "banner"), [("", "First draft.", "It is not published"), ("/ar", "مسودة أولى.", 'lang="ar"')]
)
def test_nobody_in_particular_reads_the_draft_in_both_languages(shared, client, prefix, summary, banner):
    response = client.get(f"{prefix}/preview/{shared[2]}/")
    assert response.status_code == 200
    assert summary in text(response)
    assert banner in text(response)
    assert client.get(f"{prefix}/members/nepal/").status_code == 404


def test_the_banner_says_what_it_is_and_until_when(draft, editor, client):
    with time_machine.travel(dt.datetime(2027, 3, 1, 12, 30, tzinfo=dt.UTC), tick=False):
        _link, token = previewing.share(draft, by=editor)
        html = " ".join(text(client.get(f"/preview/{token}/")).split())
    assert '<time datetime="2027-03-01">' in html
    assert '<time datetime="2027-03-08">08 Mar. 2027</time>, 16:30 (Asia/Dubai)' in html


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
    preview, public = text(client.get(f"/preview/{token}/")), text(client.get("/members/nepal/"))
    first, last = '<div class="page-head">', '<section class="section" aria-labelledby="responsible">'
    start, end = preview.index(first), preview.index("</dl>")
    assert preview[start:end] == public[public.index(first) : public.index("</dl>")]
    assert last in preview


def test_it_leads_to_no_admin_and_names_nobody(shared, client):
    html = text(client.get(f"/preview/{shared[2]}/"))
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
        assert '<meta name="robots" content="noindex">' in text(response)
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
    previewing.revoke(revoked, entity=draft, by=editor)
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
    return text(response).replace(f"/{first}/{token}/", "/")


def test_the_logo_behind_a_link_is_that_of_the_copy_alone(editor, client):
    draft = factories.organization("iom", logo=factories.logo("red"))
    _link, token = previewing.share(draft, by=editor)
    red = pictures.open_picture(draft.logo).read()
    draft.logo = factories.logo("blue")
    draft.save()
    savedcopies.save(draft, by=editor)
    response = client.get(f"/preview/{token}/logo/")
    assert b"".join(response) == red
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    for prefix in ("", "/ar"):
        assert f'src="/preview/{token}/logo/"' in text(client.get(f"{prefix}/preview/{token}/"))


def test_a_copy_without_a_logo_has_none_behind_its_link(shared, client):
    assert client.get(f"/preview/{shared[2]}/logo/").status_code == 404


def test_a_link_is_only_read(shared, client):
    assert client.post(f"/preview/{shared[2]}/").status_code == 405


# ── The page of links ────────


def test_a_focal_point_makes_a_link_sees_its_address_once_and_revokes_it(draft, client):
    client.force_login(factories.focal_point("focal", draft))
    page = client.post(url("links", draft.pk), {"days": 14})
    english, arabic = [address for _code, _label, address in page.context["addresses"]]
    assert english.startswith("http://testserver/preview/")
    assert arabic == english.replace("/preview/", "/ar/preview/")
    assert english in text(page)
    assert arabic in text(page)
    assert Client().get(english).status_code == Client().get(arabic).status_code == 200
    assert "/preview/" not in text(client.get(url("links", draft.pk))).replace(url("preview", draft.pk), "")

    client.post(url("revoke", draft.pk, PreviewLink.objects.get().pk))
    assert Client().get(english).status_code == 404
    assert "revoked" in text(client.get(url("links", draft.pk)))


def test_the_list_says_who_made_a_link_and_how_it_stands(draft, editor, publisher, client):
    with time_machine.travel(timezone.now() - dt.timedelta(days=3)):
        previewing.share(draft, by=publisher, days=1)
    revoked, _token = previewing.share(draft, by=editor)
    previewing.revoke(revoked, entity=draft, by=editor)
    previewing.share(draft, by=editor)
    previewing.share(factories.entity("india"), by=editor)
    client.force_login(editor)
    html = text(client.get(url("links", draft.pk)))
    rows = [" ".join(row.split()) for row in html.split("<tbody>")[1].split("</tr>")[:-1]]
    assert [[word for word in ("works", "revoked", "expired") if word in row] for row in rows] == [
        ["works"],
        ["revoked"],
        ["expired"],
    ]
    assert ["publisher" in row for row in rows] == [False, False, True]
    assert ["Revoke<" in row for row in rows] == [True, False, False]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_a_fixed_number_of_queries(draft, editor, client, django_assert_num_queries, number):
    for _ in range(number):
        previewing.share(draft, by=editor)
    client.force_login(editor)
    client.get(url("links", draft.pk))
    with django_assert_num_queries(10):
        client.get(url("links", draft.pk))


def test_a_focal_point_of_another_profile_lists_makes_and_revokes_nothing(shared, client):
    draft, link, token = shared
    client.force_login(factories.focal_point("elsewhere", factories.entity("india")))
    assert client.get(url("links", draft.pk)).status_code == 404
    assert client.post(url("links", draft.pk), {"days": 7}).status_code == 404
    assert client.post(url("revoke", draft.pk, link.pk)).status_code == 404
    assert PreviewLink.objects.get().revoked_at is None
    assert client.get(f"/preview/{token}/").status_code == 200


def test_an_administrator_sees_the_draft_and_makes_no_link(shared, administrator, client):
    draft, link, _token = shared
    client.force_login(administrator)
    assert client.get(url("preview", draft.pk)).status_code == 200
    assert client.get(url("links", draft.pk)).status_code == 403
    assert client.post(url("links", draft.pk), {"days": 7}).status_code == 403
    assert client.post(url("revoke", draft.pk, link.pk)).status_code == 403
    assert PreviewLink.objects.get().revoked_at is None


def test_a_wrong_number_of_days_is_said_and_makes_nothing(draft, editor, client):
    client.force_login(editor)
    assert "is not one of the available choices" in text(client.post(url("links", draft.pk), {"days": 365}))
    assert not PreviewLink.objects.exists()
    assert not Event.objects.exists()


def test_revoking_needs_a_post(shared, client, editor):
    draft, link, _token = shared
    client.force_login(editor)
    assert client.get(url("revoke", draft.pk, link.pk)).status_code == 405


# ── The frame ────────


@pytest.mark.parametrize(
    ("query", "prefix", "width"),
    [
        ("", "", "desktop"),
        ("?language=ar&width=phone", "/ar", "phone"),
        ("?language=en&width=desktop", "", "desktop"),
        ("?language=fr&width=9", "", "desktop"),
    ],
)
def test_the_frame_shows_the_language_and_width_that_are_asked(draft, editor, client, query, prefix, width):
    client.force_login(editor)
    html = text(client.get(url("preview", draft.pk) + query))
    assert f'<iframe name="preview" src="{prefix}{url("preview_page", draft.pk)}"' in html
    assert f'class="preview-frame {width}"' in html
    assert "style=" not in html.split('id="content-main"')[1].split("</iframe>")[0]


def test_the_arabic_admin_frames_the_arabic_page(draft, editor, client):
    client.force_login(editor)
    assert 'src="/ar/admin/' in text(client.get("/ar" + url("preview", draft.pk)))
    assert "مسودة أولى." in text(client.get("/ar" + url("preview_page", draft.pk)))


def test_only_the_bare_page_may_be_framed_and_by_this_site_alone(draft, editor, client):
    client.force_login(editor)
    bare = client.get(url("preview_page", draft.pk))
    assert bare["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in bare["Content-Security-Policy"]
    assert "no-store" in bare["Cache-Control"]
    assert bare["X-Robots-Tag"] == "noindex"
    for page in ("preview", "links", "change", "versions"):
        response = client.get(url(page, draft.pk))
        assert response["X-Frame-Options"] == "DENY", page
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], page


def test_the_frame_is_shown_beside_the_form_on_demand_and_after_saving_on(draft, editor, client):
    client.force_login(editor)
    assert "<iframe" not in text(client.get(url("change", draft.pk)))
    page = client.get(url("change", draft.pk) + "?beside=1")
    assert f'<iframe name="preview" src="{url("preview_page", draft.pk)}"' in text(page)
    response = client.post(url("change", draft.pk) + "?beside=1", posted(page) | {"_continue": "1"})
    assert response["Location"] == url("change", draft.pk) + "?beside=1"


def test_the_bare_page_shows_the_logo_of_the_working_copy(editor, client):
    draft = factories.organization("iom", logo=factories.logo())
    client.force_login(editor)
    assert f'src="{url("logo", draft.pk)}"' in text(client.get(url("preview_page", draft.pk)))
