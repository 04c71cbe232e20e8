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


def test_what_may_not_be_named_is_called_by_its_kind_and_address():
    assert {kind: addresses.nameless(kind, "about") for kind in EntryKind} == {
        EntryKind.PROFILE: "The profile /members/about/",
        EntryKind.MEETING: "The meeting /meetings/about/",
        EntryKind.TEXT: "The text /about/",
        EntryKind.PAPER: "The document /documents/about/",
        EntryKind.PROGRAMME: "The programme /programmes/about/",
    }
