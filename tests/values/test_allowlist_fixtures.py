"""The allow-list leaves the texts of the real data as they are."""

import json

from django.conf import settings as portal

from profiles.values.allowlist import clean

HEADINGS = {"body": (2, 3), "text": (4,), "agenda": (), "outcome": (), "summary": ()}  # levels, by column


def rich_texts(value, key=""):
    """Every rich text in a JSON value, with the levels of headings that its column keeps."""
    if isinstance(value, str):
        return [(value, HEADINGS[key])] if "<" in value else []
    if isinstance(value, dict):
        return [pair for name in value for pair in rich_texts(value[name], key if name in ("en", "ar") else name)]
    return [pair for item in value for pair in rich_texts(item)] if isinstance(value, list) else []


def test_the_texts_of_the_real_data_are_kept_to_the_letter():
    files = sorted((portal.BASE_DIR / "fixtures").rglob("*.json"))
    texts = [pair for file in files for pair in rich_texts(json.loads(file.read_text(encoding="utf-8")))]

    assert len(texts) > 150
    assert [text for text, levels in texts if clean(text, levels) != text] == []
