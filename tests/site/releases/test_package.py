"""What a release says of itself: as a data package, as text, as a list of digests."""

import datetime as dt
import json

import pytest
from django.test import override_settings

from profiles.published.models.datareleases import ReleasedFile
from profiles.site.files.columns import Column, Type
from profiles.site.releases import package
from profiles.site.releases.package import About
from profiles.site.releases.tables import Table, Traits
from profiles.values.choices import Licence

ABOUT = About(2, "2026-11-30", dt.datetime(2026, 11, 29, 22, tzinfo=dt.UTC), {"en": "", "ar": ""}, "2026-10-31")
COLUMNS = [
    Column("code", "The code.", str),
    Column("sure", "Sure.", bool, Type.BOOLEAN),
    Column("since", "Since.", str, Type.PARTIAL_DATE),
    Column("whose", "Whose.", str),
]
TABLE = Table("words", "Words.", COLUMNS, list, Traits(("code",), leads_to={"whose": ("members", "uid")}))
FILE = ReleasedFile("words.csv", "text/csv", 12, "ab" * 32, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def descriptor():
    with override_settings(SITE_URL="https://example.org"):
        return json.loads(package.descriptor(ABOUT, [TABLE], {"words.csv": FILE}))


def test_a_data_package_says_what_it_is(descriptor):
    assert descriptor["id"] == "https://example.org/data/releases/2026-11-30/"
    assert descriptor["version"] == "2.0.0"
    assert descriptor["created"] == "2026-11-29T22:00:00Z"
    assert descriptor["licenses"][0]["path"] == Licence.CC_BY.address
    assert descriptor["title"] != descriptor["title_ar"]


def test_a_table_is_described_by_its_columns_and_its_bytes(descriptor):
    (resource,) = descriptor["resources"]
    assert (resource["bytes"], resource["hash"]) == (12, f"sha256:{'ab' * 32}")
    schema = resource["schema"]
    assert [(field["name"], field["type"]) for field in schema["fields"]] == [
        ("code", "string"),
        ("sure", "boolean"),
        ("since", "string"),
        ("whose", "string"),
    ]
    assert schema["primaryKey"] == ["code"]
    assert schema["foreignKeys"] == [{"fields": ["whose"], "reference": {"resource": "members", "fields": ["uid"]}}]


@override_settings(SITE_URL="https://example.org")
def test_the_text_says_licence_and_citation_in_both_languages():
    english, arabic = package.readme(ABOUT, [TABLE]).split("\n\n---\n\n")
    for text, address in ((english, "/data/"), (arabic, "/ar/data/")):
        assert f"https://example.org{address}releases/2026-11-30/" in text
        assert Licence.CC_BY.address in text
        assert "2026-10-31" in text
        assert "&" not in text
    assert "data release 2, 2026-11-30" in english


def test_the_first_release_names_none_before():
    first = About(1, "2026-10-31", ABOUT.moment, ABOUT.note, "")
    assert package.heads(first)["en"] == "# Release 1, 2026-10-31\n\nThis is the first release."
    assert package.heads(ABOUT)["en"] == "# Release 2, 2026-11-30: what changed since 2026-10-31"
    assert "CHANGELOG.md" not in package.readme(first, [TABLE])


def test_sums_are_as_sha256sum_reads_them(tmp_path):
    (tmp_path / "empty.md").write_bytes(b"")
    file = package.described(tmp_path / "empty.md", "text/markdown", 0)
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (file.bytes, file.rows) == (0, 0)
    assert package.sums([file]) == f"{empty}  empty.md\n"
