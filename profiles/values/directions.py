"""Invisible characters that turn the direction of text.

Embeddings and overrides turn round what stands beside them, and so does an isolate that is not closed. Isolates that
are, and single marks (LRM, RLM, ALM), do not: those may stand in a text.
"""

import re

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
ISOLATES, CLOSES = "\u2066\u2067\u2068", "\u2069"


def without_turning(text: str) -> str:
    """A text without what turns others round."""
    if not TURNING.search(text):
        return text
    letters, open_isolates = list(text), []
    for place, letter in enumerate(text):
        if letter in ISOLATES:
            open_isolates.append(place)
        elif letter == CLOSES and open_isolates:
            open_isolates.pop()
        elif TURNING.match(letter):
            letters[place] = ""
    for place in open_isolates:
        letters[place] = ""
    return "".join(letters)
