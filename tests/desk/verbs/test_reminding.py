"""Who is asked whether facts are still true, how often, and who is told that nobody answered."""

import pytest
from django.core import mail as outgoing

from profiles.desk.mails import sending
from profiles.desk.models import Assignment, Event, Mail, Reminder, User
from profiles.desk.verbs import proposing, publishing, reminding, savedcopies
from profiles.published.models import Publication
from tests import factories
from tests.desk.upkeep.questions import counts, grown_old, link_in, pass_days
from tests.desk.verbs.test_releases import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_hand(settings):
    settings.MAIL_SENDER = "command"


@pytest.fixture
def old(publisher, time_machine):
    return grown_old("nepal", time_machine, by=publisher)


@pytest.fixture
def sita(old):
    return factories.focal_point("sita", old)


def asked(done):
    return [(str(person), [profile.publication.slug for profile in profiles]) for person, profiles in done.asked]


def told(done):
    return [
        (str(person), [(row.profile.publication.slug, str(row.since.date()), row.people) for row in found])
        for person, found in done.told
    ]


def sent():
    """What goes out now, by whom it is to."""
    outgoing.outbox.clear()
    sending.send_due()
    return {message.to[0].partition("@")[0]: message for message in outgoing.outbox}


# ── Who is asked ────────


def test_who_keeps_a_profile_gets_one_mail_about_all_that_they_keep(old, sita, publisher, time_machine):
    oman = grown_old("oman", time_machine, by=publisher)
    Assignment.objects.create(user=sita, entity=oman)
    assert asked(reminding.remind()) == [("sita", ["nepal", "oman"])]
    messages = sent()
    assert list(messages) == ["sita"]
    body = messages["sita"].body
    assert messages["sita"].subject == "Is this still true? Nepal, Oman"
    assert body.count("/still-true/") == 2
    assert body.count("membership: Sending, 2008 – today") == 2
    rows = Reminder.objects.order_by("pk")
    assert [(row.kind, row.person, row.entry_uid) for row in rows] == [
        ("asked", sita, old.uid),
        ("asked", sita, oman.uid),
    ]
    assert rows[0].facts == Publication.objects.of(old).get().fact_digests()
    assert {row.mail_uid for row in rows} == {Mail.objects.get().uid}
    events = Event.objects.filter(verb="remind").order_by("pk")
    assert [(event.subject, event.actor, event.details["person"]) for event in events] == [
        ("nepal", None, "sita"),
        ("oman", None, "sita"),
    ]


def test_of_what_nobody_keeps_the_editors_are_asked(old, editor, publisher):
    assert asked(reminding.remind()) == [("publisher", ["nepal"]), ("editor", ["nepal"])]


@pytest.mark.parametrize("columns", [{"mails": False}, {"email": ""}, {"is_active": False}])
def test_the_editors_are_asked_too_where_who_keeps_it_is_not_written_to(old, sita, columns, publisher):
    User.objects.filter(pk=sita.pk).update(**columns)
    assert asked(reminding.remind()) == [("publisher", ["nepal"])]


def test_a_focal_point_is_asked_about_their_own_alone(old, sita, publisher, time_machine):
    oman = grown_old("oman", time_machine, by=publisher)
    factories.focal_point("ali", oman)
    assert asked(reminding.remind()) == [("sita", ["nepal"]), ("ali", ["oman"])]
    messages = sent()
    assert "Oman" not in messages["sita"].body
    assert "Nepal" not in messages["ali"].body


def test_nobody_is_asked_about_what_is_young(publisher, entity):
    factories.focal_point("sita", entity)
    assert asked(reminding.remind()) == []
    assert counts() == (0, 0)


def test_a_letter_has_no_more_profiles_than_somebody_reads(old, sita, publisher, time_machine, monkeypatch):
    monkeypatch.setattr(reminding, "MOST", 1)
    Assignment.objects.create(user=sita, entity=grown_old("oman", time_machine, by=publisher))
    assert asked(reminding.remind()) == [("sita", ["nepal"])]


def test_what_has_no_room_comes_first_in_the_next_and_the_letter_says_how_much_it_is(
    old, sita, publisher, time_machine, monkeypatch
):
    monkeypatch.setattr(reminding, "MOST", 2)
    for slug in ("oman", "qatar", "kuwait", "bahrain"):
        Assignment.objects.create(user=sita, entity=grown_old(slug, time_machine, by=publisher))
    rounds = []
    for _month in range(3):
        rounds += [slugs for _person, slugs in asked(reminding.remind())]
        assert "And 3 more, in the list of facts to look at again: http" in sent()["sita"].body
        pass_days(30, time_machine)
    assert rounds == [["bahrain", "kuwait"], ["nepal", "oman"], ["qatar", "bahrain"]]


def test_whoever_may_change_all_reads_who_else_was_asked(old, editor, publisher):
    reminding.remind()
    messages = sent()
    assert "Also asked: publisher." in messages["editor"].body
    assert "Also asked: editor." in messages["publisher"].body


def test_who_keeps_a_profile_does_not_read_who_else_does(old, sita):
    factories.focal_point("ali", old)
    reminding.remind()
    assert "Also asked" not in sent()["sita"].body


def test_these_mails_too_say_why_they_come_and_where_none_is_chosen(old, sita, publisher, time_machine):
    reminding.remind()
    pass_days(14, time_machine)
    reminding.remind()
    messages = sent()
    assert "because you keep these profiles in the member directory" in messages["sita"].body
    assert "because you may publish in the member directory" in messages["publisher"].body
    for message in messages.values():
        assert "Whether you get any, and in which language, you choose here: http" in message.body


def test_a_mail_in_arabic_is_arabic_to_its_link(old, sita):
    User.objects.filter(pk=sita.pk).update(language="ar")
    reminding.remind()
    message = sent()["sita"]
    assert "اسم nepal" in message.subject
    assert link_in(message.body).startswith("/ar/still-true/")
    assert message.extra_headers["Content-Language"] == "ar"
    assert "/ar/admin/stale/" in message.body


# ── How often ────────


def test_twice_sends_once(old, sita):
    reminding.remind()
    before = counts()
    assert asked(reminding.remind()) == []
    assert counts() == before == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_several_at_a_time_send_once(publisher, time_machine):
    old = grown_old("nepal", time_machine, by=publisher)
    factories.focal_point("sita", old)
    assert at_once(*[reminding.remind] * 4) == []
    assert counts() == (1, 1)
    pass_days(14, time_machine)
    assert at_once(*[reminding.remind] * 4) == []
    assert [row.kind for row in Reminder.objects.order_by("pk")] == ["asked", "escalated"]
    assert counts() == (2, 2)


def test_nobody_is_written_to_again_before_thirty_days(old, sita, time_machine, publisher):
    reminding.remind()
    pass_days(29, time_machine)
    assert asked(reminding.remind()) == []
    pass_days(1, time_machine)
    assert asked(reminding.remind()) == [("sita", ["nepal"])]


def test_what_was_confirmed_before_the_mail_goes_is_not_in_it(old, sita):
    reminding.remind()
    publishing.confirm(old, by=sita, facts=[str(old.memberships.get().uid)])
    body = sent()["sita"].body
    assert "Ministry of Labour" in body
    assert "membership" not in body


def test_no_mail_goes_where_nothing_is_open_any_more(old, sita):
    reminding.remind()
    publishing.confirm(old, by=sita, facts=[*Publication.objects.of(old).get().fact_digests()])
    assert sent() == {}
    assert Mail.objects.get().state == "nobody"


def test_no_mail_goes_to_who_keeps_it_no_more(old, sita):
    reminding.remind()
    Assignment.objects.all().delete()
    assert sent() == {}


def test_no_row_holds_the_link(old, sita):
    reminding.remind()
    assert [(row.subject, row.body) for row in Mail.objects.all()] == [("", "")]


# ── Where nobody answers ────────


def test_publishers_are_told_once_where_nobody_answered_within_a_fortnight(old, sita, publisher, time_machine):
    reminding.remind()
    pass_days(13, time_machine)
    assert told(reminding.remind()) == []
    pass_days(1, time_machine)
    silent = [("nepal", "2026-05-04", ["sita"])]
    assert told(reminding.remind()) == [("publisher", silent)]
    assert told(reminding.remind()) == []
    message = sent()["publisher"]
    assert message.subject == "Nobody has confirmed these facts"
    assert "Nepal: 2 facts, asked since 4 May 2026: sita" in message.body
    assert "/admin/stale/" in message.body
    assert "/still-true/" not in message.body
    pass_days(29, time_machine)
    assert told(reminding.remind()) == []
    pass_days(1, time_machine)
    assert told(reminding.remind()) == [("publisher", silent)]


def test_who_publishes_and_is_asked_is_told_too(old, publisher, time_machine):
    reminding.remind()
    pass_days(14, time_machine)
    assert told(reminding.remind()) == [("publisher", [("nepal", "2026-05-04", ["publisher"])])]


def test_what_was_confirmed_is_answered(old, sita, publisher, time_machine):
    reminding.remind()
    publishing.confirm(old, by=sita, facts=[*Publication.objects.of(old).get().fact_digests()])
    pass_days(14, time_machine)
    assert told(reminding.remind()) == []


def test_of_what_was_confirmed_in_part_the_rest_is_told(old, sita, publisher, time_machine):
    reminding.remind()
    publishing.confirm(old, by=sita, facts=[str(old.memberships.get().uid)])
    pass_days(14, time_machine)
    ((_person, (row,)),) = reminding.remind().told
    assert [fact.part for fact in row.profile.facts] == ["responsible_entities"]


@pytest.mark.parametrize("answer", ["proposal", "wish"])
def test_a_proposal_or_a_wish_since_is_an_answer(old, sita, publisher, time_machine, answer):
    reminding.remind()
    pass_days(1, time_machine)
    if answer == "wish":
        proposing.ask(old, by=sita, words="The ministry has another name.")
    else:
        old.responsible_entities.update(name_en="Ministry of Work")
        savedcopies.save(old, by=sita)
        proposing.propose(old, by=sita, message="Another name.")
    pass_days(14, time_machine)
    assert told(reminding.remind()) == []
