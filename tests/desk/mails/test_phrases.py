"""What several e-mails say in the same words."""

import datetime as dt

import pytest
from django.utils import translation

from profiles.desk.mails import phrases


@pytest.mark.django_db
def test_the_end_of_a_notice_says_why_it_came_and_where_to_want_none(settings):
    settings.SITE_URL = "https://members.example.org"
    assert phrases.why(phrases.MAY_PUBLISH) == (
        "You get this e-mail because you may publish in the member directory of this organization. Whether you get"
        " any, and in which language, you choose here: https://members.example.org/admin/account/"
    )
    with translation.override("ar"):
        assert phrases.why(phrases.MAY_PUBLISH).endswith("https://members.example.org/ar/admin/account/")


def test_a_day_in_a_subject_is_that_of_the_portal():
    assert phrases.day(dt.datetime(2026, 12, 4, 21, tzinfo=dt.UTC)) == "5 December"
