from pathlib import Path

import polib

FOLDER = Path(__file__).parent.parent / "locale" / "ar" / "LC_MESSAGES"


def test_every_message_has_its_arabic():
    catalogue = polib.pofile(str(FOLDER / "django.po"))
    assert [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()] == []


def test_the_compiled_messages_are_those_of_the_source():
    source = {
        (e.msgctxt, e.msgid): e.msgstr or tuple(e.msgstr_plural.values())
        for e in polib.pofile(str(FOLDER / "django.po"))
        if not e.obsolete
    }
    compiled = {
        (e.msgctxt, e.msgid): e.msgstr or tuple(e.msgstr_plural.values())
        for e in polib.mofile(str(FOLDER / "django.mo"))
    }
    assert compiled == source


def test_no_message_of_the_code_is_missing_from_the_catalogue():
    """A rough look: every literal in a template's translate tag is in the catalogue."""
    import re

    known = {entry.msgid for entry in polib.pofile(str(FOLDER / "django.po"))}
    templates = (FOLDER.parent.parent.parent / "templates").rglob("*.html")
    used = {text for path in templates for text in re.findall(r'{% translate "([^"]+)"', path.read_text("utf-8"))}
    assert used - known == set()
