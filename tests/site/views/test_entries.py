import pytest

from profiles.desk.models import Programme
from profiles.desk.verbs import publishing
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_meeting_that_was_withdrawn_says_why(meeting, publisher, client):
    publishing.withdraw(meeting, by=publisher, reason=("It was no meeting.", "لم يكن اجتماعًا."))
    for address in ("/meetings/ministerial-2/", "/meetings/ministerial-2/versions/1/"):
        response = client.get(address)
        assert response.status_code == 410
        assert "It was no meeting." in response.content.decode()
    assert "Ministerial-2" not in client.get("/meetings/").content.decode()


def test_a_version_keeps_its_words_and_the_page_says_what_is_true_now(meeting, publisher, client):
    factories.published_again(meeting, by=publisher, outcome_en="<p>They did not.</p>")
    assert "They did not." in client.get("/meetings/ministerial-2/").content.decode()
    old = client.get("/meetings/ministerial-2/versions/1/").content.decode()
    assert "They adopted a framework." in old
    assert "They did not." not in old


# ── Documents and programmes ────────


@pytest.fixture
def library(meeting, publisher):
    """A declaration that the meeting adopted, an agreement of Nepal's, a programme that Nepal leads."""
    cited = factories.cites("Minutes")
    declaration = factories.paper(
        "manila-declaration",
        day="2012-04-19",
        languages="en ar",
        meeting_slug="ministerial-2",
        summary_en='<p>They agreed.<sup data-source="minutes"></sup></p>',
        rests_on=cited,
        certainty="inferred",
    )
    agreement = factories.paper("nepal-qatar", "agreement", "2005", url="", rests_on=cited)
    for party in ("nepal", "qatar"):
        factories.party(agreement, party, sources=cited)
    programme = factories.programme("orientation", start="2014", state="running", rests_on=cited)
    factories.part(programme, "nepal", "lead", sources=cited)
    factories.part(programme, "", name_en="World Bank", name_ar="البنك الدولي", part="funder")
    for entry in (declaration, agreement, programme):
        factories.published(entry, by=publisher)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/documents/", ["Declarations", "Manila-declaration", "19 Apr. 2012", "Agreements between members", "2005"]),
        ("/ar/documents/", ["وثيقة nepal-qatar"]),
        (
            "/documents/manila-declaration/",
            ["Adopted at", "Ministerial-2", "English, Arabic", "They agreed.", "example.org", "Inferred", "Minutes"],
        ),
        ("/ar/documents/manila-declaration/", ["وثيقة manila-declaration"]),
        ("/documents/manila-declaration/versions/1/", ["This is version 1", 'content="noindex"']),
        ("/documents/manila-declaration/versions/1/cite.bib", ["@misc{directory-document-manila-declaration-1"]),
        (
            "/documents/nepal-qatar/",
            ["Signed on", "not found; what is said of it rests on", "/members/nepal/", "Qatar"],
        ),
        ("/meetings/ministerial-2/", ["/documents/manila-declaration/"]),
        ("/members/nepal/", ["/documents/nepal-qatar/", "Agreements with other members", "/programmes/orientation/"]),
        ("/programmes/", ["Orientation", "Running", "Lead: Nepal", "Funder: World Bank"]),
        ("/programmes/orientation/", ["Running", "/members/nepal/", "World Bank", "Minutes"]),
        ("/ar/programmes/orientation/", ["برنامج orientation", "البنك الدولي"]),
        ("/programmes/orientation/versions/1/", ["This is version 1"]),
        ("/programmes/orientation/versions/1/cite.bib", ["@misc{directory-programme-orientation-1"]),
        ("/changes/", ["/documents/manila-declaration/", "/programmes/orientation/"]),
        ("/changes/feed/", ["/documents/manila-declaration/", "/programmes/orientation/"]),
        ("/sitemap.xml", ["/ar/documents/nepal-qatar/", "/programmes/orientation/", "/documents/</loc>"]),
        ("/report/?document=nepal-qatar", ["Nepal-qatar"]),
        ("/report/?programme=orientation", ["Orientation"]),
        ("/api/v1/documents/", ['"slug": "manila-declaration"', '"languages": "en ar"']),
        ("/api/v1/documents/nepal-qatar/", ['"entry":"document"', '"parties":[']),
        ("/api/v1/programmes/", ['"slug": "orientation"', '"state": "running"']),
        ("/api/v1/programmes/orientation/", ['"entry":"programme"', '"World Bank"']),
    ],
)
def test_a_document_and_a_programme_are_told_wherever_they_belong(library, client, address, words):
    response = client.get(address)
    assert response.status_code == 200
    text = b"".join(response).decode()
    assert [word for word in words if word not in text] == []


def test_what_they_are_about_is_said_to_machines(library, client):
    html = client.get("/documents/manila-declaration/").content.decode()
    for part in ('"@type":"DigitalDocument"', '"dateCreated":"2012-04-19"', '"inLanguage":["en","ar"]'):
        assert part in html
    html = client.get("/programmes/orientation/").content.decode()
    for part in (
        '"@type":"Project"',
        '"foundingDate":"2014"',
        '"funder":[{"@type":"Organization","name":"World Bank"}]',
    ):
        assert part in html


def test_a_profile_reads_anew_when_a_programme_says_another_thing(library, publisher, client):
    assert "Orientation" in client.get("/members/nepal/").content.decode()
    programme = Programme.objects.get()
    factories.published_again(programme, by=publisher, name_en="Before departure")
    assert "Before departure" in client.get("/members/nepal/").content.decode()
