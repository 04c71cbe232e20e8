"""Whatever somebody signed in sends to any page of admin is answered: with what is wrong, never by a fault of ours.

The pages come from the URLconf, the fields from the forms themselves, the filters from the lists.
"""

import itertools
import random
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse

from tests.desk.doors import ACTS, DOORS, address

pytestmark = pytest.mark.django_db

TEXTS = [
    "",
    "abc",
    "\0",
    "a\0b",
    "-1",
    "0",
    "1.5",
    "1e309",
    "nan",
    "9" * 30,
    "٣",
    "الامارات",
    "\u202eabc",
    "'\"><script>",
    "' OR 1=1 --",
    "%s%(x)s{0}",
    "None",
    "[1, {}]",
    "2026-02-30",
    "25:61",
    "../../etc/passwd",
    "//example.org/\\",
    "00000000-0000-0000-0000-000000000000",
    "a" * 70_000,
]
# Parameters that Django's lists and pages read, or ours.
PARAMETERS = ["q", "o", "p", "all", "e", "_facets", "_popup", "_to_field", "_changelist_filters", "_saveasnew"]
PARAMETERS += ["id", "with", "width", "lang", "beside", "kind", "next", "object_id", "term", "page", "model_name"]
LOOKUPS = ["", "__exact", "__in", "__gte", "__isnull", "__year", "__range", "__regex", "__x", "__id__exact"]


class Fields(HTMLParser):
    """The fields of the forms of a page that are posted, with what stands in them."""

    def __init__(self):
        super().__init__()
        self.found: dict[str, str] = {}
        self.open = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("input", "select", "textarea", "button") and attrs.get("name"):
            self.found[attrs["name"]] = attrs.get("value") or ""
            self.open = attrs["name"] if tag in ("select", "textarea") else None
        elif tag == "option" and "selected" in attrs and self.open:
            self.found[self.open] = attrs.get("value") or ""

    def handle_data(self, data):
        if self.open and not self.found[self.open]:
            self.found[self.open] = data

    def handle_endtag(self, tag):
        if tag in ("select", "textarea"):
            self.open = None


def fields_of(response) -> dict[str, str]:
    found = Fields()
    found.feed(response.content.decode())
    return found.found


PEOPLE = ("administrator", "editor", "focal", "publisher")
TURNS = pytest.param("by turns", marks=pytest.mark.turns)


@pytest.fixture(params=[TURNS, *(pytest.param(who, marks=pytest.mark.slow) for who in PEOPLE)])
def person(request):
    """Who tries each page: one of those who may open it, in turn; or the same person all of them, and at length."""
    return request.param


@pytest.fixture
def at_length(person):
    return person != "by turns"


@pytest.fixture
def whoever(person):
    """Who tries the page of a name at its place among others."""

    def whoever(place, name):
        may = sorted({*PEOPLE} & {**DOORS, **ACTS}[name]) or PEOPLE
        return may[place % len(may)] if person == "by turns" else person

    return whoever


@pytest.fixture
def send(cast):
    """Sends somebody's requests, each to the same data; notes which are answered by a fault of ours."""
    clients, faults = cast["clients"], []
    for client in clients.values():
        client.raise_request_exception = False

    def send(who, method, path, data=None, **kwargs):
        with transaction.atomic():
            response = getattr(clients[who], method)(path, data, **kwargs)
            transaction.set_rollback(True)
        if response.status_code >= 500:
            error = getattr(response, "exc_info", None)
            faults.append((who, method, path[:200], str(data)[:300], repr(error and error[1])[:300]))
        return response

    yield send
    assert faults == []


@pytest.fixture
def values(request):
    """Hostile values, one after the other for ever; in an order of this test's own, the same in each run."""
    chance = random.Random(request.node.name)
    return itertools.cycle(chance.sample(TEXTS, len(TEXTS)))


@pytest.fixture
def some(at_length, request):
    """Of many names a few, others for each page."""
    chance, most = random.Random(request.node.name), 6 if at_length else 2
    return lambda names: chance.sample([*names], min(most, len(names)))


@pytest.fixture
def pages(cast, whoever):
    """An address of each kind that admin has, and who tries it."""
    return [(whoever(place, name), address(name, cast)) for place, name in enumerate(DOORS)]


@pytest.fixture
def lists(whoever):
    """Each kind of row that admin lists: how, the address, and who tries it."""
    return [
        (model_admin, list_of(model), whoever(place, f"{model._meta.model_name}_changelist"))
        for place, (model, model_admin) in enumerate(admin.site._registry.items())
    ]


def list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def query(fields: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value)}" for name, value in fields.items())


def test_parameters(send, pages, values, some):
    for who, path in pages:
        path += "&" if "?" in path else "?"
        send(who, "get", path + query({name: next(values) for name in PARAMETERS}) + "&q=%ff&p=%ed%a0%80")
        for name in some(PARAMETERS):
            send(who, "get", path + query({name: next(values)}))


def test_filters_of_lists(send, cast, lists, values, some):
    request = RequestFactory().get("/")
    for model_admin, path, who in lists:
        request.user = cast["people"][who]
        found = [*model_admin.get_list_filter(request), "id", "uid", model_admin.date_hierarchy or "slug"]
        columns = [getattr(item, "parameter_name", None) or str(item) for item in found]
        for column in columns:
            for lookup in some(LOOKUPS):
                send(who, "get", f"{path}?{query({column + lookup: next(values)})}")


def test_actions_on_lists(send, lists, values, some, at_length):
    usual = {"action": "publish_together", "index": "0", "select_across": "0", "_selected_action": "1"}
    for _model_admin, path, who in lists:
        who = who if at_length else "publisher"  # to whom lists offer actions
        for action in ("publish_together", "delete_selected", next(values)):
            for name in some([*usual] * 6):
                send(who, "post", path, usual | {"action": action, name: next(values)})


def test_autocomplete(send, whoever, values):
    usual = {"app_label": "profiles", "model_name": "membership", "field_name": "type", "term": "a", "page": "1"}
    for place, name in enumerate([*usual] * 4):
        send(whoever(place, "entity_change"), "get", reverse("admin:autocomplete"), usual | {name: next(values)})


def test_fields_of_forms(send, pages, values, some, at_length):
    """Each page that is shown, filled in wrongly in each way; by turns, in one of them."""
    ways = [
        lambda usual: [usual | {name: next(values)} for name in some(usual)],
        lambda usual: [{name: next(values) for name in usual}],
        lambda usual: [{name: ["1", "2"] for name in usual}],
        lambda usual: [{}],
    ]
    turns = itertools.cycle(ways)
    for who, path in pages:
        response = send(who, "get", path)
        if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
            continue
        usual = fields_of(response)
        for way in ways if at_length else [next(turns)]:
            for data in way(usual):
                send(who, "post", path, data)


def test_acts(send, cast, whoever, values, some):
    words = ("reason", "answer", "words", "at", "moment", "note_en", "note_ar", "log")
    for place, name in enumerate(ACTS):
        for value in some([next(values), next(values), next(values)]):
            send(whoever(place, name), "post", address(name, cast), dict.fromkeys(words, value))


def test_lists_that_somebody_keeps(send, lists, values, some):
    usual = {"model": "profiles.entity", "query": "q=a", "name": "mine", "row": "1"}
    for place, (_model_admin, _path, who) in enumerate(lists):
        for name in some(usual):
            page = "admin:keep" if place % 3 else "admin:forget"
            send(who, "post", reverse(page), usual | {name: next(values)})


def test_forms_of_visitors(send, cast, values):
    """Those that anybody may send: reports of mistakes, and answers to letters about old facts."""
    report, still_true = reverse("report"), reverse("still_true", args=["a.b:c"])
    words = {"words": "It is wrong.", "email": "a@example.org", "where": "name", "website": "", "member": "nepal"}
    for name in itertools.islice(itertools.cycle(words), 2 * len(TEXTS)):
        value = next(values)
        send("stranger", "post", f"{report}?{query({'member': value})}", words | {name: value})
        send("stranger", "post", f"{report}?member=nepal", words | {name: value})
        send("stranger", "post", still_true, {"fact": value, name: value})
        send("stranger", "get", f"/still-true/{quote(value[:900].replace('/', ''))}/")


TORN = b"--x\r\nContent-Disposition: form-data; name=\x00"
BODIES = [
    (b"\xff\x00{", "application/json"),
    (TORN, "multipart/form-data; boundary=x"),
    (b"a=%00&b=%ff&a=\xff", "application/x-www-form-urlencoded"),
]


def test_bodies_that_are_no_forms(send, pages, at_length):
    for place, (who, path) in enumerate(pages):
        for body, content_type in BODIES if at_length else [BODIES[place % len(BODIES)]]:
            send(who, "post", path, body, content_type=content_type)


@pytest.mark.parametrize("model", ["entity", "meeting", "paper", "programme"])
def test_themes_that_are_none(cast, model):
    """A list of boxes, of which a page has as many as there are themes: each is posted by itself too seldom."""
    path, client = address(f"{model}_change", cast), cast["clients"]["publisher"]
    usual = fields_of(client.get(path))
    for keys in ("9" * 30, "x", ["1", "9" * 30]):
        assert client.post(path, usual | {"areas": keys}).status_code in (200, 302)
