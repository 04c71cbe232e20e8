"""Any two states side by side, of this profile alone."""

import pytest

from profiles.desk.verbs import savedcopies
from tests import factories
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def test_any_two_states_are_compared(client, editor, entity, proposal):
    client.force_login(editor)
    html = client.get(url("compare", entity.pk), {"a": "v1", "b": f"c{proposal.copy_id}"}).content.decode()
    assert "<ins>four</ins>" in html
    same = client.get(url("compare", entity.pk), {"a": "live", "b": "v1"}).content.decode()
    assert "Nothing differs." in same


@pytest.mark.parametrize("code", ["v9", "c0", "x", "c", "v1' OR 1", "c99999999999", "v²"])
def test_a_state_that_is_not_this_profiles_is_not_found(client, editor, entity, code):
    client.force_login(editor)
    assert client.get(url("compare", entity.pk), {"a": code}).status_code == 404


def test_a_saved_copy_of_another_profile_is_not_compared_or_restored(client, editor, entity):
    foreign = savedcopies.save(factories.entity(), by=editor)
    client.force_login(editor)
    assert client.get(url("compare", entity.pk), {"a": f"c{foreign.pk}"}).status_code == 404
    assert client.post(url("restore_copy", entity.pk, foreign.pk)).status_code == 404
