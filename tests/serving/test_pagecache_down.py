"""The page cache when the database does not answer."""

import pytest
from django.test import Client
from django.utils import timezone

from profiles.desk.verbs import publishing
from profiles.serving import stampreader
from profiles.site.handbook import contents
from tests import factories
from tests.serving.conftest import every_store
from tests.serving.server import ask, cache_status, without_database
from tests.serving.test_pagecache import republish

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
@every_store
def test_without_the_database_known_pages_are_served_as_they_were(nepal, cached_by_all, caplog, clock):
    page = ask(cached_by_all, "/members/nepal/", accept_encoding="br")
    with without_database(cached_by_all):
        for _ in range(5):
            answer = ask(cached_by_all, "/members/nepal/?utm=1", accept_encoding="br")
            assert (answer.status, answer.body) == (200, page.body)
            assert cache_status(answer) == "addportal; hit; detail=stale"
            assert 0 <= int(answer.headers["age"]) < 60
        etag = page.headers["etag"]
        assert ask(cached_by_all, "/members/nepal/", accept_encoding="br", if_none_match=etag).status == 304
    assert len([r for r in caplog.records if "does not answer" in r.getMessage()]) == 1
    clock.wait(stampreader.PAUSE)
    assert cache_status(ask(cached_by_all, "/members/nepal/")) == "addportal; hit"
    assert len([r for r in caplog.records if "answers again" in r.getMessage()]) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("prefix", "words"), [("", "not available just now"), ("/ar", '<html lang="ar" dir="rtl">')])
def test_without_the_database_what_is_not_known_is_503_in_the_language(nepal, cached, caplog, prefix, words):
    with without_database(cached):
        for address in ("/members/", "/members/nepal/", "/nothing/", "/admin/login/"):
            answer = ask(cached, prefix + address)
            if address == "/admin/login/":
                assert answer.status in (200, 503)
                continue
            assert (answer.status, answer.headers["retry-after"]) == (503, "5")
            assert words in answer.body.decode()
            assert "no-store" in answer.headers["cache-control"]
            assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not [record for record in caplog.records if "Service Unavailable" in record.getMessage()]


@pytest.mark.django_db(transaction=True)
def test_admin_and_readyz_say_503_without_the_database(nepal, cached, editor):
    client = Client()
    client.force_login(editor)
    session = client.cookies["sessionid"].value
    with without_database(cached):
        answer = ask(cached, "/admin/", cookie=f"sessionid={session}")
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        assert ask(cached, "/readyz").status == 503
        assert ask(cached, "/healthz").status == 200


@pytest.mark.django_db(transaction=True)
@every_store
def test_a_database_that_falls_silent_while_a_page_is_made_leaves_the_known_page(nepal, publisher, cached_by_all):
    page = ask(cached_by_all, "/members/nepal/")
    republish(nepal, "New.", by=publisher)
    reader, read = cached_by_all.reader, cached_by_all.reader.read
    with without_database(cached_by_all):
        reader.read = lambda: (timezone.now(), (0, None, 0, "another"))
        answer = ask(cached_by_all, "/members/nepal/")
    assert (answer.status, answer.body, cache_status(answer)) == (200, page.body, "addportal; hit; detail=stale")
    reader.read = read
    assert b"New." in ask(cached_by_all, "/members/nepal/").body


@pytest.mark.django_db(transaction=True)
@every_store
def test_a_503_that_is_meant_is_answered_although_a_page_was_kept(nepal, publisher, cached_by_all, settings, tmp_path):
    """One handbook too large for a file is a page of volumes; when it is one file again, that waits to be made."""
    settings.HANDBOOK_DIR, settings.HANDBOOKS = tmp_path / "handbooks", True
    oman = factories.published(factories.entity("oman"), by=publisher)
    with pytest.MonkeyPatch.context() as small:
        small.setattr(contents, "VOLUME", 1)
        assert ask(cached_by_all, "/handbook-en.pdf").status == 200
        assert cache_status(ask(cached_by_all, "/handbook-en.pdf")) == "addportal; hit"
    publishing.withdraw(oman, by=publisher, reason=("Gone.", "حُذف."))
    answer = ask(cached_by_all, "/handbook-en.pdf")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
