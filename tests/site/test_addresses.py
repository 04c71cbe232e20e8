import pytest

from profiles.site import addresses
from profiles.values.choices import EntryKind


@pytest.mark.parametrize(
    ("kind", "slug", "page"),
    [
        (EntryKind.PROFILE, "nepal", "/members/nepal/"),
        (EntryKind.MEETING, "m1", "/meetings/m1/"),
        (EntryKind.TEXT, "about", "/about/"),
        (EntryKind.PAPER, "p1", "/documents/p1/"),
        (EntryKind.PROGRAMME, "skills", "/programmes/skills/"),
    ],
)
def test_an_entry_its_versions_and_their_files_stand_below_each_other(kind, slug, page):
    assert addresses.address_of(kind, slug) == page
    assert addresses.version_address(kind, slug, 2) == f"{page}versions/2/"
    assert addresses.cite_address(kind, slug, 2) == f"{page}versions/2/cite.bib"
