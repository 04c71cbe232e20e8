"""Publishers keep old addresses: public at once, in the log, with a way back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from profiles.desk.models import Event
from profiles.desk.verbs import vocabulary
from profiles.published.models import OldAddress
from tests.desk.admin.forms import change, posted

pytestmark = pytest.mark.django_db
ADD = "/admin/profiles/oldaddress/add/"


@pytest.fixture
def row(publisher):
    row = OldAddress(path="/old", target="/areas/")
    vocabulary.change(row, by=publisher)
    return row


def address(row, page="change"):
    return reverse(f"admin:published_oldaddress_{page}", args=[row.pk])


def test_one_that_is_added_leads_on_at_once_and_the_log_says_who_added_it(desk, publisher):
    assert desk.get("/Old/page").status_code == 404
    assert desk.post(ADD, {"path": "/old/page/", "target": "/areas"}).status_code == 302
    assert desk.get("/Old/page")["Location"] == "/areas/"
    event = Event.objects.get(verb="vocabulary")
    assert (event.actor, event.subject, event.details["kind"]) == (publisher, "/old/page", "oldaddress")


@pytest.mark.parametrize(
    ("path", "target", "said"),
    [
        ("/areas/", "/sources/", "nobody would be led on"),
        ("/old", "/nothing/", "Nothing public has this address."),
        ("/old", "https://example.org/", "it is a page of this site"),
        ("", "/areas/", "This field is required."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(desk, path, target, said):
    answer = desk.post(ADD, {"path": path, "target": target})
    assert said in answer.content.decode()
    assert not OldAddress.objects.exists()


def test_what_stood_before_stands_again(desk, row):
    change(desk, address(row), target="/sources/")
    history = desk.get(address(row, "history"))
    event = Event.objects.latest("pk")
    desk.post(
        reverse("admin:published_oldaddress_restore", args=[row.pk, event.pk]),
        {"base_state": history.context["base_state"]},
    )
    row.refresh_from_db()
    assert row.target == "/areas/"


def test_a_form_that_is_stale_overwrites_nothing(desk, row, publisher):
    form = posted(desk.get(address(row)))
    row.target = "/sources/"
    vocabulary.change(row, by=publisher)
    answer = desk.post(address(row), form | {"target": "/meetings/"})
    assert "What has changed meanwhile" in answer.content.decode()
    row.refresh_from_db()
    assert row.target == "/sources/"


def test_one_that_is_deleted_leads_nowhere_and_the_log_keeps_it(desk, row):
    desk.post(address(row, "delete"), {"post": "yes"})
    assert desk.get("/old").status_code == 404
    assert Event.objects.latest("pk").details["deleted"]


def test_the_list_is_found_in_the_menu_and_by_words(desk, row):
    OldAddress.objects.create(path="projects/skills", target="/areas/")
    listed = reverse("admin:published_oldaddress_changelist")
    assert listed in desk.get("/admin/").content.decode()
    found = desk.get(listed, {"q": "skills"}).context["cl"].queryset
    assert [str(found_row) for found_row in found] == ["/projects/skills"]


def test_an_editor_neither_sees_nor_changes_them(client, editor, row):
    client.force_login(editor)
    assert client.get(address(row)).status_code == 403
    with pytest.raises(PermissionDenied):
        vocabulary.change(OldAddress(path="/other", target="/areas/"), by=editor)
