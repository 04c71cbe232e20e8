"""Nothing that was not published on purpose reaches the public: by any address, in either language, in any SQL."""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import timezone

from profiles.desk import publishing, savedcopies
from profiles.desk.models import Affiliation, Entity, Membership, ResponsibleEntity, RoleTerm, User
from profiles.values.richtext import RichTextField
from tests import factories

pytestmark = pytest.mark.django_db

CANARY = "zqcanary"
WORKING_COPY = [Entity, Membership, RoleTerm, Affiliation, ResponsibleEntity]
TABLES = [model._meta.db_table for model in WORKING_COPY] + [
    Entity.areas.through._meta.db_table,
    "profiles_assignment",
    "profiles_savedcopy",
    "profiles_event",
    "profiles_proposal",
    "profiles_wish",
    "profiles_report",
    "profiles_user",
]
# Kept here as the walk's own list, so that a new public view without an example fails.
EXAMPLES = {
    "home": [{}],
    "members": [{}],
    "map": [{}],
    "member": [{"slug": "india"}, {"slug": "draft"}, {"slug": "gone"}, {"slug": "scheduled"}],
    "version": [
        {"slug": "india", "number": 1},
        {"slug": "gone", "number": 1},
        {"slug": "scheduled", "number": 1},
    ],
    "cite": [{"slug": "india", "number": 1}, {"slug": "gone", "number": 1}, {"slug": "scheduled", "number": 1}],
    "members_csv": [{}],
    "members_xlsx": [{}],
    "members_json": [{}],
    "api": [{}],
    "api_entry": [{}],
    "api_members": [{}],
    "api_member": [{"slug": "india"}, {"slug": "draft"}, {"slug": "gone"}, {"slug": "scheduled"}],
    "api_versions": [{"slug": "india"}, {"slug": "draft"}, {"slug": "gone"}, {"slug": "scheduled"}],
    "api_version": [
        {"slug": "india", "number": 1},
        {"slug": "gone", "number": 1},
        {"slug": "scheduled", "number": 1},
    ],
    "api_vocabulary": [{}],
    "api_openapi": [{}],
    "changes": [{}],
    "changes_feed": [{}],
    "member_changes": [{"slug": "india"}, {"slug": "draft"}, {"slug": "gone"}, {"slug": "scheduled"}],
    "member_feed": [{"slug": "india"}, {"slug": "draft"}, {"slug": "gone"}, {"slug": "scheduled"}],
    "area_changes": [{"code": "fair-recruitment"}],
    "area_feed": [{"code": "fair-recruitment"}],
    "between": [{}],
    "areas": [{}],
    "area": [{"code": "fair-recruitment"}],
    "timeline": [{}],
    "roles": [{}],
    "role": [{"code": "chair"}],
    "report": [{}],
    "reported": [{"token": "x"}],
    "compare": [{}],
    "cross_membership": [{}],
    "preview": [{"token": "x" * 43}],
    "preview_logo": [{"token": "x" * 43}],
    "about": [{}],
    "contact": [{}],
    "licence": [{}],
    "accessibility": [{}],
    "media": [{"name": "0" * 64 + ".png"}],
    "sitemap": [{}],
    "robots": [{}],
    "security": [{}],
    "favicon": [{}],
    "healthz": [{}],
    "readyz": [{}],
}
QUERIES = [
    "",
    f"?q={CANARY}",
    "?q=india",
    "?type=sending&type=observer&sort=name",
    "?standing=former",
    "?member=india",
    "?member=draft",
    "?member=gone",
    "?from=2007&to=2012",
    "?area=fair-recruitment&role=chair&sort=joined",
    "?m=india&m=draft",
]


def public_names():
    """The names of all public addresses, from the URLconf."""
    names = set()

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                if pattern.app_name != "admin":
                    walk(pattern.url_patterns)
            elif not str(pattern.callback.__module__).startswith("django.contrib.admin"):
                names.add(pattern.name)

    walk(get_resolver().url_patterns)
    return names


def addresses():
    from django.urls import reverse
    from django.utils import translation

    for name, cases in EXAMPLES.items():
        for kwargs in cases:
            for language in ("en", "ar"):
                with translation.override(language):
                    yield reverse(name, kwargs=kwargs)


def fill_with_canary(entity):
    """Write the canary into every text column of the working copy of an entity."""
    for row in [entity, *(row for model in WORKING_COPY[1:] for row in model.objects.filter(entity=entity))]:
        for field in row._meta.concrete_fields:
            if isinstance(field, RichTextField):
                setattr(row, field.attname, f"<p>{CANARY}</p>")
            elif isinstance(field, models.URLField):
                setattr(row, field.attname, f"https://{CANARY}.org")
            elif isinstance(field, models.TextField) or (
                isinstance(field, models.CharField)
                and field.max_length > 30
                and not field.choices
                and field.name != "slug"
            ):
                setattr(row, field.attname, CANARY)
        row.save()


def full(slug):
    entity = factories.entity(slug)
    factories.role_term(entity)
    factories.affiliation(entity)
    factories.responsible_entity(entity)
    entity.areas.add(factories.area())
    return entity


@pytest.fixture
def directory(publisher):
    """A published profile with a draft under it, a draft alone, a withdrawn and a scheduled one."""
    india, draft, gone, scheduled = full("india"), full("draft"), full("gone"), full("scheduled")
    publishing.publish(india, by=publisher)
    fill_with_canary(india)
    savedcopies.save(india, by=publisher)
    fill_with_canary(draft)
    savedcopies.save(draft, by=publisher)
    fill_with_canary(gone)
    publishing.publish(gone, by=publisher, message=CANARY)
    publishing.withdraw(gone, by=publisher, reason=("Merged.", "دُمج."), message=CANARY)
    fill_with_canary(scheduled)
    publishing.schedule(scheduled, by=publisher, at=timezone.now() + dt.timedelta(days=1), note=(CANARY, CANARY))
    User.objects.filter(pk=publisher.pk).update(first_name=CANARY)
    return india


def text_of(response) -> str:
    """What an answer says: of an Excel file, all that is in it."""
    body = b"".join(response) if response.streaming else response.content
    if body.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(body))
        body = b"\n".join(book.read(name) for name in book.namelist())
    return body.decode(errors="replace")


def test_the_walk_knows_every_public_address():
    assert public_names() == set(EXAMPLES)


def test_no_public_answer_holds_a_word_that_was_not_published(directory, client):
    for address in addresses():
        for query in QUERIES:
            response = client.get(address + query)
            said = (
                text_of(response)
                .replace(f'"q": ["{CANARY}"]', "")
                .replace(f"“{CANARY}”", "")
                .replace(f'value="{CANARY}"', "")
            )
            body = b"".join(response) if response.streaming else response.content
            said = body.decode(errors="replace").replace(f"“{CANARY}”", "").replace(f'value="{CANARY}"', "")
            said = re.sub(rf"[?&;]q={CANARY}", "", said)
            assert CANARY not in said, (address, query)
            assert response.status_code in (200, 400, 404, 410), (address, query)
            assert CANARY not in str(response.headers)


def test_no_public_request_asks_a_table_of_the_working_copy(directory, client):
    with CaptureQueriesContext(connection) as captured:
        for address in addresses():
            client.get(address)
            client.get(address + QUERIES[5])
    found = [query["sql"] for query in captured if any(f'"{table}"' in query["sql"] for table in TABLES)]
    assert found == []


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


def test_public_answers_set_no_cookie_and_vary_by_the_address_alone(directory):
    client = Client()
    for address in addresses():
        response = client.get(address, headers={"accept-language": "ar", "cookie": ""})
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        assert "Accept-Language" not in response.get("Vary", ""), address


def test_a_get_changes_nothing(directory, client):
    with CaptureQueriesContext(connection) as captured:
        for address in addresses():
            client.get(address)
    reads = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE")
    assert [query["sql"] for query in captured if not query["sql"].strip().startswith(reads)] == []


def test_an_editor_who_is_signed_in_sees_the_same_public_pages(directory, client, publisher):
    before = client.get("/members/india/").content
    client.force_login(publisher)
    assert client.get("/members/india/").content == before
