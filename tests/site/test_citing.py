import datetime as dt

import pytest

from profiles.desk.verbs import publishing
from profiles.site import citing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def nepal(publisher, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 5, 8, tzinfo=dt.UTC))
    entity = factories.published(factories.entity("nepal", name_en="Nepal & {co}", name_ar="نيبال"), by=publisher)
    time_machine.move_to(dt.datetime(2026, 4, 9, 8, tzinfo=dt.UTC))
    return entity


def test_a_profile_says_how_its_version_is_cited(client, nepal):
    html = " ".join(client.get("/members/nepal/").content.decode().split())
    named = "addportal demonstration, “Nepal &amp; {co}” (member directory of this organization), version 1, "
    assert f"{named}published on" in html
    assert '<a href="http://testserver/members/nepal/versions/1/">' in html
    assert '(accessed on <time datetime="2026-04-09">9 Apr. 2026</time>)' in html


def test_an_old_version_is_cited_as_itself_with_the_day_it_was_first_public(client, nepal, publisher):
    nepal.name_en = "Nepal, renamed"
    nepal.save()
    publishing.publish(nepal, by=publisher)
    citation = client.get("/members/nepal/versions/1/").context["citation"]
    assert (citation.number, citation.since, citation.name["en"]) == (1, dt.date(2026, 3, 5), "Nepal & {co}")
    citation = client.get("/members/nepal/").context["citation"]
    assert (citation.number, citation.since, citation.name["en"]) == (2, dt.date(2026, 4, 9), "Nepal, renamed")


def test_the_entry_for_reference_managers_is_a_file(client, nepal):
    response = client.get("/members/nepal/versions/1/cite.bib")
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="nepal-1.bib"'
    assert response.content.decode() == (
        "@misc{directory-nepal-1,\n"
        "  author       = {{addportal demonstration}},\n"
        "  title        = {{Nepal \\& \\textbraceleft{}co\\textbraceright{}}},\n"
        "  year         = {2026},\n"
        "  month        = mar,\n"
        "  howpublished = {\\url{http://testserver/members/nepal/versions/1/}},\n"
        "  url          = {http://testserver/members/nepal/versions/1/},\n"
        "  urldate      = {2026-04-09},\n"
        "  note         = {Member directory, version 1. Accessed on 9 Apr. 2026.},\n"
        "}\n"
    )


def test_in_arabic_the_entry_is_arabic(client, nepal):
    entry = client.get("/ar/members/nepal/versions/1/cite.bib").content.decode()
    assert "{{نيبال}}" in entry
    assert "http://testserver/ar/members/nepal/versions/1/" in entry


@pytest.mark.parametrize("address", ["/members/nepal/versions/2/cite.bib", "/members/x/versions/1/cite.bib"])
def test_what_was_never_public_has_no_entry(client, nepal, address):
    assert client.get(address).status_code == 404


def test_a_withdrawn_profile_has_no_entry(client, nepal, publisher):
    publishing.withdraw(nepal, by=publisher, reason=("Merged.", "دُمج."))
    assert client.get("/members/nepal/versions/1/cite.bib").status_code == 410


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 % of $1 #2 a_b", r"50 \% of \$1 \#2 a\_b"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("}\\", r"\textbraceright{}\textbackslash{}"),
        ("two\nlines", "two lines"),
        ("اسم", "اسم"),
    ],
)
def test_special_characters_are_spelt_so_that_an_entry_stays_whole(text, expected):
    assert citing.escape_tex(text) == expected


def test_months_are_the_macros_that_bibtex_knows():
    read, name = dt.date(2026, 4, 9), {"en": "Nepal", "ar": ""}
    entries = [
        citing.Citation("profile", "nepal", 1, name, dt.date(2026, month, 1), "", read).bibtex()
        for month in range(1, 13)
    ]
    months = [line.split()[-1] for entry in entries for line in entry.splitlines() if "month" in line]
    assert " ".join(months) == "jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec,"
