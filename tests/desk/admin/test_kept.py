"""Lists that somebody keeps: found again on the own desk, by nobody else; only lists of admin."""

import pytest
from django.db import connection
from django.urls import reverse

from profiles.desk.admin import kept
from profiles.desk.models import KeptList, User
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db

FIELDS = {"name": "Changes of observers", "model": "profiles.entity", "query": "changed=yes&q=iom"}


def keep(client, person, **fields):
    client.force_login(person)
    return client.post(reverse("admin:keep"), FIELDS | fields)


def desk(client, person):
    client.force_login(person)
    return client.get(reverse("admin:index")).content.decode()


def test_a_list_is_kept_under_a_name_and_found_on_the_own_desk_alone(client, editor, publisher):
    address = f"{url('changelist')}?changed=yes&q=iom"
    assert keep(client, editor)["Location"] == address
    html = desk(client, editor)
    assert f'<a href="{address.replace("&", "&amp;")}"><bdi>Changes of observers</bdi></a>' in html
    assert client.get(address).context["cl"].result_count == 0
    assert "Changes of observers" not in desk(client, publisher)


def test_a_name_that_is_kept_already_is_kept_anew(client, editor):
    keep(client, editor)
    keep(client, editor, query="changed=no")
    assert list(editor.kept_lists.values_list("query", flat=True)) == ["changed=no"]


def test_the_list_offers_to_keep_what_is_filtered_or_searched(client, editor):
    client.force_login(editor)
    field = '<input type="hidden" name="query" value="changed=yes">'
    assert field in client.get(url("changelist"), {"changed": "yes"}).content.decode()
    assert 'name="query"' not in client.get(url("changelist")).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"model": "profiles.user"},
        {"model": "profiles.keptlist"},
        {"model": "//example.org/"},
        {"model": ""},
        {"name": ""},
        {"name": "x" * 81},
        {"query": "q=" + "x" * 600},
    ],
)
def test_only_lists_that_one_may_see_are_kept(client, editor, fields):
    assert keep(client, editor, **fields)["Location"] == reverse("admin:index")
    assert not KeptList.objects.exists()


@pytest.mark.parametrize(
    ("query", "stored"),
    [("p=3&q=a&e=1&_popup=1", "q=a"), ("//example.org/", "%2F%2Fexample.org%2F="), ("<script>", "%3Cscript%3E=")],
)
def test_of_a_query_what_is_in_the_list_is_kept(client, editor, query, stored):
    keep(client, editor, query=query)
    assert editor.kept_lists.get().query == stored


def test_nobody_keeps_more_than_so_many(client, editor):
    for number in range(kept.MOST + 1):
        keep(client, editor, name=f"List {number}")
    assert editor.kept_lists.count() == kept.MOST
    keep(client, editor, name="List 0", query="changed=no")
    assert editor.kept_lists.get(name="List 0").query == "changed=no"


def test_who_may_no_longer_see_a_list_does_not_find_it(client, editor):
    keep(client, editor)
    editor.groups.clear()
    assert "Changes of observers" not in desk(client, editor)


def test_each_forgets_the_own_alone(client, editor, publisher):
    keep(client, editor)
    row = editor.kept_lists.get()
    client.force_login(publisher)
    for key in (row.pk, "", "x", "9" * 30):
        client.post(reverse("admin:forget"), {"row": key})
    assert KeptList.objects.count() == 1
    client.force_login(editor)
    assert client.post(reverse("admin:forget"), {"row": row.pk})["Location"] == reverse("admin:index")
    assert not KeptList.objects.exists()


@pytest.mark.parametrize("name", ["keep", "forget"])
def test_nothing_is_kept_by_a_get_or_by_nobody(client, editor, name):
    assert client.post(reverse(f"admin:{name}"), FIELDS).status_code == 302
    client.force_login(editor)
    assert client.get(reverse(f"admin:{name}"), FIELDS).status_code == 405
    assert not KeptList.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_code_that_knows_no_kept_lists_can_delete_an_account_that_has_some():
    person = factories.person("somebody")
    person.kept_lists.create(name="Mine", model="profiles.entity", query="q=iom")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM profiles_user WHERE id = %s", [person.pk])
    assert not User.objects.filter(pk=person.pk).exists()
