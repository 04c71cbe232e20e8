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
    fold; what leads a word (`ال`, `لل` …) is kept here, and left off by `bare`.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(FOLD))
    text = "".join(character for character in text if not unicodedata.combining(character)).translate(FOLD)
    return " ".join(re.findall(r"\w+", text))


def without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


LEADING = re.compile(r"(?:[وفبك]?ال|[وف]?لل)(?=\w{3})")


def bare(word: str) -> str:
    """A normalised word without its article and the particles written in one with it: `والهجره`, `للهجره`: `هجره`."""
    return LEADING.sub("", word, count=1) if LEADING.match(word) else word


def tokens(query: str) -> list[str]:
    """The words that a query asks for, bare."""
    return [bare(word) for word in normalise(query).split()][:12]


def search_text(content: dict) -> str:
    """Everything of a document that it is looked up by."""
    texts = [content["slug"], content["iso2"], content["iso3"], content["native_name"], content["acronym"]]
    for key in ("name", "formal_name", "former_names"):
        texts += content[key].values()
    for item in content["responsible_entities"]:
        texts += [item["acronym"], item["native_name"], *item["name"].values()]
    words = normalise(" ".join(texts)).split()
    # Each word bare too, and names in one word: “Vietnam” finds Viet Nam.
    words += [bare(word) for word in words if bare(word) != word]
    words += [normalise(name).replace(" ", "") for name in content["name"].values()]
    return f" {' '.join(words)} "


def sort_key(name: str) -> str:
    """To sort names by: letters and digits alone, so that both databases agree; Arabic without its article."""
    return "".join(without_article(word) for word in normalise(name).split())[:200]
