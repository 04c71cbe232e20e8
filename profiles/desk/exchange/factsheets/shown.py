"""A value of a document in the words of a language, such that what is shown is read as that value again."""

from django.core.exceptions import ValidationError

from profiles.published.models import Source
from profiles.published.models.sources import SourcesField
from profiles.values.choices import Carries
from profiles.values.languages import LANGUAGES, current
from profiles.values.richtext import RichTextField

from ..cells import plain
from ..cells.citing import by_title, cited, ending
from ..cells.values import TAG, choices_of, written
from ..cells.words import SEVERAL, Words, folded
from ..tables import Column

BOOLEANS = dict.fromkeys(LANGUAGES, ("yes", "no")) | {"ar": ("نعم", "لا"), "fr": ("oui", "non")}


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
    if isinstance(column.field, SourcesField):
        return titles_of(value, words)
    return rich(column, value) if isinstance(column.field, RichTextField) else written(column, value)


def word(column: Column, item: dict, words: Words) -> str:
    """The label of a word; its code where the label could be read as another."""
    label = item["label"][current()].strip()
    known = words.codes(column.field.related_model, label)
    return label if known == {item["code"]} and not SEVERAL.search(label) else item["code"]


def choice(column: Column, value: str) -> str:
    label = str(dict(column.field.choices).get(value, value))
    return label if value and choices_of(column.field).get(folded(label)) == value else value


def titles_of(items: list[dict], words: Words) -> str:
    """Sources by their titles, a line each; by its code one whose title could be read otherwise."""
    return "\n".join(title_of(item, words) for item in items)


def title_of(item: dict, words: Words) -> str:
    title = " ".join(words.title(item["code"]).split())
    behind = "" if item["carries"] == Carries.ALL else f" {ending(Carries(item['carries']))}"
    try:
        is_read = by_title(title + behind, words) == item
    except ValidationError:
        is_read = False
    return title + behind if is_read else cited(item)


def rich(column: Column, value: str) -> str:
    """A text without its marks; with them where it could not be read again, since it speaks of marks."""
    text = plain.plain(value)
    is_read = text and not TAG.search(text) and plain.read(text, value, column.field) == value
    return text if is_read else written(column, value)


def offered(column: Column, words: Words) -> list[str]:
    """What a cell can be chosen from; nothing, where it is written."""
    field = column.field
    if column.is_word and not issubclass(field.related_model, Source):
        rows = field.related_model.objects.in_use().filter(merged_into=None)
        return [word(column, row.as_document(), words) for row in rows]
    if field.choices:
        return [choice(column, str(value)) for value, _label in field.choices if value]
    return list(BOOLEANS[current()]) if field.get_internal_type() == "BooleanField" else []
