"""Of responsible entities one took over from another: said on both, and kept through every way of the desk."""

import re

import pytest

from profiles.desk import workingcopy
from profiles.desk.admin.conflicts import table
from profiles.desk.merge import merge
from profiles.published import diff
from profiles.reading.facts import Profile
from profiles.reading.reading import Reading
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity():
    """The Ministry of Labour, which the Ministry of Home Affairs took over from; and a third."""
    entity = factories.entity("nepal")
    old = factories.responsible_entity(entity, "Ministry of Labour", ended=True)
    factories.responsible_entity(entity, "Ministry of Home Affairs", succeeds=str(old.uid), position=1)
    factories.responsible_entity(entity, "Bureau", position=2)
    return entity


def offices(entity):
    content = workingcopy.document(entity)
    return {term["name"]["en"]: term for term in Profile(content, Reading.now().day).responsible}


def test_it_is_said_of_both(entity, publisher, client):
    found = offices(entity)
    old, new, other = (found[name] for name in ("Ministry of Labour", "Ministry of Home Affairs", "Bureau"))
    assert (new.predecessor["uid"], new.successors) == (old["uid"], [])
    assert (old.predecessor, [term["uid"] for term in old.successors]) == (None, [new["uid"]])
    assert (other.predecessor, other.successors) == (None, [])
    factories.published(entity, by=publisher)
    html = " ".join(re.sub("<[^>]*>", "", client.get("/members/nepal/").content.decode()).split())
    assert "Took over from: Ministry of Labour." in html
    assert "Followed by: Ministry of Home Affairs." in html


def test_a_document_says_it_only_where_it_is_so_and_is_read_back_as_it_was(entity):
    content = workingcopy.document(entity)
    assert ["succeeds" in row for row in content["responsible_entities"]] == [False, True, False]
    row = entity.responsible_entities.get(name_en="Ministry of Home Affairs")
    row.succeeds = ""
    row.save()
    workingcopy.apply(content, entity)
    assert workingcopy.document(entity) == content
    without = content | {"responsible_entities": list(content["responsible_entities"])}
    without["responsible_entities"][1] = {
        key: value for key, value in content["responsible_entities"][1].items() if key != "succeeds"
    }
    workingcopy.apply(without, entity)
    assert workingcopy.document(entity) == without


def changed(entity, succeeds):
    row = entity.responsible_entities.get(name_en="Ministry of Home Affairs")
    row.succeeds = succeeds
    row.save()
    return workingcopy.document(entity)


def test_what_changes_of_it_is_said_by_name(entity):
    before = workingcopy.document(entity)
    bureau = str(entity.responsible_entities.get(name_en="Bureau").uid)
    where = "responsible entity: Ministry of Home Affairs, took over from"
    found = [tuple(vars(change).values()) for change in diff.changes(before, changed(entity, bureau))]
    assert found == [(where, "Ministry of Labour", "Bureau")]
    found = [tuple(vars(change).values()) for change in diff.changes(before, changed(entity, ""))]
    assert found == [(where, "Ministry of Labour", "")]


def test_of_two_sides_the_one_that_changed_it_stands(entity):
    base = workingcopy.document(entity)
    theirs = changed(entity, "")
    merged = merge(base, base, theirs)
    assert merged.content["responsible_entities"] == theirs["responsible_entities"]
    (difference,) = merged.taken
    rows = {row["uid"]: row for row in base["responsible_entities"]}
    line = table.line(difference, rows, {}, {}, model=type(entity), clash=False)
    assert (line.mine, line.theirs) == ("Ministry of Labour", "–")


def test_no_office_takes_over_from_itself(entity):
    row = entity.responsible_entities.first()
    row.succeeds = str(row.uid)
    with pytest.raises(Exception, match="cannot take over from itself"):
        row.full_clean()


def test_the_form_offers_the_other_offices_of_the_profile(entity, client, publisher):
    client.force_login(publisher)
    page = client.get(f"/admin/profiles/entity/{entity.pk}/change/")
    formset = next(
        inline.formset
        for inline in page.context["inline_admin_formsets"]
        if inline.formset.prefix == "responsible_entities"
    )
    for form in formset.initial_forms:
        offered = [label for _value, label in form.fields["succeeds"].choices]
        assert str(form.instance) not in offered
        assert len(offered) == 3
