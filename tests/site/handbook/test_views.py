import re

import pytest
from django.utils.html import strip_tags

from profiles.desk.models import Entity
from profiles.desk.verbs import publishing
from profiles.site.handbook import bindery, contents
from tests.answers import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, dialogue):
    settings.HANDBOOK_DIR, settings.HANDBOOKS, settings.HANDBOOK_MB = tmp_path, True, 1


def make_all():
    bindery.work(lambda order, path: path.write_bytes(b"%PDF " + repr(order).encode()))


@pytest.mark.parametrize(("address", "language"), [("/handbook-en.pdf", "en"), ("/ar/handbook-ar.pdf", "ar")])
def test_a_page_waits_in_the_language_of_the_reader(client, address, language):
    response = client.get(address)
    assert (response.status_code, response["Retry-After"], response["Refresh"]) == (503, "5", "5")
    assert "no-store" in response["Cache-Control"]
    assert f'<html lang="{language}"' in html_of(response)


def test_once_it_is_made_it_is_the_file(client):
    client.get("/handbook-en.pdf?type=sending&on=2009")
    make_all()
    response = client.get("/handbook-en.pdf?type=sending&on=2009")
    assert b"language='en', day='2009-12-31', query='type=sending', volume=1, whole=False" in b"".join(response)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="directory-handbook-en-2009-12-31.pdf"'
    assert (
        client.get("/handbook-en.pdf?type=sending&on=2009", headers={"If-None-Match": response["ETag"]}).status_code
        == 304
    )


def test_it_is_made_anew_after_a_release(client, publisher):
    client.get("/handbook-en.pdf")
    make_all()
    assert client.get("/handbook-en.pdf").status_code == 200
    publishing.withdraw(Entity.objects.get(slug="hostile"), by=publisher, reason=("Gone.", "حُذف."))
    assert client.get("/handbook-en.pdf").status_code == 503


def test_a_parameter_that_means_nothing_is_named_and_makes_no_file(client):
    response = client.get("/handbook-en.pdf?standings=member")
    assert response.status_code == 400
    assert "standings" in html_of(response)
    assert not bindery.orders().exists()
    assert client.get("/handbook-en.pdf?utm_source=mail").status_code == 503


def test_head_asks_for_none(client):
    assert client.head("/handbook-en.pdf").status_code == 503
    assert not bindery.orders().exists()


def test_too_many_and_failed_say_so(client, monkeypatch):
    monkeypatch.setattr(bindery, "MOST_WAITING", 0)
    response = client.get("/handbook-en.pdf")
    assert "Many handbooks are being made" in html_of(response)
    assert response["Retry-After"] == "60"
    monkeypatch.undo()


def test_one_visitor_who_asks_for_many_keeps_nobody_waiting(client, publisher):
    asked = [client.get(f"/handbook-en.pdf?on={year}")["Retry-After"] for year in (2010, 2011, 2012)]
    assert asked == ["5", "5", "60"]
    assert client.get("/handbook-en.pdf?on=2012", REMOTE_ADDR="198.51.100.7")["Retry-After"] == "5"
    assert client.get("/handbook-en.pdf")["Retry-After"] == "5"
    publishing.withdraw(Entity.objects.get(slug="hostile"), by=publisher, reason=("Gone.", "حُذف."))
    client.get("/handbook-en.pdf?on=2012")
    assert [bindery.read(path).day for path in bindery.waiting()] == ["2012-12-31"]


def test_where_none_can_be_kept_the_page_says_so(client, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.HANDBOOK_DIR = tmp_path / "file"
    response = client.get("/handbook-en.pdf")
    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert "could not be made" in html_of(response)


def test_one_that_failed_does_not_come_again_by_itself(client):
    client.get("/handbook-en.pdf")
    bindery.work(lambda order, path: (_ for _ in ()).throw(OSError("no disk")))
    response = client.get("/handbook-en.pdf")
    assert "could not be made" in html_of(response)
    assert "Refresh" not in response


def test_volumes_are_listed_with_whom_they_begin_and_end(client, monkeypatch):
    monkeypatch.setattr(contents, "VOLUME", 1)
    page = html_of(client.get("/handbook-en.pdf"))
    rows = [" ".join(strip_tags(row).split()) for row in re.findall(r"<li><a href=.\?volume=.*?</li>", page, re.S)]
    assert [row.partition(" ")[0] for row in rows] == ["Volume", "Volume"]
    assert rows[1] == "Volume 2: Oman"
    assert 'href="?volume=2"' in page
    assert client.get("/handbook-en.pdf?volume=2").status_code == 503
    assert client.get("/handbook-en.pdf?volume=3").status_code == 400


@pytest.mark.parametrize("query", ["type=nonsense", "on=2999", "q=nobodyatall", "volume=0", "volume=99999"])
def test_what_selects_nothing_is_said_at_once(client, query):
    assert client.get(f"/handbook-en.pdf?{query}").status_code == 400
    assert not bindery.orders().exists()


def test_pages_offer_it_where_it_can_be_made(client, settings):
    assert 'href="/handbook-ar.pdf?type=sending"' in html_of(client.get("/members/?type=sending&page=1"))
    settings.HANDBOOKS = False
    assert "handbook" not in html_of(client.get("/members/?type=receiving"))
    assert client.get("/handbook-en.pdf").status_code == 404


def test_today_is_the_day_unless_another_is_asked(client):
    client.get("/handbook-en.pdf")
    make_all()
    assert "2026-03-05" in client.get("/handbook-en.pdf")["Content-Disposition"]
