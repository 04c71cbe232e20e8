"""The menu of lists: who is offered which."""

import pytest

from profiles.desk.admin.menu import first, menu, overviews
from tests import factories

pytestmark = pytest.mark.django_db


def menu_of(rf, person):
    """By group, the lists, with a plus where this person may add."""
    request = rf.get("/")
    request.user = person
    return {str(title): [line.name + "+" * bool(line.add_address) for line in lines] for title, lines in menu(request)}


def test_a_publisher_adds_to_everything_that_is_published(rf, publisher):
    assert menu_of(rf, publisher) == {
        "What is published": ["Profiles+", "Meetings+", "Texts of the site+", "Documents+", "Programmes+"],
        "Words": ["Member types+", "Roles+", "Thematic areas+", "Other bodies+", "Kinds of meeting+", "Sources+"],
        "The site": ["Identity", "Old addresses+"],
        "Upkeep": ["Imports+", "Releases of the data", "Cited addresses", "Shelf lives"],
    }


def test_an_administrator_finds_people_and_the_log(rf, administrator):
    groups = menu_of(rf, administrator)
    assert (groups["People"], groups["Log"]) == (["Accounts+"], ["Events", "E-mails"])
    assert "Words" not in groups


def test_a_focal_point_finds_profiles_and_words(rf):
    groups = menu_of(rf, factories.focal_point("focal", factories.entity("nepal")))
    assert groups["What is published"] == ["Profiles"]
    assert groups["Words"][-1] == "Sources+"
    assert set(groups) == {"What is published", "Words", "Upkeep"}


def test_who_has_no_right_has_no_menu(rf, stranger):
    assert menu_of(rf, stranger) == {}


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("Editors", ["All profiles", "Add a profile", "Add a meeting"]),
        ("Publishers", ["All profiles", "Add a profile", "Add a meeting"]),
        ("Administrators", ["All accounts", "Invite somebody"]),
        ("Focal points", []),
    ],
)
def test_what_somebody_does_most_is_one_click_away(client, rf, group, expected):
    request = rf.get("/")
    request.user = factories.person("somebody", group)
    found = first(request)
    assert [str(label) for label, _address in found] == expected
    client.force_login(request.user)
    html = client.get("/admin/").content.decode()
    for label, address in found:
        assert html.index(f'<a class="button" href="{address}">{label}</a>') < html.index('class="desk"')
        assert client.get(address).status_code == 200


EDITORS = ["calendar", "stale", "translations", "completeness", "export", "profiles/import/add"]


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("Editors", EDITORS),
        ("Publishers", EDITORS),
        ("Administrators", ["calendar", "stale", "export"]),
    ],
)
def test_overviews_are_for_whoever_does_something_about_them(rf, group, expected):
    request = rf.get("/")
    request.user = factories.person("somebody", group)
    assert [address for _label, address in overviews(request)] == [f"/admin/{page}/" for page in expected]
