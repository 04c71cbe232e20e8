"""Two people at one word, source or account: nothing of the other is overwritten without having been shown."""

import datetime as dt

import pytest
from django.urls import reverse

from profiles.desk.models import Event, User
from profiles.desk.verbs import vocabulary
from profiles.published.models import Body, MemberType, Role, Source, ThematicArea
from tests import factories
from tests.desk.admin.forms import change, posted

pytestmark = pytest.mark.django_db

STALE = "Somebody else has changed this since you opened it."


def address(row, page="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def opened(client, row):
    return posted(client.get(address(row)))


def table(response):
    """The table: label, before, now, whose, and whether the form says another thing."""
    lines = response.context["meanwhile_lines"]
    return [
        (line.change.label, line.change.before, line.change.after, line.event and str(line.event.actor), line.clashes)
        for line in lines
    ]


def by_another(row, by, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    vocabulary.change(row, by=by)


@pytest.fixture
def other():
    return factories.person("other", "Publishers")


@pytest.mark.parametrize("model", [MemberType, Role, ThematicArea, Body, Source])
def test_a_stale_form_is_refused_with_what_changed_and_keeps_what_was_typed(desk, other, model):
    row = factories.word(model, "old" if model is not MemberType else "sending")
    label = row.label_en
    mine = opened(desk, row)
    by_another(row, other, label_en="Theirs")
    refused = desk.post(address(row), mine | {"label_en": "Mine", "label_ar": "لي"})
    assert refused.status_code == 200
    assert STALE in refused.content.decode()
    name = "Title" if model is Source else "Label"
    assert table(refused) == [(f"{name}, in English", label, "Theirs", "other", True)]
    assert (posted(refused)["label_en"], posted(refused)["label_ar"]) == ("Mine", "لي")
    assert model.objects.get().label_en == "Theirs"
    assert desk.post(address(row), posted(refused)).status_code == 302
    assert (model.objects.get().label_en, model.objects.get().label_ar) == ("Mine", "لي")


def test_what_only_others_changed_is_taken_over_into_the_form(desk, other):
    row = factories.word(Body, "iom", sources=factories.cites("A list"), coverage="partial", website="")
    factories.cites("Another list")
    mine = opened(desk, row)
    by_another(
        row,
        other,
        label_ar="لهم",
        retired=True,
        coverage="no_members",
        position=7,
        sources=[{"code": "another-list", "carries": "end"}],
        description_en="Two\r\nlines",
    )
    refused = desk.post(address(row), mine | {"website": "https://example.org"})
    assert [line[0] for line in table(refused)] == [
        "Label, in Arabic",
        "Position",
        "Retired",
        "Sources",
        "Its members recorded here",
        "Description, in English",
    ]
    assert not any(line[4] for line in table(refused))
    assert desk.post(address(row), posted(refused)).status_code == 302
    row = Body.objects.get()
    assert (row.label_ar, row.retired, row.coverage, row.position) == ("لهم", True, "no_members", 7)
    assert (row.sources, row.website) == ([{"code": "another-list", "carries": "end"}], "https://example.org")


def test_a_box_that_others_unticked_is_taken_over(desk, other):
    row = factories.word(Role, "chair", single_holder=True)
    mine = opened(desk, row)
    by_another(row, other, single_holder=False)
    refused = desk.post(address(row), mine | {"label_en": "Mine"})
    assert "single_holder" not in posted(refused)
    desk.post(address(row), posted(refused))
    assert (Role.objects.get().single_holder, Role.objects.get().label_en) == (False, "Mine")


def test_lines_that_a_browser_ends_in_its_own_way_are_no_change(desk, other):
    row = factories.word(Role, "chair", description_en="One\ntwo")
    mine = opened(desk, row)
    by_another(row, other, description_en="Theirs")
    refused = desk.post(address(row), mine | {"description_en": "One\r\ntwo", "label_en": "Mine"})
    assert posted(refused)["description_en"] == "Theirs"


def test_a_change_after_the_table_was_shown_is_shown_first(desk, other):
    row = factories.area("gender")
    mine = opened(desk, row)
    by_another(row, other, label_en="Theirs")
    refused = desk.post(address(row), mine | {"label_en": "Mine"})
    by_another(row, other, label_en="Theirs again")
    again = desk.post(address(row), posted(refused))
    assert table(again) == [("Label, in English", "Theirs", "Theirs again", "other", True)]
    assert desk.post(address(row), posted(again)).status_code == 302
    assert ThematicArea.objects.get().label_en == "Mine"


def test_what_both_changed_alike_is_shown_and_no_clash(desk, other):
    row = factories.area("gender")
    mine = opened(desk, row)
    by_another(row, other, label_en="Same")
    refused = desk.post(address(row), mine | {"label_en": "Same"})
    assert table(refused) == [("Label, in English", "Gender", "Same", "other", False)]


@pytest.mark.parametrize("token", ["", "x", "eyJ9:1xXUhS:x", "\0"])
def test_a_form_that_does_not_say_what_it_was_made_from_is_refused_once(desk, token):
    row = factories.area("gender")
    refused = desk.post(address(row), opened(desk, row) | {"label_en": "Mine", "base_state": token})
    assert table(refused) == [("Label, in English", "–", "Gender", None, True)]
    assert ThematicArea.objects.get().label_en == "Gender"
    assert desk.post(address(row), posted(refused)).status_code == 302


def test_the_state_of_another_row_is_no_base(desk):
    row, another = factories.area("gender"), factories.area("another")
    token = opened(desk, another)["base_state"]
    refused = desk.post(address(row), opened(desk, row) | {"label_en": "Mine", "base_state": token})
    assert STALE in refused.content.decode()


def test_who_changed_it_is_said_only_where_the_log_knows(desk, other):
    row = factories.area("gender")
    mine = opened(desk, row)
    by_another(row, other, label_en="Theirs")
    ThematicArea.objects.update(label_en="By nobody")
    refused = desk.post(address(row), mine)
    assert table(refused) == [("Label, in English", "Gender", "By nobody", None, False)]


def test_errors_are_said_beside_the_table(desk, other):
    row = factories.area("gender")
    mine = opened(desk, row)
    by_another(row, other, label_en="Theirs")
    refused = desk.post(address(row), mine | {"label_ar": ""})
    assert refused.context["errors"]
    assert refused.context["meanwhile_lines"]
    assert desk.post(address(row), posted(refused) | {"label_ar": "لي"}).status_code == 302


@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_of_a_row_that_was_deleted_meanwhile_it_is_said_by_whom(desk, other, page):
    row = factories.area("gender")
    mine, gone = opened(desk, row), address(row, page)
    vocabulary.delete(row, by=other)
    response = desk.post(gone, mine, follow=True) if page != "history" else desk.get(gone, follow=True)
    assert response.redirect_chain[0][0] == reverse("admin:published_thematicarea_changelist")
    assert "“Gender” was deleted meanwhile: other," in response.content.decode()


@pytest.mark.parametrize("pk", ["999", "x", "99999999999999999999"])
def test_what_was_never_there_is_said_as_ever(desk, pk):
    response = desk.post(reverse("admin:published_role_change", args=[pk]), {}, follow=True)
    assert "doesn’t exist" in response.content.decode()


def test_a_form_of_somebody_who_only_reads_says_nothing_of_this(client, editor):
    row = factories.area("gender")
    client.force_login(editor)
    assert client.post(address(row), {"label_en": "Mine"}).status_code == 403


def test_an_unchanged_row_is_saved_as_ever(desk):
    row = factories.area("gender")
    assert change(desk, address(row), label_en="Mine").status_code == 302
    assert Event.objects.get().details["changes"] == {"label_en": ["Gender", "Mine"]}


# ── Accounts ────────


@pytest.fixture
def accounts(client, administrator):
    client.force_login(administrator)
    return client


def test_a_stale_form_of_an_account_is_refused_and_shows_no_secret(accounts, editor):
    mine = opened(accounts, editor)
    publishers = editor.groups.model.objects.get(name="Publishers")
    change(accounts, address(editor), email="theirs@example.org", groups=[publishers.pk])
    editor.set_password("another long password")
    editor.save(update_fields=["password"])
    refused = accounts.post(address(editor), mine | {"first_name": "Mine"})
    assert table(refused) == [
        ("E-mail", "editor@example.org", "theirs@example.org", "administrator", False),
        ("Groups", "Editors", "Publishers", "administrator", False),
    ]
    assert User.objects.get(pk=editor.pk).password not in refused.content.decode()
    assert accounts.post(address(editor), posted(refused)).status_code == 302
    saved = User.objects.get(pk=editor.pk)
    assert (saved.first_name, saved.email) == ("Mine", "theirs@example.org")
    assert [group.name for group in saved.groups.all()] == ["Publishers"]
    assert saved.check_password("another long password")


def test_dates_and_boxes_of_an_account_are_taken_over(accounts, editor):
    mine = opened(accounts, editor)
    User.objects.filter(pk=editor.pk).update(active_until=dt.date(2031, 1, 31), mails=False)
    refused = accounts.post(address(editor), mine | {"first_name": "Mine"})
    assert accounts.post(address(editor), posted(refused)).status_code == 302
    saved = User.objects.get(pk=editor.pk)
    assert (saved.active_until, saved.mails, saved.first_name) == (dt.date(2031, 1, 31), False, "Mine")


def test_what_was_changed_in_my_account_is_shown_as_my_own_change(accounts, editor, client):
    mine = opened(accounts, editor)
    client.force_login(editor)
    client.post(reverse("admin:account"), {"language": "ar"})
    client.force_login(User.objects.get(username="administrator"))
    refused = client.post(address(editor), mine | {"first_name": "Mine"})
    assert [(line[0], line[3]) for line in table(refused)] == [
        ("Tell me by e-mail", "editor"),
        ("Language of e-mails", "editor"),
    ]
