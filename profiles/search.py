"""Finding a profile by words, in Latin and in Arabic letters, however they are spelt."""

import re
import unicodedata

FOLD = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ة": "ه",
        "ى": "ي",
        "ؤ": "و",
        "ئ": "ي",
        "ـ": "",
        "ı": "i",
        "đ": "d",
        "ß": "ss",
    }
)


def normalise(text: str) -> str:
    """Words in one spelling, with single spaces between them.

    Case, accents, Arabic vowel signs and tatweel are dropped; the forms of alef, hamza, taa marbuta and alef maqsura
    fold; a leading `ال` is kept here and matched both ways by `tokens`.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(FOLD))
    text = "".join(character for character in text if not unicodedata.combining(character)).translate(FOLD)
    return " ".join(re.findall(r"\w+", text))


def without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def tokens(query: str) -> list[str]:
    """The words that a query asks for, each without its article."""
    return [without_article(word) for word in normalise(query).split()][:12]


def search_text(content: dict) -> str:
    """Everything of a document that it is looked up by."""
    texts = [content["slug"], content["iso2"], content["iso3"], content["native_name"], content["acronym"]]
    for key in ("name", "formal_name", "former_names"):
        texts += content[key].values()
    for item in content["responsible_entities"]:
        texts += [item["acronym"], item["native_name"], *item["name"].values()]
    return f" {normalise(' '.join(texts))} "


def sort_key(name: str) -> str:
    """To sort names by: letters and digits alone, so that both databases agree; Arabic without its article."""
    return "".join(without_article(word) for word in normalise(name).split())[:200]
