"""The register of sources, and what a profile cites."""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from profiles.desk.verbs import publishing, vocabulary
from profiles.published.models import Body, Source, ThematicArea
from tests import factories
from tests.answers import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def declaration(db):
    return factories.word(
        Source,
        "declaration-2008",
        label_en="Abu Dhabi Declaration",
        label_ar="إعلان أبوظبي",
        publisher="Abu Dhabi Dialogue",
        day="2008-01-22",
        language="ar",
        url="https://example.org/declaration",
        archived_url="https://archive.example/declaration",
        retrieved_on="2026-11-28",
        kind="copy",
    )


@pytest.fixture
def nepal(declaration, publisher):
    """Nepal, whose membership began with the Declaration, which a list says too, and ended by another list."""
    cited = [{"code": "declaration-2008", "carries": "start"}, *factories.cites("A list")]
    note = '<sup data-source="declaration-2008"></sup>'
    nepal = factories.entity("nepal", type=None, body_en=f"<p>It signed.{note}</p>", body_ar=f"<p>وقّعت.{note}</p>")
    factories.membership(
        nepal, start="2008", end="2012", sources=cited + factories.cites("The last list", carries="end")
    )
    factories.membership(nepal, "observer", "2012", certainty="disputed", sources=factories.cites("A claim"))
    return factories.published(nepal, by=publisher)


def numbers(html):
    return re.findall(r'<a href="#source-(\d+)"', html)


def plain(html):
    """The words of a piece of HTML."""
    return " ".join(unescape(strip_tags(html)).split())


def listed(client, query=""):
    """The codes of the sources in the register."""
    return re.findall(r'<h2><a href="/sources/([\w-]+)/">', html_of(client.get(f"/sources/{query}")))


def test_each_fact_has_its_numbers_and_the_page_one_list(client, nepal):
    html = html_of(client.get("/members/nepal/"))
    titles = re.findall(r'<li id="source-(\d+)">.*?>([^<]+?)\s*</(?:a|p)>', html, re.DOTALL)
    assert titles == [("1", "A claim"), ("2", "Abu Dhabi Declaration"), ("3", "The last list"), ("4", "A list")]
    rows = re.findall(r"<tr.*?</tr>", html.split('id="memberships"')[1], re.DOTALL)
    cells = [[numbers(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)] for row in rows[1:3]]
    assert cells == [[["2"], ["3"], ["4"]], [[], [], ["1"]]]
    assert numbers(html.split('id="text"')[1].split("</section>")[0]) == ["2"]
    for number, _title in titles:
        assert f'id="cited-{number}"' in html
        assert f'popovertarget="cited-{number}"' in html


def test_the_list_says_what_a_source_is(client, nepal):
    html = html_of(client.get("/members/nepal/"))
    entry = html.split('<li id="source-2">')[1].split("</li>")[0]
    for words in (
        '<a href="https://example.org/declaration" hreflang="ar">Abu Dhabi Declaration</a>',
        "Abu Dhabi Dialogue",
        '<time datetime="2008-01-22">22 Jan. 2008</time>',
        "in Arabic",
        "Copy of another’s text",
        "https://archive.example/declaration",
        '<time datetime="2026-11-28">28 Nov. 2026</time>',
        'href="/sources/declaration-2008/"',
    ):
        assert words in entry
    entry = html_of(client.get("/ar/members/nepal/")).split('<li id="source-2">')[1].split("</li>")[0]
    assert ">إعلان أبوظبي</a>" in entry
    assert "in Arabic" not in entry


def test_a_fact_says_when_it_was_recorded(client, nepal):
    day = nepal.memberships.first().recorded
    assert f'Recorded here on <time datetime="{day}">' in html_of(client.get("/members/nepal/"))


def test_a_live_page_has_today_s_title_and_an_old_version_its_own(client, nepal, declaration, publisher):
    client.get("/members/nepal/")
    declaration.label_en = "A better title"
    vocabulary.change(declaration, by=publisher)
    for address, title in (
        ("/members/nepal/", "A better title"),
        ("/sources/declaration-2008/", "A better title"),
        ("/members/nepal/versions/1/", "Abu Dhabi Declaration"),
    ):
        assert title in html_of(client.get(address)), address


def test_an_old_version_leads_to_pages_of_sources_that_are_there(client, nepal, publisher):
    nepal.memberships.filter(certainty="disputed").delete()
    publishing.publish(nepal, by=publisher)
    html = html_of(client.get("/members/nepal/versions/1/"))
    assert 'href="/sources/declaration-2008/"' in html
    assert "A claim" in html
    assert 'href="/sources/a-claim/"' not in html


def test_a_source_leads_to_all_that_rests_on_it(client, nepal):
    factories.word(ThematicArea, "gender", sources=factories.cites("Abu Dhabi Declaration"))
    cited = [{"code": "declaration-2008", "carries": "all"}]
    factories.word(ThematicArea, "skills", label_en="Skills", sources=cited)
    factories.word(Body, "colombo", label_en="Colombo Process", sources=cited)
    html = html_of(client.get("/sources/declaration-2008/"))
    for words in (
        "<h1",
        'href="/members/nepal/#memberships">Nepal</a>',
        "Member Type: Sending",
        "(of it: the start)",
        'href="/members/nepal/#text">Nepal</a>',
        'href="/areas/skills/"',
        'href="/cross-membership/#body-colombo"',
        'href="https://example.org/declaration"',
    ):
        assert words in html, words
    assert "/areas/gender/" not in html


def test_a_source_says_which_part_of_a_meeting_a_document_and_a_programme_rests_on_it(client, publisher):
    cited = factories.cites("A list")
    note = f'<p>Text.<sup data-source="{cited[0]["code"]}"></sup></p>'
    meeting = factories.meeting("first", rests_on=cited, outcome_en=note)
    factories.attendance(meeting, "nepal", capacity="guest", certainty="inferred", sources=cited)
    paper, programme = factories.paper("treaty", "agreement"), factories.programme("skills", summary_en=note)
    factories.party(paper, "oman", sources=cited)
    factories.party(paper, "india")
    factories.part(programme, "oman", "funder", sources=[cited[0] | {"carries": "start"}])
    for entry in (meeting, paper, programme):
        factories.published(entry, by=publisher)
    html = html_of(client.get("/sources/a-list/"))
    rows = [plain(row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL) if "<td" in row]
    assert rows == [
        "First The whole The text “What came of it” Guest: Nepal Inferred",
        "Treaty Party: Oman",
        "Skills The text “What it does” Funder: Oman (of it: the start)",
    ]
    for page, anchor in re.findall(r'<a href="(/(?:meetings|documents|programmes)/[\w-]+/)#?(\w*)">', html):
        answer = html_of(client.get(page))
        assert f'id="{anchor or "sources"}"' in answer, (page, anchor)
        assert 'href="/sources/a-list/"' in answer
    assert client.get("/ar/sources/a-list/").status_code == 200


def test_the_register_is_a_list_to_search(client, nepal):
    assert listed(client) == ["declaration-2008", "a-claim", "a-list", "the-last-list"]
    assert listed(client, "?q=declaration") == listed(client, "?kind=copy") == ["declaration-2008"]
    assert listed(client, "?q=nowhere") == []
    assert client.get("/sources/?kind=x").status_code == client.get("/sources/?page=2").status_code == 400


def test_a_source_that_nothing_live_rests_on_answers_as_an_address_that_is_not_there(client, nepal, publisher):
    draft = factories.entity("draft", type=None)
    factories.membership(draft, sources=factories.cites("A draft list", url="https://example.org/secret"))
    unknown = client.get("/sources/nothing/")
    answer = client.get("/sources/a-draft-list/")
    assert answer.status_code == unknown.status_code == 404
    assert answer.content.replace(b"a-draft-list", b"nothing") == unknown.content
    api = [client.get(f"/api/v1/sources/{code}/") for code in ("a-draft-list", "nothing")]
    assert {row.status_code for row in api} == {404}
    assert b"draft" not in client.get("/sources/").content + client.get("/api/v1/sources/").content


@pytest.mark.parametrize("number", [1, 3])
def test_a_source_costs_the_same_with_one_profile_and_with_three(client, publisher, number, django_assert_num_queries):
    for _ in range(number):
        entity = factories.entity(type=None)
        factories.membership(entity, sources=factories.cites("A list"))
        factories.published(entity, by=publisher)
    # The roll, which knows the flags, is read once for all pages.
    client.get("/members/")
    client.get("/sources/")
    for address, queries in (
        ("/sources/", 3),
        ("/sources/a-list/", 4),
        ("/api/v1/sources/", 3),
        ("/api/v1/sources/a-list/", 4),
    ):
        with django_assert_num_queries(queries, info=address):
            client.get(address)
