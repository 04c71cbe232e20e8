"""The pages on which visitors report a mistake: a form for anybody, bounded; what it takes, and what it refuses."""

import datetime as dt

import pytest
from django.test import Client

from profiles.desk import mistakes
from profiles.desk.models import Event, Report
from profiles.desk.verbs import publishing, reporting
from tests import factories

pytestmark = pytest.mark.django_db


HERE = {"origin": "http://testserver"}


def send(client, query="member=nepal", prefix="", headers=HERE, **fields):
    fields = {"words": "It was 2009.", **fields}
    return client.post(f"{prefix}/report/?{query}", fields, headers=headers)


def of_a_meeting():
    meeting = factories.meeting()
    return meeting, factories.attendance(meeting, "oman")


def of_a_paper():
    paper = factories.paper(kind="agreement")
    factories.party(paper, "india")
    return paper, factories.party(paper, "oman")


def of_a_programme():
    programme = factories.programme()
    return programme, factories.part(programme, "oman", "funder")


ENTRIES = [
    (of_a_meeting, "meeting", "meetings", "participant"),
    (of_a_paper, "document", "documents", "party"),
    (of_a_programme, "programme", "programmes", "part in the programme"),
]


# ── The form ────────


def test_the_form_quotes_the_published_fact_and_never_the_working_copy(client, nepal, fact):
    nepal.memberships.update(start="1999")
    html = client.get(f"/report/?member=nepal&fact={fact}").content.decode()
    assert "membership: Sending, May 2008" in html
    assert "1999" not in html


def test_each_fact_and_the_end_of_a_profile_link_to_the_form(client, nepal, fact):
    factories.role_term(nepal, sources=factories.cites("A list"))
    nepal.memberships.update(sources=factories.cites("A list"))
    publishing.publish(nepal, by=factories.person("second", "Publishers"))
    html = client.get("/members/nepal/").content.decode()
    assert f'href="/report/?member=nepal&amp;fact={fact}"' in html
    assert 'href="/report/?member=nepal"' in html
    uid = nepal.role_terms.get().uid
    assert f"/report/?member=nepal&amp;fact={uid}" in client.get("/roles/chair/").content.decode()
    assert "/ar/report/?member=nepal" in client.get("/ar/members/nepal/").content.decode()
    assert "/report/?" not in client.get("/members/nepal/versions/1/").content.decode()


@pytest.mark.parametrize(("make", "kind", "section", "label"), ENTRIES)
def test_each_whom_an_entry_names_links_to_the_form_which_names_them(client, publisher, make, kind, section, label):
    entry, fact = make()
    factories.published(entry, by=publisher)
    address = f"/report/?{kind}={entry.slug}&amp;fact={fact.uid}"
    for language in ("", "/ar"):
        html = client.get(f"{language}/{section}/{entry.slug}/").content.decode()
        assert f'href="{language}{address}"' in html
    assert address not in client.get(f"/{section}/{entry.slug}/versions/1/").content.decode()
    html = client.get(f"/report/?{kind}={entry.slug}&fact={fact.uid}").content.decode()
    assert f"<q>{label}: " in html
    assert "Oman" in html.split("<q>")[1].split("</q>")[0]
    assert send(client, f"{kind}={entry.slug}&fact={fact.uid}").status_code == 303
    row = Report.objects.get()
    assert (row.entry_uid, str(row.fact_uid)) == (entry.uid, str(fact.uid))
    assert client.get(f"/report/?{kind}={entry.slug}&fact=x").status_code == 400


def test_without_a_profile_the_form_asks_for_one(client, nepal):
    factories.entity("draft")
    html = client.get("/report/").content.decode()
    assert '<option value="nepal">Nepal</option>' in html
    assert "draft" not in html.lower()


@pytest.mark.parametrize(
    "query",
    [
        "member=nothing",
        "member=draft",
        "member=gone",
        "member=nepal&fact=x",
        "member=nepal&fact=00000000-0000-0000-0000-000000000000",
        "member=nepal&version=2",
        "member=nepal&version=0",
        "member=nepal&version=" + "9" * 30,
        "member=nepal&version=٣",
        "member=" + "x" * 1500,
        "fact=x&member=%F0%9F%98%80",
    ],
)
def test_what_is_not_public_cannot_be_reported(client, nepal, publisher, query):
    factories.entity("draft")
    gone = factories.published(factories.entity("gone"), by=publisher)
    publishing.withdraw(gone, by=publisher, reason=("Merged.", "دُمج."))
    assert client.get(f"/report/?{query}").status_code == 400
    assert send(client, query).status_code == 400
    assert Report.objects.count() == 0


def test_the_form_costs_a_fixed_number_of_queries(client, nepal, django_assert_num_queries):
    for _index in range(2):
        # One of them for the texts that the foot of the page leads to.
        with django_assert_num_queries(3):
            client.get("/report/?member=nepal")
        with django_assert_num_queries(2):
            client.get("/report/")
        factories.published(factories.entity())


# ── Sending it ────────


def test_a_report_is_kept_with_what_was_shown_and_no_address(client, nepal, fact):
    response = send(
        client, f"member=nepal&fact={fact}", source="A list\r\nof 2009", email="a@example.org", prefix="/ar"
    )
    row = Report.objects.get()
    assert response.status_code == 303
    assert (row.entry_uid, row.slug, str(row.fact_uid), row.publication_number) == (nepal.uid, "nepal", fact, 1)
    assert (row.words, row.source, row.email, row.language) == (
        "It was 2009.",
        "A list\nof 2009",
        "a@example.org",
        "ar",
    )
    assert "127.0.0.1" not in str(vars(row))
    event = Event.objects.of(nepal).get(verb="report")
    assert (event.actor, event.message, event.details) == (None, "", {"report": row.pk})


def test_a_report_about_a_version_that_was_replaced_meanwhile_is_about_that_version(client, nepal, publisher):
    shown = client.get("/report/?member=nepal").content.decode()
    assert 'action="/report/?member=nepal&amp;version=1"' in shown
    nepal.summary_en = "New."
    nepal.save()
    publishing.publish(nepal, by=publisher)
    send(client, "member=nepal&version=1")
    assert Report.objects.get().publication_number == 1


def test_the_thanks_say_the_number_and_ask_the_database_nothing_about_reports(client, nepal, django_assert_num_queries):
    address = send(client)["Location"]
    number = Report.objects.get().number
    with django_assert_num_queries(2) as queries:
        html = client.get(address).content.decode()
    assert "report" not in str(queries.captured_queries)
    assert number in html
    assert number == f"R-{Report.objects.get().pk:05d}"
    assert client.get("/ar" + address).status_code == 200


@pytest.mark.parametrize("token", ["1", "x:y:z", "MQ:1abc:forged", "R-00001", "😀"])
def test_nobody_reads_thanks_that_were_not_given(client, db, token):
    assert client.get(f"/report/{token}/").status_code == 404


def test_neither_the_form_nor_sending_it_sets_a_cookie(nepal):
    client = Client(enforce_csrf_checks=True)
    for response in (client.get("/report/?member=nepal"), send(client), send(client, words="")):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "no-store"
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"origin": "http://testserver"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "https://testserver.elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[testserver"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_form_is_taken(client, nepal, headers, status):
    assert send(client, headers=headers).status_code == status
    assert Report.objects.count() == (status == 303)


# ── Errors ────────


@pytest.mark.parametrize(
    ("prefix", "fields", "field"),
    [
        ("", {"words": ""}, "words"),
        ("", {"words": " \r\n "}, "words"),
        ("", {"words": "x" * 4001}, "words"),
        ("", {"words": "a\0b"}, "words"),
        ("", {"words": "a\u202eb"}, "words"),
        ("", {"words": "a\u2066b"}, "words"),
        ("", {"words": "a\x1bb"}, "words"),
        ("", {"source": "x" * 1001}, "source"),
        ("", {"source": "a\0b"}, "source"),
        ("", {"email": "no address"}, "email"),
        ("", {"email": "a\0@example.org"}, "email"),
        ("", {"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ("/ar", {"words": "", "source": "قائمة"}, "words"),
    ],
)
def test_an_error_belongs_to_its_field_and_all_text_is_kept(client, nepal, prefix, fields, field):
    fields = {"words": "Kept words.", "source": "Kept source.", "email": "kept@example.org"} | fields
    response = send(client, prefix=prefix, **fields)
    html = response.content.decode()
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in html
    assert f'aria-describedby="id_{field}_helptext id_{field}_error"' in html
    assert f'<a href="#id_{field}">' in html
    for name, value in fields.items():
        assert name == field or value in html
    assert Report.objects.count() == 0


def test_what_was_too_long_is_kept_to_be_shortened(client, nepal):
    assert b"x" * 4001 in send(client, words="x" * 4001).content


def test_four_thousand_characters_with_line_ends_are_taken(client, nepal):
    assert send(client, words="x\r\n" * 1998 + "العر").status_code == 303


@pytest.mark.parametrize("words", ["\u200fنيبال\u200e", "👩‍👩‍👧", "‘’“”—\tindented"])
def test_ordinary_text_of_any_script_is_taken(client, nepal, words):
    assert send(client, words=words).status_code == 303


def test_a_megabyte_is_refused_unread(client, nepal):
    response = send(client, words="x" * 1_000_000)
    assert response.status_code == 413
    assert b"xxxx" not in response.content
    assert list(response.context["form"].errors) == ["words"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"words=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"words=%FF%FE", "application/x-www-form-urlencoded"),
        (b"words=\xff\xfe", "application/x-www-form-urlencoded"),
        (b"words=%00", "application/x-www-form-urlencoded"),
        (b"words=a", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"&" * 6000 + b"words=a" + b"&a=b" * 6000, "application/x-www-form-urlencoded"),
        (b"broken", "multipart/form-data; boundary=x"),
        (b"broken", "multipart/form-data"),
        (b'{"words": "x"}', "application/json"),
    ],
)
def test_a_broken_body_is_answered_calmly(client, nepal, body, kind):
    response = client.post("/report/?member=nepal", body, content_type=kind, headers=HERE)
    assert response.status_code in (303, 400)


def test_the_longest_form_is_shorter_than_what_is_taken_unread():
    assert (4000 + 1000) * len("%F0%9F%98%80") + 254 < mistakes.LONGEST


# ── Bounds ────────


def test_a_field_that_people_do_not_see_must_be_empty(client, nepal):
    response = send(client, homepage="https://example.org")
    assert response.status_code == 400
    assert "https://example.org" not in response.content.decode()
    assert "It was 2009." in response.content.decode()
    assert Report.objects.count() == 0


def test_the_sixth_report_in_an_hour_is_429_with_its_text_kept(client, nepal, time_machine):
    time_machine.move_to(dt.datetime(2099, 3, 5, 8, tzinfo=dt.UTC))
    for _index in range(5):
        assert send(client).status_code == 303
    response = send(client, words="The sixth.")
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "The sixth." in response.content.decode()
    other = client.post("/report/?member=nepal", {"words": "x"}, headers=HERE, REMOTE_ADDR="192.0.2.9")
    assert other.status_code == 303
    time_machine.move_to(dt.datetime(2099, 3, 5, 9, 1, tzinfo=dt.UTC))
    assert send(client).status_code == 303


def test_twenty_a_day_from_one_address(client, nepal, time_machine):
    for hour in range(4):
        time_machine.move_to(dt.datetime(2099, 3, 5, 2 + 2 * hour, tzinfo=dt.UTC))
        for _index in range(5):
            assert send(client).status_code == 303
    time_machine.move_to(dt.datetime(2099, 3, 5, 12, tzinfo=dt.UTC))
    assert send(client).status_code == 429
    time_machine.move_to(dt.datetime(2099, 3, 6, 12, tzinfo=dt.UTC))
    assert send(client).status_code == 303


def test_all_together_may_leave_only_as_many_open_as_can_be_read(client, nepal, monkeypatch, report, editor):
    monkeypatch.setattr(reporting, "OF_ALL", 1)
    assert send(client).status_code == 429
    reporting.close(report, by=editor, answer="Right.")
    assert send(client).status_code == 303


def test_a_report_changes_nothing_public(client, nepal):
    before = client.get("/members/nepal/")
    send(client)
    after = client.get("/members/nepal/")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
