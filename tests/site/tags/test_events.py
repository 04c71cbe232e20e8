import datetime as dt

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from profiles.reading import facts, happenings
from profiles.reading.reading import Reading
from profiles.site.tags.events import BODIES, SENTENCES, event_date, sentence
from profiles.values.choices import Status
from tests import factories

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2009, 12, 31), dt.date(2010, 12, 31)


def told(publisher, entity):
    """What is told of a profile between the two days, each with its date."""
    factories.published(entity, by=publisher)
    reading = Reading.now()
    context = {"reading": reading, "first": FIRST, "last": LAST}
    rows = happenings.between(facts.profiles(reading.live(), reading.on(LAST)), FIRST, LAST)
    return [(strip_tags(event_date(row)), sentence(context, row)) for row in rows]


def test_a_sentence_leads_to_the_profile_of_the_last_day_and_to_the_role(publisher):
    nepal = factories.entity("nepal", start="2001")
    factories.role_term(nepal, "chair", "2010-05-01")
    assert told(publisher, nepal) == [
        (
            "1 May 2010",
            '<a href="/members/nepal/?on=2010-12-31">Nepal</a> took up the role of <a href="/roles/chair/">chair</a>.',
        )
    ]


def test_what_ended_leads_to_the_profile_before_it_did(publisher):
    nepal = factories.entity("nepal", start="2001")
    factories.affiliation(nepal, "ilo", "chair", "2001", end="2010-05-01")
    assert told(publisher, nepal) == [
        (
            "1 May 2010",
            '<a href="/members/nepal/?on=2009-12-31">Nepal</a> was the chair of the '
            '<a href="/cross-membership/#body-ilo">Ilo</a> up to then.',
        )
    ]


def test_who_was_last_named_is_told_with_that_day_whether_or_not_it_is_over(publisher):
    nepal = factories.entity("nepal", type=None)
    columns = {"end": "2010-05-01", "end_qualifier": "at_earliest"}
    factories.membership(nepal, "observer", "2001", ended=True, **columns)
    factories.affiliation(nepal, "ilo", start="2001", **columns)
    assert [(date, strip_tags(text)) for date, text in told(publisher, nepal)] == [
        ("1 May 2010", "Nepal was last named as an observer."),
        ("1 May 2010", "Nepal was last named as a member of the Ilo."),
    ]


def test_what_began_and_ended_is_told_with_both_its_dates(publisher):
    nepal = factories.entity("nepal", start="2001")
    factories.responsible_entity(nepal, "Ministry of Work", start="2010-02-01", end="2010-05-01")
    ((date, text),) = told(publisher, nepal)
    assert date == "1 Feb. 2010 – 1 May 2010"
    assert strip_tags(text) == "Nepal: Ministry of Work was responsible."


def test_who_was_named_on_days_is_told_with_the_first_and_the_last(publisher):
    nepal = factories.entity("nepal", type=None)
    columns = {"start_qualifier": "at_latest", "end_qualifier": "at_earliest", "ended": True}
    factories.membership(nepal, "observer", "2010-05-01", end="2010-05-03", **columns)
    factories.affiliation(nepal, "ilo", start="2010-05", end="2010-11-02", **columns)
    assert [(date, strip_tags(text)) for date, text in told(publisher, nepal)] == [
        ("1–3 May 2010", "Nepal was named as an observer."),
        ("May 2010 – 2 Nov. 2010", "Nepal was named as a member of the Ilo."),
    ]


def test_about_a_date_stays_about_it(publisher):
    nepal = factories.entity("nepal", type=None)
    factories.membership(nepal, "observer", "2010-05", start_qualifier="about", end="2010-09", certainty="not_stated")
    assert [(date, strip_tags(text)) for date, text in told(publisher, nepal)] == [
        ("about May 2010 – Sep. 2010", "Nepal was named as an observer."),
    ]


def test_only_who_had_no_membership_before_joined_and_only_who_has_none_after_left(publisher):
    nepal = factories.entity("nepal", type=None)
    factories.membership(nepal, "observer", "2001", end="2010-02-01")
    factories.membership(nepal, "sending", "2010-05-01", end="2010-08-01")
    factories.membership(nepal, "receiving", "2010-07-01", certainty="disputed")
    assert [(date, strip_tags(text)) for date, text in told(publisher, nepal)] == [
        ("1 Feb. 2010", "Nepal left this organization, having been an observer."),
        ("1 May 2010 – 1 Aug. 2010", "Nepal was a sending."),
        ("1 July 2010", "Nepal was named as a receiving."),
    ]


def test_a_name_is_never_markup(publisher):
    ((_date, text),) = told(publisher, factories.entity("nepal", start="2010-05-01", name_en="<b>{who}</b>"))
    assert "&lt;b&gt;{who}&lt;/b&gt;</a> joined this organization as a sending." in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_kind_of_event_has_a_sentence_of_the_same_words_in_both_languages(language):
    statuses = set(Status) - {Status.NONE, Status.NOT_STATED}
    words = dict.fromkeys(("who", "what", "role", "body", "office", "former", "in_short"), "x")
    with translation.override(language):
        assert all(set(found) == statuses for found in BODIES.values())
        for found in (*SENTENCES.values(), *BODIES.values()):
            assert all("x" in str(message).format(**words) for message in found.values())
