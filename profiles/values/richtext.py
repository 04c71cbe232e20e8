"""Rich text: the column that holds it, and the editor that writes it.

Whatever goes into the column passes the allow-list: forms, `save()`, `bulk_create()`, `update()`, fixtures.
"""

import base64
import hashlib
import re

from django.db import models
from django.templatetags.static import static
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media, Script

from .allowlist import clean
from .languages import DIRECTION

# ── The column ────────


class RichTextField(models.TextField):
    """HTML with the given heading levels, edited as such in admin and cleaned on its way into the column."""

    def __init__(self, *args, headings=(2, 3), footnotes=True, **kwargs):
        self.headings = tuple(headings)
        self.footnotes = footnotes
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def to_python(self, value):
        """Also what forms validate, fixtures load, and every INSERT and UPDATE writes (`get_prep_value`)."""
        value = super().to_python(value)
        return value and clean(value, self.headings, footnotes=self.footnotes)

    def pre_save(self, model_instance, add):
        """So that the saved row in memory reads as it does in the database."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value, self.headings, footnotes=self.footnotes)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        editor = {
            "form_class": ProseEditorFormField,
            "widget": RichTextWidget,
            "preset": "configurable",
            "extensions": extensions(self.headings, footnotes=self.footnotes),
            "sanitize": self.to_python,
        }
        help_text = kwargs.get("help_text", self.help_text)
        return super().formfield(**kwargs | editor | {"help_text": with_markup(help_text, self.headings)})


# ── Without script ────────


def in_words(help_text: str, headings: tuple[int, ...]) -> str:
    """A help text, and for browsers without script what stands in the field, and what may."""
    tags = [f"<h{level}>" for level in headings]
    tags += [f"<{tag}>" for tag in ("p", "ul", "ol", "li", "blockquote", "strong", "em", "sup", "sub", "table")]
    sentence = gettext("Without script you see the marks of HTML here: %(tags)s and <a href> stay, all others go.")
    return format_html("{} <noscript>{}</noscript>", help_text, sentence % {"tags": " ".join(tags)})


with_markup = lazy(in_words, str)


# ── The editor ────────

MODULES = [f"js/prose-{name}.js" for name in ("paste", "portal", "lists", "table", "footnote", "notice", "runs")]
# What they are made of.
PARTS = {f"paste/{name}": f"js/paste-{name}.js" for name in ("lists", "notes", "tables", "text")}
PARTS["prose/footnote"] = "js/prose-footnote.js"
MENU = ["headings", "lists", "nodes -blockType -lists", "marks", "link", "table", "history"]
WORDS = {
    "toolbar": _("Formatting"),
    "heading": _("Heading, level %s"),
    "bulletList": _("Bulleted list"),
    "orderedList": _("Numbered list"),
    "letteredList": _("Lettered list"),
    "blockquote": _("Quotation"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "superscript": _("Raised"),
    "subscript": _("Lowered"),
    "table": _("Table"),
    "table:addColumnAfter": _("Add a column"),
    "table:deleteColumn": _("Remove the column"),
    "table:addRowAfter": _("Add a row"),
    "table:deleteRow": _("Remove the row"),
    "table:mergeCells": _("Merge the cells"),
    "table:splitCell": _("Split the cell"),
    "table:toggleHeaderCell": _("Heading of a column or row"),
    "table:deleteTable": _("Remove the table"),
    "link": _("Link"),
    "unlink": _("Remove the link"),
    "history:undo": _("Undo"),
    "history:redo": _("Redo"),
    "address": _("Address"),
    "save": _("Save"),
    "wrongAddress": _("Write a web address (https://…), an e-mail address, or a path of this site (/…)."),
    "source": _("Source"),
}
FOOTNOTE_WORDS = {
    "source": _("Source"),
    "search": _("Title, publisher, address or code"),
    "none": _("Nothing is found."),
    "sure": _("The register has this source: press Enter to take it."),
    "unsure": _("One of these may be meant. Choose it, or add a new source."),
    "new": _("New source"),
    "opens": _("opens in a new window"),
    "remove": _("Remove the footnote"),
    "cancel": _("Cancel"),
}
NOTICE_WORDS = {
    "left": _("Left out of what you pasted: %s."),
    "kinds": {
        "pictures": _("pictures"),
        "formulas": _("formulas"),
        "fields": _("fields of a form"),
        "comments": _("comments"),
        "deleted": _("words marked as deleted"),
    },
    "tables": _("A table within a table or a heading stands here as paragraphs."),
    "struck": _("Words that were struck through stand here without the line. Read them through."),
    "close": _("Close"),
    "footnotes": _("Footnotes that came with the text: %d. None is kept but those whose source you choose."),
    "noFootnotes": _("Footnotes that came with the text: %d. This text has no footnotes; write into it what it needs."),
    "choose": _("Choose the source"),
    "leave": _("Leave it out"),
    "unknown": _("Its text did not come along."),
    "again": _("Save again to leave out those that stand here."),
}


def extensions(headings, *, footnotes=True):
    """What the editor can do, for django-prose-editor: the allow-list and no more."""
    return {
        "Menu": {"groups": [{"group": group} for group in MENU]},
        "NoSpellCheck": False,
        "Bold": True,
        "Italic": True,
        "BulletList": True,
        "Superscript": True,
        "Subscript": True,
        "OrderedList": {"enableListAttributes": False},
        "ListItem": True,
        "Blockquote": True,
        "HardBreak": True,
        **dict.fromkeys(("Table", "TableRow", "TableHeader", "TableCell"), True),
        "Heading": {"levels": list(headings)},
        "Link": {"enableTarget": False, "defaultProtocol": "https"},
        **({"Footnote": {"words": FOOTNOTE_WORDS}} if footnotes else {}),
        "PastedNote": True,
        "Runs": True,
        "Notice": {"words": NOTICE_WORDS, "sources": FOOTNOTE_WORDS if footnotes else None},
        "TidyPaste": {"levels": list(headings)},
        "Portal": {"words": WORDS},
    }


class RichTextWidget(AdminProseEditorWidget):
    """The editor with the language of its column, words in the reader's language, and tidy pasting."""

    @property
    def media(self):
        return super().media + Media(
            importmap=ImportMap(PARTS),
            css={"all": ["django_prose_editor/overrides.css", "css/prose-editor.css"]},
            js=["js/source-search.js", *(Script(module, type="module") for module in MODULES)],
        )

    def get_config(self):
        return super().get_config() | {"js_modules": [static(module) for module in MODULES]}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        code = name.rpartition("_")[2]
        if code in DIRECTION:
            context["widget"]["attrs"] |= {"lang": code, "dir": DIRECTION[code]}
        return context


# ── What its page must allow ────────

# Of the one <style> that Tiptap writes into the page. tests/values/test_richtext.py says when an upgrade changes it.
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
