import ast
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parent.parent
CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES"))
pytestmark = pytest.mark.parametrize("folder", CATALOGUES, ids=lambda folder: folder.parent.name)


def test_every_message_is_translated(folder):
    catalogue = polib.pofile(str(folder / "django.po"))
    assert [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()] == []


def test_the_compiled_messages_are_those_of_the_source(folder):
    source = {
        (e.msgctxt, e.msgid): e.msgstr or tuple(e.msgstr_plural.values())
        for e in polib.pofile(str(folder / "django.po"))
        if not e.obsolete
    }
    compiled = {
        (e.msgctxt, e.msgid): e.msgstr or tuple(e.msgstr_plural.values())
        for e in polib.mofile(str(folder / "django.mo"))
    }
    assert compiled == source


def literals(path):
    """The messages that a module asks for as literals, wherever they stand: xgettext does not look into f-strings."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        name = getattr(node, "func", None)
        if getattr(name, "id", "") in ("_", "gettext", "gettext_lazy") and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value


def test_no_message_of_a_module_is_missing_from_the_catalogue(folder):
    known = {entry.msgid for entry in polib.pofile(str(folder / "django.po")) if not entry.obsolete}
    modules = [path for path in (ROOT / "profiles").rglob("*.py") if "migrations" not in path.parts]
    assert {text for path in modules for text in literals(path)} - known == set()


def test_no_message_of_the_code_is_missing_from_the_catalogue(folder):
    """A rough look: every literal in a template's translate tag is in the catalogue."""
    import re

    known = {entry.msgid for entry in polib.pofile(str(folder / "django.po"))}
    templates = (ROOT / "templates").rglob("*.html")
    used = {text for path in templates for text in re.findall(r'{% translate "([^"]+)"', path.read_text("utf-8"))}
    assert used - known == set()
