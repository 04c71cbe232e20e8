import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Concat

from profiles.desk import workingcopy
from profiles.desk.models import Entity
from profiles.desk.verbs import publishing, savedcopies
from profiles.published import documents
from profiles.published.models import Body, MemberType, Publication, Role, Source, ThematicArea
from tests import factories

pytestmark = pytest.mark.django_db


def full_entity():
    """An entity with a row of everything, and text in both languages."""
    entity = factories.organization(
        "iom", acronym_en="IOM", body_en="<p>Text</p>", body_ar="<p>نص</p>", website="https://iom.int"
    )
    factories.membership(entity, "member", "2001", end="2007", certainty="inferred", note_en="n", note_ar="م")
    factories.role_term(
        entity, "secretariat", "2008-01", end="2012-04", sources=factories.cites("IOM", "http://x.org/")
    )
    factories.role_term(entity, "host", "2014-11-27", end="2014-11-27", start_qualifier="about")
    factories.affiliation(entity, "ilo", "none", "", ended=True)
    factories.affiliation(entity, "colombo-process", "technical_secretariat", "")
    factories.responsible_entity(entity, "Second", position=2, text_en="<p>Long</p><h4>More</h4>", contact_ar="هاتف")
    factories.responsible_entity(entity, "First", position=1)
    entity.areas.add(factories.area(), factories.area("gender"))
    return entity


def test_a_document_applied_gives_the_same_document():
    content = workingcopy.document(full_entity())
    Entity.objects.all().delete()
    again = workingcopy.apply(content, Entity(uid=content["uid"]))
    assert workingcopy.document(Entity.objects.get(pk=again.pk)) == content


def test_applying_keeps_rows_by_uid_and_removes_the_others():
    entity = full_entity()
    content = workingcopy.document(entity)
    kept = set(entity.role_terms.values_list("pk", flat=True))
    factories.role_term(entity, "chair", "2020")
    workingcopy.apply(content, entity)
    assert set(entity.role_terms.values_list("pk", flat=True)) == kept


def test_applying_refuses_a_word_that_does_not_exist_and_says_which():
    content = workingcopy.document(full_entity())
    content["areas"][0]["code"] = "nonsense"
    with pytest.raises(ValidationError, match="The thematic area “nonsense” does not exist"):
        workingcopy.apply(content, Entity.objects.get())


def test_all_words_that_the_vocabulary_lacks_are_named_each_once():
    content = workingcopy.document(full_entity())
    assert workingcopy.missing_vocabulary(content) == []
    for model in (ThematicArea, Source, MemberType, Role, Body):
        model._base_manager.update(code=Concat(Value("x-"), "code"))
    assert workingcopy.missing_vocabulary(content) == [
        "The thematic area “fair-recruitment” does not exist.",
        "The thematic area “gender” does not exist.",
        "The source “iom” does not exist.",
        "The member type “member” does not exist.",
        "The member type “observer” does not exist.",
        "The role “secretariat” does not exist.",
        "The role “host” does not exist.",
        "The other body “colombo-process” does not exist.",
        "The other body “ilo” does not exist.",
    ]


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"slug": "no slug"}, "^profile Iom: slug: "),
        ({"memberships": {"start": "2008-13"}}, "^membership .*: start: “2008-13” is not in the calendar"),
        ({"memberships": {"start": "2008", "end": "2007"}}, "^membership .*: end: The end is before the start."),
    ],
)
def test_what_breaks_a_rule_is_named_with_its_row_and_field(broken, sentence):
    entity = full_entity()
    content = workingcopy.document(entity)
    facts = {key: [content[key][0] | said, *content[key][1:]] for key, said in broken.items() if key in documents.FACTS}
    with pytest.raises(ValidationError) as refused:
        workingcopy.apply(content | broken | facts, entity)
    assert re.search(sentence, refused.value.messages[0]), refused.value.messages


@pytest.mark.parametrize("number", [1, 3])
def test_several_documents_cost_as_many_queries_as_one(django_assert_num_queries, number):
    rows = [full_entity(), factories.entity(), factories.entity()][:number]
    with django_assert_num_queries(6):
        assert workingcopy.documents_of(rows).keys() == {row.pk for row in rows}


def test_applying_does_not_change_the_address_of_what_is_published():
    entity = factories.published()
    content = workingcopy.document(entity) | {"slug": "elsewhere"}
    assert workingcopy.apply(content, entity).slug != "elsewhere"


def test_responsible_entities_stand_as_arranged_and_facts_by_their_start():
    content = workingcopy.document(full_entity())
    assert [row["name"]["en"] for row in content["responsible_entities"]] == ["First", "Second"]
    assert [row["start"] for row in content["memberships"]] == ["2001", "2008"]


# ── When a fact was recorded ────────


@pytest.fixture
def long_ago(publisher, time_machine):
    """A profile with a membership without a start, saved on 3 May 2024 and published two days later."""
    time_machine.move_to(dt.datetime(2024, 5, 3, 12, tzinfo=dt.UTC))
    entity = factories.entity("nepal", start="")
    time_machine.move_to(dt.datetime(2024, 5, 5, 12, tzinfo=dt.UTC))
    factories.published(entity, by=publisher)
    time_machine.move_to(dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC))
    return entity


def certain_from(entity):
    latest = Publication.objects.of(entity).latest("number")
    return latest.facets.get(kind="type").certain_from.isoformat(), latest.content()["memberships"][0]["recorded"]


def test_publishing_anew_moves_nothing_that_was_certain_on_past_days(long_ago, publisher):
    assert certain_from(long_ago) == ("2024-05-03", "2024-05-03")
    factories.published_again(long_ago, by=publisher, summary_en="Another.")
    assert certain_from(long_ago) == ("2024-05-03", "2024-05-03")


def test_a_fact_that_is_restored_keeps_its_day(long_ago, publisher):
    long_ago.memberships.all().delete()
    factories.membership(long_ago, "observer", "2020")
    publishing.publish(long_ago, by=publisher)
    savedcopies.restore(Publication.objects.of(long_ago).get(number=1), by=publisher)
    publishing.publish(long_ago, by=publisher, override="Alone on duty.")
    assert certain_from(long_ago) == ("2024-05-03", "2024-05-03")


def test_a_fact_that_is_imported_again_keeps_its_day(long_ago):
    content = workingcopy.document(long_ago)
    content["memberships"][0]["recorded"] = ""
    workingcopy.apply(content, long_ago)
    assert workingcopy.document(long_ago)["memberships"][0]["recorded"] == "2024-05-03"
    long_ago.memberships.all().delete()
    workingcopy.apply(content, long_ago)
    assert workingcopy.document(long_ago)["memberships"][0]["recorded"] == "2024-05-03"


def test_a_fact_is_recorded_on_the_day_of_its_first_save(long_ago):
    factories.membership(long_ago, "observer", "")
    days = [fact["recorded"] for fact in workingcopy.document(long_ago)["memberships"]]
    assert sorted(days) == ["2024-05-03", "2026-11-28"]


@pytest.mark.parametrize("rows", [1, 3])
def test_all_words_of_a_document_are_asked_for_by_kind(rows, django_assert_num_queries):
    entity = factories.entity()
    for number in range(rows):
        factories.role_term(entity, f"role-{number}", sources=factories.cites(f"List {number}"))
        entity.areas.add(factories.area(f"area-{number}"))
    content = workingcopy.document(entity)
    with django_assert_num_queries(4):
        assert workingcopy.missing_vocabulary(content) == []
