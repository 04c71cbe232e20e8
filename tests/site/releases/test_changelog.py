"""What changed between two releases, in words, in both languages."""

import pytest

from profiles.desk.models import Entity
from profiles.desk.verbs import datareleases, publishing
from profiles.site.files.columns import Column
from profiles.site.releases import changelog
from profiles.site.releases.tables import Table, Traits
from tests import factories, releases

LINE = {"where": "name, English", "before": "India", "after": "Bharat"}
RENAMED = {
    "change": "renamed",
    "kind": "profile",
    "slug": "india",
    "name": {"en": "Bharat", "ar": "بهارات"},
    "note": {"en": "", "ar": ""},
    "lines": {"en": [LINE], "ar": [LINE | {"where": "الاسم، الإنجليزية"}]},
}
GONE = {
    "change": "withdrawn",
    "kind": "profile",
    "slug": "x",
    "reason": {"en": "Why.", "ar": "لماذا."},
    "successor": "y",
}


def test_what_is_told_is_written_by_what_changed(tmp_path):
    path = tmp_path / "changelog.jsonl"
    counts = changelog.write(path, [GONE, RENAMED, GONE | {"slug": "z"}])
    assert counts == {"renamed": 1, "withdrawn": 2}
    with path.open() as file:
        assert [record["slug"] for record in changelog.read(file)] == ["india", "x", "z"]
    assert [found.name for found in tmp_path.iterdir()] == ["changelog.jsonl"]


def test_the_text_says_it_in_both_languages(tmp_path):
    source, target = tmp_path / "changelog.jsonl", tmp_path / "CHANGELOG.md"
    changelog.write(source, [RENAMED, GONE])
    changelog.write_text(target, source, {"en": "# Release 2", "ar": "# الإصدار 2"})
    english, arabic = target.read_text().split("# الإصدار 2")
    assert english == (
        "# Release 2\n\n## Renamed\n\n- **Bharat** (`profile/india`)\n  - name, English: from “India” to “Bharat”\n"
        "\n## Withdrawn\n\n- The profile /members/x/ (`profile/x`): Why. See instead: `/members/y/`\n\n"
    )
    assert "**بهارات** (`profile/india`)" in arabic
    assert "لماذا." in arabic


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "", "name: changed"),
        ("", "b", "name: added “b”"),
        ("a", "", "name: removed “a”"),
        ("a", "b", "name: from “a” to “b”"),
    ],
)
def test_one_thing_is_told_in_words(before, after, words):
    assert changelog.in_words(changelog.LogLine("name", before, after)) == words


def table(name, row):
    return Table(name, "", [Column(key, "", lambda row: row) for key in row], list, Traits(("code",)))


def test_a_word_is_told_with_its_columns_as_forms_call_them():
    before = {"kind": "area", "code": "gender", "label_en": "Gender", "label_ar": "النوع", "coverage": None}
    words = table("vocabulary", before)
    told = changelog.of_word(words, "changed", before, before | {"label_en": "Women", "coverage": "partial"})
    assert (told["change"], told["kind"], told["slug"], told["name"]["en"]) == ("words", "area", "gender", "Women")
    assert told["lines"]["en"] == [
        {"where": "name, English", "before": "Gender", "after": "Women"},
        {"where": "coverage", "before": "", "after": "partial"},
    ]
    assert told["lines"]["ar"][0]["where"] == "الاسم، الإنجليزية"
    assert changelog.of_word(words, "removed", before, {})["lines"] == {"en": [], "ar": []}


def test_a_source_is_told_by_its_title():
    before = {"code": "minutes", "title_en": "Minutes", "title_ar": ""}
    told = changelog.of_word(table("sources", before), "changed", before, before | {"title_en": "The minutes"})
    assert (told["change"], told["kind"], len(told["lines"]["en"])) == ("sources", "source", 1)


@pytest.mark.django_db
def test_a_source_of_what_was_withdrawn_is_not_told(directory, publisher):
    oman = factories.entity("oman")
    factories.role_term(oman, sources=factories.cites("Oman asks"))
    factories.published(oman, by=publisher)
    datareleases.release(by=publisher)
    publishing.withdraw(oman, by=publisher, reason=("It asked.", "طلبت ذلك."))
    row = datareleases.release(by=publisher)
    assert row.counts == {"withdrawn": 1}
    assert releases.lines(row, "delta-sources.jsonl") == [{"change": "removed", "code": "oman-asks"}]
    assert b"Oman asks" not in releases.content(row, "CHANGELOG.md")


@pytest.mark.django_db
def test_a_public_note_is_told_and_no_message_of_the_log(directory, publisher):
    datareleases.release(by=publisher)
    factories.entity("nepal")
    nepal = Entity.objects.get(slug="nepal")
    publishing.publish(nepal, by=publisher, note=("As asked.", "كما طُلب."), message="zqcanary", override="Alone.")
    text = releases.content(datareleases.release(by=publisher), "CHANGELOG.md").decode()
    assert "**Nepal** (`profile/nepal`): As asked." in text
    assert "كما طُلب." in text
    assert "zqcanary" not in text
