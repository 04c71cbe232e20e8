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


SLOW = pytest.mark.slow


@pytest.fixture(params=["publisher", "administrator", *(pytest.param(who, marks=SLOW) for who in ("editor", "focal"))])
def person(request):
    return request.param


@pytest.fixture(params=[False, pytest.param(True, marks=SLOW)], ids=["few", "many"])
def everything(request):
    """Whether many fields of each page are tried by themselves, or a few of some; all at once they are anyway."""
    return request.param


@pytest.fixture
def send(cast, person):
    """Sends requests, each to the same data; notes which are answered by a fault of ours."""
    client, faults = cast["clients"][person], []
    client.raise_request_exception = False

    def send(method, path, data=None, **kwargs):
        with transaction.atomic():
            response = getattr(client, method)(path, data, **kwargs)
            transaction.set_rollback(True)
        if response.status_code >= 500:
            error = getattr(response, "exc_info", None)
            faults.append((method, path[:200], str(data)[:300], repr(error and error[1])[:300]))
        return response

    yield send
    assert faults == []


@pytest.fixture
def values(request):
    """Hostile values, one after the other for ever; in an order of this test's own, the same in each run."""
    chance = random.Random(request.node.name)
    return itertools.cycle(chance.sample(TEXTS, len(TEXTS)))


@pytest.fixture
def some(everything, request):
    """Of many names a few, others for each page."""
    chance, most = random.Random(request.node.name), 12 if everything else 4
    return lambda names: chance.sample([*names], min(most, len(names)))


def pages(cast):
    """An address of each kind that admin has."""
    return [address(name, cast) for name in DOORS]


def list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def query(fields: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value)}" for name, value in fields.items())


def test_parameters(send, cast, values, some):
    for path in pages(cast):
        path += "&" if "?" in path else "?"
        send("get", path + query({name: next(values) for name in PARAMETERS}) + "&q=%ff&p=%ed%a0%80")
        for name in some(PARAMETERS):
            send("get", path + query({name: next(values)}))


def test_filters_of_lists(send, cast, person, values, some):
    request = RequestFactory().get("/")
    request.user = cast["people"][person]
    for model, model_admin in admin.site._registry.items():
        found = [*model_admin.get_list_filter(request), "id", "uid", model_admin.date_hierarchy or "slug"]
        columns = [getattr(item, "parameter_name", None) or str(item) for item in found]
        for column in columns:
            for lookup in some(LOOKUPS):
                send("get", f"{list_of(model)}?{query({column + lookup: next(values)})}")


def test_actions_on_lists(send, values, some):
    usual = {"action": "publish_together", "index": "0", "select_across": "0", "_selected_action": "1"}
    for model in admin.site._registry:
        for action in ("publish_together", "delete_selected", next(values)):
            for name in some([*usual] * 6):
                send("post", list_of(model), usual | {"action": action, name: next(values)})


def test_autocomplete(send, values, some):
    usual = {"app_label": "profiles", "model_name": "membership", "field_name": "type", "term": "a", "page": "1"}
    for name in some([*usual] * len(TEXTS)):
        send("get", reverse("admin:autocomplete"), usual | {name: next(values)})


def test_fields_of_forms(send, cast, values, some, everything, person):
    chance = random.Random(person)
    for path in pages(cast) if everything else chance.sample(pages(cast), 20):
        response = send("get", path)
        if response.status_code != 200 or not response.get("Content-Type", "").startswith("text/html"):
            continue
        usual = fields_of(response)
        for name in some(usual):
            send("post", path, usual | {name: next(values)})
        send("post", path, {name: next(values) for name in usual})
        send("post", path, {name: ["1", "2"] for name in usual})
        send("post", path)


def test_acts(send, cast, values):
    for name in ACTS:
        for value in itertools.islice(values, 3):
            words = ("reason", "answer", "words", "at", "moment", "note_en", "note_ar", "log")
            send("post", address(name, cast), dict.fromkeys(words, value))


def test_bodies_that_are_no_forms(send, cast):
    torn = b"--x\r\nContent-Disposition: form-data; name=\x00"
    for path in pages(cast):
        send("post", path, b"\xff\x00{", content_type="application/json")
        send("post", path, torn, content_type="multipart/form-data; boundary=x")
        send("post", path, b"a=%00&b=%ff&a=\xff", content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize("model", ["entity", "meeting", "paper", "programme"])
def test_themes_that_are_none(cast, model):
    """A list of boxes, of which a page has as many as there are themes: each is posted by itself too seldom."""
    path, client = address(f"{model}_change", cast), cast["clients"]["publisher"]
    usual = fields_of(client.get(path))
    for keys in ("9" * 30, "x", ["1", "9" * 30]):
        assert client.post(path, usual | {"areas": keys}).status_code in (200, 302)
