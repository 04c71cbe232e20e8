"""The list of profiles says and filters which translations lag."""

import pytest

from profiles.desk.models import Entity
from tests import factories
from tests.desk.admin.forms import url
from tests.desk.verbs.test_levelling import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def several():
    saved(saved(factories.entity("behind")), summary_en="New.")
    saved(factories.entity("missing", summary_ar=""))
    saved(factories.entity("level"))
    both = saved(factories.entity("both", body_ar="<p>نص</p>"))
    saved(both, summary_en="New.", name_ar="")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"behind", "missing", "level", "both"}),
        ("?translations=behind", {"behind", "both"}),
        ("?translations=missing", {"missing", "both"}),
        ("?translations=level", {"level"}),
        ("?translations=behind&q=both", {"both"}),
        ("?translations=x", {"behind", "missing", "level", "both"}),
    ],
)
def test_the_list_filters_by_what_lags(desk, several, query, expected):
    page = desk.get(url("changelist") + query)
    assert {row.slug for row in page.context["cl"].result_list} == expected


def test_the_column_says_it_in_words(desk, several):
    html = desk.get(url("changelist")).content.decode()
    assert html.count('<td class="field-translations">Arabic: 1 behind</td>') == 1
    assert '<td class="field-translations">Arabic: 1 missing</td>' in html
    assert '<td class="field-translations">up to date</td>' in html
    assert '<td class="field-translations">Arabic: 1 behind, 1 missing, English: 1 missing</td>' in html


def test_a_focal_point_finds_their_own_alone(client, several):
    client.force_login(factories.focal_point("focal", Entity.objects.get(slug="behind")))
    page = client.get(url("changelist") + "?translations=behind")
    assert [row.slug for row in page.context["cl"].result_list] == ["behind"]


@pytest.mark.parametrize("number", [1, 5])
def test_filtering_costs_a_fixed_number_of_queries(desk, django_assert_max_num_queries, number):
    for _ in range(number):
        saved(saved(factories.entity()), summary_en="New.")
    with django_assert_max_num_queries(25):
        desk.get(url("changelist") + "?translations=behind")


def test_each_choice_is_counted_where_counts_are_asked_for(desk, several):
    html = desk.get(url("changelist") + "?_facets=True").content.decode()
    assert [words in html for words in ("Behind (2)", "Missing (2)", "All level (1)")] == [True, True, True]
