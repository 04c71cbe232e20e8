"""What somebody was asked about, as it stands now; the signed word that leads there."""

import pytest
from django.core import signing
from django.utils import timezone

from profiles.desk.models import Reminder
from profiles.desk.upkeep import asking
from profiles.desk.verbs import publishing
from profiles.published.models import Publication
from tests import factories
from tests.desk.upkeep.questions import grown_old

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(publisher, time_machine):
    return grown_old("nepal", time_machine, by=publisher)


@pytest.fixture
def question(old):
    facts = Publication.objects.of(old).get().fact_digests()
    person = factories.focal_point("sita", old)
    return Reminder.objects.create(kind="asked", person=person, entry_uid=old.uid, facts=facts, mail_uid=old.uid)


def parts(facts):
    return [fact.part for fact in facts]


def stands(question):
    asked = asking.Asked.of(question)
    return parts(asked.open), parts(asked.confirmed), parts(asked.changed), asked.gone


BOTH = ["memberships", "responsible_entities"]


def test_all_is_open_to_begin_with(question):
    assert stands(question) == (BOTH, [], [], 0)


def test_what_anybody_confirmed_since_is_confirmed(question, old, publisher):
    publishing.confirm(old, by=publisher, facts=[str(old.memberships.get().uid)])
    assert stands(question) == (BOTH[1:], BOTH[:1], [], 0)


def test_what_was_confirmed_before_it_was_asked_about_is_open(old, publisher, time_machine):
    publishing.confirm(old, by=publisher, facts=[str(old.memberships.get().uid)])
    time_machine.shift(60)
    facts = Publication.objects.of(old).get().fact_digests()
    row = Reminder.objects.create(kind="asked", person=publisher, entry_uid=old.uid, facts=facts, mail_uid=old.uid)
    assert stands(row) == (BOTH, [], [], 0)


def test_what_reads_otherwise_is_changed_also_where_that_was_confirmed_before_it_changed(question, old, publisher):
    publishing.confirm(old, by=publisher, facts=[str(old.memberships.get().uid)])
    old.memberships.update(start="2009")
    publishing.publish(old, by=publisher)
    assert stands(question) == (BOTH[1:], [], BOTH[:1], 0)


def test_what_reads_otherwise_and_was_confirmed_so_is_confirmed(question, old, publisher):
    old.memberships.update(start="2009")
    publishing.publish(old, by=publisher)
    publishing.confirm(old, by=publisher, facts=[str(old.memberships.get().uid)])
    assert stands(question) == (BOTH[1:], BOTH[:1], [], 0)


def test_what_is_public_no_more_is_counted(question, old, publisher):
    old.responsible_entities.all().delete()
    publishing.publish(old, by=publisher)
    assert stands(question) == (BOTH[:1], [], [], 1)


def test_of_an_office_it_is_said_how_it_is_reached(question):
    membership, office = asking.Asked.of(question).open
    assert (membership.reached, office.reached) == ([], ["https://example.org"])


def test_a_word_names_its_question_and_no_other(question):
    text = asking.token(question)
    assert asking.read(text) == question
    with pytest.raises(signing.BadSignature):
        asking.read(text + "x")


def test_a_word_is_good_for_thirty_days(question, time_machine):
    text = asking.token(question)
    time_machine.move_to(timezone.now() + timezone.timedelta(days=30, seconds=1), tick=False)
    with pytest.raises(signing.SignatureExpired):
        asking.read(text)


def test_a_word_dies_with_the_password_and_the_sessions(question):
    text = asking.token(question)
    question.person.end_sessions()
    with pytest.raises(asking.Outdated):
        asking.read(text)
    question.refresh_from_db()
    text = asking.token(Reminder.objects.get())
    question.person.set_password("another long password")
    question.person.save(update_fields=["password"])
    with pytest.raises(asking.Outdated):
        asking.read(text)


def test_a_word_says_nothing_of_the_account(question):
    text = asking.token(question)
    assert signing.loads(text, salt=asking.SALT)[0] == question.pk
    assert "sita" not in str(signing.loads(text, salt=asking.SALT))
    assert len(text) < 150
