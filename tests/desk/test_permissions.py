import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone, translation

from profiles.desk import permissions
from profiles.desk.models import Entity, User
from profiles.published import documents
from tests import factories

pytestmark = pytest.mark.django_db


def test_groups_have_exactly_the_rights_of_the_policy():
    for name, codenames in permissions.GROUPS.items():
        group = Group.objects.get(name=name)
        assert set(group.permissions.values_list("codename", flat=True)) == set(codenames)


WORKING_COPY = "entity membership roleterm affiliation responsibleentity meeting attendance text"
WORDS = "membertype role thematicarea body meetingkind"
VOCABULARY = f"{WORDS} source"
ACCOUNTS = "user assignment"
EVERYTHING = "view add change delete"


@pytest.mark.parametrize(
    ("group", "models", "acts"),
    [
        ("Focal points", "entity", "view change"),
        ("Focal points", "membership roleterm", "view"),
        ("Focal points", "affiliation responsibleentity", EVERYTHING),
        ("Focal points", WORDS, "view"),
        ("Focal points", "source", "view add change"),
        ("Focal points", f"{ACCOUNTS} event meeting text", ""),
        ("Editors", WORKING_COPY, EVERYTHING),
        ("Editors", WORDS, "view"),
        ("Editors", "source", "view add change"),
        ("Editors", f"{ACCOUNTS} event oldaddress identity", ""),
        ("Publishers", f"{WORKING_COPY} {VOCABULARY} oldaddress", EVERYTHING),
        ("Publishers", "identity", "view add change"),
        ("Publishers", f"{ACCOUNTS} event", ""),
        ("Administrators", ACCOUNTS, EVERYTHING),
        ("Administrators", "event entity meeting text", "view"),
        ("Administrators", f"membership roleterm affiliation responsibleentity {VOCABULARY}", ""),
    ],
)
def test_each_group_sees_adds_changes_and_deletes_what_the_policy_says(group, models, acts):
    granted = Group.objects.get(name=group).permissions.values_list("codename", flat=True)
    for model in models.split():
        assert [act for act in EVERYTHING.split() if f"{act}_{model}" in granted] == acts.split(), model


@pytest.mark.parametrize(
    ("right", "groups"),
    [("edit_every_entity", {"Editors", "Publishers"}), ("publish_entity", {"Publishers"})],
)
def test_rights_on_every_profile_are_for_these_groups(right, groups):
    assert set(Group.objects.filter(permissions__codename=right).values_list("name", flat=True)) == groups


def test_each_group_has_a_name_in_the_readers_language():
    assert [str(permissions.GROUP_LABELS[name]) for name in permissions.GROUPS] == list(permissions.GROUPS)
    with translation.override("ar"):
        assert not {str(permissions.GROUP_LABELS[name]) for name in permissions.GROUPS} & set(permissions.GROUPS)


def test_a_right_handed_out_by_hand_is_taken_back_by_the_next_migration():
    group = Group.objects.get(name="Editors")
    group.permissions.clear()
    permissions.make_groups()
    assert group.permissions.count() == len(set(permissions.GROUPS["Editors"]))


@pytest.mark.parametrize(
    ("name", "edits", "publishes"),
    [("publisher", True, True), ("editor", True, False), ("administrator", False, False), ("stranger", False, False)],
)
def test_who_may_edit_and_publish(request, name, edits, publishes):
    user, entity = request.getfixturevalue(name), factories.entity()
    assert permissions.can_edit(user, entity) == edits
    assert permissions.can_publish(user) == publishes
    assert permissions.editable(user, Entity.objects.all()).exists() == edits


def test_a_disabled_account_may_nothing(publisher):
    publisher.is_active = False
    assert not permissions.can_edit(publisher, factories.entity())
    assert not permissions.can_publish(publisher)


def test_who_may_no_longer_change_profiles_edits_none_not_even_the_own(editor):
    entity = factories.entity()
    focal = factories.focal_point("focal", entity)
    focal.groups.clear()
    editor.groups.clear()
    editor.user_permissions.add(Permission.objects.get(codename="edit_every_entity"))
    assert not permissions.can_edit(focal, entity)
    assert not permissions.can_edit(editor, entity)


def test_a_disabled_account_edits_not_even_the_own():
    entity = factories.entity()
    focal = factories.focal_point("focal", entity)
    focal.is_active = False
    assert not permissions.can_edit(focal, entity)


@pytest.mark.parametrize(("days", "may"), [(None, True), (0, True), (1, True), (-1, False)])
def test_a_focal_point_edits_its_own_through_the_last_day(days, may):
    own, other = factories.entity(), factories.entity()
    until = None if days is None else timezone.localdate() + dt.timedelta(days)
    user = factories.focal_point("focal", own, until=until)
    assert permissions.can_edit(user, own) == may
    assert not permissions.can_edit(user, other)
    assert list(permissions.editable(user, Entity.objects.all())) == ([own] if may else [])


@pytest.mark.parametrize(
    ("name", "of_draft", "of_published"), [("editor", (), ("slug",)), ("focal", *[permissions.IDENTITY] * 2)]
)
def test_the_address_is_fixed_once_published_and_what_a_profile_is_of_for_focal_points(
    request, publisher, name, of_draft, of_published
):
    draft, public = factories.entity(), factories.published(by=publisher)
    user = factories.focal_point("focal", draft) if name == "focal" else request.getfixturevalue(name)
    assert permissions.fixed_fields(user, draft) == of_draft
    assert permissions.fixed_fields(user, public) == of_published
    assert permissions.fixed_fields(user, None) == of_draft


def test_nobody_but_a_superuser_hands_out_rights_to_themselves(administrator, editor):
    root = factories.person("root", is_superuser=True)
    assert permissions.fixed_account_fields(administrator, administrator) == permissions.RIGHTS
    assert permissions.fixed_account_fields(administrator, editor) == ()
    assert permissions.fixed_account_fields(administrator, None) == ()
    assert permissions.fixed_account_fields(root, root) == ()


def test_only_a_superuser_changes_a_superuser(administrator):
    root = factories.person("root", is_superuser=True)
    assert set(permissions.manageable(administrator, User.objects.all())) == {administrator}
    assert set(permissions.manageable(root, User.objects.all())) == {administrator, root}


def test_a_focal_point_reads_what_a_profile_is_of_and_changes_all_else():
    own = factories.entity()
    said = {*documents.PLAIN, *(f"{name}_{code}" for name in documents.PAIRS for code in ("en", "ar"))}
    assert said - set(permissions.fixed_fields(factories.focal_point("focal", own), own)) == {
        "native_name",
        "website",
        "logo",
        *(
            f"{name}_{code}"
            for name in ("formal_name", "former_names", "other_names", "acronym", "summary", "body")
            for code in ("en", "ar")
        ),
    }


def test_what_an_account_may_is_fixed_for_its_owner(administrator):
    fixed = permissions.fixed_account_fields(administrator, administrator)
    assert set(fixed) == {"groups", "is_active", "active_until"}


@pytest.mark.parametrize(
    ("name", "sees", "reads_log", "second_step"),
    [
        ("publisher", "all", True, True),
        ("administrator", "all", True, True),
        ("editor", "all", False, False),
        ("focal", "own", False, False),
        ("stranger", "none", False, False),
    ],
)
def test_who_sees_which_working_copies_and_the_words_of_the_log_and_needs_a_second_step(
    request, name, sees, reads_log, second_step
):
    own, other = factories.entity(), factories.entity()
    user = factories.focal_point("focal", own) if name == "focal" else request.getfixturevalue(name)
    visible = {"all": {own, other}, "own": {own}, "none": set()}[sees]
    assert set(permissions.visible(user, Entity.objects.all())) == visible
    assert permissions.reads_log_words(user) == reads_log
    assert permissions.needs_second_step(user) == second_step


def test_an_assignment_alone_shows_nothing():
    own = factories.entity()
    user = factories.focal_point("focal", own)
    user.groups.clear()
    assert not permissions.visible(user, Entity.objects.all()).exists()
