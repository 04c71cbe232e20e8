"""The list of accounts."""

import datetime as dt

import pytest
from django.utils import timezone

from profiles.desk.models import Assignment, User
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/profiles/user/"


@pytest.fixture
def accounts(client, administrator):
    User.objects.filter(pk=administrator.pk).update(last_login=dt.datetime(2026, 3, 2, 5, tzinfo=dt.UTC))
    client.force_login(administrator)
    User.objects.filter(pk=administrator.pk).update(last_login=dt.datetime(2026, 3, 2, 5, tzinfo=dt.UTC))
    return client


def invited(name, *groups):
    person = factories.person(name, *groups)
    person.set_unusable_password()
    person.save()
    return person


def names(client, query=""):
    return [row.username for row in client.get(ADDRESS + query).context["cl"].queryset.order_by("username")]


def text_of(client, query=""):
    return client.get(ADDRESS + query).content.decode()


def test_a_line_says_what_somebody_may_and_keeps_and_until_when(accounts):
    nepal = factories.entity("nepal")
    focal = factories.focal_point("focal", nepal, until=dt.date(2031, 1, 31))
    for slug in ("a", "b", "c", "d"):
        Assignment.objects.create(user=focal, entity=factories.entity(slug, name_en=slug.upper()))
    User.objects.filter(pk=focal.pk).update(active_until=dt.date(2032, 5, 4))
    html = text_of(accounts, "?q=focal")
    for words in ("Focal points", "Nepal, A, B and 2 more", "account: May 4, 2032, Nepal: Jan. 31, 2031", "never"):
        assert words in html, words


def test_each_cell_has_its_name_for_where_there_is_no_room_for_a_table(accounts):
    factories.person("maya", "Editors", first_name="Maya", last_name="Haddad")
    html = text_of(accounts, "?q=maya")
    assert '<span class="cell-label">Groups and profiles</span> <span class="something">Editors</span>' in html
    assert '<span class="cell-label">Last day</span> <span class="nothing">–</span>' in html
    assert "Maya Haddad<br><bdi>maya<wbr>@example.org</bdi>" in html


def test_it_says_when_somebody_signed_in_last_or_was_invited(accounts):
    invited("new", "Editors")
    html = text_of(accounts)
    assert "invited, not yet in" in html
    assert "2026-03-02 09:00 UTC+4" in html


def test_it_says_what_to_look_at(accounts):
    factories.person("nobody")
    assert "no group" in text_of(accounts, "?q=nobody")


@pytest.mark.parametrize("many", [1, 5])
def test_it_costs_a_fixed_number_of_queries(accounts, many, django_assert_num_queries):
    for number in range(many):
        focal = factories.focal_point(f"focal{number}", factories.entity())
        Assignment.objects.create(user=focal, entity=factories.entity())
    accounts.get(ADDRESS)
    with django_assert_num_queries(12):
        accounts.get(ADDRESS)
    with django_assert_num_queries(15):
        accounts.get(f"{ADDRESS}?q=focal")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?group=Editors", ["editor"]),
        ("?group=-", ["stranger"]),
        ("?group=x", ["administrator", "editor", "focal", "stranger"]),
        ("?attention=any", ["administrator", "focal", "stranger"]),
        ("?attention=no_group", ["stranger"]),
        ("?attention=assignment_ending", ["focal"]),
        ("?attention=x", ["administrator", "editor", "focal", "stranger"]),
    ],
)
def test_it_is_filtered_by_group_and_by_what_to_look_at(accounts, editor, stranger, query, expected):
    factories.focal_point("focal", factories.entity(), until=timezone.localdate())
    assert names(accounts, query) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kath", ["kathmandu"]),
        ("KATHMANDU@example", ["kathmandu"]),
        ("népal", ["kathmandu"]),
        ("النيبال", ["kathmandu"]),
        ("الاردن", ["amman"]),
        ("أردن", ["amman"]),
        ("maya", ["amman"]),
        ("nepal jordan", []),
        ("mandu", []),
        ("@@@", []),
        ("%25_", []),
        ("", ["administrator", "amman", "kathmandu"]),
    ],
)
def test_it_is_searched_by_name_address_and_profile_with_folding(accounts, words, expected):
    factories.focal_point("kathmandu", factories.entity("nepal", name_ar="نيبال"))
    amman = factories.focal_point("amman", factories.entity("jordan", name_ar="الأردن"))
    User.objects.filter(pk=amman.pk).update(first_name="Maya")
    assert names(accounts, f"?q={words}") == expected


def test_in_arabic_groups_have_their_arabic_names(accounts, editor):
    html = accounts.get(f"/ar{ADDRESS}").content.decode()
    assert "Editors" not in html.replace("group=Editors", "")


@pytest.mark.parametrize("query", ["?group=%FF", "?attention='", "?q=%FF", "?q=" + "x" * 900, "?o=1.2.99", "?p=-1"])
def test_hostile_lists_do_not_break(accounts, query):
    assert accounts.get(ADDRESS + query).status_code in (200, 302, 400)
