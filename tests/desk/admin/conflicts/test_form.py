"""A form that knows what it was made from: refused while the profile is another, and what a browser keeps of it."""

import re

import pytest

from tests import factories
from tests.desk.admin.conflicts.stale import merge, now, opened, save, shown
from tests.desk.admin.forms import DATED, added, posted, url

pytestmark = pytest.mark.django_db


def test_a_stale_form_is_refused_however_often_it_is_saved(as_editor, profile):
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(as_editor, profile, theirs | {"summary_en": "Theirs."})
    response = save(as_editor, profile, mine | {"summary_en": "Mine."})
    for _again in range(3):
        assert response.status_code == 200
        assert "Somebody else has changed this since" in response.content.decode()
        assert now(profile)["summary"]["en"] == "Theirs."
        response = save(as_editor, profile, posted(response))


def test_a_change_after_the_table_was_shown_is_shown_first(as_editor, profile):
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(as_editor, profile, theirs | {"summary_en": "Theirs."})
    refused = save(as_editor, profile, mine | {"acronym_en": "M"})
    save(as_editor, profile, opened(as_editor, profile) | {"summary_ar": "ثالث"})
    again = merge(as_editor, profile, refused)
    assert "changed once more" in again.content.decode()
    assert [where for where, *_ in shown(again)] == ["summary, English", "summary, Arabic"]
    assert merge(as_editor, profile, again).status_code == 302
    assert (now(profile)["acronym"]["en"], now(profile)["summary"]) == ("M", {"en": "Theirs.", "ar": "ثالث"})


def test_two_memberships_that_overlap_only_together_are_refused(as_editor, profile):
    observer = factories.word(factories.MemberType, "observer")
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(
        as_editor,
        profile,
        theirs
        | {"memberships-TOTAL_FORMS": 2}
        | added("memberships", 1, **DATED | {"type": observer.pk, "start": "2001", "end": "2004"}),
    )
    more = added("memberships", 1, **DATED | {"type": observer.pk, "start": "2003", "end": "2005"})
    refused = save(as_editor, profile, mine | {"memberships-TOTAL_FORMS": 2} | more)
    response = merge(as_editor, profile, refused)
    assert "Two memberships hold at one time" in response.content.decode()
    assert profile.memberships.count() == 2
    again = merge(as_editor, profile, response, **{"memberships-1-start": "2004"})
    assert again.status_code == 302
    assert profile.memberships.count() == 3


@pytest.mark.parametrize("base_rows", ["", "x", "schema:1:00000000-0000-0000-0000-000000000000", "areas:1:2"])
@pytest.mark.parametrize("base_digest", ["", "x", "\0"])
def test_what_a_form_carries_may_be_tampered_with_and_only_asks_again(as_editor, profile, base_rows, base_digest):
    data = opened(as_editor, profile) | {"summary_en": "Mine.", "base_rows": base_rows, "base_digest": base_digest}
    response = save(as_editor, profile, data)
    assert response.status_code == 200
    assert "Mine." in response.content.decode()


def test_a_refused_form_says_that_its_file_must_be_chosen_again(as_editor, profile):
    response = save(
        as_editor, profile, opened(as_editor, profile) | {"slug": "Not An Address", "upload": factories.picture()}
    )
    assert response.status_code == 200
    assert "Choose the file again" in response.content.decode()


def test_a_saved_form_is_named_so_that_the_browser_forgets_its_text(as_editor, profile):
    save(as_editor, profile, opened(as_editor, profile) | {"slug": "Not An Address", "draft": "refused"})
    save(as_editor, profile, opened(as_editor, profile) | {"draft": "saved"})
    html = as_editor.get(url("changelist")).content.decode()
    assert '<meta name="saved-drafts" content="saved">' in html


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ({"_continue": "1"}, "change"),
        ({"_save": "1"}, "changelist"),
        ({"_addanother": "1"}, "add"),
        ({"_continue": "1", "_then": "propose"}, "propose"),
    ],
)
def test_what_is_merged_leads_where_it_was_to_lead(as_editor, profile, asked, page):
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(as_editor, profile, theirs | {"summary_en": "Theirs."})
    refused = save(as_editor, profile, mine | {"name_ar": "اسمي"} | asked)
    table = refused.content.decode().split('class="meanwhile"')[1].split("</section>")[0]
    carried = dict(re.findall(r'<input type="hidden" name="(_\w+)" value="(\w+)">', table))
    merged = merge(as_editor, profile, refused, **carried)
    assert merged.url == url(page, *([] if page in ("changelist", "add") else [profile.pk]))
