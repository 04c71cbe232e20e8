"""Documents of earlier schemas, read as today's: what was stored stays as it is, and so does its digest.

Schema 1 had one source to a fact, as a title and an address; one acronym for both languages; no day of recording.
"""

import hashlib
from collections.abc import Mapping

from profiles.values.languages import LANGUAGES, no_pair, of_today

from .documents import FACTS, SCHEMA


def upgrade(content: dict, recorded: Mapping[str, str]) -> dict:
    """A document of any earlier schema in today's. Of schema 1, `recorded` has the days when its facts were recorded.

    Raises ValueError for one from the future.
    """
    if content["schema"] == 1:
        content = from_1(content, recorded)
    if content["schema"] != SCHEMA:
        raise ValueError(f"No way from schema {content['schema']} to {SCHEMA}.")
    # It may have been written when the installation had other languages.
    return content if content.get("name", no_pair()).keys() == set(LANGUAGES) else of_today(content)


def from_1(content: dict, recorded: Mapping[str, str]) -> dict:
    facts = {key: [fact_from_1(fact, recorded) for fact in content[key]] for key in FACTS}
    sources = {
        code: source_from_1(fact["source_title"], fact["source_url"])
        for key in FACTS
        for fact in content[key]
        if (code := source_code(fact["source_title"], fact["source_url"]))
    }
    added = {
        "schema": 2,
        "acronym": no_pair() | {"en": content["acronym"]},
        "other_names": no_pair(),
        "wikidata": "",
        "ror": "",
        "sources": [sources[code] for code in sorted(sources)],
    }
    return content | facts | added


def fact_from_1(fact: dict, recorded: Mapping[str, str]) -> dict:
    code = source_code(fact["source_title"], fact["source_url"])
    kept = {key: value for key, value in fact.items() if key not in ("source_title", "source_url")}
    if "acronym" in fact:
        kept |= {"acronym": no_pair() | {"en": fact["acronym"]}, "translation": no_pair()}
    if "body" in fact:
        kept["body"] = fact["body"] | {"acronym": no_pair() | {"en": fact["body"]["acronym"]}}
    return kept | {
        "start_by": "",
        "start_printed": "",
        "unusual": False,
        "recorded": recorded.get(fact["uid"], ""),
        "sources": [{"code": code, "carries": "all"}] if code else [],
    }


def source_code(title: str, url: str) -> str:
    """The code in the register of a source that was a title and an address."""
    return "source-" + hashlib.sha256(f"{title}\n{url}".encode()).hexdigest()[:12] if title or url else ""


def source_from_1(title: str, url: str) -> dict:
    # As long as the column of the register.
    code, title = source_code(title, url), (title or url)[:300]
    blank = dict.fromkeys(("publisher", "day", "language", "archived_url", "retrieved_on", "kind"), "")
    return {"code": code, "title": dict.fromkeys(LANGUAGES, title), "url": url} | blank
