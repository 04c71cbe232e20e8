"""What the public reads of merged words: everywhere the other, nothing twice; and all as before once it is undone."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.utils import timezone

from profiles.desk.verbs import publishing, vocabulary
from profiles.published.models import Body, MeetingKind, MemberType, Publication, Role, ThematicArea
from tests import factories
from tests.answers import counts, csv_rows, log_entries, names

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/members/",
    "/members/?type=sending&sort=name",
    "/members/?area=old",
    "/members/india/",
    "/members/india/?on=2012",
    "/members/india/versions/1/",
    "/members.csv",
    "/members.json",
    "/members/india/changes/feed/",
    "/areas/",
    "/areas/old/",
    "/areas/new/",
    "/areas/old/changes/",
    "/areas/new/changes/feed/",
    "/roles/",
    "/roles/oldrole/",
    "/roles/newrole/?on=2012",
    "/timeline/",
    "/map/",
    "/between/?from=2000&to=2020",
    "/compare/?member=india&member=kuwait",
    "/cross-membership/",
    "/changes/",
    "/changes/feed/",
    "/meetings/",
    "/meetings/m1/",
    "/meetings/m1/versions/1/",
    "/meetings/m2/",
    "/api/v1/members/?facets=1",
    "/api/v1/members/india/",
    "/api/v1/meetings/",
    "/api/v1/vocabulary/",
    "/api/v1/openapi.json",
    "/sitemap.xml",
    "/ar/members/",
    "/ar/areas/old/",
    "/ar/members/india/",
]
MERGED = [
    (ThematicArea, "old", "new"),
    (Role, "oldrole", "newrole"),
    (Body, "oldbody", "newbody"),
    (MemberType, "oldtype", "sending"),
    (MeetingKind, "oldkind", "newkind"),
]


@pytest.fixture
def words(publisher):
    """India names the old words and the new ones, Kuwait the old, Nepal the new. A meeting names each of both kinds."""
    for model, *codes in MERGED:
        for code in codes:
            factories.word(model, code)
    india = factories.entity("india", start="2008", type="oldtype")
    kuwait = factories.entity("kuwait", start="2008", type="oldtype")
    nepal = factories.entity("nepal", start="2008", type="sending")
    for entity, kinds in ((india, ("old", "new")), (kuwait, ("old",)), (nepal, ("new",))):
        for kind in kinds:
            entity.areas.add(factories.area(kind))
            factories.role_term(entity, f"{kind}role", start="2010")
            factories.affiliation(entity, f"{kind}body", start="2005")
        factories.published(entity, by=publisher)
    for slug, kind in (("m1", "oldkind"), ("m2", "newkind")):
        meeting = factories.meeting(slug, kind, start=f"2011-01-0{slug[1]}")
        meeting.areas.add(factories.area("old"), factories.area("new"))
        factories.published(meeting, by=publisher)


def row(model, code):
    return model.objects.get(code=code)


@pytest.fixture
def merged(words, publisher):
    for model, old, new in MERGED:
        vocabulary.merge(row(model, old), row(model, new), by=publisher)


def answers():
    client, found = Client(), {}
    for address in ADDRESSES:
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        found[address] = (response.status_code, body, response.headers.get("Location"))
    return found


def test_once_it_is_undone_every_answer_is_as_it_was(words, publisher):
    before = answers()
    assert {status for status, _body, _location in before.values()} <= {200, 404}
    for model, old, new in MERGED:
        vocabulary.merge(row(model, old), row(model, new), by=publisher)
    between = answers()
    for model, old, _new in MERGED:
        vocabulary.undo_merging(row(model, old), by=publisher)
    assert answers() == before
    # Stored documents and the log say what they said.
    kept = ("/changes/", "/changes/feed/", "/members/india/changes/feed/", "/api/v1/members/india/")
    assert [address for address in kept if between[address] != before[address]] == []


def test_no_answer_of_now_or_of_a_day_says_the_old_words(merged):
    said = answers()
    # Past versions, the log, and what holds stored documents; the vocabulary says what is merged.
    kept = ("/versions/", "/changes", "/api/v1/members/india/", "/members.json", "/api/v1/vocabulary/")
    for address, (status, body, _location) in said.items():
        text = body.decode("utf-8", "replace")
        if status == 200 and not any(part in address for part in kept):
            for word in ("Old", "oldrole", "oldbody", "oldtype", "oldkind", "/areas/old/", "area=old", "old بالعربية"):
                assert word not in text, (address, word)


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/areas/old/", "/areas/new/"),
        ("/areas/old/?on=2012&x=1", "/areas/new/?on=2012&x=1"),
        ("/ar/areas/old/", "/ar/areas/new/"),
        ("/areas/old/changes/?from=2010", "/areas/new/changes/?from=2010"),
        ("/areas/old/changes/feed/", "/areas/new/changes/feed/"),
        ("/roles/oldrole/", "/roles/newrole/"),
        ("/en/areas/old/", "/areas/new/"),
        ("/members/?area=old", "/members/?area=new"),
        ("/ar/members/?q=a%26b&area=old&sort=name&x=1", "/ar/members/?q=a%26b&area=new&sort=name&x=1"),
        ("/members/?area=old&area=new&role=oldrole", "/members/?area=new&role=newrole"),
        ("/members/?type=oldtype&body=oldbody", "/members/?type=sending&body=newbody"),
        ("/members.csv?area=old", "/members.csv?area=new"),
        ("/timeline/?role=oldrole", "/timeline/?role=newrole"),
        ("/api/v1/members/?area=old&lang=ar", "/api/v1/members/?area=new&lang=ar"),
    ],
)
def test_an_old_address_leads_on_in_one_step_and_may_lead_back_one_day(merged, client, address, other):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, other)
    assert "no-cache" in response["Cache-Control"]
    if "/api/" in address:
        assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(other).status_code == 200


def test_an_address_of_neither_is_an_error_as_before(merged, client):
    assert client.get("/areas/nothing/").status_code == 404
    assert client.get("/members/?area=nothing").status_code == 400
    assert client.get("/members/?area=old&area=nothing", follow=True).status_code == 400


def test_who_names_both_is_counted_once(merged, client):
    assert names(client.get("/members/?area=new")) == ["India", "Kuwait", "Nepal"]
    facets = client.get("/api/v1/members/?facets=1").json()["facets"]
    counted = {(name, choice["code"]): choice["count"] for name, choices in facets.items() for choice in choices}
    assert {key: counted[key] for key in counted if key[1] != "not-stated"} == {
        ("type", "sending"): 3,
        ("standing", "member"): 3,
        ("area", "new"): 3,
        ("role", "newrole"): 3,
        ("body", "newbody"): 3,
    }
    assert counts(client.get("/cross-membership/"))["newbody"]["member"] == 3


def test_lists_and_files_name_the_other_once(merged, client):
    rows = {line["slug"]: line for line in csv_rows(client)}
    assert {line["areas"] for line in rows.values()} == {"new"}
    assert {line["roles"] for line in rows.values()} == {"newrole"}
    assert {line["member_type"] for line in rows.values()} == {"sending"}
    assert [name for name in rows["india"] if name.startswith("body_")] == ["body_newbody"]
    (meeting, _other) = client.get("/api/v1/meetings/").json()["meetings"]
    assert (meeting["kind"], meeting["areas"]) == ("newkind", ["new"])


def test_each_fact_of_a_holder_of_both_is_shown(merged, client):
    """Each has its own dates and sources: words are merged, facts are not."""
    held = [holder.profile["slug"] for holder in client.get("/roles/newrole/").context["succession"].holders]
    assert sorted(held) == ["india", "india", "kuwait", "nepal"]
    assert [area["code"] for area in client.get("/members/india/").context["profile"].areas] == ["new"]


def test_the_vocabulary_says_which_codes_read_as_a_word(merged, client):
    words = client.get("/api/v1/vocabulary/").json()
    assert [(word["code"], word["merged"]) for word in words["areas"]] == [("new", ["old"])]
    assert [(word["code"], word["merged"]) for word in words["meeting_kinds"]] == [("newkind", ["oldkind"])]


def test_past_versions_and_stored_documents_keep_their_own_words(merged, client):
    assert "Oldrole" in client.get("/members/india/versions/1/").content.decode()
    document = client.get("/api/v1/members/india/").json()
    assert sorted(area["code"] for area in document["areas"]) == ["new", "old"]
    assert document == json.loads(Publication.objects.get(slug="india").document)


def test_what_changed_in_a_theme_is_told_of_both(merged, client):
    found = {name for _kind, name in log_entries(client, "/areas/new/changes/") if name}
    assert found == {"India", "Kuwait", "Nepal", "M1", "M2"}


def test_what_is_scheduled_in_the_old_word_comes_in_the_other(words, publisher, client, time_machine):
    time_machine.move_to("2031-05-04 09:00:00Z", tick=False)
    bhutan = factories.entity("bhutan")
    bhutan.areas.add(row(ThematicArea, "old"))
    publishing.schedule(bhutan, by=publisher, at=timezone.now() + dt.timedelta(days=1), override="Alone.")
    vocabulary.merge(row(ThematicArea, "old"), row(ThematicArea, "new"), by=publisher)
    assert "Bhutan" not in names(client.get("/members/?area=new"))
    time_machine.move_to("2031-05-06 09:00:00Z", tick=False)
    assert "Bhutan" in names(client.get("/members/?area=new"))
    assert [area["code"] for area in client.get("/members/bhutan/").context["profile"].areas] == ["new"]


def test_a_chain_leads_to_its_end_in_one_step(merged, publisher, client):
    vocabulary.merge(row(ThematicArea, "new"), factories.area("newest"), by=publisher)
    assert names(client.get("/areas/newest/")) == ["India", "Kuwait", "Nepal"]
    for code in ("old", "new"):
        assert client.get(f"/areas/{code}/")["Location"] == "/areas/newest/"
    vocabulary.undo_merging(row(ThematicArea, "old"), by=publisher)
    assert names(client.get("/areas/old/")) == ["India", "Kuwait"]
    assert names(client.get("/areas/newest/")) == ["India", "Nepal"]
