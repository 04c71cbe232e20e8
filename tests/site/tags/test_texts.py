import pytest
from django.utils import translation

from profiles.published.models import MemberType
from profiles.site.tags import texts
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
    assert head(client.get("/members/nepal/"))["description"].endswith(
        ". A &quot;quoted&quot; &lt;b&gt;word&lt;/b&gt;."
    )


def office(**columns):
    none = {"en": "", "ar": ""}
    return {"name": none, "translation": none} | columns


def test_our_translation_of_a_name_says_so_and_has_the_official_one_beside_it():
    term = office(name={"en": "", "ar": "وزارة"}, translation={"en": "Ministry", "ar": ""})
    assert texts.office_name(term) == 'Ministry <small class="remark">(our translation)</small>'
    assert texts.office_official_name(term) == '<span lang="ar" dir="rtl">وزارة</span>'
    assert texts.office_name_plain(term) == "Ministry"


def test_an_official_name_in_another_language_says_which():
    term = office(name={"en": "", "ar": "وزارة"})
    assert texts.office_name(term) == (
        '<span lang="ar" dir="rtl">وزارة</span> <small class="remark">(in Arabic only)</small>'
    )
    assert texts.office_official_name(term) == ""


def test_rich_text_has_footnotes_under_the_numbers_of_its_page_or_none():
    pair = {"en": '<h2>a</h2><p>b<sup data-source="x"></sup></p>', "ar": ""}
    assert texts.rich(pair) == '<h3 id="s1">a</h3><p>b</p>'
    assert 'href="#source-7"' in texts.rich(pair, {"x": 7})
    assert 'href="#source-7"' in texts.rich_page(pair, {"x": 7})
    assert texts.plain(pair) == "<h2>a</h2><p>b</p>"


TABLE = "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>+977 1 4211791</td></tr></tbody></table>"


def test_a_table_can_be_scrolled_by_itself_and_keeps_numbers_whole_in_arabic():
    html = texts.rich({"en": TABLE, "ar": ""})
    assert html == f'<div class="of-table" role="group" tabindex="0" aria-label="Table">{TABLE}</div>'
    with translation.override("ar"):
        html = texts.rich_page({"en": "", "ar": TABLE})
    assert '<td><bdi dir="ltr">+977 1 4211791</bdi></td>' in html


def test_lists_count_in_the_letters_of_their_language():
    letters = '<ol type="a"><li>x</li></ol><ol start="3" type="A"><li>x</li></ol>'
    numbers = '<ol><li>x</li></ol><ol type="i"><li>x</li></ol>'
    with translation.override("ar"):
        assert texts.rich({"en": "", "ar": letters + numbers}) == (
            '<ol class="abjad" type="a"><li>x</li></ol><ol start="3" class="alphabet" type="A"><li>x</li></ol>'
            + numbers
        )
    assert texts.rich({"en": letters, "ar": ""}) == letters


def test_raised_letters_stay_so_in_descriptions_and_contents():
    pair = {"en": "<h2>10<sup>6</sup></h2><p>a</p><p>b</p>", "ar": ""}
    assert texts.in_words(pair) == "10⁶ a b"
    assert texts.contents(pair) == [("s1", "10⁶")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_telephone_number_in_arabic_text_stays_whole(language):
    number = "+977 1 4211791"
    with translation.override(language):
        assert texts.rich({"en": "", "ar": f"<p>هاتف {number}</p>"}).count(f'<bdi dir="ltr">{number}</bdi>') == 1
        assert texts.text({"en": "", "ar": f"<b> {number}"}).count(f'&lt;b&gt; <bdi dir="ltr">{number}</bdi>') == 1
    assert texts.text({"en": number, "ar": ""}) == number


def test_what_is_linked_was_escaped():
    assert texts.linked({"en": "<b> a@b.om & co", "ar": ""}) == (
        '&lt;b&gt; <a href="mailto:a@b.om"><bdi dir="ltr">a@b.om</bdi></a> &amp; co'
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_linked_is_so_in_arabic_too(language):
    with translation.override(language):
        html = texts.linked({"en": "", "ar": 'بريد "a@b.om"'})
    assert 'بريد &quot;<a href="mailto:a@b.om"><bdi dir="ltr">a@b.om</bdi></a>&quot;' in html


def test_who_takes_no_part_in_a_body_is_called_so(client, publisher):
    entity = factories.entity("nepal")
    factories.affiliation(entity, "iom", "none")
    factories.published(entity)
    html = client.get("/members/nepal/").content.decode()
    assert "<small>Neither member nor observer</small>" in html


@pytest.mark.parametrize(("number", "called"), [(1, "observer"), (2, "observers"), (0, "observers")])
def test_a_member_type_is_called_by_how_many_there_are(number, called):
    row = MemberType(label_en="observer", plural_en="observers")
    assert texts.for_number(row, number)["en"] == called
