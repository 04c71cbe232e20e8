import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation
from django.utils.translation import gettext

from profiles.desk.verbs import publishing, vocabulary
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_profile_shows_the_facts_of_the_source_site(client, publisher):
    entity = factories.organization("iom", name_en="International Organization for Migration", type=None)
    factories.membership(entity, "observer", "2008-01-01")
    factories.responsible_entity(entity, "Regional office", acronym_en="RO", text_en="<p>Long text.</p>")
    factories.published(entity)
    html = client.get("/members/iom/").content.decode()
    for words in (
        "Join Date",
        "1 Jan. 2008",
        "Member Type",
        "Observer",
        "Responsible Entities",
        "Regional office",
        "<p>Long text.</p>",
    ):
        assert words in html


def test_a_profile_in_arabic_is_arabic_and_right_to_left(client, publisher):
    factories.published(factories.entity("nepal", name_ar="نيبال", start="2008-01-01"))
    html = client.get("/ar/members/nepal/").content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "<h1>نيبال" in html
    assert ">1 يناير 2008" in html


@pytest.mark.parametrize(("prefix", "date"), [("", ">01 Jan. 2008</time>"), ("/ar", ">01 يناير 2008</time>")])
def test_a_join_date_stands_as_the_dialogue_s_site_prints_it(client, publisher, prefix, date):
    entity = factories.entity("nepal", type=None)
    factories.membership(entity, start="2008", start_by="2008-01-22", start_printed="2008-01-01")
    factories.published(entity)
    assert f'<time datetime="2008"{date}' in client.get(f"{prefix}/members/nepal/").content.decode()
    assert '<time datetime="2008">2008</time>' in client.get(f"{prefix}/members/").content.decode()


def test_a_profile_says_what_is_meant_by_a_printed_date(client, publisher):
    entity = factories.entity("nepal", type=None)
    factories.membership(entity, start="2008", start_by="2008-01-22", start_printed="2008-01-01")
    factories.published(entity)
    sentence = "Printed so by the site of the body; what is meant: 2008 (by 22 Jan. 2008)."
    assert sentence in client.get("/members/nepal/").content.decode()


def test_our_translation_of_an_office_s_name_stands_with_the_official_one(client, publisher):
    entity = factories.entity("nepal")
    factories.responsible_entity(entity, "", name_ar="وزارة العمل", translation_en="Ministry of Labour")
    factories.published(entity)
    html = client.get("/members/nepal/").content.decode()
    assert '<h3>Ministry of Labour <small class="remark">(our translation)</small>' in html
    assert 'Official name: <span lang="ar" dir="rtl">وزارة العمل</span>' in html
    assert 'Ministry of Labour <small class="remark">' in client.get("/members/").content.decode()
    html = client.get("/ar/members/nepal/").content.decode()
    assert "<h3>وزارة العمل" in html
    assert "Ministry of Labour" not in html.split("<body>")[1]


@pytest.mark.parametrize("query", ["KSA", "المملكة", "الإسكوا", "ESC"])
def test_other_names_and_acronyms_are_found_and_other_names_not_shown(client, publisher, query):
    acronyms = {"acronym_en": "ESC", "acronym_ar": "الإسكوا"}
    entity = factories.organization("escwa", other_names_en="KSA\nKSA2", other_names_ar="المملكة", **acronyms)
    factories.published(entity)
    html = client.get("/members/", {"q": query}).content.decode()
    assert 'href="/members/escwa/"' in html
    for address in ("/members/escwa/", "/ar/members/escwa/", "/members/", "/members.csv"):
        answer = client.get(address)
        text = b"".join(answer).decode()
        assert "KSA" not in text, address
        assert "المملكة" not in text, address


def test_identifiers_stand_among_the_facts_at_a_glance(client, publisher):
    factories.published(factories.entity("nepal", iso2="NP", iso3="NPL", wikidata="Q837"))
    factories.published(factories.organization("iom", ror="https://ror.org/04y77sx06"))
    html = client.get("/members/nepal/").content.decode()
    assert "NP · NPL" in html
    assert 'href="https://www.wikidata.org/wiki/Q837"' in html
    assert 'href="https://ror.org/04y77sx06"' in client.get("/members/iom/").content.decode()


def test_a_changed_label_shows_on_live_pages_and_not_in_old_versions(client, publisher):
    entity = factories.entity("nepal")
    area = factories.area()
    entity.areas.add(area)
    factories.published(entity, by=publisher)
    area.label_en = "Renamed theme"
    vocabulary.change(area, by=publisher)
    assert b"Renamed theme" in client.get("/members/nepal/").content
    assert b"Renamed theme" not in client.get("/members/nepal/versions/1/").content


def test_an_old_version_says_so_and_stays_readable(client, publisher):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    entity.summary_en = "Second summary."
    entity.save()
    publishing.publish(entity, by=publisher)
    old = client.get("/members/nepal/versions/1/")
    assert "This is version 1" in old.content.decode()
    assert "A summary." in old.content.decode()
    assert old["X-Robots-Tag"] == "noindex"
    assert client.get("/members/nepal/versions/3/").status_code == 404


def test_a_confirmation_shows_until_the_fact_changes(client, publisher):
    entity = factories.published(factories.entity("nepal"), by=publisher)
    uid = str(entity.memberships.get().uid)
    publishing.confirm(entity, by=publisher, facts=[uid], day=dt.date(2026, 3, 4))
    assert "4 Mar. 2026" in client.get("/members/nepal/").content.decode()
    entity.memberships.update(start="2009")
    publishing.publish(entity, by=publisher)
    assert "4 Mar. 2026" not in client.get("/members/nepal/").content.decode()


@pytest.mark.parametrize(
    ("prefix", "make", "sentence"),
    [
        ("", factories.entity, "Confirmed by the member on"),
        ("", factories.organization, "Confirmed by the observer on"),
        ("/ar", factories.entity, "Confirmed by the member on"),
    ],
)
def test_what_its_own_side_confirmed_is_said_to_be_and_names_nobody(client, publisher, prefix, make, sentence):
    with translation.override("ar" if prefix else "en"):
        sentence = gettext(sentence)
    entity = factories.published(make("nepal"), by=publisher)
    focal, uid = factories.focal_point("sita", entity), str(entity.memberships.get().uid)
    publishing.confirm(entity, by=publisher, facts=[uid], day=dt.date(2026, 3, 3))
    assert sentence not in client.get(f"{prefix}/members/nepal/").content.decode()
    publishing.confirm(entity, by=focal, facts=[uid], day=dt.date(2026, 3, 4))
    html = client.get(f"{prefix}/members/nepal/").content.decode()
    visible = re.sub("(?s)<details.*?</details>", "", html)
    assert visible.count(f'{sentence} <time datetime="2026-03-04">') == html.count(sentence) == 1
    assert "sita" not in html
    publishing.confirm(entity, by=publisher, facts=[uid], day=dt.date(2026, 3, 5))
    assert sentence not in client.get(f"{prefix}/members/nepal/").content.decode()


def test_a_first_profile_is_small(client, real_directory):
    """HTML, styles and scripts as they are sent, compressed: 60 KB at most; no script but that of the picture."""
    for address in ("/members/iom/", "/ar/members/iom/"):
        html = client.get(address).content
        scripts = re.findall(r'<script src="/static/(.*?)"', html.decode())
        assert scripts == ["js/picture.js"]
        styles = re.findall(r'rel="stylesheet" href="/static/(.*?)"', html.decode())
        files = [html, *(Path(finders.find(name)).read_bytes() for name in styles + scripts)]
        assert sum(len(gzip.compress(content)) for content in files) <= 60_000


def test_an_old_version_is_never_made_of_pieces_of_the_live_page(client, publisher):
    """They are the same publication, in other words."""
    entity = factories.entity("nepal")
    factories.responsible_entity(entity, sources=factories.cites("A source"))
    factories.published(entity, by=publisher)
    live = client.get("/members/nepal/").content.decode()
    assert live == client.get("/members/nepal/").content.decode()
    assert f"/report/?member={entity.slug}&amp;fact=" in live
    assert "/report/?member" not in client.get("/members/nepal/versions/1/").content.decode()
