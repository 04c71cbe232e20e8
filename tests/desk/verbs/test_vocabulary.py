"""Words and texts of the site, which are public at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.desk import states, verbs
from profiles.desk.models import Event
from profiles.desk.verbs import publishing, vocabulary
from profiles.published.models import Body, Role, Source, Stamp, ThematicArea
from tests import factories

pytestmark = pytest.mark.django_db


def test_vocabulary_changes_are_for_publishers_and_raise_the_stamp(publisher, editor):
    area = factories.area()
    area.label_en = "Renamed"
    with pytest.raises(PermissionDenied):
        vocabulary.change(area, by=editor)
    vocabulary.change(area, by=publisher)
    area.refresh_from_db()
    assert area.label_en == "Renamed"
    assert Stamp.objects.get().counter == 1


def test_a_published_word_keeps_its_code_and_is_not_deleted(publisher):
    entity = factories.entity()
    entity.areas.add(factories.area())
    publishing.publish(entity, by=publisher)
    area = entity.areas.get()
    with pytest.raises(verbs.Refused):
        vocabulary.delete(area, by=publisher)
    area.code = "other"
    with pytest.raises(ValidationError):
        vocabulary.change(area, by=publisher)


@pytest.mark.parametrize(
    ("model", "use"),
    [
        (Role, factories.role_term),
        (Body, factories.affiliation),
        (ThematicArea, lambda entity: entity.areas.add(factories.area())),
    ],
)
def test_a_word_that_a_working_copy_names_is_not_deleted_and_it_is_said_where(publisher, model, use):
    use(factories.entity("nepal"))
    with pytest.raises(verbs.Refused, match=r"is in use: Nepal, working copy\. Retire it instead\."):
        vocabulary.delete(model.objects.get(), by=publisher)
    assert model.objects.exists()


def logged():
    (event,) = Event.objects.filter(verb="vocabulary")
    return event.subject, event.entry_uid, event.actor.username, event.message, event.details


def about(area, **details):
    return {"kind": "thematicarea", "pk": area.pk, "code": "gender", **details}


def test_a_word_that_was_changed_is_logged_with_what_changed(publisher):
    area = factories.area("gender")
    area.label_en, area.retired = "Women", True
    vocabulary.change(area, by=publisher)
    details = about(area, changes={"label_en": ["Gender", "Women"], "retired": [False, True]})
    assert logged() == ("Women", None, "publisher", "", details)


def test_a_new_word_is_logged_with_all_that_it_says(publisher):
    area = ThematicArea(code="gender", label_en="Gender", label_ar="الجنسين", sources=factories.cites("A list"))
    vocabulary.change(area, by=publisher)
    *_about, details = logged()
    assert details == about(area, created=True, changes={name: [None, v] for name, v in states.state_of(area).items()})
    assert details["changes"]["sources"] == [None, [{"code": "a-list", "carries": "all"}]]


def test_where_nothing_changed_nothing_is_written(publisher):
    vocabulary.change(factories.area("gender"), by=publisher)
    assert not Event.objects.exists()
    assert counter() == 0


def test_a_word_that_nothing_used_is_deleted_and_logged_and_the_stamp_is_raised(publisher):
    area = factories.area("gender")
    details = about(area, deleted=True)
    vocabulary.delete(area, by=publisher)
    assert not ThematicArea.objects.exists()
    assert Stamp.objects.get().counter == 1
    assert logged() == ("Gender", None, "publisher", "", details)


def test_only_publishers_delete_words(editor):
    with pytest.raises(PermissionDenied):
        vocabulary.delete(factories.area(), by=editor)
    assert ThematicArea.objects.exists()


def test_a_word_that_breaks_a_rule_is_not_stored_and_raises_no_stamp(publisher):
    area = factories.area()
    area.label_en = ""
    with pytest.raises(ValidationError):
        vocabulary.change(area, by=publisher)
    assert ThematicArea.objects.get().label_en
    assert not Stamp.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("rests", "public"), [("nothing", False), ("draft", False), ("word", True), ("published", True)]
)
def test_a_change_of_a_source_is_public_as_soon_as_something_public_rests_on_it(publisher, editor, rests, public):
    cites = factories.cites("A list")
    if rests == "word":
        factories.word(Body, "iom", sources=cites)
    elif rests != "nothing":
        entity = factories.entity(type=None)
        factories.membership(entity, sources=cites)
    if rests == "published":
        factories.published(entity, by=publisher)
    source, before = Source.objects.get(), counter()
    source.label_en = "Renamed"
    if public:
        with pytest.raises(PermissionDenied):
            vocabulary.change(source, by=editor)
    vocabulary.change(source, by=publisher if public else editor)
    assert Source.objects.get().label_en == "Renamed"
    assert counter() == before + public


def counter():
    return sum(Stamp.objects.values_list("counter", flat=True))


def test_a_source_keeps_its_code_and_stays_where_a_working_copy_rests_on_it(publisher):
    factories.role_term(factories.entity("nepal"), sources=factories.cites("A list"))
    source = Source.objects.get()
    with pytest.raises(verbs.Refused, match="“A list” is in use: Nepal, working copy"):
        vocabulary.delete(source, by=publisher)
    source.code = "other"
    with pytest.raises(ValidationError, match="Nepal, working copy"):
        vocabulary.change(source, by=publisher)


def test_a_source_that_nothing_rests_on_is_deleted_by_publishers(publisher, editor):
    factories.cites("A list")
    source = Source.objects.get()
    with pytest.raises(PermissionDenied):
        vocabulary.delete(source, by=editor)
    vocabulary.delete(source, by=publisher)
    assert not Source.objects.exists()


def test_what_rests_on_a_source_is_looked_at_while_no_other_writes(editor):
    factories.cites("A list")
    source = Source.objects.get()
    source.label_en = "Renamed"
    with CaptureQueriesContext(connection) as queries:
        vocabulary.change(source, by=editor)
    asked = [query["sql"] for query in queries]
    lock, look, change = (
        next(place for place, sql in enumerate(asked) if words in sql)
        for words in ('FROM "published_stamp"', 'FROM "published_citation"', 'UPDATE "published_source"')
    )
    assert lock < look < change
    assert asked[0].startswith("SAVEPOINT")


def test_what_a_word_said_before_is_taken_up_again_by_publishers(publisher, editor):
    area = factories.area("gender")
    vocabulary.change(factories.renamed(area), by=publisher)
    (event,) = states.events_of(area)
    with pytest.raises(PermissionDenied):
        vocabulary.restore(area, event, by=editor)
    before = counter()
    vocabulary.restore(area, event, by=publisher)
    assert (ThematicArea.objects.get().label_en, counter()) == ("Gender", before + 1)
    assert states.events_of(area).first().details["restored"] == event.pk
    with pytest.raises(verbs.Refused):
        vocabulary.restore(area, event, by=publisher)


# ── Merging ────────


def test_a_word_is_merged_by_publishers_and_that_is_logged_both_ways(publisher, editor):
    old, new = factories.area("gender"), factories.area("women")
    for verb in (lambda: vocabulary.merge(old, new, by=editor), lambda: vocabulary.undo_merging(old, by=editor)):
        with pytest.raises((PermissionDenied, verbs.Refused)):
            verb()
    vocabulary.merge(old, new, by=publisher)
    assert ThematicArea.objects.get(code="gender").merged_into == new
    assert logged()[-1] == about(old, changes={"merged_into": [None, "women"]})
    assert counter() == 1
    with pytest.raises(PermissionDenied):
        vocabulary.undo_merging(old, by=editor)
    with pytest.raises(verbs.Refused, match="“Gender” is merged into “Women” already"):
        vocabulary.merge(old, factories.area("other"), by=publisher)
    vocabulary.undo_merging(old, by=publisher)
    assert ThematicArea.objects.get(code="gender").merged_into is None
    assert Event.objects.first().details == about(old, changes={"merged_into": ["women", None]})
    assert counter() == 2
    with pytest.raises(verbs.Refused, match="“Gender” is merged into no other word"):
        vocabulary.undo_merging(old, by=publisher)


def test_a_merging_that_breaks_a_rule_is_refused_and_writes_nothing(publisher):
    old, new = factories.area("gender"), factories.area("women")
    vocabulary.merge(old, new, by=publisher)
    with pytest.raises(verbs.Refused, match="“Gender” is merged into “Women” already: undo that first"):
        vocabulary.merge(new, old, by=publisher)
    assert ThematicArea.objects.get(code="women").merged_into is None
    assert (Event.objects.count(), counter()) == (1, 1)


def test_a_word_into_which_another_is_merged_is_not_deleted_and_it_is_said_which(publisher):
    vocabulary.merge(factories.area("gender"), factories.area("women"), by=publisher)
    with pytest.raises(verbs.Refused, match=r"“Women” is in use: Gender\. Retire it instead\."):
        vocabulary.delete(factories.area("women"), by=publisher)
    vocabulary.delete(factories.area("gender"), by=publisher)
    vocabulary.delete(factories.area("women"), by=publisher)


def test_an_earlier_state_is_taken_up_with_what_it_was_merged_into(publisher):
    old, new = factories.area("gender"), factories.area("women")
    vocabulary.merge(old, new, by=publisher)
    vocabulary.undo_merging(old, by=publisher)
    undone, done = states.events_of(old)
    vocabulary.restore(old, undone, by=publisher)
    assert ThematicArea.objects.get(code="gender").merged_into == new
    vocabulary.restore(old, done, by=publisher)
    assert ThematicArea.objects.get(code="gender").merged_into is None


def test_an_earlier_state_that_would_close_a_circle_is_refused(publisher):
    old, new = factories.area("gender"), factories.area("women")
    vocabulary.merge(old, new, by=publisher)
    vocabulary.undo_merging(old, by=publisher)
    undone = states.events_of(old).first()
    vocabulary.merge(new, old, by=publisher)
    with pytest.raises(verbs.Refused, match="undo that first"):
        vocabulary.restore(old, undone, by=publisher)
