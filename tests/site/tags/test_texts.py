import pytest

from tests import factories
from tests.answers import head

pytestmark = pytest.mark.django_db


def test_text_in_one_language_alone_is_shown_in_it_and_marked(client, publisher):
    entity = factories.entity("nepal", summary_ar="", body_en="<p>English text.</p>")
    factories.published(entity)
    html = client.get("/ar/members/nepal/").content.decode()
    assert '<span lang="en" dir="ltr">A summary.</span>' in html
    assert '<div lang="en" dir="ltr" class="prose"><p>English text.</p></div>' in html


def test_quotes_and_markup_in_a_summary_stay_text(client, publisher):
    factories.published(factories.entity("nepal", summary_en='A "quoted" <b>word</b>.'))
    assert head(client.get("/members/nepal/"))["description"] == "A &quot;quoted&quot; &lt;b&gt;word&lt;/b&gt;."
