"""Signing in: failures that add up, accounts that end, the second step, forgotten passwords, invitations."""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from profiles.desk.accounts import secondstep, signin
from profiles.desk.models import Event, User
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"
SECRET = "another long secret"
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def sign_in(client, name="editor", password=PASSWORD, prefix="", **headers):
    return client.post(f"{prefix}/admin/login/", {"username": name, "password": password, "next": "/admin/"}, **headers)


def fail(client, times, **kwargs):
    for _number in range(times):
        answer = sign_in(client, password="wrong", **kwargs)
    return answer


def code_of(user, steps=0):
    """The code that the telephone shows now, or some steps of 30 seconds later."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key)
    totp.time = timezone.now().timestamp() + 30 * steps
    return f"{totp.token():06d}"


def enrol(user):
    return secondstep.confirm(secondstep.start(user))


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


# ── Throttling ────────


def test_the_fifth_failure_is_answered_with_when_to_try_again(client, editor):
    with time_machine.travel(NOON, tick=False):
        assert fail(client, 4).status_code == 200
        answer = fail(client, 1)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "Try again in 15 minutes." in answer.content.decode()


def test_somebody_locked_out_reads_so_in_the_language_of_the_page(client, editor):
    answer = fail(client, 5, prefix="/ar")
    assert answer.status_code == 429
    assert 'lang="ar"' in answer.content.decode()


def test_the_right_password_waits_too_and_works_when_the_time_is_over(client, editor):
    with time_machine.travel(NOON, tick=False):
        fail(client, 5)
    with time_machine.travel(NOON + dt.timedelta(minutes=10), tick=False):
        answer = sign_in(client)
    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    with time_machine.travel(NOON + dt.timedelta(minutes=16), tick=False):
        assert sign_in(client).status_code == 302


def test_failures_lock_out_neither_another_address_nor_another_name(client, editor, publisher):
    fail(client, 5, REMOTE_ADDR="192.0.2.1")
    assert sign_in(client, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert sign_in(Client(), REMOTE_ADDR="192.0.2.2").status_code == 302
    assert sign_in(Client(), name="publisher", REMOTE_ADDR="192.0.2.1").status_code == 302


def test_changing_browser_or_claimed_address_wins_no_further_attempt(client, editor):
    for number in range(5):
        answer = sign_in(
            client, password="wrong", HTTP_USER_AGENT=f"browser {number}", HTTP_X_FORWARDED_FOR=f"::{number}"
        )
    assert answer.status_code == 429


def test_an_unknown_name_is_answered_like_a_known_one(client, editor):
    said = [
        re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"|value="(editor|nobody)"', b"", answer.content)
        for answer in (sign_in(client, password="wrong"), sign_in(client, name="nobody", password="wrong"))
    ]
    assert said[0] == said[1]
    fail(client, 4)
    assert fail(client, 4, name="nobody").status_code == 429


@pytest.mark.parametrize("name", ["editor", "nobody", "invited", "ended"])
def test_every_name_costs_one_hashing(client, editor, monkeypatch, name):
    from django.contrib.auth.hashers import get_hasher

    factories.person("ended", active_until=dt.date(2020, 1, 1))
    invited = factories.person("invited")
    invited.set_unusable_password()
    invited.save()
    hashed = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *args, **kw: hashed.append(1) or encode(*args, **kw))
    sign_in(client, name=name, password="wrong")
    assert len(hashed) == 1


def test_argon2_hashes_passwords():
    from addportal import settings as own

    assert own.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (False, "198.51.100.7", "192.0.2.1"),
        (True, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (True, "", "192.0.2.1"),
        (True, "nonsense", "192.0.2.1"),
    ],
)
def test_a_forwarded_address_counts_behind_a_trusted_proxy_alone(settings, trusted, forwarded, expected):
    settings.TRUSTED_PROXY = trusted
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert signin.address_of(request) == expected


# ── Accounts that end, sessions that end ────────


def test_an_account_signs_in_on_its_last_day_and_not_after(client, editor):
    last = dt.date(2026, 3, 2)
    User.objects.filter(pk=editor.pk).update(active_until=last)
    with time_machine.travel(NOON, tick=False):
        assert sign_in(client).status_code == 302
        assert client.get("/admin/").status_code == 200
    with time_machine.travel(NOON + dt.timedelta(days=1), tick=False):
        assert client.get("/admin/").status_code == 302
        assert sign_in(Client()).status_code == 200


def test_signing_in_starts_a_new_session(client, editor):
    planted = client.session
    planted["seen"] = True
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    sign_in(client)
    assert client.session.session_key != planted.session_key
    assert client.get("/admin/").status_code == 200


def test_signing_out_is_a_post(client, editor):
    sign_in(client)
    assert client.get("/admin/logout/").status_code == 405
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302


def test_an_administrator_ends_all_sessions_of_a_person(client, administrator, editor):
    theirs = Client()
    sign_in(theirs)
    client.force_login(administrator)
    address = f"/admin/profiles/user/{editor.pk}/end-sessions/"
    assert client.get(address).status_code == 405
    assert theirs.get("/admin/").status_code == 200
    client.post(address)
    assert theirs.get("/admin/").status_code == 302


# ── The second step ────────


def test_who_must_have_a_second_step_is_led_to_set_up_from_every_door(client, required, publisher):
    entity = factories.entity()
    client.force_login(publisher)
    doors = ["", f"profiles/entity/{entity.pk}/publish/", f"profiles/entity/{entity.pk}/preview/", "account/"]
    doors += ["password_change/", "jsi18n/", "autocomplete/", "second-step/", "profiles/entity/"]
    for door in doors:
        answer = client.get(f"/admin/{door}", follow=True)
        assert answer.redirect_chain[-1][0].startswith("/admin/second-step/set-up/?next="), door
        assert client.post(f"/admin/{door}").status_code in (302, 405), door


@pytest.mark.parametrize(("group", "led"), [("Administrators", True), ("Publishers", True), ("Editors", False)])
def test_the_second_step_is_required_of_those_whose_rights_reach_far(client, required, group, led):
    client.force_login(factories.person("somebody", group))
    assert client.get("/admin/").status_code == (302 if led else 200)


def test_setting_up_takes_a_code_and_shows_the_recovery_codes_once(client, required, publisher):
    client.force_login(publisher)
    page = client.get("/admin/second-step/set-up/?next=/admin/profiles/entity/").content.decode()
    picture = client.get("/admin/second-step/qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<?xml")
    assert b"style" not in picture.content
    assert "no-store" in picture["Cache-Control"]
    assert 'src="/admin/second-step/qr.svg"' in page

    key = client.session.session_key
    address = "/admin/second-step/set-up/?next=/admin/profiles/entity/"
    answer = client.post(address, {"code": code_of(publisher)})
    codes = re.findall(r"<li><code>(\w+)</code>", answer.content.decode())
    assert len(codes) == len(set(codes)) == 10
    assert 'href="/admin/profiles/entity/"' in answer.content.decode()
    assert client.session.session_key != key
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/second-step/qr.svg").status_code == 404
    assert client.get("/admin/second-step/set-up/").url == "/admin/second-step/"


def test_a_wrong_code_sets_nothing_up(client, required, publisher):
    client.force_login(publisher)
    client.get("/admin/second-step/set-up/")
    client.post("/admin/second-step/set-up/", {"code": "abc"})
    assert secondstep.device_of(publisher) is None
    assert client.get("/admin/").status_code == 302


def test_once_set_up_each_sign_in_asks_for_a_code_even_where_it_is_not_required(client, editor):
    enrol(editor)
    assert sign_in(client).status_code == 302
    answer = client.get("/admin/profiles/entity/", follow=True)
    address = answer.redirect_chain[-1][0]
    assert address == "/admin/second-step/code/?next=%2Fadmin%2Fprofiles%2Fentity%2F"
    assert client.post(address, {"code": code_of(editor)}).url == "/admin/profiles/entity/"
    assert client.get("/admin/profiles/entity/").status_code == 200


def test_before_the_code_the_device_cannot_be_replaced_or_turned_off(client, editor):
    enrol(editor)
    sign_in(client)
    assert client.get("/admin/second-step/set-up/").url == "/admin/second-step/"
    client.post("/admin/second-step/", {"code": code_of(editor), "off": "1"})
    assert secondstep.device_of(editor)
    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client, editor):
    enrol(editor)
    code = code_of(editor)
    sign_in(client)
    assert client.post("/admin/second-step/code/", {"code": code}).status_code == 302
    other = Client()
    sign_in(other)
    assert other.post("/admin/second-step/code/", {"code": code}).status_code == 200
    assert other.get("/admin/").status_code == 302


def test_a_recovery_code_works_once(client, editor):
    code = enrol(editor)[3]
    sign_in(client)
    assert client.post("/admin/second-step/code/", {"code": f" {code[:4].upper()} {code[4:]}"}).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert secondstep.codes_left(editor) == 9
    other = Client()
    sign_in(other)
    assert other.post("/admin/second-step/code/", {"code": code}).status_code == 200
    assert other.get("/admin/").status_code == 302


def test_wrong_codes_are_throttled(client, editor):
    enrol(editor)
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client)
        for _number in range(5):
            clock.shift(60)
            answer = client.post("/admin/second-step/code/", {"code": "aaaaaaaa"})
        assert answer.status_code == 429
        assert client.post("/admin/second-step/code/", {"code": code_of(editor)}).status_code == 429
        assert client.get("/admin/").status_code == 302


def test_a_code_leads_to_no_other_site(client, editor):
    enrol(editor)
    sign_in(client)
    answer = client.post("/admin/second-step/code/?next=https://evil.example/", {"code": code_of(editor)})
    assert answer.url == "/admin/"


def test_turning_it_off_needs_a_code(client, editor):
    codes = enrol(editor)
    sign_in(client)
    client.post("/admin/second-step/code/", {"code": codes[0]})
    client.post("/admin/second-step/", {"code": codes[0], "off": "1"})
    assert secondstep.device_of(editor)
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=60)):
        client.post("/admin/second-step/", {"code": codes[1], "off": "1"})
    assert secondstep.device_of(editor) is None
    assert secondstep.codes_left(editor) == 0
    assert client.get("/admin/").status_code == 200


def test_new_recovery_codes_replace_the_old(client, editor):
    codes = enrol(editor)
    sign_in(client)
    client.post("/admin/second-step/code/", {"code": codes[0]})
    page = client.post("/admin/second-step/", {"code": codes[1], "codes": "1"}).content.decode()
    fresh = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(fresh) == 10
    assert not set(fresh) & set(codes)
    assert client.get("/admin/").status_code == 200


def test_an_administrator_removes_a_lost_device(client, administrator, editor):
    enrol(editor)
    client.force_login(administrator)
    assert "Remove the second step" in client.get(f"/admin/profiles/user/{editor.pk}/change/").content.decode()
    client.post(f"/admin/profiles/user/{editor.pk}/second-step/")
    assert secondstep.device_of(editor) is None
    theirs = Client()
    sign_in(theirs)
    assert theirs.get("/admin/").status_code == 200


@pytest.mark.parametrize("act", ["invite", "end-sessions", "second-step"])
def test_only_administrators_act_on_accounts_and_never_on_a_superusers(client, administrator, editor, publisher, act):
    root = factories.person("root", is_superuser=True)
    enrol(editor)
    enrol(root)
    client.force_login(administrator)
    assert client.post(f"/admin/profiles/user/{root.pk}/{act}/").status_code == 404
    client.force_login(publisher)
    assert client.post(f"/admin/profiles/user/{editor.pk}/{act}/").status_code == 404
    assert secondstep.device_of(editor)
    assert secondstep.device_of(root)
    assert User.objects.filter(session_round__gt=0).count() == 0


def test_admin_lists_no_devices_and_no_failures(client, admin_user):
    client.force_login(admin_user)
    page = client.get("/admin/").content.decode()
    assert "otp_totp" not in page
    assert "axes" not in page


# ── Forgotten passwords ────────


def link_in(message):
    return re.search(r"http://testserver(\S+)", message.body).group(1)


def choose(client, address):
    form = client.get(address, follow=True)
    address = form.redirect_chain[-1][0]
    return client.post(address, {"new_password1": SECRET, "new_password2": SECRET})


def test_a_forgotten_password_is_chosen_anew_by_mail(client, editor):
    client.post("/admin/password/forgotten/", {"email": "EDITOR@example.org"})
    [message] = mail.outbox
    assert message.to == ["editor@example.org"]
    assert choose(client, link_in(message)).url == "/admin/password/chosen/"
    assert sign_in(client, password=SECRET).status_code == 302
    assert "does not work any more" in client.get(link_in(message)).content.decode()


def test_known_and_unknown_addresses_get_the_same_answer(client, editor):
    factories.person("ended", active_until=dt.date(2020, 1, 1))
    factories.person("off", is_active=False)
    answers = [
        client.post("/admin/password/forgotten/", {"email": f"{name}@example.org"}, follow=True)
        for name in ("editor", "nobody", "ended", "off")
    ]
    assert len({answer.content for answer in answers}) == 1
    assert [message.to for message in mail.outbox] == [["editor@example.org"]]


def test_a_mail_that_cannot_be_sent_tells_nobody_which_addresses_are_known(client, editor, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert client.post("/admin/password/forgotten/", {"email": "editor@example.org"}).url == "/admin/password/sent/"


def test_a_link_of_an_account_that_has_ended_does_not_work(client, editor):
    client.post("/admin/password/forgotten/", {"email": "editor@example.org"})
    User.objects.filter(pk=editor.pk).update(active_until=dt.date(2020, 1, 1))
    assert "does not work any more" in client.get(link_in(mail.outbox[0])).content.decode()


def test_mails_and_their_links_are_in_the_language_of_the_account(client, editor):
    User.objects.filter(pk=editor.pk).update(language="ar")
    client.post("/admin/password/forgotten/", {"email": "editor@example.org"})
    address = link_in(mail.outbox[0])
    assert address.startswith("/ar/admin/password/choose/")
    assert 'lang="ar"' in client.get(address, follow=True).content.decode()


# ── Invitations and accounts ────────


def add(client, **columns):
    data = {"username": "new", "email": "new@example.org", "language": "ar", "active_until": "2030-01-31"}
    return client.post("/admin/profiles/user/add/", data | columns)


def test_a_new_account_is_invited_to_choose_a_password(client, administrator, django_capture_on_commit_callbacks):
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        add(client)
    user = User.objects.get(username="new")
    assert (user.has_usable_password(), user.is_staff, user.is_superuser) == (False, True, False)
    assert (user.language, user.active_until) == ("ar", dt.date(2030, 1, 31))
    [message] = mail.outbox
    assert message.to == ["new@example.org"]
    theirs = Client()
    choose(theirs, link_in(message))
    assert sign_in(theirs, name="new", password=SECRET).status_code == 302


def test_the_form_of_a_new_account_asks_for_no_password_and_for_an_address(client, administrator):
    client.force_login(administrator)
    fields = client.get("/admin/profiles/user/add/").context["adminform"].form.fields
    assert list(fields) == ["username", "email", "groups", "active_until", "language"]
    add(client, email="")
    assert not User.objects.filter(username="new").exists()


def test_an_address_of_another_account_is_refused_in_words(client, administrator, editor):
    client.force_login(administrator)
    page = add(client, email="Editor@Example.org").content.decode()
    assert "Another account has this e-mail address." in page


def test_an_invitation_is_sent_again_until_a_password_is_chosen(client, administrator, editor):
    invited = factories.person("invited")
    invited.set_unusable_password()
    invited.save()
    client.force_login(administrator)
    assert "Send the invitation again" in client.get(f"/admin/profiles/user/{invited.pk}/change/").content.decode()
    assert "Send the invitation again" not in client.get(f"/admin/profiles/user/{editor.pk}/change/").content.decode()
    client.post(f"/admin/profiles/user/{invited.pk}/invite/")
    client.post(f"/admin/profiles/user/{editor.pk}/invite/")
    assert [message.to for message in mail.outbox] == [["invited@example.org"]]


@pytest.mark.django_db(transaction=True)
def test_an_invitation_that_cannot_be_sent_is_said_and_loses_no_account(client, administrator, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    client.force_login(administrator)
    add(client)
    user = User.objects.get(username="new")
    page = client.get(f"/admin/profiles/user/{user.pk}/change/").content.decode()
    assert "The invitation could not be sent." in page


def account_form(client, user):
    """The fields of an account's page, to post back."""
    form = client.get(f"/admin/profiles/user/{user.pk}/change/").context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}
    return data | {"groups": [], "assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}


def test_an_administrator_sets_when_an_account_ends_but_makes_no_superuser(client, administrator, editor):
    client.force_login(administrator)
    more = {"is_superuser": "on", "user_permissions": "1", "active_until": "2031-01-01"}
    client.post(f"/admin/profiles/user/{editor.pk}/change/", account_form(client, editor) | more)
    editor.refresh_from_db()
    assert (editor.active_until, editor.is_superuser) == (dt.date(2031, 1, 1), False)


def test_an_administrator_hands_out_no_rights_to_themselves(client, administrator):
    client.force_login(administrator)
    publishers = administrator.groups.model.objects.get(name="Publishers")
    more = {"groups": [publishers.pk], "is_superuser": "on"}
    client.post(f"/admin/profiles/user/{administrator.pk}/change/", account_form(client, administrator) | more)
    administrator.refresh_from_db()
    assert [group.name for group in administrator.groups.all()] == ["Administrators"]
    assert not administrator.is_superuser


def test_what_is_changed_of_an_account_is_in_the_log(client, administrator, editor):
    client.force_login(administrator)
    publishers = editor.groups.model.objects.get(name="Publishers")
    more = {"groups": [publishers.pk], "email": "new@example.org"}
    client.post(f"/admin/profiles/user/{editor.pk}/change/", account_form(client, editor) | more)
    event = Event.objects.get(verb="account")
    assert (event.actor, event.subject) == (administrator, "editor")
    assert {"groups", "email"} <= set(event.details["fields"])
    assert event.details["groups"] == ["Publishers"]


@pytest.mark.parametrize("superuser", [True, False])
def test_an_administrator_chooses_nobodys_password(client, administrator, superuser):
    other = factories.person("other", "Publishers", is_superuser=superuser)
    before = other.password
    client.force_login(administrator)
    data = {"password1": SECRET, "password2": SECRET, "usable_password": "true", "set-password": "1"}
    client.post(f"/admin/profiles/user/{other.pk}/password/", data)
    client.post(f"/admin/profiles/user/{other.pk}/change/", account_form(client, administrator) | {"password": SECRET})
    other.refresh_from_db()
    assert other.password == before


def test_everybody_sets_the_own_mails_and_language_and_nothing_else(client, stranger):
    client.force_login(stranger)
    assert "My account" in client.get("/admin/").content.decode()
    client.post("/admin/account/", {"language": "ar", "is_superuser": "on", "username": "root"})
    stranger.refresh_from_db()
    assert (stranger.language, stranger.mails) == ("ar", False)
    assert (stranger.is_superuser, stranger.username) == (False, "stranger")


def test_the_second_step_is_required_in_production_and_not_on_ones_own_machine(tmp_path):
    import os
    import subprocess
    import sys

    for environment, expected in (({"DEBUG": "1"}, "False"), ({"SECRET_KEY": "x", "ALLOWED_HOSTS": "x"}, "True")):
        clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
        words = "import addportal.settings as s; print(s.REQUIRE_SECOND_FACTOR)"
        done = subprocess.run(
            [sys.executable, "-c", words],
            env=clean | environment | {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == expected


def test_what_an_account_is_asked_for_is_in_arabic_too(client, administrator, editor):
    client.force_login(administrator)
    html = client.get(f"/ar/admin/profiles/user/{editor.pk}/change/").content.decode()
    assert "نقاط الاتصال" in html
    assert "Focal points" not in html
    with translation.override("ar"), pytest.raises(ValidationError) as refused:
        validate_password("short")
    assert "قصيرة" in " ".join(refused.value.messages)


def test_who_is_sent_to_sign_in_from_a_form_is_told_that_the_text_is_kept(client):
    html = client.get("/admin/profiles/entity/1/change/", follow=True).content.decode()
    assert "is kept in this browser" in html
    assert "is kept in this browser" not in client.get("/admin/", follow=True).content.decode()
