"""An import is taken back, as far as what it wrote still stands."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles.desk.models import Entity, Event
from profiles.desk.verbs import importing, proposing, publishing, undoing
from profiles.published.models import Source
from tests import factories
from tests.desk.exchange.steps import contents, csv_file
from tests.desk.verbs.brought import OFFICES, brought, refused, summaries, summary
from tests.desk.verbs.test_releases import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal():
    return factories.entity("nepal", summary_en="Old.")


@pytest.fixture
def india():
    return factories.entity("india", summary_en="Old.")


def test_an_import_is_undone_as_one(nepal, india, editor, publisher):
    factories.responsible_entity(nepal, "Gone")
    before = contents("profiles")
    data = {
        "profiles.csv": csv_file(
            ("slug", "iso2", "name_en", "summary_en"),
            ("nepal", nepal.iso2, "Nepal", "One."),
            ("oman", "OM", "Oman", ""),
        ),
        "responsible_entities.csv": csv_file((*OFFICES, "remove"), ("nepal", "Gone", "", "", "yes")),
    }
    record = importing.read(data, name="data", by=editor)
    importing.take(record, by=editor)
    assert contents("profiles") != before
    undoing.undo(record, by=publisher)
    assert contents("profiles") == before
    assert Event.objects.get(verb="undo_import").actor == publisher
    record.refresh_from_db()
    assert record.state == "undone"
    assert "undone" in refused(undoing.undo, record, by=editor)


def test_what_was_changed_since_cannot_be_undone_and_is_named(nepal, india, editor):
    record = summaries(editor, ("nepal", "One."), ("india", "Two."))
    importing.take(record, by=editor)
    Entity.objects.filter(pk=india.pk).update(summary_en="Three.")
    assert undoing.undo(record, by=editor) == ["India was changed since."]
    assert (summary(nepal), summary(india)) == ("Old.", "Three.")
    record.refresh_from_db()
    assert record.state == "taken"
    assert refused(undoing.undo, record, by=editor) == "It cannot be undone. India was changed since."
    Entity.objects.filter(pk=india.pk).update(summary_en="Two.")
    assert undoing.undo(record, by=editor) == []
    record.refresh_from_db()
    assert (summary(india), record.state) == ("Old.", "undone")


def test_a_value_that_still_is_what_an_import_wrote_goes_back_beside_one_that_was_changed(nepal, editor):
    factories.responsible_entity(nepal, "Ministry", website="https://old.example/")
    data = {
        "profiles.csv": csv_file(("slug", "summary_en", "website"), ("nepal", "New.", "https://new.example/")),
        "responsible_entities.csv": csv_file(
            ("profile", "name_en", "website"), ("nepal", "Ministry", ""), ("nepal", "Second", "")
        ),
    }
    record = importing.read(data, name="data", by=editor)
    importing.take(record, by=editor)
    Entity.objects.update(summary_en="Mine.", formal_name_en="Also mine.")
    nepal.responsible_entities.filter(name_en="Second").update(website="https://mine.example/")
    (sentence,) = undoing.undo(record, by=editor)
    nepal.refresh_from_db()
    assert (nepal.summary_en, nepal.formal_name_en, nepal.website) == ("Mine.", "Also mine.", "")
    assert dict(nepal.responsible_entities.values_list("name_en", "website")) == {
        "Ministry": "https://old.example/",
        "Second": "https://mine.example/",
    }
    assert sentence == ("Nepal: 2 values were changed since, and stay: summary, English; responsible entity: Second.")
    record.refresh_from_db()
    assert record.outcome[str(nepal.uid)]["stays"] == 2


def test_before_it_is_undone_each_entry_says_what_keeps_it_from_that(
    nepal, india, editor, publisher, django_assert_max_num_queries
):
    names = ("bahrain", "china", "oman")
    bahrain, china, oman = (factories.entity(slug, summary_en="Old.") for slug in names)
    record = summaries(editor, *((slug, "New.") for slug in ("nepal", "india", *names)))
    importing.take(record, by=editor)
    record.refresh_from_db()
    proposing.propose(india, by=editor, message="x")
    publishing.publish(bahrain, by=publisher, override="x")
    Entity.objects.filter(pk=oman.pk).update(summary_en="Mine.")
    Entity.objects.filter(pk=china.pk).update(formal_name_en="Mine.")
    rows = {"nepal": None, "india": "proposed", "bahrain": "released", "oman": "changed", "china": None}
    of = {entry.slug: str(entry.uid) for entry in Entity.objects.all()}
    with django_assert_max_num_queries(25):
        assert undoing.look(record) == {of[slug]: keeps for slug, keeps in rows.items()}
    undoing.undo(record, by=editor)
    record.refresh_from_db()
    assert undoing.look(record) == {of[slug]: rows[slug] for slug in ("india", "bahrain", "oman")}


def test_what_a_file_made_can_be_put_back_only_as_it_was_made(editor):
    factories.entity("india")
    record = brought("profiles", editor, ("slug", "iso2", "name_en", "name_ar"), ("oman", "OM", "Oman", "عمان"))
    (oman,) = importing.take(record, by=editor)
    record.refresh_from_db()
    assert undoing.look(record) == {str(oman.uid): None}
    Entity.objects.filter(pk=oman.pk).update(summary_en="Mine.")
    assert undoing.look(record) == {str(oman.uid): "changed"}


def test_a_row_that_was_removed_since_does_not_come_back(nepal, editor):
    office = factories.responsible_entity(nepal, "Ministry", website="https://old.example/")
    rows = [("profile", "name_en", "website"), ("nepal", "Ministry", "")]
    record = brought("responsible_entities", editor, *rows)
    importing.take(record, by=editor)
    office.delete()
    assert refused(undoing.undo, record, by=editor) == "It cannot be undone. Nepal was changed since."
    assert not nepal.responsible_entities.exists()


def test_what_is_proposed_cannot_be_undone_before_it_is_taken_back(nepal, india, editor):
    record = summaries(editor, ("nepal", "One."), ("india", "Two."))
    importing.take(record, by=editor)
    proposal = proposing.propose(nepal, by=editor, message="From the list.")
    sentence = "Nepal waits to be published: take the proposal back first."
    assert undoing.undo(record, by=editor) == [sentence]
    assert (summary(nepal), summary(india)) == ("One.", "Old.")
    proposing.take_back(proposal, by=editor)
    assert undoing.undo(record, by=editor) == []
    assert (summary(nepal), summary(india)) == ("Old.", "Old.")


def test_what_is_new_cannot_be_undone_once_it_is_published_or_gone(editor, publisher):
    factories.entity("india")
    rows = [("slug", "iso2", "name_en", "name_ar", "summary_en"), ("oman", "OM", "Oman", "عمان", "A state.")]
    record = brought("profiles", editor, *rows)
    (oman,) = importing.take(record, by=editor)
    factories.membership(oman)
    publishing.publish(oman, by=publisher)
    assert "Oman" in refused(undoing.undo, record, by=editor)
    record = brought("profiles", editor, rows[0], ("iran", "IR", "Iran", "إيران", "A state."))
    (iran,) = importing.take(record, by=editor)
    iran.delete()
    assert undoing.undo(record, by=editor) == ["Iran is no longer here."]


def test_what_was_published_since_cannot_be_undone_even_if_it_says_the_same(nepal, india, editor, publisher):
    factories.published(nepal, by=publisher)
    record = summaries(editor, ("nepal", "One."), ("india", "Two."))
    importing.take(record, by=editor)
    publishing.publish(Entity.objects.get(pk=nepal.pk), by=publisher, note=("New.", "جديد."))
    assert undoing.undo(record, by=editor) == ["Nepal was published or withdrawn since."]
    assert "Nepal" in refused(undoing.undo, record, by=editor)
    assert (summary(nepal), summary(india)) == ("One.", "Old.")


def test_what_was_public_before_can_be_undone(nepal, editor, publisher):
    factories.published(nepal, by=publisher)
    record = summaries(editor, ("nepal", "One."))
    importing.take(record, by=editor)
    undoing.undo(record, by=editor)
    assert summary(nepal) == "Old."


def test_a_right_that_was_lost_since_is_missed_when_it_is_undone(nepal):
    focal = factories.focal_point("kathmandu", nepal)
    record = summaries(focal, ("nepal", "New."))
    importing.take(record, by=focal)
    focal.assignments.all().delete()
    with pytest.raises(PermissionDenied):
        undoing.undo(record, by=focal)
    assert summary(nepal) == "New."


def test_sources_stay_as_they_were_brought_in(nepal, publisher):
    factories.word(Source, "free")
    data = {
        "profiles.csv": csv_file(("slug", "summary_en"), ("nepal", "New.")),
        "sources.csv": csv_file(("code", "title_en"), ("free", "Freed")),
    }
    record = importing.read(data, name="data", by=publisher)
    importing.take(record, by=publisher)
    undoing.undo(record, by=publisher)
    assert (summary(nepal), Source.objects.get(code="free").label_en) == ("Old.", "Freed")


@pytest.mark.django_db(transaction=True)
def test_two_who_undo_at_once_do_it_once(nepal, editor, publisher):
    record = summaries(editor, ("nepal", "New."))
    importing.take(record, by=editor)
    undo = [lambda by=by: undoing.undo(record, by=by) for by in (editor, publisher)]
    assert at_once(*undo) == []
    assert summary(nepal) == "Old."
    assert Event.objects.filter(verb="undo_import").count() == 1


def test_who_may_not_edit_everything_undoes_what_is_their_own(nepal, india):
    focal, other = factories.focal_point("kathmandu", nepal), factories.focal_point("delhi", india)
    record = summaries(focal, ("nepal", "New."))
    importing.take(record, by=focal)
    with pytest.raises(PermissionDenied):
        undoing.undo(record, by=other)
    undoing.undo(record, by=focal)
    assert summary(nepal) == "Old."
