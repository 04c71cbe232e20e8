"""The letter that asks whether facts are still true."""

import pytest

from profiles.desk.mails import letters
from profiles.desk.models import Mail, User
from profiles.desk.upkeep import asking
from profiles.desk.verbs import publishing, reminding
from tests import factories
from tests.desk.upkeep.questions import grown_old, link_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(settings, publisher, time_machine):
    """Writes the one that is queued for who keeps Nepal."""
    settings.SITE_URL, settings.MAIL_SENDER = "https://members.example.org", "command"
    factories.focal_point("sita", grown_old("nepal", time_machine, by=publisher))
    reminding.remind()
    return lambda: letters.write(Mail.objects.get())


def test_it_names_the_profile_its_facts_and_the_way_for_changes(letter):
    lines = letter().body.splitlines()
    assert lines[2:5] == [
        "Nepal",
        "– membership: Sending, 2008 – today",
        "– responsible entity: Ministry of Labour, not stated – today",
    ]
    assert "https://members.example.org/admin/stale/" in lines
    assert lines[6].startswith("https://members.example.org/still-true/")


def test_its_link_names_the_question(letter):
    token = link_in(letter().body).split("/")[-2]
    assert asking.read(token).person.username == "sita"


def test_each_try_has_a_link_that_is_as_good_as_the_first(letter, client):
    for _try in range(2):
        assert client.get(link_in(letter().body)).status_code == 200


def test_a_name_with_marks_stands_as_it_is(letter, publisher):
    sita = User.objects.get(username="sita")
    entity = sita.assigned_entities.get()
    factories.published_again(entity, by=publisher, name_en="Côte d'Ivoire & “others”")
    message = letter()
    assert message.subject == "Is this still true? Côte d'Ivoire & “others”"
    assert "Côte d'Ivoire & “others”" in message.body


def test_it_is_for_nobody_once_the_profile_is_withdrawn(letter, publisher):
    entity = User.objects.get(username="sita").assigned_entities.get()
    publishing.withdraw(entity, by=publisher, reason=("a", "b"))
    assert letter() is None
