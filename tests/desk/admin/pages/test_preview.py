"""The working copy in a frame, as the public would read it."""

import pytest

from tests import factories
from tests.answers import html_of
from tests.desk.admin.forms import posted, url

pytestmark = pytest.mark.django_db


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
    html = html_of(client.get(url("preview", draft.pk) + query))
    assert f'<iframe name="preview" src="{prefix}{url("preview_page", draft.pk)}"' in html
    assert f'class="preview-frame {width}"' in html
    assert "style=" not in html.split('id="content-main"')[1].split("</iframe>")[0]


def test_the_arabic_admin_frames_the_arabic_page(draft, editor, client):
    client.force_login(editor)
    assert 'src="/ar/admin/' in html_of(client.get("/ar" + url("preview", draft.pk)))
    assert "مسودة أولى." in html_of(client.get("/ar" + url("preview_page", draft.pk)))


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
    assert "<iframe" not in html_of(client.get(url("change", draft.pk)))
    page = client.get(url("change", draft.pk) + "?beside=1")
    assert f'<iframe name="preview" src="{url("preview_page", draft.pk)}"' in html_of(page)
    response = client.post(url("change", draft.pk) + "?beside=1", posted(page) | {"_continue": "1"})
    assert response["Location"] == url("change", draft.pk) + "?beside=1"


def test_the_bare_page_shows_the_logo_of_the_working_copy(editor, client):
    draft = factories.organization("iom", logo=factories.logo())
    client.force_login(editor)
    assert f'src="{url("file", draft.pk)}"' in html_of(client.get(url("preview_page", draft.pk)))
