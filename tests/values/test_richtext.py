"""Rich text: what the allow-list keeps, through every door to the column, and what the editor's page must allow."""

import base64
import hashlib
import json
import re
import time
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
from hypothesis import given, settings
from hypothesis import strategies as st
from translated_fields.fields import _copy_field

from profiles.desk.models import Entity, ResponsibleEntity
from profiles.published.models import Page
from profiles.values import richtext
from profiles.values.richtext import RichTextField, RichTextWidget, clean, editor_policy, import_map

LEVELS = (2, 3)
DIRTY = '<p onclick="x()">Hi<script>alert(1)</script> <b>you</b></p><p> </p>'
CLEAN = "<p>Hi <strong>you</strong></p>"


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("", ""),
        (None, ""),
        ("plain < text & more", "plain &lt; text &amp; more"),
        ("<p>a</p>\r\n  <p>b\n c</p>", "<p>a</p><p>b c</p>"),
        ('<p class="x" style="color:red" id="y" dir="rtl" data-z="1">a</p>', "<p>a</p>"),
        ("<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<blockquote><p>a</p></blockquote>", "<blockquote><p>a</p></blockquote>"),
        (
            '<ol start="3" type="i"><li>a<ul><li>b</li></ul></li></ol>',
            '<ol start="3"><li>a<ul><li>b</li></ul></li></ol>',
        ),
        ("<b>a</b> <i>b</i> <u>c</u> <s>d</s>", "<strong>a</strong> <em>b</em> c d"),
        ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a</p><p>b</p>"),
        ("<p>a</p><p></p><p>&nbsp;</p><p><br></p><p>\u200b</p><ul><li></li></ul><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<strong> </strong>b<em></em></p>", "<p>a b</p>"),
        ("<strong>a<em>b<strong>c</strong></em></strong>", "<strong>a<em>b<strong>c</strong></em></strong>"),
        ("<strong><strong>a</strong></strong>", "<strong>a</strong>"),
        ("<!-- a --><p>b<!--[if mso]>c<![endif]--></p>", "<p>b</p>"),
        ("\ud800a\0b", "ab"),
        ("a&nbsp;b\xa0c", "a&nbsp;b&nbsp;c"),
        ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
    ],
)
def test_what_is_kept(dirty, expected):
    assert clean(dirty, LEVELS) == expected


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<script src=//evil></script>",
        "<svg onload=alert(1)><circle/></svg>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mi>x</mi></math>",
        "<style>* { display: none }</style>",
        "<iframe src=//evil>x</iframe>",
        "<object data=//evil>x</object>",
        "<textarea><script>alert(1)</script></textarea>",
        "<template><img src=x onerror=alert(1)></template>",
        "<img src=x onerror=alert(1)>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    ],
)
def test_what_is_dropped_whole(attack):
    assert "alert" not in clean(f"<p>a</p>{attack}", LEVELS)
    assert tags(clean(f"<p>a</p>{attack}<p>b</p>", LEVELS)) <= {"<p>", "</p>"}


@pytest.mark.parametrize(
    "address",
    [
        "https://ilo.org",
        "http://ilo.org/a?b=1&amp;c=2#d",
        "mailto:a@b.org",
        "tel:+97112",
        "/ar/members",
        "#roles",
        "HTTPS://X",
    ],
)
def test_links_that_stay(address):
    link = f'<p><a href="{address}">x</a></p>'
    assert clean(link, LEVELS) == link


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjava\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "java<p></p>script:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///c:/x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        " //evil.example",
        "https:evil.example",
        "page",
        "",
    ],
)
def test_links_that_become_text(address):
    assert clean(f'<p><a href="{address}">x</a></p>', LEVELS) == "<p>x</p>"


def test_an_address_holds_no_tags():
    assert clean('<a href="/<p></p>?a b">x</a>', LEVELS) == '<a href="/%3Cp%3E%3C/p%3E?a%20b">x</a>'


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((2, 3), "223333"), ((4,), "444444"), ((2, 4), "222444"), ((1, 2, 3, 4, 5, 6), "123456")],
)
def test_headings_move_to_the_nearest_level(levels, expected):
    html = "".join(f"<h{level}>x</h{level}>" for level in range(1, 7))

    assert clean(html, levels) == "".join(f"<h{level}>x</h{level}>" for level in expected)


def test_without_levels_headings_are_paragraphs():
    assert clean("<h1>x</h1>", ()) == "<p>x</p>"


TAGS = [
    "p",
    "h1",
    "h2",
    "h3",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "strong",
    "em",
    "b",
    "i",
    "a",
    "br",
    "div",
    "span",
    "table",
    "tr",
    "td",
    "caption",
    "svg",
    "math",
    "style",
    "script",
    "title",
    "template",
    "form",
    "button",
    "select",
    "option",
    "textarea",
    "object",
    "marquee",
    "noscript",
    "iframe",
    "mglyph",
    "mtext",
    "annotation-xml",
    "foreignObject",
    "img",
    "font",
    "section",
    "pre",
    "dl",
    "dd",
    "details",
    "nobr",
    "plaintext",
    "frameset",
    "body",
]
ATTRIBUTES = [
    "",
    "",
    " href='/x'",
    " href='//evil'",
    " href='java<p></p>script:x'",
    " start=3",
    " id='<p></p>'",
    " title='</p><script>'",
    " href='https://x/?a=1&amp;b=<br>&nbsp;'",
]
TEXTS = [
    "x",
    " ",
    "\n",
    "&nbsp;",
    "\xa0",
    "&amp;",
    "&",
    "&lt;script&gt;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "\0",
    "\ud800",
]
TEXTS += ["\ufdd0", "&#xfdd1;lt;", "كلمة", "'", '"', "<", ">", "\u200b"]
PIECES = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.sampled_from(TEXTS),
)
ALLOWED = re.compile(
    r'</?(p|h[23]|ul|ol|li|blockquote|strong|em|a|br)>|<ol start="\d+">|<a href="(https?:/|/|#)[^"<>]*">'
)


def tags(html):
    return set(re.findall(r"<[^>]*>", html))


@settings(max_examples=1000, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_cleaning_twice_equals_cleaning_once(html):
    once = clean(html, LEVELS)

    assert clean(once, LEVELS) == once
    assert [tag for tag in tags(once) if not ALLOWED.fullmatch(tag)] == []


MEGABYTE = {
    "prose": ("<p>" + "Some words of a text, and more. " * 20 + "<b>bold</b>, <a href='https://ilo.org'>link</a>.</p>")
    * 1400,
    "word": "<p class=MsoNormal style='margin:0'><span lang=EN>Hello <b>you</b><o:p></o:p></span></p>\n" * 11_000,
    "one text": "كلمة word " * 100_000,
    "spaces": "&nbsp; " * 140_000,
    "ampersands": "this & that " * 90_000,
    **{
        f"nested {tag}": f"<{tag}>" * 1000 + "x"
        for tag in ("p", "div", "b", "a", "ul", "blockquote", "h1", "table", "svg")
    },
}


@pytest.mark.parametrize("name", MEGABYTE)
def test_a_megabyte_or_a_thousand_tags_take_no_time(name):
    start = time.process_time()
    clean(MEGABYTE[name], LEVELS)

    assert time.process_time() - start < 2  # 0.01 to 0.4 s on an idle machine


# ── Every door ──────────────────────────────────────────────────────────────────────────────────────────────────────


def page(**columns):
    return Page(code="about", label_en="About", label_ar="حول", **columns)


@pytest.mark.django_db
class TestDoors:
    def stored(self):
        return Page.objects.values_list("body_en", flat=True).get()

    def test_save(self):
        row = page(body_en=DIRTY)
        row.save()

        assert self.stored() == row.body_en == CLEAN

    def test_bulk_create(self):
        Page.objects.bulk_create([page(body_en=DIRTY)])

        assert self.stored() == CLEAN

    def test_bulk_update(self):
        row = page()
        row.save()
        row.body_en = DIRTY
        Page.objects.bulk_update([row], ["body_en"])

        assert self.stored() == CLEAN

    def test_queryset_update(self):
        page().save()
        Page.objects.update(body_en=DIRTY)

        assert self.stored() == CLEAN

    def test_form(self):
        form = modelform_factory(Page, fields=["code", "label_en", "label_ar", "body_en"])(
            {"code": "about", "label_en": "About", "label_ar": "حول", "body_en": DIRTY}
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
    ours = {"TidyPaste", "Portal"}
    config = {name: value for name, value in richtext.extensions(LEVELS).items() if name not in ours}

    assert allowlist_from_extensions(config)["tags"] == richtext.INLINE | richtext.BLOCKS | {"br", "h2", "h3"}


def sha256(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def inline_scripts(media):
    return re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", str(media), re.DOTALL)


def test_the_policy_names_the_import_map_of_the_form():
    media = modelform_factory(Page, fields=["body_en", "body_ar"])().media

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
    media = modelform_factory(Page, fields=["body_en"])().media
    assert editor_policy()["script-src"] == [sha256(script) for script in inline_scripts(media)]


def test_the_policy_names_the_style_that_tiptap_writes():
    """Where this fails after an upgrade, put the new hash into `richtext.TIPTAP_STYLE`."""
    bundle = Path(django_prose_editor.__file__).parent / "static/django_prose_editor/editor.js"
    (style,) = re.findall(r"`(\.ProseMirror \{[^`]*)`", bundle.read_text(encoding="utf-8"))

    assert editor_policy()["style-src"] == [sha256(style)]


def test_each_caller_gets_a_policy_of_its_own():
    editor_policy()["script-src"].append("x")

    assert "x" not in editor_policy()["script-src"]
