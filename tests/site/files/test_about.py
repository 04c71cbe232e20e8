import pytest
from django.http import QueryDict
from django.utils import translation

from profiles.reading.reading import Reading, parse_day
from profiles.site.files.about import about
from profiles.site.publisher import publisher
from profiles.values.choices import Licence

pytestmark = pytest.mark.django_db
SITE = "https://example.org"


def test_a_file_says_where_it_is_from_of_which_day_and_under_which_licence(nepal):
    reading = Reading.now()
    query = QueryDict("type=sending&on=2012")
    made = about(reading.on(parse_day("2012", reading.today)), SITE, "/facts.csv", query)
    wanted = {
        "source": "https://example.org/members/",
        "address": "https://example.org/facts.csv?type=sending&on=2012",
        "as_of": "2012-12-31",
        "generated": reading.today.isoformat(),
        "filters": {"type": ["sending"]},
        "licence": Licence.CC_BY.address,
        "documentation": "https://example.org/api/",
    }
    assert {name: made.said[name] for name in wanted} == wanted
    assert made.said["publisher"]["name"]["en"]
    assert ("Publisher", publisher().name["en"]) in made.notes
    assert ("Filters", "Member type: Sending") in made.notes


def test_its_words_are_in_the_readers_language(nepal):
    with translation.override("ar"):
        made = about(Reading.now(), SITE, "/ar/facts.csv", QueryDict())
    notes = made.notes
    assert made.right_to_left
    assert notes[0][1] == "https://example.org/ar/members/"
    assert notes[0][0] != "Source"
