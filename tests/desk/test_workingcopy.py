import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from profiles.desk import workingcopy
from profiles.desk.models import Entity
from profiles.published import documents
from tests import factories

TODAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


def full_entity():
    """An entity with a row of everything, and text in both languages."""
    entity = factories.organization(
        "iom", acronym="IOM", body_en="<p>Text</p>", body_ar="<p>نص</p>", website="https://iom.int"
    )
    factories.membership(entity, "member", "2001", end="2007", certainty="inferred", note_en="n", note_ar="م")
    factories.role_term(entity, "secretariat", "2008-01", end="2012-04", source_title="IOM", source_url="http://x.org/")
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


def test_applying_refuses_a_word_that_does_not_exist():
    content = workingcopy.document(full_entity())
    content["areas"][0]["code"] = "nonsense"
    with pytest.raises(ValidationError):
        workingcopy.apply(content, Entity.objects.get())


def test_applying_does_not_change_the_address_of_what_is_published():
    entity = factories.published()
    content = workingcopy.document(entity) | {"slug": "elsewhere"}
    assert workingcopy.apply(content, entity).slug != "elsewhere"


def test_the_digest_is_of_the_canonical_text_whatever_the_order_of_keys():
    assert documents.digest({"b": 1, "a": "é"}) == documents.digest({"a": "é", "b": 1})
    assert documents.canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'


def test_responsible_entities_stand_as_arranged_and_facts_by_their_start():
    content = workingcopy.document(full_entity())
    assert [row["name"]["en"] for row in content["responsible_entities"]] == ["First", "Second"]
    assert [row["start"] for row in content["memberships"]] == ["2001", "2008"]


def test_a_document_of_the_future_is_refused():
    with pytest.raises(ValueError, match="schema 2"):
        documents.upgraded({"schema": 2})


def membership(start, end="", *, code="sending", **more):
    fact = {
        "uid": f"{start}{end}",
        "start": start,
        "end": end,
        "start_qualifier": "exact",
        "end_qualifier": "exact",
    }
    word = {"code": code, "standing": "observer" if code == "observer" else "member"}
    return fact | {"ended": False, "certainty": "stated", "type": word} | more


def document(*memberships):
    return {"memberships": memberships, "role_terms": [], "affiliations": [], "areas": []}


def test_disputed_and_not_stated_facts_are_never_certain():
    for certainty in ("disputed", "not_stated"):
        bounds = documents.bounds(membership("2008", certainty=certainty), TODAY)
        assert bounds.on(TODAY) == "possible"


def test_the_join_date_is_the_earliest_start_that_is_not_disputed():
    rows = document(membership("2010"), membership("2005", certainty="disputed"), membership("", "2009"))
    assert documents.join_date(rows)["start"] == "2010"
    assert documents.join_date(document()) is None


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (membership("2008"), membership("2010", code="observer"), 1),
        (membership("2008", "2010"), membership("2010", code="observer"), 0),
        (membership("2008-01-21", "2012-04-19"), membership("2012-04-19", code="observer"), 0),
        (membership("2008"), membership("2010", certainty="disputed"), 0),
        (membership("2008", "2014", end_qualifier="at_earliest", ended=True), membership("2017"), 0),
    ],
)
def test_memberships_overlap_only_where_both_are_certain(first, second, number):
    assert len(documents.overlaps(document(first, second), TODAY)) == number
