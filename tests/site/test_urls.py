"""What holds at every public address: one heading, a fixed number of queries, and an answer whatever is asked."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/", "/members/", "/areas/", "/roles/", "/sources/", "/about/", "/contact/", "/licence/", "/accessibility/"],
)
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_pages_answer_with_one_h1_in_both_languages(page_texts, client, prefix, address):
    response = client.get(prefix + address)
    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1
    assert f'<html lang="{"ar" if prefix else "en"}"' in response.content.decode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.one_of(
        st.binary(max_size=60).map(lambda raw: "".join(f"%{byte:02X}" for byte in raw)),
        st.text(alphabet="qtypesortarea=&%0aFD8;[]+-.1e*\"'", max_size=80),
        st.lists(
            st.tuples(
                st.sampled_from(["q", "type", "standing", "area", "role", "sort", "page", "x"]),
                st.text(max_size=12) | st.integers().map(str),
            ),
            max_size=5,
        ).map(lambda pairs: "&".join(f"{key}={quote(value, errors='replace')}" for key, value in pairs)),
    ),
    address=st.sampled_from(
        ["/", "/search/", "/members/", "/ar/members/", "/areas/", "/sources/", "/about/", "/members/india/"]
    ),
)
def test_any_query_string_is_answered_200_or_400(db, client, query, address):
    response = client.get(address, QUERY_STRING=query)
    assert response.status_code in (200, 400, 404)
    if response.status_code == 400:
        assert response.context["reason"]


@pytest.mark.parametrize("number", [1, 3])
def test_pages_cost_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for index in range(number):
        entity = factories.entity(f"state-number-{index}")
        factories.role_term(entity, "chair", f"20{10 + index}", end="" if index == 0 else f"20{11 + index}")
        entity.areas.add(factories.area())
        factories.published(entity, by=publisher)
    client.get("/")
    client.get("/members/")
    client.get("/areas/fair-recruitment/")
    for address, queries in (
        ("/", 4),
        ("/members/", 1),
        ("/members/state-number-0/", 6 if number > 1 else 5),
        ("/areas/", 2),
        ("/areas/fair-recruitment/", 1),
        ("/roles/", 3),
        ("/roles/chair/", 3),
    ):
        with django_assert_num_queries(queries, info=address):
            client.get(address)


def test_the_addresses_of_views_follow_the_language(db):
    with translation.override("ar"):
        assert reverse("timeline") == "/ar/timeline/"
