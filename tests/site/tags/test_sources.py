"""How pages cite sources."""

import re

import pytest
from django.template import Context, Template
from django.utils import translation

from profiles.published.documents import Cited
from profiles.reading.facts import Term
from profiles.site.tags import sources
from tests import factories

ONE = (
    '<a href="#source-1" aria-label="Source 1">1</a>'
    '<button type="button" popovertarget="cited-1" aria-label="Source 1" hidden>1</button>'
)
TWO = ONE.replace("1", "2")


class OfProfile:
    """What a fact rests on, whatever it is."""

    def __init__(self, *found):
        self.found = [Cited(number, {"code": f"s{number}"}, carries) for number, carries in found]

    def cited_by(self, fact):
        return self.found


def term(*found):
    return Term({}, "certain", profile=OfProfile(*found))


@pytest.mark.parametrize(
    ("found", "carries", "written"),
    [
        ([], "all start end", ""),
        ([(1, "all")], "all start end", f'<sup class="cites">{ONE}</sup>'),
        ([(2, "start"), (1, "all")], "all start end", f'<sup class="cites"><span>{ONE},</span> {TWO}</sup>'),
        ([(2, "start"), (1, "all")], "start", f'<sup class="cites">{TWO}</sup>'),
        ([(2, "start"), (1, "all")], "end", ""),
        ([(1, "start"), (1, "end")], "all start end", f'<sup class="cites">{ONE}</sup>'),
    ],
)
def test_a_fact_has_the_numbers_of_what_it_rests_on(found, carries, written):
    assert sources.cites(term(*found), carries) == written


def test_numbers_in_arabic_stand_apart_by_an_arabic_comma():
    with translation.override("ar"):
        assert "،</span> " in sources.cites(term((1, "all"), (2, "all")))


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ('<p>a<sup data-source="x"></sup> b</p>', f'<p>a<sup class="cites">{ONE}</sup> b</p>'),
        (
            'a<sup data-source="x"></sup><sup data-source="y"></sup>',
            f'a<sup class="cites"><span>{ONE},</span> {TWO}</sup>',
        ),
        ('a<sup data-source="unknown"></sup>', "a"),
        ('a<sup data-source="unknown"></sup><sup data-source="y"></sup>', f'a<sup class="cites">{TWO}</sup>'),
    ],
)
def test_footnotes_get_the_numbers_of_the_page(html, written):
    assert sources.number_footnotes(html, {"x": 1, "y": 2}) == written


def test_where_a_page_has_no_list_footnotes_are_left_out():
    html = '<p>a<sup data-source="x"></sup>.</p>'
    assert sources.number_footnotes(html, None) == sources.drop_footnotes(html) == "<p>a.</p>"


@pytest.mark.parametrize(("code", "name"), [("ar", "Arabic"), ("th", "Thai"), ("zz", "zz")])
def test_a_language_has_a_name_or_else_its_code(code, name):
    page = Template("{% load directory i18n %}{{ code|language_in_words }}")
    assert page.render(Context({"code": code})) == name


def test_the_name_of_a_language_is_in_the_readers():
    with translation.override("ar"):
        assert sources.language_in_words("en") == "الإنجليزية"


@pytest.mark.parametrize(
    ("carries", "words"),
    [(["all"], ""), (["start"], "the start"), (["start", "end"], "the start, the end"), (["start", "all"], "")],
)
def test_what_a_source_carries_is_said_where_it_is_not_all(carries, words):
    assert sources.carried(carries) == words


def test_a_kind_of_source_is_said_in_words():
    assert sources.source_kind("copy") == "Copy of another’s text"
    assert sources.source_kind("") == ""


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://www.mol.gov.om/a/b.html", "https://www.<wbr>mol.<wbr>gov.<wbr>om/<wbr>a/<wbr>b.<wbr>html"),
        ("https://a.om/%D8%A7%D9%84", "https://a.<wbr>om/<wbr>ال"),
        ("https://a.th/%E0%B8%81", "https://a.<wbr>th/%E0%B8%81"),
        ("https://a.om/?a=1&b=%22", "https://a.<wbr>om/?a=1&amp;b=%22"),
    ],
)
def test_an_address_is_written_to_be_read(url, written):
    assert sources.address(url) == written


@pytest.mark.django_db
def test_a_page_without_a_list_of_its_own_numbers_what_it_cites_on_paper(client, publisher):
    entity = factories.entity("nepal")
    factories.role_term(entity, sources=[*factories.cites("B", "https://b.org/x"), *factories.cites("A")])
    factories.role_term(entity, start="2012", sources=factories.cites("A"))
    factories.published(entity, by=publisher)
    html = client.get("/roles/chair/").content.decode()
    assert re.findall(r'<sup class="cites on-paper">(.*?)</sup>', html) == ["1", "1, 2"]
    listed = html.split('<section class="on-paper">')[1].split("</ol>")[0]
    assert re.findall("<li>(.*?)</li>", listed) == ["A", 'B <bdi dir="ltr">https://b.<wbr>org/<wbr>x</bdi>']


@pytest.mark.django_db
def test_a_profile_has_one_list(client, publisher):
    entity = factories.entity("nepal")
    factories.role_term(entity, sources=factories.cites("A"))
    factories.published(entity, by=publisher)
    assert '<section class="on-paper">' not in client.get("/members/nepal/").content.decode()
