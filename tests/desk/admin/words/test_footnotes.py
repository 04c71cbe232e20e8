"""What a footnote that was pasted says of its source."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from profiles.desk.admin.words.footnotes import Note, meant
from profiles.published.models import Source
from tests import factories

ADDRESS = "https://example.org/declaration"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("A letter.", {"label_en": "A letter"}),
        (
            "See Abu Dhabi Declaration, 22 January 2008, para. 3.",
            {"label_en": "Abu Dhabi Declaration", "day": "2008-01-22"},
        ),
        ("Declaration of 2008", {"label_en": "Declaration of 2008", "day": "2008"}),
        (
            "ILO, “Global Estimates,” Geneva, Jan. 2021, http://www.ilo.org/a?b=1 (accessed on 3 May 2023).",
            {"label_en": "Global Estimates", "day": "2021-01", "url": "http://www.ilo.org/a?b=1"}
            | {"retrieved_on": "2023-05-03"},
        ),
        (
            "IOM (2019). World Migration Report. Retrieved May 2023, from www.iom.int/wmr.",
            {"label_en": "IOM. World Migration Report", "day": "2019", "url": "https://www.iom.int/wmr"},
        ),
        (
            "انظر: إعلان أبوظبي، ٢٢ كانون الثاني ٢٠٠٨، الفقرة ٣ (تم الاطلاع في 3 مايو 2023)",
            {"label_ar": "إعلان أبوظبي", "day": "2008-01-22", "retrieved_on": "2023-05-03"},
        ),
        ("Minutes, 03/04/2008", {"label_en": "Minutes, 03/04/2008"}),
        (f"{ADDRESS}.", {"url": ADDRESS}),
        ("", {}),
    ],
)
def test_a_new_source_begins_with_what_the_footnote_says(text, columns):
    assert Note(text).columns() == columns


def test_a_title_is_no_longer_than_its_column_and_a_footnote_no_longer_than_is_read():
    assert len(Note("word " * 1000).columns()["label_en"]) <= 300
    assert Note("x" * 1001 + " https://example.org").addresses == []


@pytest.fixture
def register(db):
    def add(code, title, **columns):
        factories.word(Source, code, label_en=title, label_ar="", **columns)

    add("declaration", "Abu Dhabi Declaration", url=ADDRESS, day="2008-01-22")
    add("second", "Second Abu Dhabi Declaration", archived_url="https://archive.org/1", day="2014")
    add("first-minutes", "Minutes of the meeting", day="2008")
    add("second-minutes", "Minutes of the meeting", day="2010")
    add("letter", "Letter")
    add("source-1", "One list", url="https://example.org/list")
    add("source-2", "Another list", url="https://example.org/list")
    return Source.objects.all()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"Something else, {ADDRESS}.", ["declaration"]),
        ("http://www.Example.org/declaration/#page=3", ["declaration"]),
        ("https://archive.org/1", ["second"]),
        ("the ABU  DHABI ‘Declaration’, para. 3", ["declaration"]),
        ("Second Abu Dhabi Declaration", ["second"]),
        ("Abu Dhabi Declaration, 2012", []),
        ("Minutes of the meeting, 2010", ["second-minutes"]),
        ("Minutes of the meeting", ["first-minutes", "second-minutes"]),
        ("Minutes of the meetings", []),
        ("Letter of May", []),
        ("https://example.org/list", ["source-1", "source-2"]),
        ("Another list, https://example.org/list", ["source-2"]),
        ("", []),
    ],
)
def test_the_register_has_what_a_footnote_means_by_its_address_or_title(register, text, codes):
    assert [row.code for row in meant(Note(text), register)] == codes


def ask(client, note):
    return client.get(reverse("admin:published_source_footnote"), {"note": note}).json()


def test_what_is_sure_comes_first_what_is_alike_after_it_and_nothing_that_is_retired(as_editor, register):
    factories.word(Source, "old", label_en="Abu Dhabi Declaration, draft", retired=True)
    answer = ask(as_editor, "Abu Dhabi Declaration (2008)")
    assert [row["code"] for row in answer["results"]] == ["declaration", "second"]
    assert (answer["sure"], answer["term"]) == (True, "Abu Dhabi Declaration")
    assert answer["columns"] == {"label_en": "Abu Dhabi Declaration", "day": "2008"}
    unsure = ask(as_editor, "Minutes of the meeting")
    assert ([row["code"] for row in unsure["results"]], unsure["sure"]) == (["first-minutes", "second-minutes"], False)
    assert ask(as_editor, "")["sure"] is False


def test_a_new_source_is_offered_only_to_those_who_may_add_one(client, register):
    reader = factories.person("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(reader)
    assert ask(client, "A letter.")["columns"] is None


def test_a_footnote_costs_a_fixed_number_of_queries(as_editor, register, django_assert_num_queries):
    ask(as_editor, ADDRESS)
    with django_assert_num_queries(11):
        ask(as_editor, f"Minutes of the meeting, {ADDRESS}x")
