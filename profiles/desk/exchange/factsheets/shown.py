"""A value of a document in the words of a language, such that what is shown is read as that value again."""

from html import unescape

from profiles.published.models import Source
from profiles.values.languages import current
from profiles.values.richtext import RichTextField

from ..cells import SEVERAL, Words, choices_of, folded, lines, read, written
from ..tables import Column

BOOLEANS = {"en": ("yes", "no"), "ar": ("نعم", "لا")}


def shown(column: Column, value, words: Words) -> str:
    """What a cell says in the reader's language."""
    if isinstance(value, bool):
        return BOOLEANS[current()][not value]
    if column.field.many_to_many:
        return "; ".join(word(column, item, words) for item in value)
    if column.is_word:
        return word(column, value, words)
    if column.field.choices:
        return choice(column, value)
    return plain(column, value, words) if isinstance(column.field, RichTextField) else written(column, value)


def word(column: Column, item: dict, words: Words) -> str:
    """The label of a word; its code where the label could be read as another."""
    label = item["label"][current()].strip()
    known = words.codes(column.field.related_model, label)
    return label if known == {item["code"]} and not SEVERAL.search(label) else item["code"]


def choice(column: Column, value: str) -> str:
    label = str(dict(column.field.choices).get(value, value))
    return label if value and choices_of(column.field).get(folded(label)) == value else value


def plain(column: Column, value: str, words: Words) -> str:
    """A text of paragraphs without its marks; where there is more in it, with them."""
    text = lines(value.replace("</p>", "\n\n").replace("<br>", "\n").replace("<p>", ""))
    text = text if "<" in text else unescape(text)
    return text if text and read(column, text, words) == value else written(column, value)


def offered(column: Column, words: Words) -> list[str]:
    """What a cell can be chosen from; nothing, where it is written."""
    field = column.field
    if column.is_word and not issubclass(field.related_model, Source):
        rows = field.related_model.objects.in_use().filter(merged_into=None)
        return [word(column, row.as_document(), words) for row in rows]
    if field.choices:
        return [choice(column, str(value)) for value, _label in field.choices if value]
    return list(BOOLEANS[current()]) if field.get_internal_type() == "BooleanField" else []
