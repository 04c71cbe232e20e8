"""The table of what others changed while a form was open."""

import pytest

from profiles.desk.admin.conflicts.table import value_text, where
from profiles.desk.models import Entity
from tests import factories
from tests.desk.admin.conflicts.stale import merge, now, opened, save, shown
from tests.desk.admin.forms import DATED, added

pytestmark = pytest.mark.django_db


def test_the_table_says_who_changed_what_and_keeps_what_was_typed(as_editor, editor, profile):
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(as_editor, profile, theirs | {"summary_en": "Theirs.", "body_en": "<p>Their <strong>words</strong>.</p>"})
    more = added("responsible_entities", 1, **DATED | {"name_en": "Added", "kind": "unit", "position": 1})
    response = save(
        as_editor,
        profile,
        mine
        | {"summary_en": "Mine.", "responsible_entities-TOTAL_FORMS": 2}
        | more
        | {"responsible_entities-1-text_en": "<p>Rich</p>"},
    )
    assert shown(response) == [
        ("summary, English", "Mine.", "Theirs.", True),
        ("text, English", "Before.", "Their words.", False),
    ]
    html = response.content.decode()
    for kept in ("Mine.", 'value="Added"', "&lt;p&gt;Rich&lt;/p&gt;", str(editor), 'name="_merge"'):
        assert kept in html
    assert 'name="_save"' not in html


def test_words_that_differ_are_marked_on_all_sides(as_editor, profile):
    first = opened(as_editor, profile) | {"summary_en": "One two three.", "body_en": "", "acronym_en": "A"}
    save(as_editor, profile, first)
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(as_editor, profile, theirs | {"summary_en": "One two four.", "body_en": "<p>New.</p>", "acronym_en": ""})
    html = save(as_editor, profile, mine | {"summary_en": "Four two three."}).content.decode()
    for marked in (
        "<del>One</del> two <del>three</del>.",
        "<ins>Four</ins> two three.",
        "One two <ins>four</ins>.",
        ">–<",
        "<ins>New.</ins>",
        "<del>A</del>",
    ):
        assert marked in html, marked
    assert "<del>–" not in html
    assert "<ins>–" not in html


def test_where_both_changed_one_thing_the_choice_stands(as_editor, profile):
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    save(as_editor, profile, theirs | {"summary_en": "Theirs.", "summary_ar": "لهم"})
    refused = save(as_editor, profile, mine | {"summary_en": "Mine.", "summary_ar": "لي"})
    merge(as_editor, profile, refused, **{"stands-summary-en": "theirs"})
    assert now(profile)["summary"] == {"en": "Theirs.", "ar": "لي"}


def test_without_the_copy_that_a_form_was_made_from_every_difference_is_a_choice(as_editor):
    profile = factories.entity(acronym_en="A")
    mine = opened(as_editor, profile)
    Entity.objects.filter(pk=profile.pk).update(acronym_en="T", summary_en="Theirs.")
    factories.affiliation(profile)
    refused = save(as_editor, profile, mine | {"summary_en": "Mine."})
    assert all(both for *_, both in shown(refused))
    merge(as_editor, profile, refused, **{"stands-acronym-en": "theirs"})
    content = now(profile)
    assert (content["acronym"]["en"], content["summary"]["en"]) == ("T", "Mine.")
    assert len(content["affiliations"]) == 1


def test_sources_are_shown_by_their_titles(as_editor, profile):
    for title in ("Minutes", "Letter"):
        factories.cites(title)
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    added_row = added("responsible_entities", 1, **DATED | {"name_en": "Unit", "kind": "unit", "position": 1})
    added_row |= {"responsible_entities-TOTAL_FORMS": 2, "responsible_entities-1-sources": "minutes start"}
    save(as_editor, profile, theirs | {"responsible_entities-0-sources": "minutes end"} | added_row)
    refused = save(as_editor, profile, mine | {"responsible_entities-0-sources": "letter"})
    described, *rest = sorted(shown(refused), key=lambda line: line[3])
    assert described[2].splitlines()[-1] == "Minutes (the start)"
    assert rest == [("responsible entity: Ministry, sources", "Letter", "Minutes (the end)", True)]


def test_a_year_that_is_called_right_is_said_in_words(as_editor, profile):
    mine, theirs = opened(as_editor, profile), opened(as_editor, profile)
    name = "responsible_entities-0-unusual"
    save(as_editor, profile, theirs | {name: "on"})
    refused = save(as_editor, profile, mine | {"summary_en": "Mine."})
    assert shown(refused) == [("responsible entity: Ministry, the year is right", "–", "yes", False)]


def test_the_day_of_recording_has_a_name():
    assert where(("memberships", "1", "recorded"), {"1": {"type": {"label": {"en": "Sending", "ar": ""}}}}) == (
        "membership: Sending, recorded on"
    )


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        (("memberships", "1", "certainty"), "inferred", "inferred"),
        (("affiliations", "1", "status"), "member", "Member"),
        (("kind",), "state", "State"),
        (("responsible_entities", "1", "kind"), "unit", "Unit"),
        (("responsible_entities", "1", "position"), 0, "0"),
        (("memberships", "1", "recorded"), "2026-11-28", "2026-11-28"),
        (("memberships", "1", "end"), {"end": "2012", "end_qualifier": "about", "ended": False}, "about 2012"),
        (("memberships", "1", "end"), {"end": "", "end_qualifier": "exact", "ended": False}, "no end stated"),
        (("memberships", "1", "end"), {"end": "", "end_qualifier": "exact", "ended": True}, "ended, date not stated"),
    ],
)
def test_a_value_is_said_as_forms_say_it(path, value, text):
    assert value_text(path, value, {}, Entity) == text
