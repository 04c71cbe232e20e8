import datetime as dt
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from profiles.desk.verbs import publishing
from profiles.published.diff import Change
from profiles.published.models import Release
from profiles.reading import changes
from tests import factories

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal"), by=publisher)


def again(entity, publisher, note=("", ""), **columns):
    for name, value in columns.items():
        setattr(entity, name, value)
    entity.save()
    return publishing.publish(entity, by=publisher, note=note)


def told(client, address="/changes/"):
    """Kind and name of what a log shows, in its order."""
    days = client.get(address).context["days"]
    return [(entry.kind, entry.named and entry.named.name_en) for _day, entries in days for entry in entries]


def moved(release, **to):
    """A release as if it had been made at another time."""
    Release._base_manager.filter(pk=release.pk).update(**to)


def entry(moment=None, **only):
    return changes.entries(changes.releases(moment or timezone.now(), **only))[0]


# ── What is said ────────


def test_a_changed_text_is_told_from_what_to_what(nepal, publisher):
    again(nepal, publisher, website="https://example.org")
    assert entry().kind == "changed"
    assert entry().lines == [changes.Line("website", "", "https://example.org")]


def test_the_page_says_it_in_plain_words_with_the_public_note_and_both_versions(client, nepal, publisher):
    again(nepal, publisher, ("By the communiqué.", "وفق البيان."), acronym="NP")
    again(nepal, publisher, acronym="NPL")
    html = client.get("/changes/").content.decode()
    assert 'from <del><bdi lang="en">NP</bdi></del> to <ins><bdi lang="en">NPL</bdi></ins>' in html
    assert 'added: <ins><bdi lang="en">NP</bdi></ins>' in html
    assert "By the communiqué." in html
    assert 'href="/members/nepal/versions/2/"' in html
    assert 'href="/members/nepal/versions/3/"' in html
    assert "وفق البيان." in client.get("/ar/changes/").content.decode()


def test_a_log_is_newest_first_and_names_every_kind(client, nepal, publisher):
    again(nepal, publisher, acronym="NP")
    publishing.withdraw(nepal, by=publisher, reason=("Under correction.", "قيد التصحيح."))
    publishing.publish(nepal, by=publisher)
    kinds = [("again", "Nepal"), ("withdrawn", "Nepal"), ("changed", "Nepal"), ("first", "Nepal")]
    assert told(client) == kinds
    assert told(client, "/members/nepal/changes/") == kinds


def test_of_a_profile_withdrawn_now_only_the_withdrawal_is_told(client, nepal, publisher):
    again(nepal, publisher, acronym="SECRET")
    publishing.withdraw(nepal, by=publisher, reason=("Merged.", "دُمج."))
    response = client.get("/changes/")
    assert told(client) == [("withdrawn", None)]
    assert "Merged." in response.content.decode()
    assert "SECRET" not in response.content.decode()
    assert "Nepal" not in response.content.decode()
    for address in ("/members/nepal/changes/", "/members/nepal/changes/feed/"):
        assert client.get(address).status_code == 410


def test_what_is_scheduled_is_not_told_before_its_moment(client, nepal, publisher):
    nepal.acronym = "LATER"
    nepal.save()
    publishing.schedule(nepal, by=publisher, at=timezone.now() + dt.timedelta(hours=1))
    assert told(client) == [("first", "Nepal")]
    assert "LATER" not in client.get("/changes/feed/").content.decode()
    assert entry(timezone.now() + dt.timedelta(hours=2)).kind == "changed"


def test_an_area_tells_of_those_that_name_it_and_of_those_that_did(client, publisher):
    nepal, india = factories.entity("nepal"), factories.entity("india")
    nepal.areas.add(factories.area("gender"))
    for row in (nepal, india):
        factories.published(row, by=publisher)
    nepal.areas.clear()
    publishing.publish(nepal, by=publisher)
    again(nepal, publisher, acronym="NP")
    assert told(client, "/areas/gender/changes/") == [("changed", "Nepal"), ("first", "Nepal")]
    publishing.withdraw(nepal, by=publisher, reason=("Merged.", "دُمج."))
    assert told(client, "/areas/gender/changes/") == []


def test_formatting_and_pictures_are_told_without_their_code(nepal, publisher):
    again(nepal, publisher, body_en="<p>Text.</p>")
    again(nepal, publisher, body_en="<h2>Text.</h2>", logo="0" * 64 + ".png")
    assert sorted(line.where for line in entry().lines) == ["logo", "text, English (formatting only)"]
    assert all(line.bare for line in entry().lines)


def test_a_long_text_is_folded_with_its_changed_words_marked(client, nepal, publisher):
    text = "One of many sentences. " * 20
    again(nepal, publisher, body_en=f"<p>{text}</p><p>The end.</p>")
    again(nepal, publisher, body_en=f"<p>{text}</p><p>The good end.</p>")
    html = client.get("/members/nepal/changes/").content.decode()
    assert "1 word added" in html
    assert '<span class="hidden">[added: </span>' in html
    assert html.count("[…]") == 1


@pytest.mark.parametrize("text", [" " * 500, "x" * 500, "\n" * 500, "word " * 100])
def test_what_stayed_is_shortened_whatever_it_is(text):
    assert 150 < len(changes.shortened(text)) < 200


def test_a_paragraph_that_is_hardly_the_same_is_told_as_a_whole():
    before, after = "Stays.\nMinisters met there in spring.", "Stays.\nNothing of this remains, or so it seems."
    assert changes.marked(before, after) == [
        ("same", "Stays.\n"),
        ("gone", "Ministers met there in spring."),
        ("new", "Nothing of this remains, or so it seems."),
    ]


def test_pieces_put_together_are_the_texts():
    before, after = "a b c\nd e f\n" * 30, "a b x\nd e f\n" * 30
    pieces = changes.marked(before, after)
    assert "".join(text for kind, text in pieces if kind != "new") == before
    assert "".join(text for kind, text in pieces if kind != "gone") == after


def test_an_arabic_text_says_its_language():
    assert changes.Line.of(Change("x", "", "نص")).language == "ar"
    assert changes.Line.of(Change("x", "text", "")).direction == "ltr"


# ── Which days ────────


def test_a_log_is_filtered_by_days_that_both_count(client, nepal, publisher):
    first, second = Release.objects.get(), again(nepal, publisher, acronym="NP")
    moved(first, live_from=dt.datetime(2024, 12, 31, 21, tzinfo=dt.UTC))
    moved(second, live_from=dt.datetime(2025, 3, 31, 19, 59, tzinfo=dt.UTC))
    # In Dubai it is 1 January by then.
    assert told(client, "/changes/?from=2024&to=2024") == []
    assert told(client, "/changes/?from=2025&to=2025-01-01") == [("first", "Nepal")]
    assert told(client, "/changes/?from=2025-03-31&to=2025-03") == [("changed", "Nepal")]
    assert told(client, "/changes/?from=٢٠٢٥") == [("changed", "Nepal"), ("first", "Nepal")]
    assert client.get("/changes/").context["years"] == list(range(timezone.localdate().year, 2024, -1))


@pytest.mark.parametrize(
    "query",
    ["from=x", "to=2026-13", "from=2026&to=2025", "from=9999", "page=0", "page=2", "page=x", "from=2026-02-30", "to=1"],
)
@pytest.mark.parametrize("path", ["/changes/", "/members/nepal/changes/", "/areas/gender/changes/"])
def test_what_is_no_day_or_page_is_refused_with_a_reason(client, nepal, path, query):
    factories.area("gender")
    response = client.get(f"{path}?{query}")
    assert response.status_code == 400


@pytest.mark.parametrize("query", ["from=1000&to=2999", "from=&to=", "from=%20", "x=1", "from=2026&from=2025"])
def test_odd_but_readable_queries_are_answered(client, nepal, query):
    assert client.get(f"/changes/?{query}").status_code == 200


def test_pages_hold_twenty_releases(client, publisher):
    for _number in range(21):
        factories.published(by=publisher)
    assert len(told(client)) == 20
    assert len(told(client, "/changes/?page=2")) == 1


@pytest.mark.parametrize("address", ["/changes/", "/changes/feed/", "/"])
def test_a_log_asks_as_much_for_one_release_as_for_three(client, publisher, address):
    def asked():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    row = factories.published(factories.entity("nepal"), by=publisher)
    again(row, publisher, acronym="A")
    one = asked()
    for number in range(3):
        again(row, publisher, acronym=f"B{number}")
        again(factories.published(by=publisher), publisher, acronym="C")
    assert asked() == one


def test_unknown_members_and_areas_have_no_log(client):
    for address in ("/members/x/changes/", "/members/x/changes/feed/", "/areas/x/changes/", "/areas/x/changes/feed/"):
        assert client.get(address).status_code == 404


# ── Feeds ────────


def atom(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314


def test_a_feed_tells_each_release_under_a_name_that_stays(client, nepal, publisher):
    again(nepal, publisher, acronym="NP")
    feed = atom(client, "/members/nepal/changes/feed/")
    titles = [item.findtext(f"{ATOM}title") for item in feed.findall(f"{ATOM}entry")]
    assert titles == ["Nepal: changed", "Nepal: first published here"]
    ids = [item.findtext(f"{ATOM}id") for item in feed.findall(f"{ATOM}entry")]
    again(nepal, publisher, acronym="NPL")
    later = atom(client, "/changes/feed/")
    assert [item.findtext(f"{ATOM}id") for item in later.findall(f"{ATOM}entry")][1:] == ids
    summary = later.find(f"{ATOM}entry").findtext(f"{ATOM}summary")
    assert 'from <del><bdi lang="en">NP</bdi></del> to <ins><bdi lang="en">NPL</bdi></ins>' in summary


def test_a_feed_in_arabic_is_in_arabic(client, nepal):
    feed = atom(client, "/ar/changes/feed/")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert "اسم nepal" in feed.find(f"{ATOM}entry").findtext(f"{ATOM}title")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/ar/changes/",
        "self": "http://testserver/ar/changes/feed/",
    }


def test_what_is_published_cannot_break_a_feed(client, publisher):
    row = factories.published(factories.entity("nepal", name_en="A <b>&amp; \x0b"), by=publisher)
    again(row, publisher, summary_en="<script>alert(1)</script>\x02")
    item = atom(client, "/changes/feed/").find(f"{ATOM}entry")
    assert item.findtext(f"{ATOM}title") == "A <b>&amp; : changed"
    assert "<script>" not in item.findtext(f"{ATOM}summary")


def test_a_feed_holds_fifty_entries_at_most(client, publisher):
    for _number in range(51):
        factories.published(by=publisher)
    assert len(atom(client, "/changes/feed/").findall(f"{ATOM}entry")) == 50


def test_a_feed_answers_304_while_nothing_changed(client, nepal, publisher):
    etag = client.get("/changes/feed/")["ETag"]
    assert client.get("/changes/feed/", headers={"if-none-match": etag}).status_code == 304
    again(nepal, publisher, acronym="NP")
    assert client.get("/changes/feed/", headers={"if-none-match": etag}).status_code == 200


def test_an_empty_feed_stands_still(client, db):
    assert client.get("/changes/feed/").content == client.get("/changes/feed/").content


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/", "/changes/feed/"),
        ("/changes/", "/changes/feed/"),
        ("/members/nepal/", "/members/nepal/changes/feed/"),
        ("/members/nepal/changes/", "/members/nepal/changes/feed/"),
        ("/areas/gender/", "/areas/gender/changes/feed/"),
        ("/ar/areas/gender/changes/", "/ar/areas/gender/changes/feed/"),
    ],
)
def test_pages_name_their_feed(client, nepal, page, feed):
    factories.area("gender")
    with translation.override("ar" if page.startswith("/ar") else "en"):
        html = client.get(page).content.decode()
    assert html.count('type="application/atom+xml" title=') == 1
    assert f'href="{feed}"' in html


def test_an_unknown_parameter_changes_no_byte_of_a_feed(client, publisher):
    factories.published(factories.entity("nepal"), by=publisher)
    plain, more = client.get("/changes/feed/"), client.get("/changes/feed/?x=1")
    assert (plain["ETag"], plain.content) == (more["ETag"], more.content)
