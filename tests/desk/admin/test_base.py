"""What all admin pages share."""

import pytest

from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lookup", ["name_en__regex=(", "name_en__iregex=(", "memberships__start__regex=["])
def test_a_list_is_not_filtered_by_a_regular_expression(desk, lookup):
    assert desk.get(f"{url('changelist')}?{lookup}").status_code == 400
