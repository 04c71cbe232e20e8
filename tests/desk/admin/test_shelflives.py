"""How long facts hold: set by publishers alone, in the log, with a way back, and public pages stay as they are."""

import html
import re

import pytest
from django.core.exceptions import PermissionDenied

from profiles.desk.models import Event, ShelfLife
from profiles.desk.verbs import vocabulary
from profiles.published.models import Stamp
from tests.desk.admin.forms import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    return ShelfLife.objects.get(code="contact")


def inputs(page):
    """What stands in the inputs of the page as it is sent."""
    tags = re.findall(r"<input [^>]+>", page.content.decode())
    named = {re.search(r' name="([^"]+)"', tag): re.search(r' value="([^"]*)"', tag) for tag in tags}
    return {name[1]: html.unescape(value[1] if value else "") for name, value in named.items() if name}


def address(row, page="change"):
    return f"/admin/profiles/shelflife/{row.pk}/{page}/"


def test_a_publisher_sets_it_and_the_log_says_so(client, publisher, contact):
    client.force_login(publisher)
    before, _made = Stamp.objects.get_or_create(pk=1)
    page = client.get(address(contact))
    assert client.post(address(contact), posted(page) | {"months": "9"}).status_code == 302
    contact.refresh_from_db()
    assert contact.months == 9
    event = Event.objects.get(verb="vocabulary")
    assert (event.actor, event.details["kind"]) == (publisher, "shelflife")
    assert event.details["changes"] == {"months": [6, 9]}
    assert Stamp.objects.get().counter == before.counter


def test_what_the_page_itself_posts_is_saved(client, publisher, contact):
    client.force_login(publisher)
    saved = client.post(address(contact), inputs(client.get(address(contact))) | {"months": "1", "_save": "1"})
    assert saved.status_code == 302
    contact.refresh_from_db()
    assert contact.months == 1


def test_the_page_says_where_somebody_was_faster(client, publisher, contact):
    client.force_login(publisher)
    form = inputs(client.get(address(contact)))
    ShelfLife.objects.filter(pk=contact.pk).update(months=3)
    said = client.post(address(contact), form | {"months": "9"}).content.decode()
    assert "Somebody else has changed this since you opened it." in said
    assert "What has changed meanwhile" in said


def test_an_empty_one_means_never(client, publisher, contact):
    client.force_login(publisher)
    client.post(address(contact), posted(client.get(address(contact))) | {"months": ""})
    contact.refresh_from_db()
    assert contact.months is None


def test_an_editor_reads_it(client, editor, contact):
    client.force_login(editor)
    assert client.get(address(contact)).status_code == 200
    assert client.post(address(contact), {"months": "9"}).status_code == 403
    contact.months = 9
    with pytest.raises(PermissionDenied):
        vocabulary.change(contact, by=editor)
    assert ShelfLife.objects.get(code="contact").months == 6


def test_what_stood_before_is_taken_up_again(client, publisher, contact):
    client.force_login(publisher)
    client.post(address(contact), posted(client.get(address(contact))) | {"months": "9"})
    history = client.get(address(contact, "history"))
    (event,) = Event.objects.filter(verb="vocabulary")
    fields = {"base_state": history.context["base_state"]}
    client.post(f"/admin/profiles/shelflife/{contact.pk}/restore/{event.pk}/", fields)
    contact.refresh_from_db()
    assert contact.months == 6


def test_a_form_that_is_stale_overwrites_nothing(client, publisher, contact):
    client.force_login(publisher)
    form = posted(client.get(address(contact)))
    ShelfLife.objects.filter(pk=contact.pk).update(months=3)
    assert client.post(address(contact), form | {"months": "9"}).status_code == 200
    contact.refresh_from_db()
    assert contact.months == 3


def test_none_is_added_and_none_deleted(client, publisher, contact):
    client.force_login(publisher)
    assert client.get("/admin/profiles/shelflife/add/").status_code == 403
    assert client.get(address(contact, "delete")).status_code == 403
