"""What a profile answers first, for each way in which somebody may be or have been a member."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from profiles.reading.facts import Profile
from profiles.site.tags.answers import answer, answer_brief
from profiles.values.choices import Standing

ORIGIN = {"code": "sending", "standing": "member", "label": {"en": "Country of origin", "ar": "دولة منشأ"}}
OBSERVER = {"code": "observer", "standing": "observer", "label": {"en": "Observer", "ar": "مراقب"}}
TODAY = dt.date(2026, 11, 29)
LAST_NAMED = {"end_qualifier": "at_earliest"}


def membership(start, type=OBSERVER, /, **columns):
    """A membership as a document has it."""
    dates = {"start": start, "start_qualifier": "exact", "start_by": "", "start_printed": "", "recorded": "2026-11-28"}
    dates |= {"end": "", "end_qualifier": "exact", "ended": False}
    return dates | {"uid": f"{start}{type['code']}", "type": type, "certainty": "stated", "sources": []} | columns


def profile(*memberships, day=TODAY):
    return Profile({"memberships": list(memberships), "sources": []}, day)


def said(*memberships, day=TODAY, language="en"):
    with translation.override(language):
        return strip_tags(answer(profile(*memberships, day=day)))


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({}, "Member since 2008, as a country of origin."),
        ({"start_printed": "2008-01-01"}, "Member since 2008, as a country of origin."),
        ({"start_qualifier": "about"}, "Member since about 2008, as a country of origin."),
        ({"start_qualifier": "at_latest"}, "Member since 2008 or earlier, as a country of origin."),
        ({"start_qualifier": "at_earliest", "start_by": "2010"}, "Member since 2008 or later, as a country of origin."),
        ({"start": "", "start_by": "2008-01-22"}, "Member since 22 Jan. 2008 or earlier, as a country of origin."),
        ({"start": ""}, "Member, as a country of origin; since when is not stated."),
    ],
)
def test_who_certainly_is_a_member_is_told_since_when_and_as_what(columns, sentence):
    assert said(membership("2008", ORIGIN, **columns)) == sentence


def test_a_type_that_says_no_more_is_not_said_twice():
    assert said(membership("2014")) == "Observer since 2014."


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (
            membership("2021", end="2021-05-27", **LAST_NAMED),
            "Last named as an observer on 27 May 2021; nothing says whether it still is one.",
        ),
        (
            membership("2021", ORIGIN, end="2021-05", **LAST_NAMED),
            "Last named as a country of origin in May 2021; nothing says whether it still is one.",
        ),
        (
            membership("2021", end="2021-05", certainty="not_stated", **LAST_NAMED),
            "Last named in May 2021; no source says whether as an observer.",
        ),
        (membership("2021", certainty="not_stated"), "Took part; no source says whether as an observer."),
        (membership("2021", certainty="disputed"), "Sources differ on whether it was an observer on this day."),
        (membership("2021", end="2026", end_qualifier="about"), "Perhaps an observer, until about 2026."),
        (
            membership("2008", ORIGIN, end="2026", ended=True, **LAST_NAMED),
            "Last named as a country of origin in 2026; when it ended is not stated.",
        ),
        (
            membership("2015", ORIGIN, start_qualifier="at_earliest"),
            "It became a country of origin in 2015 or later; whether by this day is not stated.",
        ),
    ],
)
def test_who_may_be_an_observer_is_told_why_that_is_not_certain(fact, sentence):
    assert said(fact) == sentence


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (
            membership("2016-05-11", start_qualifier="at_latest"),
            "First named as an observer on 11 May 2016; it may have been one before.",
        ),
        (
            membership("2016", start_qualifier="at_latest", certainty="not_stated"),
            "First named in 2016; no source says whether as an observer.",
        ),
        (
            membership("2016", start_qualifier="at_latest", certainty="disputed"),
            "First named in 2016; sources differ on whether as an observer.",
        ),
        (membership("2012", ORIGIN), "It became a country of origin in 2012; whether by this day is not stated."),
        (
            membership("2012", ORIGIN, start_qualifier="about"),
            "It became a country of origin in about 2012; whether by this day is not stated.",
        ),
        (membership("", ORIGIN), "No source says when it became a country of origin."),
        (membership("2014"), "Not yet: an observer from 2014."),
    ],
)
def test_of_an_earlier_day_it_is_told_what_came_after(fact, sentence):
    assert said(fact, day=dt.date(2012, 4, 30)) == sentence


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"end": "2014"}, "No longer a member: a country of origin until 2014."),
        ({"end": "2014", "end_qualifier": "about"}, "No longer a member: a country of origin until about 2014."),
        (
            {"end": "2012-04-18", "ended": True, **LAST_NAMED},
            "No longer a member: last named as a country of origin on 18 Apr. 2012.",
        ),
        ({"ended": True}, "No longer a member: once a country of origin."),
    ],
)
def test_who_left_is_told_until_when(columns, sentence):
    assert said(membership("2008", ORIGIN, **columns)) == sentence


def test_who_came_back_is_told_since_when_first_and_where_sources_differ():
    sentence = "Member since 2019, as a country of origin. It first joined in 2008. Sources differ about 2012 to 2018."
    facts = [
        membership("2008", ORIGIN, end="2009"),
        membership("2012", ORIGIN, end="2012", certainty="disputed"),
        membership("2018-05", end="2018-05", certainty="disputed"),
        membership("2019", ORIGIN),
    ]
    assert said(*facts) == sentence


def test_a_type_that_says_no_more_is_not_said_of_the_past_either():
    assert said(membership("2008", end="2014")) == "No longer an observer: until 2014."
    assert said(membership("2008", end="2014", **LAST_NAMED, ended=True)) == (
        "No longer an observer: last named as one in 2014."
    )
    assert said(membership("2008", ended=True)) == "No longer an observer."


def test_what_came_later_is_not_told_as_past():
    facts = [membership("2009", end="2012", certainty="not_stated", **LAST_NAMED), membership("2015", ORIGIN)]
    assert said(*facts, day=dt.date(2010, 5, 5)) == "Last named in 2012; no source says whether as an observer."


def test_who_left_twice_is_told_by_the_later_time():
    facts = [membership("2008", ORIGIN, end="2012"), membership("", ORIGIN, start_by="2016", end="2020")]
    assert said(*facts) == "No longer a member: a country of origin until 2020. It first joined in 2008."


def test_of_whom_nothing_is_known_it_is_said_that_it_is_neither():
    assert said() == "Neither a member nor an observer on this day."


def test_a_vowel_and_an_acronym_are_written_as_english_writes_them():
    ally, un = (OBSERVER | {"standing": "member", "label": {"en": label, "ar": ""}} for label in ("Ally", "UN agency"))
    assert said(membership("2008", ally)) == "Member since 2008, as an ally."
    assert said(membership("2008", un)) == "Member since 2008, as a UN agency."


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (membership("2008"), "2008"),
        (membership("2008", start_printed="2008-01-01"), "2008"),
        (membership("2016-05-11", start_qualifier="at_latest"), "11 May 2016 or earlier"),
        (membership("2021", end="2021-05", **LAST_NAMED), "last named May 2021"),
        (membership("2008", end="2014"), "until 2014"),
        (membership("2030"), "2030"),
        (membership(""), "not stated"),
    ],
)
def test_a_cell_of_a_list_says_it_briefly(fact, words):
    with translation.override("en"):
        assert strip_tags(answer_brief(profile(fact))) == words


def test_the_arabic_sentence_has_no_english_word():
    fact = membership("2021", end="2021-05-27", **LAST_NAMED)
    for words in (said(fact, language="ar"), said(membership("2008", ORIGIN), language="ar")):
        assert not any(letter.isascii() and letter.isalpha() for letter in words), words


def test_each_standing_has_its_own_sentence():
    for standing in Standing:
        label = {"code": standing, "standing": standing, "label": {"en": standing.label, "ar": ""}}
        assert said(membership("2008", label)) == f"{standing.label} since 2008."
