"""A mirror of a small directory, its links, and what a second run does."""

import datetime as dt
import os
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import connection

from profiles.desk.models import Entity
from profiles.desk.verbs import datareleases, publishing
from profiles.published import stamp
from profiles.site.mirror import copying
from profiles.site.mirror.asking import Stopped
from profiles.site.mirror.copying import mirror
from profiles.site.mirror.walking import INDEX
from tests import factories
from tests.canary import CANARY, with_drafts

pytestmark = pytest.mark.django_db

BASE = "https://copy.example.org"


class Links(HTMLParser):
    """The links of a page, and how many forms it has."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.forms = [], 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.forms += tag == "form"
        self.links += [value for name, value in attrs if name in ("href", "src", "action", "poster")]


def files_of(folder) -> dict[str, bytes]:
    site = folder / "current" / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def inodes(folder) -> dict[str, int]:
    site = folder / "current" / "site"
    return {str(path.relative_to(site)): path.stat().st_ino for path in site.rglob("*") if path.is_file()}


def dead_links(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """What pages lead to within the copy that is in no file."""
    found = []
    for name in files:
        if not name.endswith((".html", ".svg")):
            continue
        page = "/" + re.sub(r"index\.html$", "", name)
        for link in Links(files[name].decode()).links:
            target = urlsplit(urljoin(BASE + page, link))
            path = target.path.removeprefix("/")
            there = path in files or any(path + index in files for index in INDEX.values())
            if target.netloc == "copy.example.org" and (target.query or not there):
                found.append((page, link))
    return found


@pytest.fixture(scope="module")
def small(module_db):
    """A profile with a fact and a draft over it, one that is withdrawn later, a meeting, a text, a release."""
    by = factories.person("publisher", "Publishers")
    nepal = factories.entity("nepal", iso2="NP")
    factories.role_term(nepal, sources=factories.cites("A list"))
    factories.responsible_entity(nepal)
    nepal.areas.add(factories.area())
    with_drafts(nepal, factories.entity("draft"), factories.entity("gone"), factories.entity("later"), by=by)
    # The description of the API speaks of one that every portal has.
    for row in (
        factories.entity("oman"),
        factories.organization("iom"),
        factories.meeting("first"),
        factories.text("about", body_en=f"<p>See {BASE}/members/nepal and {BASE}/members/nepal/{'x' * 300}/.</p>"),
        factories.text("contact"),
    ):
        factories.published(row, by=by)
    datareleases.release(by=by)
    return by


@pytest.fixture(scope="module")
def copied(small, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mirror")
    return folder, mirror(folder, BASE)


@pytest.fixture(scope="module")
def files(copied):
    return files_of(copied[0])


def test_each_page_is_there_in_both_languages_with_its_versions(files):
    for page in ("", "members/", "members/nepal/", "members/nepal/versions/1/", "about/", "sources/", "changes/"):
        assert b'<html lang="en"' in files[f"{page}index.html"]
        assert b'<html lang="ar"' in files[f"ar/{page}index.html"]


def test_each_file_without_parameters_is_there_under_its_address(files):
    wanted = ("members.csv", "members.json", "directory.xlsx", "meetings.ics", "map.svg", "robots.txt", "sitemap.xml")
    assert [name for name in wanted if not files.get(name)] == []
    assert files["api/v1/members/nepal/index.json"].startswith(b"{")
    assert b"<feed" in files["changes/feed/index.atom"]
    assert any(name.startswith("data/releases/") and name.endswith(".zip") for name in files)
    assert "embed/members/nepal/index.html" in files
    assert "static/css/site.css" in files


def test_no_link_is_dead_and_none_has_a_query(copied, files):
    assert dead_links(files) == []
    assert copied[1].missing == ()


def test_no_page_has_a_form(files):
    assert [name for name in files if name.endswith(".html") and Links(files[name].decode()).forms] == []
    assert b"searching and filtering need the site itself" in files["members/index.html"]


def test_nothing_leads_to_the_host_of_the_site(files):
    # Releases never change; they say where they were made.
    others = {name: content for name, content in files.items() if not name.startswith("data/releases/")}
    assert [name for name, content in others.items() if settings.SITE_URL.encode() in content] == []
    assert f'<link rel="canonical" href="{BASE}/members/nepal/">'.encode() in files["members/nepal/index.html"]


def test_nothing_is_there_that_is_not_public(files):
    assert [name for name, content in files.items() if CANARY.encode() in content] == []


def test_every_page_says_that_it_is_a_copy(files):
    host = urlsplit(settings.SITE_URL).netloc.encode()
    pages = [name for name in files if name.endswith(".html") and "copy/" not in name]
    assert [name for name in pages if b"<bdi>" + host not in files[name]] == []


def test_what_only_the_site_can_do_is_answered_by_the_page_about_the_copy(files):
    for name in ("search/index.html", "report/index.html", "copy/index.html"):
        assert b"What a copy cannot do</h1>" in files[name]


def test_nothing_is_done_where_nothing_changed(copied):
    folder, _made = copied
    shown = os.readlink(folder / "current")
    assert mirror(folder, BASE) is None
    assert os.readlink(folder / "current") == shown


def test_another_address_or_day_or_write_is_another_copy(small):
    moment, stamped = stamp.now()
    keys = [
        copying.key_of((moment, stamped), BASE),
        copying.key_of((moment, stamped), "https://other.example.org"),
        copying.key_of((moment + dt.timedelta(days=1), stamped), BASE),
        copying.key_of((moment, stamped._replace(counter=stamped.counter + 1)), BASE),
    ]
    assert [key for key in keys if keys.count(key) > 1] == []
    assert copying.key_of((moment + dt.timedelta(microseconds=1), stamped), BASE) == keys[0]


@pytest.fixture
def folder(copied, tmp_path):
    """The same mirror for one test."""
    return shutil.copytree(copied[0], tmp_path / "mirror", symlinks=True)


@pytest.mark.slow
def test_after_a_withdrawal_its_files_are_gone_and_what_did_not_change_is_the_same_file(small, folder):
    before = inodes(folder)
    publishing.withdraw(Entity.objects.get(slug="oman"), by=small, reason=("Closed.", "أُغلق."))
    made = mirror(folder, BASE)
    after = inodes(folder)
    assert "embed/members/oman/index.html" not in after
    assert b"has been withdrawn" in files_of(folder)["members/oman/index.html"]
    assert made.removed == len(set(before) - set(after)) > 0
    assert after["meetings/first/index.html"] == before["meetings/first/index.html"]
    assert after["members/index.html"] != before["members/index.html"]
    assert dead_links(files_of(folder)) == []


def test_a_site_in_trouble_leaves_the_copy_that_there_was(small, folder):
    before = files_of(folder)
    factories.published(factories.entity("peru"), by=small)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE published_publication SET document = '{' WHERE slug = 'peru'")
    with pytest.raises(Stopped, match="in trouble"):
        mirror(folder, BASE)
    assert files_of(folder) == before
