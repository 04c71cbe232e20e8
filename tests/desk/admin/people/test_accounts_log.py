"""What the log says of accounts."""

import pytest
from django.contrib import admin

from profiles.desk.models import Event
from tests import factories
from tests.desk.admin.forms import posted
from tests.desk.admin.people.steps import account_form, add

pytestmark = pytest.mark.django_db


def test_what_is_changed_of_an_account_is_in_the_log(client, administrator, editor):
    client.force_login(administrator)
    publishers = editor.groups.model.objects.get(name="Publishers")
    more = {"groups": [publishers.pk], "email": "new@example.org"}
    client.post(f"/admin/profiles/user/{editor.pk}/change/", account_form(client, editor) | more)
    event = Event.objects.get(verb="account")
    assert (event.actor, event.subject) == (administrator, "editor")
    changes = {"email": ["editor@example.org", "new@example.org"], "groups": [["Editors"], ["Publishers"]]}
    assert event.details == {"kind": "user", "pk": editor.pk, "changes": changes}


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ({"assignments-0-until": "2031-05-01"}, [["nepal", None]], [["nepal", "2031-05-01"]]),
        ({"assignments-0-DELETE": "on"}, [["nepal", None]], []),
        (
            {"assignments-TOTAL_FORMS": 2, "assignments-1-entity": "kuwait"},
            [["nepal", None]],
            [["nepal", None], ["kuwait", None]],
        ),
    ],
)
def test_what_is_changed_of_assignments_is_in_the_log(client, administrator, typed, before, after):
    entities = {slug: factories.entity(slug) for slug in ("nepal", "kuwait")}
    focal = factories.focal_point("focal", entities["nepal"])
    client.force_login(administrator)
    address = f"/admin/profiles/user/{focal.pk}/change/"
    typed = {name: entities[value].pk if value in entities else value for name, value in typed.items()}
    client.post(address, posted(client.get(address)) | typed)
    changes = Event.objects.get(verb="account").details["changes"]
    said = [[[str(entities[slug].uid), until] for slug, until in side] for side in (before, after)]
    assert changes == {"assignments": said}


def test_the_log_says_in_words_what_was_changed(client, administrator):
    focal = factories.focal_point("focal", factories.entity("nepal"))
    client.force_login(administrator)
    address = f"/admin/profiles/user/{focal.pk}/change/"
    client.post(address, posted(client.get(address)) | {"assignments-0-until": "2031-05-01"})
    event = Event.objects.get(verb="account")
    assert "Assignments" in client.get("/admin/profiles/event/").content.decode()
    html = client.get(f"/admin/profiles/event/{event.pk}/change/").content.decode()
    assert "Nepal<ins>, until May 1, 2031</ins>" in html
    assert str(focal.assignments.get().entity.uid) not in html
    assert "&quot;pk&quot;" not in html


def test_the_log_tells_accounts_that_are_new_from_those_that_are_changed_or_deleted(client, administrator, editor):
    client.force_login(administrator)
    add(client)
    client.post(f"/admin/profiles/user/{editor.pk}/delete/", {"post": "yes"})
    rows = client.get("/admin/profiles/event/").context["cl"].result_list
    page = admin.site.get_model_admin(Event)
    said = {event.subject: (page.what(event), page.changed(event)) for event in rows if event.verb == "account"}
    assert said == {"new": ("made an account", ""), "editor": ("deleted an account", "")}
    assert ">made an account<" in client.get("/admin/profiles/event/").content.decode()


def test_the_log_calls_the_second_step_as_all_pages_do(client, administrator, editor):
    client.force_login(administrator)
    client.post(f"/admin/profiles/user/{editor.pk}/second-step/")
    html = client.get("/admin/profiles/event/").content.decode()
    assert "removed somebody’s second step" in html
    assert "second factor" not in html


@pytest.mark.parametrize(("act", "verb"), [("end-sessions", "sessions"), ("second-step", "second_factor")])
def test_each_act_is_in_the_log_of_the_account(client, administrator, editor, act, verb):
    client.force_login(administrator)
    client.post(f"/admin/profiles/user/{editor.pk}/{act}/")
    event = Event.objects.get()
    assert (event.verb, event.actor, event.subject) == (verb, administrator, "editor")
    assert event.details == {"kind": "user", "pk": editor.pk}
