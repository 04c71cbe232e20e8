"""What changed of a row, in words."""

import pytest
from django.utils import translation

from profiles.desk.admin.conflicts import labels
from profiles.desk.models import User
from profiles.published.models import Body, Role, Source
from tests import factories

pytestmark = pytest.mark.django_db


def words(model, changes):
    return [(line.label, line.before, line.after, line.language) for line in labels.lines(model, changes)]


@pytest.mark.parametrize(
    ("model", "changes", "line"),
    [
        (Role, {"label_ar": ["", "رئيس"]}, ("Label, in Arabic", "–", "رئيس", "ar")),
        (Role, {"retired": [False, True]}, ("Retired", "no", "yes", "")),
        (Role, {"position": [0, 2]}, ("Position", "0", "2", "")),
        (Body, {"coverage": ["partial", "complete"]}, ("Its members recorded here", "partial", "complete", "")),
        (Body, {"coverage_day": ["", "2008-01"]}, ("Complete as of", "–", "Jan. 2008", "")),
        (Source, {"retrieved_on": [None, "2026-01-31"]}, ("Retrieved on", "–", "Jan. 31, 2026", "")),
        (User, {"groups": [[], ["Editors", "Publishers"]]}, ("Groups", "–", "Editors, Publishers", "")),
        (Role, {"of_no_column": ["a", "b"]}, ("of_no_column", "a", "b", "")),
    ],
)
def test_a_change_is_said_by_its_label_and_both_values(model, changes, line):
    assert [(label, before.lower(), after.lower()) for label, before, after, _code in words(model, changes)] == [
        (line[0], line[1].lower(), line[2].lower())
    ]
    assert words(model, changes)[0][3] == line[3]


def test_it_is_said_in_the_readers_language():
    with translation.override("ar"):
        [(label, before, after, _language)] = words(User, {"groups": [["Editors"], ["Publishers"]]})
    assert label.isascii() is before.isascii() is after.isascii() is False


def test_sources_are_named_by_title_and_profiles_by_name():
    nepal = factories.entity("nepal")
    assert words(Body, {"sources": [[], factories.cites("A list", carries="start")]}) == [
        ("Sources", "–", "A list (the start)", "")
    ]
    kept = [[str(nepal.uid), "2030-01-31"]]
    assert words(User, {"assignments": [[], kept]}) == [("Assignments", "–", "Nepal, until Jan. 31, 2030", "")]


def test_columns_come_in_order_and_what_says_nothing_is_left_out():
    changes = {"retired": [None, False], "label_en": [None, "Chair"], "code": [None, "chair"], "label_ar": [None, ""]}
    assert [line[0] for line in words(Role, changes)] == ["Code", "Label, in English", "Retired"]


@pytest.mark.parametrize(("kind", "model"), [("role", Role), ("user", User), ("nothing", None), (None, None)])
def test_an_event_says_which_rows_it_is_about(kind, model):
    assert labels.model_of({"kind": kind}) is model
