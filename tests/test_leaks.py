"""Nothing that was not published on purpose reaches the public: by any address, in either language, in any SQL."""

import copy
import gzip
import io
import uuid
import zipfile
from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple

import pytest
from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import translation

from profiles.desk.models import Import, LinkPlace, LinkState, Mail, Reminder, SavedCopy, User, Wording
from profiles.desk.verbs import datareleases, savedcopies
from tests import factories
from tests.canary import CANARY, OFFICES, SLUGS, full, full_meeting, full_paper, full_programme, with_drafts

pytestmark = pytest.mark.django_db

# A word like the canary, which stands nowhere at all.
NOWHERE = "zqnobody"
# What an address may hold, by the name of its parameter. A parameter of another name fails until it is here.
TEXTS = ("about", "contact", "licence", "accessibility")
VALUES = {
    "slug": SLUGS,
    "text": TEXTS,
    "number": (1,),
    "code": ("fair-recruitment", "chair", "list-of-india", "list-of-draft", "list-of-gone", "list-of-scheduled"),
    "token": ("x" * 43,),
    "uid": tuple(OFFICES.values()),
    "name": ("0" * 64 + ".png",),
    "colours": ("0a5c69-82cbd5",),
    "digest": ("0" * 12,),
    # Of the release that is made here.
    "release": ("2026-11-30",),
    "file": ("members.csv",),
    "language": ("en", "ar", "both"),
}
# What the desk's own public doors may ask of its tables.
DOORS = {"preview": "profiles_previewlink", "preview_file": "profiles_previewlink"}


def private_tables() -> list[str]:
    """All tables of the desk, with those between two of its models."""
    return [model._meta.db_table for model in apps.get_app_config("profiles").get_models(include_auto_created=True)]


def private_sql(captured, allowed: str = "") -> list[str]:
    """Of captured queries those that name a table of the desk."""
    tables = [f'"{table}"' for table in private_tables() if table != allowed]
    return [query["sql"] for query in captured if any(table in query["sql"] for table in tables)]


def public_views() -> dict[str, tuple[Callable, tuple[str, ...]]]:
    """Of all public addresses, by name, the view and what its address holds, from the URLconf."""
    views = {}

    def walk(patterns):
        for found in patterns:
            if not hasattr(found, "url_patterns"):
                holds = getattr(found.pattern, "converters", {}) or found.pattern.regex.groupindex
                views[found.name] = found.callback, tuple(name for name in holds if name not in found.default_args)
            elif found.app_name != "admin":
                walk(found.url_patterns)

    walk(get_resolver().url_patterns)
    return views


def addresses(*names: str) -> Iterator[str]:
    """Every public address (or those of some names) with everything that it may hold, in both languages."""
    views = public_views()
    for name in names or views:
        _view, holds = views[name]
        for values in product(*(VALUES[parameter] for parameter in holds)):
            for language in ("en", "ar"):
                with translation.override(language):
                    yield reverse(name, kwargs=dict(zip(holds, values, strict=True)))


def parameters(view) -> tuple[str, ...]:
    return getattr(view, "takes", ("member", "q"))


@pytest.fixture(scope="module")
def written(module_db):
    """Of each kind a published entry with a draft under it, a draft alone, a withdrawn and a scheduled one."""
    publisher = factories.person("publisher", "Publishers")
    profiles = [full(slug) for slug in SLUGS]
    with_drafts(*profiles, by=publisher)
    with_drafts(*(factories.text(slug) for slug in TEXTS), by=publisher)
    for make in (full_meeting, full_paper, full_programme):
        with_drafts(*(make(slug) for slug in SLUGS), by=publisher)
    User.objects.filter(pk=publisher.pk).update(first_name=CANARY)
    Reminder.objects.create(
        kind="asked", person=publisher, entry_uid=profiles[0].uid, facts={CANARY: CANARY}, mail_uid=uuid.uuid4()
    )
    copy_of_draft = SavedCopy.objects.filter(entry_uid=profiles[1].uid).first()
    Wording.objects.create(
        entry_uid=profiles[0].uid, place=CANARY, english=CANARY, arabic=CANARY, is_level=False, copy=copy_of_draft
    )
    said = [{CANARY: CANARY}]
    columns = {"rows": said, "changes": said, "problems": said, "notes": [CANARY], "bases": {CANARY: CANARY}}
    Import.objects.create(name=CANARY, digest=CANARY, author=publisher, outcome={CANARY: CANARY}, **columns)
    link = LinkState.objects.create(
        address=f"https://{CANARY}.org/", moved_to=f"https://{CANARY}.com/", lately=[CANARY], ignored_why=CANARY
    )
    LinkPlace.objects.create(link=link, entry_uid=profiles[0].uid, model=CANARY, row=1, column=CANARY)
    release = datareleases.release(by=publisher)
    VALUES["release"], VALUES["file"] = (release.name,), tuple(file.name for file in release.files)
    Mail.objects.create(kind="answer", recipient=CANARY, address=f"{CANARY}@example.org", subject=CANARY, body=CANARY)
    return profiles[0]


@pytest.fixture
def directory(written, db):
    """The published profile, with all that was written."""
    return copy.copy(written)


class Visit(NamedTuple):
    name: str
    address: str
    response: HttpResponse
    queries: list[dict]


@pytest.fixture(scope="module")
def visits(written) -> list[Visit]:
    """Every public address, asked for once by a browser that would rather have Arabic."""
    client, found = Client(), []
    for name in public_views():
        for address in addresses(name):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address, headers={"accept-language": "ar", "cookie": ""})
                text_of(response)
            found.append(Visit(name, address, response, captured.captured_queries))
    return found


def text_of(response) -> str:
    """What an answer says: of packed files, all that is in them."""
    body = b"".join(response) if response.streaming else response.content
    return b"\n".join(unpacked(body)).decode(errors="replace")


def unpacked(body: bytes) -> Iterator[bytes]:
    """What a file holds, and each that is packed in it."""
    if body.startswith(b"\x1f\x8b"):
        yield from unpacked(gzip.decompress(body))
    elif body.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(body))
        for name in book.namelist():
            yield from unpacked(book.read(name))
    else:
        yield body


def test_no_public_answer_holds_a_word_that_was_not_published(directory, client):
    for name, (view, _holds) in public_views().items():
        words = ("", *(f"?{parameter}={word}" for parameter in parameters(view) for word in SLUGS[1:]))
        for address, query in product(addresses(name), words):
            response = client.get(address + query)
            # A handbook is first made.
            expected = (200, 302, 400, 404, 410, 501, *([503] if name == "handbook" else []))
            assert response.status_code in expected, (address, query)
            assert CANARY not in text_of(response), (address, query)
            assert CANARY not in str(response.headers), (address, query)


def test_a_word_that_was_not_published_is_asked_for_as_one_that_stands_nowhere(directory, client):
    for name, (view, _holds) in public_views().items():
        for address, parameter in product(addresses(name), parameters(view)):
            asked, unknown = (client.get(f"{address}?{parameter}={word}") for word in (CANARY, NOWHERE))
            assert text_of(asked).replace(CANARY, NOWHERE) == text_of(unknown), (address, parameter)
            assert asked.status_code == unknown.status_code, (address, parameter)


def test_no_public_request_asks_a_table_of_the_desk(visits):
    assert [
        (visit.address, sql)
        for visit in visits
        for sql in private_sql(visit.queries, allowed=DOORS.get(visit.name, ""))
    ] == []


def test_public_pages_are_the_same_before_and_after_a_draft_is_saved(directory, client, editor):
    pages = [
        "/",
        "/members/",
        "/members/india/",
        "/ar/members/india/",
        "/members/?q=india",
        "/areas/",
        "/roles/chair/",
    ]
    before = [client.get(page).content for page in pages]
    directory.name_en = "Another draft"
    directory.save()
    savedcopies.save(directory, by=editor)
    assert [client.get(page).content for page in pages] == before


def test_a_draft_answers_exactly_as_an_address_that_does_not_exist(directory, client):
    unknown = client.get("/members/nothing/")
    for slug in ("draft", "scheduled"):
        answer = client.get(f"/members/{slug}/")
        assert answer.status_code == unknown.status_code == 404
        assert answer.content.replace(slug.encode(), b"nothing") == unknown.content


def test_a_withdrawn_profile_leaves_its_reason_and_nothing_else(directory, client):
    answer = client.get("/members/gone/")
    assert answer.status_code == 410
    assert "Merged." in answer.content.decode()
    assert client.get("/members/gone/versions/1/").status_code == 410


def test_public_answers_set_no_cookie_and_vary_by_the_address_alone(visits):
    for visit in visits:
        assert not visit.response.cookies, visit.address
        assert "Cookie" not in visit.response.get("Vary", ""), visit.address
        assert "Accept-Language" not in visit.response.get("Vary", ""), visit.address


def test_a_get_changes_nothing(visits):
    reads = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")
    queries = [query["sql"] for visit in visits for query in visit.queries]
    assert len(queries) > len(visits) / 2
    assert [sql for sql in queries if not sql.strip().startswith(reads)] == []


def test_an_editor_who_is_signed_in_sees_the_same_public_pages(directory, client):
    before = client.get("/members/india/").content
    client.force_login(User.objects.get(username="publisher"))
    assert client.get("/members/india/").content == before
