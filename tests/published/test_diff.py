import pytest
from django.utils import translation

from profiles.desk import workingcopy
from profiles.desk.models import Entity
from profiles.published import diff
from profiles.published.models import Body, MemberType, Role
from tests import factories

pytestmark = pytest.mark.django_db


def found(before, after):
    with translation.override("en"):
        return [(change.where, change.before, change.after) for change in diff.changes(before, after)]


def test_nothing_differs_from_itself():
    content = workingcopy.document(factories.entity())
    assert found(content, content) == []


def test_texts_are_compared_by_language_without_their_markup():
    entity = factories.entity(body_en="<p>One.</p>")
    before = workingcopy.document(entity)
    entity.body_en = "<p>One.</p><p><strong>Two.</strong></p>"
    assert found(before, workingcopy.document(entity)) == [("text, English", "One.", "One.\nTwo.")]


def test_facts_are_matched_by_identity():
    entity = factories.entity()
    term = factories.role_term(entity, "chair", "2008", end="2012")
    before = workingcopy.document(entity)
    term.end = "2013"
    term.save()
    factories.affiliation(entity, "iom", start="2006")
    entity.memberships.all().delete()
    assert found(before, workingcopy.document(entity)) == [
        ("membership", "Sending, 2008 – today", ""),
        ("role held: Chair", "2008 – 2012", "2008 – 2013"),
        ("affiliation", "", "Iom (Member), 2006 – today"),
    ]


def test_a_word_under_another_label_is_no_change_of_the_fact():
    entity = factories.entity()
    factories.role_term(entity, "chair", "2008", end="2012")
    factories.affiliation(entity, "iom", start="2006")
    before = workingcopy.document(entity)
    for model in (MemberType, Role, Body):
        model.objects.update(label_en="Otherwise", label_ar="غير ذلك")

    after = workingcopy.document(Entity.objects.get())

    assert after != before
    assert found(before, after) == []


def test_another_word_is_a_change_of_the_fact():
    entity = factories.entity()
    before = workingcopy.document(entity)
    entity.memberships.update(type=factories.word(MemberType, "observer", standing="observer"))

    assert found(before, workingcopy.document(Entity.objects.get())) == [
        ("membership: Observer", "Sending", "Observer")
    ]


def test_from_nothing_everything_that_is_said_is_new():
    content = workingcopy.document(factories.entity("nepal"))
    assert ("membership", "", "Sending, 2008 – today") in found(None, content)
    assert all(before == "" for _where, before, _after in found(None, content))


def test_all_that_a_new_or_removed_fact_says_is_shown():
    entity = factories.entity()
    before = workingcopy.document(entity)
    row = factories.responsible_entity(entity, "Board", text_en="<p>Long text.</p>", website="https://board.example")
    after = workingcopy.document(entity)
    new, gone = found(before, after), found(after, before)
    assert ("responsible entity: Board, text, English", "", "Long text.") in new
    assert ("responsible entity: Board, website", "", row.website) in new
    assert ("responsible entity: Board, text, English", "Long text.", "") in gone


def test_a_change_of_formatting_alone_is_seen():
    entity = factories.entity(body_en="<p>One.</p>")
    before = workingcopy.document(entity)
    entity.body_en = "<h2>One.</h2>"
    assert found(before, workingcopy.document(entity)) == [
        ("text, English (formatting only)", "<p>One.</p>", "<h2>One.</h2>")
    ]
