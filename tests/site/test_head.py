"""What every public page says of itself in its head (`templates/base.html`)."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from tests.answers import head

pytestmark = pytest.mark.django_db


def test_every_page_has_a_title_and_a_description_of_its_own(directory, page_texts, client):
    addresses = ["/", "/members/", "/members/?type=observer", "/members/?type=observer&area=gender", "/members/india/"]
    addresses += ["/members/kuwait/", "/members/kuwait/?on=2010", "/areas/", "/areas/gender/", "/roles/"]
    addresses += ["/roles/?on=2010", "/roles/chair/", "/about/", "/contact/", "/licence/", "/accessibility/"]
    heads = [head(client.get(prefix + address)) for address in addresses for prefix in ("", "/ar")]
    for said in heads:
        assert said["description"] == said["og:description"]
        assert said["title"] == said["og:title"]
        assert "&lt;" not in said["description"]
    english = heads[::2]
    assert len({said["title"] for said in english}) == len(addresses)


def test_the_picture_for_links_is_there_and_small(client, db):
    said = head(client.get("/"))
    path = Path(finders.find(said["og:image"].removeprefix("http://testserver/static/")))
    assert path.stat().st_size <= 60_000
    with Image.open(path) as image:
        assert image.size == (int(said["og:image:width"]), int(said["og:image:height"])) == (1200, 630)
    assert said["og:image:alt"]


def test_the_colours_of_the_browser_are_those_of_the_paper(client, db):
    html = client.get("/").content.decode()
    colours = re.findall(r'name="theme-color" content="#(\w+)"', html)
    papers = re.findall(r"--paper: #(\w+);", Path(finders.find("css/tokens.css")).read_text())
    assert colours == [papers[0] * 2, papers[1]]


def test_old_versions_and_errors_are_in_no_index(directory, client):
    for address in ("/members/india/versions/1/", "/members/nothing/", "/members/?type=x"):
        said = head(client.get(address))
        assert said["robots"] == "noindex"
        assert said["canonical"] is None
