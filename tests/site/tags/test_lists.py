import pytest

from profiles.reading.counting import Total
from profiles.site.tags.lists import at_least


@pytest.mark.parametrize(
    ("total", "words"), [(Total(5, 5), "5"), (Total(5, 7), "at least 5"), (Total(0, 3), "up to 3"), (Total(), "0")]
)
def test_a_total_says_what_is_certain(total, words):
    assert at_least(total) == words
