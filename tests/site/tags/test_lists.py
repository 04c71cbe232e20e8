import pytest

from profiles.reading.counting import Total
from profiles.site.tags.lists import at_least, sign
from tests import factories


@pytest.mark.parametrize(
    ("total", "words"), [(Total(5, 5), "5"), (Total(5, 7), "at least 5"), (Total(0, 3), "up to 3"), (Total(), "0")]
)
def test_a_total_says_what_is_certain(total, words):
    assert at_least(total) == words


def test_the_sign_of_what_is_certain_is_full_of_what_is_possible_half_of_what_is_not_empty():
    filled = {held: sign(held).split("/>", 1)[1] for held in ("certain", "possible", "no")}
    assert filled == {
        "certain": '<circle cx="6" cy="6" r="5" fill="currentColor"/></svg>',
        "possible": '<path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor"/></svg>',
        "no": "</svg>",
    }


def test_a_sign_is_read_aloud_unless_words_beside_it_say_it():
    assert 'role="img" aria-label="possible"' in sign("possible")
    assert 'aria-label="perhaps &lt;still&gt;"' in sign("possible", "perhaps <still>")
    assert 'aria-hidden="true"' in sign("possible", " ")
    assert "aria-label" not in sign("possible", " ")


@pytest.mark.django_db
def test_who_has_neither_flag_logo_nor_letters_has_a_mark_and_no_empty_box(client, publisher):
    factories.published(factories.organization("women", acronym_en="", acronym_ar=""), by=publisher)
    html = client.get("/members/women/").content.decode()
    assert '<span class="flag" aria-hidden="true"><svg' in html
