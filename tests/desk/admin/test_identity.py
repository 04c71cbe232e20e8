"""Identity in admin: set by publishers alone, public at once, in the log, with a way back."""

import pytest

from profiles.desk.models import Event
from profiles.published.models import Identity
from tests import factories
from tests.desk.admin.forms import posted

pytestmark = pytest.mark.django_db

PAGE = "/admin/profiles/identity/1/change/"


@pytest.fixture
def own(publisher):
    for code in ("chair", "secretariat"):
        factories.role_term(factories.entity(code), role=code)
    return factories.identity(chair_id="chair")


@pytest.fixture
def form(client, publisher, own):
    client.force_login(publisher)
    return posted(client.get(PAGE))


def test_its_list_leads_to_its_form_or_to_a_new_one(client, publisher):
    client.force_login(publisher)
    assert client.get("/admin/profiles/identity/")["Location"] == "/admin/profiles/identity/add/"
    factories.identity()
    assert client.get("/admin/profiles/identity/")["Location"] == PAGE
    assert client.get("/admin/profiles/identity/add/").status_code == 403
    assert client.get("/admin/profiles/identity/1/delete/").status_code == 403


def test_what_a_publisher_saves_is_public_on_the_next_request(client, form):
    assert "Abu Dhabi Dialogue" in client.get("/").content.decode()
    changed = {
        "name_en": "Forum of Ports",
        "in_full_en": "the Forum of Ports",
        "accent": "#5b2a86",
        "accent_by_night": "#d9b8f5",
        "heading_en": "Ports",
    }
    assert client.post(PAGE, form | changed).status_code == 302
    html = client.get("/").content.decode()
    assert "<h1>Ports</h1>" in html
    assert "Forum of Ports" in html
    assert "Abu Dhabi Dialogue" not in html
    assert client.get("/accent.5b2a86-d9b8f5.css").content.decode().count("#5b2a86") == 2
    assert client.get("/accent.000000-ffffff.css").status_code == 404


def test_a_heading_in_the_other_language_alone_is_none(client, form):
    client.post(PAGE, form | {"heading_ar": "الأعضاء", "way_ar": "يذهب إلى"})
    assert "<h1>Abu Dhabi Dialogue: member directory</h1>" in client.get("/").content.decode()
    assert "<h1>الأعضاء</h1>" in client.get("/ar/").content.decode()


def test_the_menu_follows_the_numbers(client, form):
    page = dict(form)
    codes = ["members", "map", "timeline", "meetings", "areas", "roles", "changes", "about"]
    assert page["menu"] == [*map(str, range(1, 9)), "", "", "", "", ""]
    client.post(PAGE, form | {"menu": ["2", "1", *[""] * 11]})
    assert Identity.objects.get().menu == ["map", "members"]
    menu = client.get("/").content.decode().split('<nav class="menu"')[1].split("</nav>")[0]
    assert menu.index('"/map/"') < menu.index('"/members/"')
    assert "/timeline/" not in menu
    client.post(PAGE, posted(client.get(PAGE)) | {"menu": [*map(str, range(1, 9)), *[""] * 5]})
    assert Identity.objects.get().menu == []
    assert [str(section) for section in Identity.objects.get().sections] == codes


@pytest.mark.parametrize("menu", [["x"], ["1"] * 30, ["-1.5"]])
def test_a_menu_of_anything_else_is_refused_in_a_sentence(client, form, menu):
    assert "Write numbers alone." in client.post(PAGE, form | {"menu": menu}).content.decode()


def test_the_log_has_it_and_what_stood_before_is_taken_up_again(client, form):
    client.post(PAGE, form | {"name_en": "Forum of Ports", "chair": "secretariat"})
    event = Event.objects.get(verb="vocabulary", details__kind="identity")
    assert event.details["changes"] == {
        "name_en": ["Abu Dhabi Dialogue", "Forum of Ports"],
        "chair": ["chair", "secretariat"],
    }
    page = client.get("/admin/profiles/identity/1/history/")
    client.post(f"/admin/profiles/identity/1/restore/{event.pk}/", {"base_state": page.context["base_state"]})
    known = Identity.objects.get()
    assert (known.name_en, known.chair_id) == ("Abu Dhabi Dialogue", "chair")


def test_two_at_once_lose_nothing(client, form):
    Identity.objects.update(name_en="Theirs", menu=["map"])
    answer = client.post(PAGE, form | {"heading_en": "Mine"})
    assert "Somebody else has changed this since you opened it." in answer.content.decode()
    assert 'value="Theirs"' in answer.content.decode()
    assert client.post(PAGE, posted(answer)).status_code == 302
    known = Identity.objects.get()
    assert (known.name_en, known.heading_en, known.menu) == ("Theirs", "Mine", ["map"])


def test_a_mark_is_taken_in_shown_and_served(client, form):
    client.post(PAGE, form | {"upload": factories.picture()})
    mark = Identity.objects.get().mark
    assert f'src="/media/{mark}"' in client.get("/").content.decode()
    assert b"".join(client.get(f"/media/{mark}").streaming_content).startswith(b"\x89PNG")
    client.post(PAGE, posted(client.get(PAGE)) | {"without_mark": "on"})
    assert "/media/" not in client.get("/").content.decode()
    assert client.get(f"/media/{mark}").status_code == 404


def test_what_is_no_picture_is_refused(client, form):
    broken = factories.picture()
    broken.file.truncate(20)
    assert "This is not a PNG, JPEG or WebP picture" in client.post(PAGE, form | {"upload": broken}).content.decode()


@pytest.mark.parametrize(("who", "status"), [("Editors", 403), ("Focal points", 403), ("Administrators", 403)])
def test_nobody_else_changes_it(client, own, who, status):
    client.force_login(factories.person("other", who))
    assert client.post(PAGE, {"name_en": "Mine"}).status_code == status
    assert Identity.objects.get().name_en == "Abu Dhabi Dialogue"


def test_a_role_that_it_names_cannot_be_deleted(client, form):
    role = Identity.objects.get().chair
    answer = client.post(f"/admin/profiles/role/{role.pk}/delete/", {"post": "yes"}, follow=True)
    assert type(role).objects.filter(pk=role.pk).exists()
    assert answer.status_code in (200, 403)
