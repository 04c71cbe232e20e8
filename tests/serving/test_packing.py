"""Kept answers as plain text; the name that all processes of a portal give them, and the seal that nobody else has."""

import os
import subprocess
import sys

import pytest

from profiles.serving.packing import Seal, name_of_pages, pack, unpack
from profiles.site.public import build
from tests.serving.test_shared import answer

NAMES = """
import django
django.setup()
from profiles.serving.packing import name_of_pages
print(name_of_pages())
"""


def test_all_processes_of_a_portal_name_them_alike():
    names = {
        subprocess.run(
            [sys.executable, "-c", NAMES], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(names) == 1


@pytest.mark.parametrize("setting", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS"])
def test_another_portal_names_them_otherwise(settings, setting):
    before = name_of_pages()
    setattr(settings, setting, ["other.example.org"] if setting == "ALLOWED_HOSTS" else "https://other.example.org")
    assert name_of_pages() != before


def test_with_handbooks_pages_are_others(settings):
    names = set()
    for settings.HANDBOOKS in (True, False):
        build.cache_clear()
        names.add(name_of_pages())
    build.cache_clear()
    assert len(names) == 2


def test_packing_is_plain_text():
    stamp, kept, encoding, body = pack(answer())
    assert all(isinstance(text, str) for text in (stamp, kept, encoding))
    assert unpack(stamp, kept, encoding, body).body == answer().body


def test_a_sealed_text_is_read_as_it_was_written_about_the_same_thing():
    sealed = Seal("a name").put_on("words", b"a page")
    assert Seal("a name").open(sealed, b"a page") == "words"
    for harmed in (sealed[:-1] + b"!", b"!" + sealed[1:], sealed[:8], b""):
        with pytest.raises(ValueError, match="not sealed by this portal"):
            Seal("a name").open(harmed, b"a page")
    with pytest.raises(ValueError, match="not sealed by this portal"):
        Seal("a name").open(sealed, b"another page")
    with pytest.raises(ValueError, match="not sealed by this portal"):
        Seal("another name").open(sealed, b"a page")


def test_only_who_has_the_secret_key_can_seal(settings):
    sealed = Seal("a name").put_on("words")
    settings.SECRET_KEY = "another"
    with pytest.raises(ValueError, match="not sealed by this portal"):
        Seal("a name").open(sealed)


def test_where_one_part_ends_is_sealed_too():
    assert Seal("a name").of(b"ab", b"c") != Seal("a name").of(b"a", b"bc")
