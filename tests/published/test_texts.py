import pytest

from profiles.desk.verbs import publishing
from profiles.published import stamp, texts
from tests import factories

pytestmark = pytest.mark.django_db


def current():
    return texts.current(stamp.now()[1])


def test_a_text_is_as_it_was_published_last_and_nothing_once_withdrawn(publisher):
    about = factories.published(factories.text("about", name_en="About"), by=publisher)
    factories.text("contact")
    assert {slug: content["name"]["en"] for slug, content in current().items()} == {"about": "About"}
    factories.published_again(about, by=publisher, name_en="About us")
    assert current()["about"]["name"]["en"] == "About us"
    publishing.withdraw(about, by=publisher, reason=("No.", "لا."))
    assert current() == {}


def test_texts_are_read_once_under_a_stamp(django_assert_num_queries):
    factories.published(factories.text())
    now = stamp.now()[1]
    texts.current(now)
    with django_assert_num_queries(0):
        assert list(texts.current(now)) == ["about"]


def test_where_nothing_was_ever_released_there_is_none():
    assert current() == {}
