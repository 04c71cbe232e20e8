"""Rich text: every door to the column, the levels of its headings, and what the editor's page must allow."""

import base64
import hashlib
import json
import re
from copy import deepcopy
from html import unescape
from pathlib import Path

import django_prose_editor
import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import serializers
from django.db.migrations.writer import MigrationWriter
from django.forms import modelform_factory
from django.utils import translation
from django_prose_editor.config import allowlist_from_extensions
from translated_fields.fields import _copy_field

from profiles.desk.models import Entity, ResponsibleEntity, Text
from profiles.values import richtext, tidy
from profiles.values.allowlist import clean
from profiles.values.richtext import RichTextField, RichTextWidget, editor_policy, import_map

LEVELS = (2, 3)
DIRTY = '<p onclick="x()">Hi<script>alert(1)</script> <b>you</b></p><p> </p>'
CLEAN = "<p>Hi <strong>you</strong></p>"

# ── Every door ──────────────────────────────────────────────────────────────────────────────────────────────────────


def page(**columns):
    return Text(slug="about", name_en="About", name_ar="حول", **columns)


@pytest.mark.django_db
class TestDoors:
    def stored(self):
        return Text.objects.values_list("body_en", flat=True).get()

    def test_save(self):
        row = page(body_en=DIRTY)
        row.save()

        assert self.stored() == row.body_en == CLEAN

    def test_bulk_create(self):
        Text.objects.bulk_create([page(body_en=DIRTY)])

        assert self.stored() == CLEAN

    def test_bulk_update(self):
        row = page()
        row.save()
        row.body_en = DIRTY
        Text.objects.bulk_update([row], ["body_en"])

        assert self.stored() == CLEAN

    def test_queryset_update(self):
        page().save()
        Text.objects.update(body_en=DIRTY)

        assert self.stored() == CLEAN

    def test_form(self):
        form = modelform_factory(Text, fields=["slug", "name_en", "name_ar", "body_en"])(
            {"slug": "about", "name_en": "About", "name_ar": "حول", "body_en": DIRTY}
        )
        assert form.is_valid(), form.errors
        assert form.cleaned_data["body_en"] == form.instance.body_en == CLEAN
        form.save()

        assert self.stored() == CLEAN

    def test_full_clean(self):
        row = page(body_en=DIRTY)
        row.full_clean()

        assert row.body_en == CLEAN

    def test_fixture(self):
        row = page(body_en="x")
        row.save()
        (fixture,) = json.loads(serializers.serialize("json", [row]))
        fixture["fields"]["body_en"] = DIRTY
        for loaded in serializers.deserialize("json", json.dumps([fixture])):
            loaded.save()

        assert self.stored() == CLEAN


# ── The column ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_translated_columns_keep_their_heading_levels():
    assert [Entity._meta.get_field(f"body_{code}").headings for code in ("en", "ar")] == [(2, 3), (2, 3)]
    assert [ResponsibleEntity._meta.get_field(f"text_{code}").headings for code in ("en", "ar")] == [(4,), (4,)]


@pytest.mark.parametrize(("specific", "levels"), [({}, (4,)), ({"blank": True}, (4,)), ({"headings": (5, 6)}, (5, 6))])
def test_levels_survive_the_copies_of_translated_fields(specific, levels):
    copied = _copy_field(RichTextField(headings=(4,)), specific)

    assert copied.headings == deepcopy(copied).headings == levels
    assert clean("<h2>x</h2>", copied.headings) == copied.to_python("<h2>x</h2>")
    assert copied.formfield().config["extensions"]["Heading"] == {"levels": list(levels)}


@pytest.mark.parametrize(("model", "footnotes"), [(Entity, True), (Text, False)])
def test_a_footnote_is_offered_and_kept_where_the_page_lists_sources(model, footnotes):
    text = '<p>a<sup data-source="b"></sup></p>'
    for field in (model._meta.get_field(f"body_{code}") for code in ("en", "ar")):
        assert ("Footnote" in field.formfield().config["extensions"]) == footnotes
        assert field.to_python(text) == (text if footnotes else "<p>a</p>")
        row = model(**{field.name: text})
        assert field.pre_save(row, add=True) == getattr(row, field.name) == field.to_python(text)


def test_migrations_see_a_text_column():
    text, _imports = MigrationWriter.serialize(RichTextField(headings=(4,), blank=True))

    assert text == "models.TextField(blank=True)"


# ── The editor and its page ─────────────────────────────────────────────────────────────────────────────────────────


def attribute(html, name):
    found = re.search(rf'{name}="([^"]*)"', html)
    return found and unescape(found[1])


@pytest.mark.parametrize(
    ("name", "language", "direction"),
    [("body_en", "en", "ltr"), ("responsible_entities-0-text_ar", "ar", "rtl"), ("body", None, None)],
)
def test_the_textarea_says_its_language(name, language, direction):
    html = RichTextWidget(preset="configurable").render(name, "x")

    assert (attribute(html, "lang"), attribute(html, "dir")) == (language, direction)


def test_the_words_of_the_toolbar_follow_the_language_of_the_page():
    widget = RichTextField().formfield().widget
    with translation.override("ar"):
        config = json.loads(attribute(widget.render("body_en", ""), "data-django-prose-editor-configurable"))
        assert config["extensions"]["Portal"]["words"] == {key: str(word) for key, word in richtext.WORDS.items()}


def test_the_editor_can_do_what_the_column_keeps_and_no_more():
    ours = {"TidyPaste", "Portal", "Footnote", "PastedNote", "Notice", "Runs"}
    config = {name: value for name, value in richtext.extensions(LEVELS).items() if name not in ours}

    assert allowlist_from_extensions(config)["tags"] == tidy.INLINE | tidy.BLOCKS | tidy.TABLE | {"br", "h2", "h3"}


def sha256(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def inline_scripts(media):
    return re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", str(media), re.DOTALL)


def test_the_policy_names_the_import_map_of_the_form():
    media = modelform_factory(Text, fields=["body_en", "body_ar"])().media

    assert editor_policy()["script-src"] == [sha256(script) for script in inline_scripts(media)]


def test_the_policy_follows_hashed_file_names(settings, tmp_path):
    plain = import_map()
    paths = {
        name: name.replace(".", ".0123456789ab.")
        for name in re.findall(r"/static/([^\"]+)", str(RichTextWidget().media))
    }
    paths |= {
        f"django_prose_editor/{name}.js": f"django_prose_editor/{name}.0a.js" for name in ("editor", "configurable")
    }
    (tmp_path / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": paths, "hash": ""}))
    backend = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}
    staticfiles_storage.url("js/prose-paste.js")

    assert "editor.0a.js" in import_map() != plain
    media = modelform_factory(Text, fields=["body_en"])().media
    assert editor_policy()["script-src"] == [sha256(script) for script in inline_scripts(media)]


def test_the_policy_names_the_style_that_tiptap_writes():
    """Where this fails after an upgrade, put the new hash into `richtext.TIPTAP_STYLE`."""
    bundle = Path(django_prose_editor.__file__).parent / "static/django_prose_editor/editor.js"
    (style,) = re.findall(r"`(\.ProseMirror \{[^`]*)`", bundle.read_text(encoding="utf-8"))

    assert editor_policy()["style-src"] == [sha256(style)]


def test_each_caller_gets_a_policy_of_its_own():
    editor_policy()["script-src"].append("x")

    assert "x" not in editor_policy()["script-src"]
