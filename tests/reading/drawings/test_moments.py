import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_terms_and_consultations_held_so_far_stand_one_below_the_other_latest_first(history, client):
    found = client.get("/timeline/").context["moments"]
    said = [
        (one.meeting.slug if one.meeting else one.holder.profile["slug"], str(one.begins), one.held) for one in found
    ]
    assert said == [
        ("india", "2015-01-01", "possible"),
        ("india", "2012-04-19", "certain"),
        ("m2", "2012-04-19", "certain"),
        ("m1", "2008-01-21", "certain"),
    ]


def test_they_link_to_member_and_meeting_and_say_where_and_how_sure(history, client):
    html = client.get("/timeline/?on=2013").content.decode()
    part = html[html.index('class="moments"') : html.index("</ol>", html.index('class="moments"'))]
    assert 'href="/members/india/?on=2013-12-31"' in part
    assert 'href="/meetings/m2/"' in part
    assert "Manila, Philippines" in part
    assert part.count("Disputed") == 1


def test_a_directory_without_offices_and_meetings_has_none(client, publisher):
    factories.published(factories.entity("a", start="2008"), by=publisher)
    assert client.get("/timeline/").context["moments"] == []
