"""The page of what lags in an entry: both languages side by side, and that it needs no change."""

import pytest

from profiles.desk.admin.pages.deskpage import address
from profiles.desk.models import Event, Wording
from profiles.desk.verbs import proposing
from tests import factories
from tests.desk.admin.forms import url
from tests.desk.verbs.test_levelling import lags, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def lagging():
    entity = saved(factories.entity("nepal", body_en="<p>One.</p>", body_ar="<p>واحد.</p>"))
    return saved(entity, summary_en="A summary, longer.", body_en="<p>One more.</p>", name_en="Nepaal")


def key(place):
    return Wording.objects.behind().get(place=place).pk


def test_both_sides_stand_beside_each_other_by_section(desk, lagging):
    page = desk.get(url("translations", lagging.pk))
    found = [(title, [lag.pair.key for lag, _since in rows]) for title, rows in page.context["sections"]]
    assert found == [("Names", ["name"]), ("Texts", ["summary", "body"])]
    html = page.content.decode()
    assert '<p class="text" lang="en" dir="ltr">A summary<ins>, longer</ins>.</p>' in html
    assert '<p class="text" lang="ar" dir="rtl">ملخص.</p>' in html
    assert f'href="{url("change", lagging.pk)}#id_summary_ar"' in html


def test_what_was_chosen_needs_no_change(desk, lagging):
    response = desk.post(url("translations", lagging.pk), {"row": [key("summary")], "seen": [key("body")]}, follow=True)
    assert "Noted: it needs no change." in response.content.decode()
    assert [place for place, *_ in lags(lagging)] == ["name", "body"]


def test_a_whole_section_needs_none(desk, lagging):
    seen = [key("summary"), key("body")]
    desk.post(url("translations", lagging.pk), {"seen": seen, "all": "All"})
    assert [place for place, *_ in lags(lagging)] == ["name"]
    assert Event.objects.get(verb="level").details == {"places": ["summary", "body"]}


@pytest.mark.parametrize("rows", [[], ["x"], ["9" * 30], ["0"]])
def test_what_is_no_row_changes_nothing(desk, lagging, rows):
    response = desk.post(url("translations", lagging.pk), {"row": rows}, follow=True)
    assert "Look again" in response.content.decode()
    assert len(lags(lagging)) == 3


@pytest.mark.parametrize(
    ("who", "expected"), [("focal", 302), ("editor", 302), ("administrator", 403), ("other", 404), ("stranger", 404)]
)
def test_who_edits_says_it(client, lagging, editor, administrator, stranger, who, expected):
    people = {"editor": editor, "administrator": administrator, "stranger": stranger}
    people |= {"focal": factories.focal_point("focal", lagging)}
    people |= {"other": factories.focal_point("other", factories.entity())}
    client.force_login(people[who])
    assert client.post(url("translations", lagging.pk), {"row": [key("summary")]}).status_code == expected
    assert (len(lags(lagging)) == 2) is (expected == 302)


def test_who_only_reads_has_nothing_to_press(client, administrator, lagging):
    client.force_login(administrator)
    html = client.get(url("translations", lagging.pk)).content.decode()
    assert 'lang="ar" dir="rtl">ملخص.' in html
    assert "needs no change" not in html


def test_what_is_missing_stands_there_without_a_box(desk):
    meeting = saved(factories.meeting(place_en="Manila"))
    html = desk.get(address("translations", meeting)).content.decode()
    assert "Arabic missing" in html
    assert 'type="checkbox"' not in html


def test_of_a_level_entry_it_says_so(desk):
    html = desk.get(url("translations", factories.entity().pk)).content.decode()
    assert "Both languages are level." in html


@pytest.mark.parametrize("page", ["propose", "publish"])
def test_proposing_and_publishing_say_what_is_behind_and_go_on(desk, lagging, page):
    html = desk.get(url(page, lagging.pk)).content.decode()
    assert "The English was changed after the Arabic: name, summary, text." in html
    assert 'type="submit"' in html


def test_so_does_what_is_done_with_several(desk, lagging):
    for page in ("bundle", "propose_together"):
        html = desk.get(f"{url(page)}?id={lagging.pk}").content.decode()
        assert "The English was changed after the Arabic: name, summary, text." in html


def test_so_does_the_review_of_what_was_proposed_then(desk, lagging, editor):
    proposal = proposing.propose(lagging, by=editor, message="New.")
    saved(lagging, summary_ar="ملخص أطول.", body_ar="<p>آخر.</p>", name_ar="نيبال")
    html = desk.get(url("review", lagging.pk, proposal.pk)).content.decode()
    assert "The English was changed after the Arabic: name, summary, text." in html
