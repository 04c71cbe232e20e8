import pytest

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
