import pytest
from django.http import QueryDict

from profiles.desk.admin.keys import KeyBoxes, is_key


@pytest.mark.parametrize("text", ["1", "007", "9" * 18])
def test_a_number_can_be_a_key(text):
    assert is_key(text)


@pytest.mark.parametrize("text", ["", "\n", "abc", "1.5", "-1", "٣", "9" * 19, "1\0", " 1", None])
def test_whatever_else_is_posted_cannot(text):
    assert not is_key(text)


def test_of_several_the_keys_are_chosen():
    chosen = KeyBoxes().value_from_datadict(QueryDict("groups=1&groups=x&groups=2"), {}, "groups")
    assert chosen == ["1", "2"]
