import pytest
from django.core.exceptions import ValidationError

from profiles.desk import workingcopy
from profiles.desk.models import Entity
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


def test_applying_refuses_a_word_that_does_not_exist():
    content = workingcopy.document(full_entity())
    content["areas"][0]["code"] = "nonsense"
    with pytest.raises(ValidationError):
        workingcopy.apply(content, Entity.objects.get())


def test_applying_does_not_change_the_address_of_what_is_published():
    entity = factories.published()
    content = workingcopy.document(entity) | {"slug": "elsewhere"}
    assert workingcopy.apply(content, entity).slug != "elsewhere"


def test_responsible_entities_stand_as_arranged_and_facts_by_their_start():
    content = workingcopy.document(full_entity())
    assert [row["name"]["en"] for row in content["responsible_entities"]] == ["First", "Second"]
    assert [row["start"] for row in content["memberships"]] == ["2001", "2008"]
