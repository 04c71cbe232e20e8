"""What a save keeps of both languages; that a translation needs no change, and who may say so."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles.desk import workingcopy
from profiles.desk.models import Event, Wording
from profiles.desk.upkeep.translations import lags_of_one
from profiles.desk.verbs import Refused, levelling, savedcopies
from profiles.published.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db


def saved(row, **columns):
    """A working copy after a change of some columns, as somebody saved it."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    savedcopies.save(getattr(row, "entity", row), by=None)
    return row


def lags(entry) -> list[tuple]:
    return [(lag.pair.key, lag.language, lag.state) for lag in lags_of_one(workingcopy.document(entry))]


BEHIND, MISSING = ("summary", "ar", "behind"), ("summary", "ar", "missing")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([{"summary_en": "New."}], [BEHIND]),
        ([{"summary_ar": "جديد."}], []),
        ([{"summary_en": "New.", "summary_ar": "جديد."}], []),
        ([{"summary_en": "New."}, {"summary_ar": "جديد."}], []),
        ([{"summary_en": "New."}, {"summary_ar": "جديد."}, {"summary_en": "Newer."}], [BEHIND]),
        ([{"summary_en": "New."}, {"summary_en": "A summary."}], []),
        ([{"summary_en": "New."}, {"summary_en": "Newer."}], [BEHIND]),
        ([{"summary_ar": ""}], [MISSING]),
        ([{"summary_ar": ""}, {"summary_en": "New."}, {"summary_ar": "جديد."}], []),
        ([{"summary_en": ""}], [("summary", "en", "missing")]),
        ([{"summary_en": ""}, {"summary_en": "Translated."}], []),
        ([{"website": "https://example.org"}], []),
    ],
)
def test_a_translation_is_behind_where_the_english_was_changed_after_it(changes, expected):
    entity = saved(factories.entity())
    for columns in changes:
        saved(entity, **columns)
    assert lags(entity) == expected


def test_another_form_of_the_same_words_asks_for_no_translation():
    entity = saved(factories.entity(body_en="<p>One two</p>", body_ar="<p>واحد</p>"))
    saved(entity, body_en="<h2>One <strong>two</strong></h2>")
    assert lags(entity) == []


def test_rows_are_known_by_their_uid():
    entity = factories.entity()
    first = factories.responsible_entity(entity, name_ar="وزارة", text_en="<p>One.</p>", text_ar="<p>واحد.</p>")
    other = factories.responsible_entity(entity, name_ar="هيئة", text_en="<p>Two.</p>", text_ar="<p>اثنان.</p>")
    saved(entity)
    first.position, other.position = 1, 0
    other.save()
    saved(first, text_en="<p>One more.</p>")
    (lag,) = lags_of_one(workingcopy.document(entity))
    assert (lag.pair.fact["uid"], lag.anchor) == (str(first.uid), f"fact-{first.uid}")


def test_a_state_that_is_taken_up_again_is_as_level_as_it_was(publisher):
    entity = saved(factories.entity())
    level = savedcopies.save(entity, by=None)
    saved(entity, summary_en="New.")
    behind = savedcopies.save(entity, by=None)
    saved(entity, summary_ar="جديد.")
    savedcopies.restore(behind, by=publisher)
    assert lags(type(entity).objects.get()) == [BEHIND]
    savedcopies.restore(level, by=publisher)
    assert lags(type(entity).objects.get()) == []


def test_so_is_a_version(publisher):
    entity = saved(factories.entity())
    saved(entity, summary_en="New.")
    factories.published(entity, by=publisher)
    saved(entity, summary_ar="جديد.")
    savedcopies.restore(Publication.objects.get(), by=publisher)
    assert lags(type(entity).objects.get()) == [BEHIND]


@pytest.mark.parametrize(
    ("make", "key"), [("meeting", "outcome"), ("paper", "summary"), ("programme", "summary"), ("text", "body")]
)
def test_it_holds_for_every_kind_of_entry(make, key):
    entry = saved(getattr(factories, make)(**{f"{key}_en": "<p>One.</p>", f"{key}_ar": "<p>واحد.</p>"}))
    saved(entry, **{f"{key}_en": "<p>Two.</p>"})
    assert lags(entry) == [(key, "ar", "behind")]


# ── It needs no change ────────


@pytest.fixture
def behind():
    entity = saved(factories.entity("nepal"))
    saved(entity, summary_en="A sumary.", name_en="Nepaal")
    return entity


def of(place):
    return Wording.objects.behind().filter(place=place).values_list("pk", flat=True)


def test_an_editor_says_that_it_needs_no_change_and_the_log_says_who(behind, editor):
    assert levelling.agree(behind, by=editor, wordings=of("summary")) == 1
    assert lags(behind) == [("name", "ar", "behind")]
    event = Event.objects.get(verb="level")
    assert (event.actor, event.entry_uid, event.details) == (editor, behind.uid, {"places": ["summary"]})
    saved(behind, summary_en="A summary once more.")
    assert BEHIND in lags(behind)


def test_of_what_was_changed_since_it_was_read_nothing_is_said(behind, editor):
    read = list(of("summary"))
    saved(behind, summary_en="Something else.")
    with pytest.raises(Refused, match="Look again"):
        levelling.agree(behind, by=editor, wordings=read)
    assert BEHIND in lags(behind)
    assert not Event.objects.filter(verb="level").exists()


def test_nor_of_another_entry(behind, editor):
    with pytest.raises(Refused):
        levelling.agree(factories.entity(), by=editor, wordings=of("summary"))
    assert BEHIND in lags(behind)


def test_who_keeps_the_profile_may_say_it_and_nobody_else(behind, administrator, stranger):
    focal, other = factories.focal_point("focal", behind), factories.focal_point("other", factories.entity())
    for person in (administrator, stranger, other):
        with pytest.raises(PermissionDenied):
            levelling.agree(behind, by=person, wordings=of("summary"))
    assert levelling.agree(behind, by=focal, wordings=of("summary")) == 1
