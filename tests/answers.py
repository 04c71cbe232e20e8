"""What answers say, as tests read it."""

import csv
import io
import re
from itertools import chain


def names(response):
    """The listed profiles, in order."""
    return [row.content["name"]["en"] for group in response.context["groups"] for row in group.rows]


def head(response):
    """What a page's head says, by name: title, canonical, hreflang and the values of its metas."""
    html = response.content.decode().split("</head>")[0]
    found = {"title": re.search(r"<title>(.*?)</title>", html)[1]}
    found |= dict(re.findall(r'<meta (?:name|property)="([\w:-]+)" content="(.*?)"', html))
    found |= dict(re.findall(r'hreflang="([\w-]+)" href="(.*?)"', html))
    return found | {"canonical": (re.findall(r'rel="canonical" href="(.*?)"', html) or [None])[0]}


def lanes(response):
    """The names in a picture over time, section by section."""
    return [[lane.name["en"] for lane in section.lanes] for section in response.context["chart"].sections]


def listed(response):
    """The members drawn, below the offices."""
    return list(chain.from_iterable(lanes(response)[1:]))


def counts(response):
    """How many members certainly stand how in each body, by its code."""
    return {
        found.body.code: {group.category: group.total.certain for group in named}
        for found, named in response.context["bodies"]
    }


def log_entries(client, address="/changes/"):
    """Kind and name of what a log shows, in its order."""
    days = client.get(address).context["days"]
    return [(entry.kind, entry.latest and entry.latest.name_en) for _day, entries in days for entry in entries]


def html_of(response) -> str:
    return response.content.decode()


def text_of(response) -> str:
    """What a streamed answer holds."""
    return b"".join(response).decode("utf-8-sig")


def csv_rows(client, address="/members.csv") -> list[dict[str, str]]:
    """The lines of an export by the names of its columns."""
    response = client.get(address)
    assert response.status_code == 200, address
    return list(csv.DictReader(io.StringIO(text_of(response), newline=""), strict=True))
