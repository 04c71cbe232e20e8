"""Rows below a form, for whatever is posted to them."""

import pytest
from django.forms import inlineformset_factory

from profiles.desk.admin.formsets import PostedRows
from profiles.desk.models import Assignment, User

Rows = inlineformset_factory(User, Assignment, formset=PostedRows, fields=["until"], extra=0)


@pytest.mark.parametrize(("number", "expected"), [("0", 0), ("2", 2), ("4", 4), ("5", 4), ("99999", 4)])
def test_a_number_makes_one_row_more_than_were_posted_at_most(number, expected):
    data = {"assignments-TOTAL_FORMS": number, "assignments-INITIAL_FORMS": "0"}
    data |= {"assignments-2-until": "", "assignments-٧-until": "", "assignmentsX-8-until": "", "other-9-until": ""}
    assert len(Rows(data, instance=User(), prefix="assignments").forms) == expected


def test_rows_that_are_not_posted_are_counted_as_ever():
    assert len(Rows(instance=User()).forms) == 0
