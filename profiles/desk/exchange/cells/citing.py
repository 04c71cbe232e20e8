"""The sources of a row in a cell: by their codes, or a line each by their titles."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from profiles.values.choices import Carries
from profiles.values.languages import LANGUAGES

from .words import Words, folded, parts

# What is written as a code is one, whether or not it is in the register.
CODE = re.compile("[a-z0-9-]+")


def cited(item: dict) -> str:
    """A source by its code, with what it carries where that is not all of the fact."""
    return item["code"] if item["carries"] == Carries.ALL else f"{item['code']} {item['carries']}"


def sources(field, text: str, words: Words) -> list[dict]:
    """Each by its code, with what it carries behind it where that is not all, or a line each by its title, with what it
    carries in brackets. That the codes are in the register is the column's rule."""
    found = []
    for line in text.split("\n"):
        several = parts(line)
        items = [by_code(part) for part in several]
        if not all(items):
            # A title may hold what stands between several.
            whole = by_title(line.strip(), words)
            items = [whole] if whole else [by_code(part) or by_title(part, words, is_needed=True) for part in several]
        found += items
    return found


def by_code(text: str) -> dict | None:
    code, _space, carries = text.partition(" ")
    carries = carries.strip().casefold() or Carries.ALL
    return {"code": code, "carries": str(carries)} if CODE.fullmatch(code) and carries in Carries.values else None


def by_title(text: str, words: Words, *, is_needed: bool = False) -> dict | None:
    """A source by its title in either language. Raises ValidationError for what can be several, or must be one."""
    if not is_needed and by_code(text):
        return None
    title, carries = carried(text)
    codes = words.titled(title)
    if len(codes) > 1:
        sentence = _("“%(text)s” can be several: %(codes)s. Write the code.")
        raise ValidationError(sentence % {"text": text[:80], "codes": _(", ").join(sorted(codes))})
    if not codes and is_needed:
        sentence = _("There is no source “%s” in our register: write the title or the code of one that is there.")
        raise ValidationError(sentence % text[:80])
    return {"code": next(iter(codes)), "carries": carries} if codes else None


def carried(text: str) -> tuple[str, str]:
    """A title without what it carries, and that."""
    for ending, carries in endings().items():
        if folded(text).endswith(ending):
            return folded(text).removesuffix(ending), carries
    return text, str(Carries.ALL)


@lru_cache(1)
def endings() -> dict[str, str]:
    """What is written behind the title of a source, in each language."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {folded(ending(carries)): str(carries) for carries in (Carries.START, Carries.END)}
    return found


def ending(carries: Carries) -> str:
    return f"({carries.label})"
