"""Partial dates in the forms of admin."""

import pytest
from django.urls import reverse

from profiles.desk.admin.dates import PartialDateInput
from profiles.published.models import Body
from tests import factories
from tests.desk.admin.forms import edit, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    return factories.membership(factories.entity(type=None))


def start(membership, client, text, **more):
    return edit(client, membership.entity, **{"memberships-0-start": text} | more)


def texts(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("value", "read"),
    [("2008-01-21", "<output>21 Jan. 2008</output>"), ("2008", ""), ("", ""), ("21 January", "")],
)
def test_a_field_says_what_its_date_was_read_as(value, read):
    html = PartialDateInput().render("start", value)
    assert ("<output>" in html) == bool(read)
    assert read in html


def test_a_date_that_was_typed_in_another_way_is_said_back(desk, membership):
    response = start(membership, desk, "21 January 2008")
    membership.refresh_from_db()
    assert membership.start == "2008-01-21"
    assert "“21 January 2008” was read as 21 Jan. 2008." in texts(desk.get(response.url))


def test_a_date_as_it_is_kept_needs_no_saying(desk, membership):
    first = texts(desk.get(start(membership, desk, "2009-02").url))[0]
    assert first.endswith("is saved as a working copy. The public sees no change until it is published.")


def test_a_date_that_a_program_leaves_out_stays_as_it_is(desk):
    meeting = factories.meeting("m", start="2008", end="2009")
    data = {"slug": "m", "kind": meeting.kind.pk, "name_en": "M", "name_ar": "م", "start": "2008"}
    data |= {"certainty": "stated", "start_qualifier": "exact", "end_qualifier": "exact"}
    data |= dict.fromkeys(("attendances-TOTAL_FORMS", "attendances-INITIAL_FORMS"), 0)
    page = desk.get(reverse("admin:profiles_meeting_change", args=[meeting.pk]))
    data["base_digest"] = page.context["adminform"].form["base_digest"].value()
    answer = desk.post(reverse("admin:profiles_meeting_change", args=[meeting.pk]), data)
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert meeting.end == "2009"


@pytest.mark.parametrize("name", ["start", "start_by", "start_printed", "end"])
def test_a_year_of_another_calendar_is_asked_back_and_stands_where_it_is_called_right(desk, membership, name):
    row = {f"memberships-0-{name}": "2551-01-21"}
    refused = edit(desk, membership.entity, **row)
    html = refused.content.decode()
    assert "2551 in the Buddhist calendar is 2008" in html
    assert 'value="2551-01-21"' in html
    assert 'class="asked"' in html
    assert edit(desk, membership.entity, **row | {"memberships-0-unusual": "on"}).status_code == 302
    membership.refresh_from_db()
    assert getattr(membership, name) == "2551-01-21"


def test_a_doubtful_row_that_nobody_touches_keeps_nothing_else_from_being_saved(desk):
    entity = factories.entity(start="2551")
    assert 'class="asked"' in desk.get(reverse("admin:profiles_entity_change", args=[entity.pk])).content.decode()
    assert edit(desk, entity, summary_en="Mine.").status_code == 302


@pytest.mark.parametrize(
    "columns", [{"coverage": "complete", "coverage_day": "2567"}, {"sizes": "2003 10\n2546-08-25 12"}]
)
def test_the_years_of_a_body_are_asked_back_when_they_change(desk, columns):
    cites = factories.cites("A list")
    body = factories.word(Body, "iom", sources=cites)
    address = reverse("admin:published_body_change", args=[body.pk])
    data = {
        "code": "iom",
        "label_en": "IOM",
        "label_ar": "م",
        "position": 0,
        "coverage": "partial",
        "sources": "a-list",
    }
    data |= columns

    def post(**more):
        return desk.post(address, posted(desk.get(address)) | data | more)

    refused = post()
    assert "Buddhist" in str(refused.context["adminform"].form.errors)
    assert 'class="asked"' in refused.content.decode()
    assert post(unusual="on").status_code == 302
    assert post(website="https://example.org/").status_code == 302
    assert "in the Buddhist" not in str(post(sizes="nothing").context["adminform"].form.errors)


def test_who_only_reads_a_word_is_asked_nothing(as_editor):
    row = factories.word(Body, "m")
    response = as_editor.get(reverse("admin:published_body_change", args=[row.pk]))
    assert response.status_code == 200
    assert "The year is right" not in response.content.decode()
