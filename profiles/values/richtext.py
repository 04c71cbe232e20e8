"""Rich text: the column that holds it, the editor that writes it, the allow-list that keeps it clean.

Headings, paragraphs, lists, quotations, emphasis and links; nothing else. Whatever goes into the column passes the
allow-list: forms, `save()`, `bulk_create()`, `update()`, fixtures.
"""

import base64
import hashlib
import re
from functools import cache, lru_cache

import nh3
from django.db import models
from django.templatetags.static import static
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media, Script

# ── The allow-list ────────

INLINE = {"a", "strong", "em"}
BLOCKS = {"p", "ul", "ol", "li", "blockquote"}
HEADINGS = {f"h{level}" for level in range(1, 7)}
LIKE_PARAGRAPHS = """address article aside caption center dd div dt figcaption footer header main nav pre section
summary td th"""
RENAMED = {"b": "strong", "i": "em"} | dict.fromkeys(LIKE_PARAGRAPHS.split(), "p")
WITH_CONTENT = {"script", "style", "svg", "math", "title", "template", "iframe", "noscript", "noembed", "noframes"}
WITH_CONTENT |= {"object", "xmp", "plaintext", "textarea", "select"}
ADDRESS = re.compile(r"https?://[^/?#\\]|mailto:.|tel:.|#.|/(?![/\\])", re.IGNORECASE)
# Two characters that no text may hold stand for “&nbsp;” and “&amp;” on the way through nh3, which takes quadratic
# time over many of those in one text.
NBSP, AMP = "\ufdd0", "\ufdd1"
BLANK = NBSP + "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>|[^<]+")
SPACE = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
BLOCK = r"</?(?:p|ul|ol|li|blockquote|h[1-6])\b[^<>]*>"
AROUND_BLOCKS = re.compile(rf" (?={BLOCK})|(?P<block>{BLOCK}) ")
PASSES = 8


def clean(html: str, headings: tuple[int, ...]) -> str:
    """The allowed part of `html`, with its headings at the nearest allowed level. Cleaning twice equals cleaning once.

    Markup that a browser would read differently once written out (the stuff of mutation XSS) is cleaned until it
    stays as it is; what never does becomes plain text.
    """
    return cleaned(html or "", tuple(headings))


@lru_cache(16)  # one save cleans the same text in the form, in the model, and on its way into the column
def cleaned(html, headings):
    html = html.encode(errors="ignore").decode().translate(dict.fromkeys([0, ord(NBSP), ord(AMP)]))
    for _pass in range(PASSES):
        if (once := clean_once(html, headings)) == html:
            return html
        html = once
    return clean_once(nh3.clean(html, tags=set()), headings)


def clean_once(html, headings):
    html = re.sub(r"&nbsp;|\xa0", NBSP, html)
    html = re.sub(r"&amp;|&(?![a-zA-Z0-9#])", AMP, html)
    html = SANITIZER.clean(html)
    if to_arrange(headings).search(html):
        html = "".join(arrange(html, headings))
    html = SPACE.sub(" ", html)
    html = AROUND_BLOCKS.sub(r"\g<block>", html).strip()
    return html.replace(NBSP, "&nbsp;").replace(AMP, "&amp;")


@cache
def to_arrange(headings):
    """Finds a tag to rename or to leave out."""
    kept = "|".join([*BLOCKS, "a ", "strong", "em", "br", *(f"h{level}" for level in headings)])
    return re.compile(rf"<(?!/|(?:{kept})\b)|<(?!br|/)[^<>]+>(?:[\s{BLANK}]|<br>)*</|<(strong|em)>[^<]*<\1>")


def arrange(html, headings):
    """The pieces of sanitised HTML, with tags renamed, and with empty and repeated ones left out.

    Sanitised means here: balanced, `<` and `>` nowhere but around tags.
    """
    pieces, inline = [], set()
    opened = [["", 0, False]]  # of each open tag: its new name, if it stays; where it starts; whether it holds anything
    for token in TOKEN.finditer(html):
        closing, tag, attributes = token.groups()
        if not tag:
            pieces.append(token[0])
            opened[-1][2] |= not is_blank(token[0])
        elif tag == "br":
            pieces.append("<br>")
        elif not closing:
            name = rename(tag, headings)
            if name in inline or (name == "a" and not attributes):
                name = ""
            opened.append([name, len(pieces), False])
            pieces.append(f"<{name}{attributes}>" if name else "")
            inline |= {name} & INLINE
        else:
            name, start, holds = opened.pop()
            inline.discard(name)
            opened[-1][2] |= holds
            if holds:
                pieces.append(f"</{name}>" if name else "")
            elif name in INLINE or not name:
                pieces[start] = ""
            else:
                del pieces[start:]
    return pieces


def rename(tag, headings):
    if tag in HEADINGS:
        level = min(headings, key=lambda allowed: (abs(allowed - int(tag[1])), allowed), default=0)
        return f"h{level}" if level else "p"
    return RENAMED.get(tag, tag)


def is_blank(text):
    return not text.translate(dict.fromkeys(map(ord, BLANK))).strip()


def attribute(tag, name, value):
    """The value that an attribute keeps, or None to drop it."""
    if (tag, name) == ("ol", "start"):
        return value if re.fullmatch(r"[1-9][0-9]{0,3}", value) and value != "1" else None
    address = re.sub(r"[\t\n\r]", "", value.strip("".join(map(chr, range(33)))))
    if not ADDRESS.match(address):
        return None
    return address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\f", "%0C")


SANITIZER = nh3.Cleaner(
    tags=INLINE | BLOCKS | HEADINGS | RENAMED.keys() | {"br"},
    attributes={"a": {"href"}, "ol": {"start"}},
    attribute_filter=attribute,
    clean_content_tags=WITH_CONTENT,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)

# ── The column ────────


class RichTextField(models.TextField):
    """HTML with the given heading levels, edited as such in admin and cleaned on its way into the column."""

    def __init__(self, *args, headings=(2, 3), **kwargs):
        self.headings = tuple(headings)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def to_python(self, value):
        """Also what forms validate, fixtures load, and every INSERT and UPDATE writes (`get_prep_value`)."""
        value = super().to_python(value)
        return value and clean(value, self.headings)

    def pre_save(self, model_instance, add):
        """So that the saved row in memory reads as it does in the database."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value, self.headings)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        editor = {
            "form_class": ProseEditorFormField,
            "widget": RichTextWidget,
            "preset": "configurable",
            "extensions": extensions(self.headings),
            "sanitize": self.to_python,
        }
        return super().formfield(**kwargs | editor)


# ── The editor ────────

MODULES = ["js/prose-paste.js", "js/prose-portal.js"]
MENU = ["headings", "lists", "nodes -blockType -lists", "marks", "link", "history"]
WORDS = {
    "toolbar": _("Formatting"),
    "heading": _("Heading, level %s"),
    "bulletList": _("Bulleted list"),
    "orderedList": _("Numbered list"),
    "blockquote": _("Quotation"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "link": _("Link"),
    "unlink": _("Remove the link"),
    "history:undo": _("Undo"),
    "history:redo": _("Redo"),
    "address": _("Address"),
    "save": _("Save"),
    "wrongAddress": _("Write a web address (https://…), an e-mail address, or a path of this site (/…)."),
}


def extensions(headings):
    """What the editor can do, for django-prose-editor: the allow-list and no more."""
    return {
        "Menu": {"groups": [{"group": group} for group in MENU]},
        "NoSpellCheck": False,
        "Bold": True,
        "Italic": True,
        "BulletList": True,
        "OrderedList": {"enableListAttributes": False},
        "ListItem": True,
        "Blockquote": True,
        "HardBreak": True,
        "Heading": {"levels": list(headings)},
        "Link": {"enableTarget": False, "defaultProtocol": "https"},
        "TidyPaste": {"levels": list(headings)},
        "Portal": {"words": WORDS},
    }


class RichTextWidget(AdminProseEditorWidget):
    """The editor with the language of its column, words in the reader's language, and tidy pasting."""

    @property
    def media(self):
        return super().media + Media(
            css={"all": ["django_prose_editor/overrides.css", "css/prose-editor.css"]},
            js=[Script(module, type="module") for module in MODULES],
        )

    def get_config(self):
        return super().get_config() | {"js_modules": [static(module) for module in MODULES]}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        code = name.rpartition("_")[2]
        if code in {"en", "ar"}:
            direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
            context["widget"]["attrs"] |= {"lang": code, "dir": direction}
        return context


# ── What its page must allow ────────

# Of the one <style> that Tiptap writes into the page. tests/test_richtext.py says when an upgrade changes it.
TIPTAP_STYLE = "sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA="


def editor_policy() -> dict[str, list[str]]:
    """The sources that a page with the editor needs beyond 'self': its inline import map, and Tiptap's <style>."""
    return {"script-src": [f"'{digest(import_map())}'"], "style-src": [f"'{TIPTAP_STYLE}'"]}


def import_map() -> str:
    """The text of the inline import map, as the page has it (with the storage's hashed file names)."""
    tag = str(RichTextWidget(preset="configurable").media["importmap"])
    return re.fullmatch(r"<script[^>]*>(.*)</script>", tag, re.DOTALL)[1]


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
