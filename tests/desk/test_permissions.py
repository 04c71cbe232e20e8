import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from profiles.desk import permissions
from profiles.desk.models import Entity, User
from tests import factories

pytestmark = pytest.mark.django_db


def test_groups_have_exactly_the_rights_of_the_policy():
    for name, codenames in permissions.GROUPS.items():
        group = Group.objects.get(name=name)
        assert set(group.permissions.values_list("codename", flat=True)) == set(codenames)


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
