"""How an old address is kept, and what is none."""

import pytest
from django.core.exceptions import ValidationError

from profiles.published.models import OldAddress

pytestmark = pytest.mark.django_db


def kept(path="/old", target="/areas/"):
    row = OldAddress(path=path, target=target)
    row.full_clean()
    return row.path, row.target


@pytest.mark.parametrize(
    ("path", "stored"),
    [
        ("/Projects/Old%20Name/", "projects/old name"),
        ("projects", "projects"),
        ("/ar/projects", "projects"),
        ("/EN/projects/", "projects"),
        ("https://old.example.org/projects//one", "projects/one"),
        ("/projects/*", "projects/*"),
        ("/مشاريع", "مشاريع"),
    ],
)
def test_a_path_is_kept_in_one_form_however_it_is_typed(path, stored):
    assert kept(path)[0] == stored


@pytest.mark.parametrize(
    ("target", "stored"),
    [("/areas", "/areas/"), ("/ar/areas/", "/areas/"), ("/", "/"), ("https://directory.example.org/areas/", "/areas/")],
)
def test_a_target_is_kept_as_a_path_without_language(settings, target, stored):
    settings.SITE_URL = "https://directory.example.org"
    assert kept(target=target)[1] == stored


def test_what_stands_behind_the_star_is_taken_over_or_not():
    assert kept("/old/*", "/*") == ("old/*", "/*")
    assert kept("/old/*", "/areas/") == ("old/*", "/areas/")


@pytest.mark.parametrize("path", ["", "/", "/*", "*", "/ar/", "/a*", "/*/b", "/a?b=1", "/a#b", "/%00", "/%ff", "/a\\b"])
def test_what_is_no_old_address_is_refused_in_words(path):
    with pytest.raises(ValidationError) as refused:
        kept(path)
    assert list(refused.value.message_dict) == ["path"]


@pytest.mark.parametrize(
    "target", ["", "areas", "//example.org/", "https://example.org/areas/", "/areas/?page=2", "/a/*"]
)
def test_what_is_no_page_of_this_site_is_refused_in_words(target):
    with pytest.raises(ValidationError) as refused:
        kept("/old", target)
    assert list(refused.value.message_dict) == ["target"]


def test_an_address_is_in_the_list_once_however_it_is_typed():
    OldAddress.objects.create(path="projects", target="/areas/")
    with pytest.raises(ValidationError, match="in the list already"):
        kept("/ar/Projects/")
