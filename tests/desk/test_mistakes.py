"""The pages on which visitors report a mistake: a form for anybody, bounded; what it takes, and what it refuses."""

import pytest
from django.test import Client

from profiles.desk.models import Event, Report
from profiles.desk.verbs import publishing
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
    client.get("/report/")
    for _index in range(2):
        factories.published(factories.entity())
        # Two of them for the texts at the foot of the page and for the identity: whether they are the same.
        with django_assert_num_queries(4):
            client.get("/report/?member=nepal")
        with django_assert_num_queries(2):
            client.get("/report/")


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
    # The stamp; and the texts that the foot leads to, and the identity, for the first time: to read them, to
    # ask again what they are made of, and whether something was written meanwhile.
    with django_assert_num_queries(7) as queries:
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
