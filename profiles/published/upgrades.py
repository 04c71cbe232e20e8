"""Documents of earlier schemas, read as today's: what was stored stays as it is, and so does its digest.

Schema 1 had one source to a fact, as a title and an address; one acronym for both languages; no day of recording.
"""

import hashlib
from collections.abc import Mapping

from .documents import FACTS, SCHEMA

NO_PAIR = {"en": "", "ar": ""}


def upgrade(content: dict, recorded: Mapping[str, str]) -> dict:
    """A document of any earlier schema in today's. Of schema 1, `recorded` has the days when its facts were recorded.

    Raises ValueError for one from the future.
    """
    if content["schema"] == 1:
        content = from_1(content, recorded)
    if content["schema"] != SCHEMA:
        raise ValueError(f"No way from schema {content['schema']} to {SCHEMA}.")
    return content


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
        "acronym": {"en": content["acronym"], "ar": ""},
        "other_names": dict(NO_PAIR),
        "wikidata": "",
        "ror": "",
        "sources": [sources[code] for code in sorted(sources)],
    }
    return content | facts | added


def fact_from_1(fact: dict, recorded: Mapping[str, str]) -> dict:
    code = source_code(fact["source_title"], fact["source_url"])
    kept = {key: value for key, value in fact.items() if key not in ("source_title", "source_url")}
    if "acronym" in fact:
        kept |= {"acronym": {"en": fact["acronym"], "ar": ""}, "translation": dict(NO_PAIR)}
    if "body" in fact:
        kept["body"] = fact["body"] | {"acronym": {"en": fact["body"]["acronym"], "ar": ""}}
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
    return {"code": code, "title": {"en": title, "ar": title}, "url": url} | blank
