"""What deserves a second look before it is proposed or published."""

import pytest
from django.urls import reverse

from profiles.desk import secondlooks, workingcopy
from profiles.desk.verbs import proposing
from profiles.published.models import Role
from tests import factories
from tests.desk.admin.forms import url
from tests.desk.verbs.steps import change

pytestmark = pytest.mark.django_db


def chair(**columns):
    factories.word(Role, "chair", single_holder=True)
    return factories.role_term(factories.entity(), "chair", **columns)


def shared_roles(entity):
    content = workingcopy.document(entity)
    return secondlooks.shared_roles([content])[content["uid"]]


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ({"start": "2020", "end": "2024"}, {"start": "2022"}, True),
        ({"start": "2020", "end": "2022"}, {"start": "2022"}, False),
        ({"start": "2020", "end": "2022", "end_qualifier": "about"}, {"start": "2021-06", "end": "2023"}, False),
        ({"start": "2020", "certainty": "inferred"}, {"start": "2022"}, True),
        ({"start": "2020", "certainty": "disputed"}, {"start": "2022"}, False),
        ({"start": "2020"}, {"start": "2022", "certainty": "not_stated"}, False),
    ],
)
def test_a_role_for_one_holder_is_warned_of_where_another_certainly_holds_it_too(first, second, shared):
    other, own = chair(**first), chair(**second)
    sentences = [f"Chair has one holder at a time, but {other.entity} holds it too: {other.period()}."]
    assert shared_roles(own.entity) == (sentences if shared else [])


def test_a_role_for_several_holders_is_shared_without_a_warning(db):
    factories.role_term(factories.entity(), "host")
    assert shared_roles(factories.role_term(factories.entity(), "host").entity) == []


def test_a_role_that_was_merged_is_for_one_holder_as_what_it_reads_as(db):
    other, own = chair(start="2020"), factories.role_term(factories.entity(), "old-chair", start="2021")
    Role.objects.filter(code="old-chair").update(merged_into=Role.objects.get(code="chair"))
    assert len(shared_roles(own.entity)) == len(shared_roles(other.entity)) == 1


def test_two_terms_of_one_entity_are_no_second_holder(db):
    own = chair(start="2020")
    factories.role_term(own.entity, "chair", start="2021")
    assert shared_roles(own.entity) == []


def test_memberships_and_roles_without_a_source_are_named_in_one_sentence(db):
    entity = factories.entity()
    factories.role_term(entity, "host")
    assert secondlooks.without_source(workingcopy.document(entity)) == ["No source is given for: Sending, Host."]
    for rows in (entity.memberships, entity.role_terms):
        rows.update(sources=[{"code": "a-list", "carries": "all"}])
    assert secondlooks.without_source(workingcopy.document(entity)) == []


def test_every_page_before_the_public_warns_of_a_second_holder_and_of_what_has_no_source(client, publisher, editor):
    other, own, more = (chair(start="2020").entity for _ in range(3))
    for row in (own, more):
        change(row, "New.", editor)
    alone = proposing.propose(other, by=editor, message="Why.")
    together = proposing.propose_together([own, more], by=editor, message="Both.")[0].bundle
    pages = [
        url("propose", own.pk),
        url("publish", own.pk),
        url("review", other.pk, alone.pk),
        f"{reverse('admin:profiles_entity_bundle')}?id={own.pk}",
        f"{reverse('admin:profiles_entity_propose_together')}?id={own.pk}",
        reverse("admin:profiles_entity_review_together", args=[together]),
    ]
    client.force_login(publisher)
    for page in pages:
        html = client.get(page).content.decode()
        assert f"but {more.name_en} holds it too" in html, page
        assert "No source is given for: Sending, Chair." in html, page


def test_the_warnings_of_several_cost_as_many_queries_as_those_of_one(django_assert_num_queries):
    entities = [chair(start="2020").entity for _ in range(5)]
    contents = list(workingcopy.documents_of(entities).values())
    for several in (contents[:1], contents):
        with django_assert_num_queries(2):
            secondlooks.shared_roles(several)
