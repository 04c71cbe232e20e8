import datetime as dt

import pytest

from profiles.desk.verbs import publishing
from profiles.site.files import vcards
from tests import factories

pytestmark = pytest.mark.django_db

CONTACT = "Department of Employment; floor 2, wing B\nTel. +968 2434 4000, contact@mol.gov.om"


@pytest.fixture
def ministry(publisher, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 5, 8, tzinfo=dt.UTC))
    oman = factories.entity("oman", name_en="Oman", name_ar="عُمان")
    return factories.responsible_entity(
        oman,
        "Ministry of Labour",
        name_ar="وزارة العمل",
        acronym_en="MoL",
        website="https://www.mol.gov.om",
        contact_en=CONTACT,
        contact_ar="هاتف +968 2434 4000",
    )


def address_of(ministry) -> str:
    return f"/members/oman/{ministry.uid}.vcf"


def test_a_card_says_in_both_languages_what_is_known(client, ministry):
    factories.published(ministry.entity)
    response = client.get(address_of(ministry))
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="oman.vcf"'
    text = response.content.decode()
    assert text.endswith("\r\n")
    assert text.replace("\r\n ", "").splitlines() == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"UID:urn:uuid:{ministry.uid}",
        "FN;LANGUAGE=en;ALTID=1:Ministry of Labour (Oman)",
        "FN;LANGUAGE=ar;ALTID=1:وزارة العمل (عُمان)",
        "ORG;LANGUAGE=en;ALTID=1:Ministry of Labour",
        "ORG;LANGUAGE=ar;ALTID=1:وزارة العمل",
        "NICKNAME;LANGUAGE=en;ALTID=1:MoL",
        "URL:https://www.mol.gov.om",
        "EMAIL:contact@mol.gov.om",
        "TEL;VALUE=uri;TYPE=voice:tel:+96824344000",
        "NOTE;LANGUAGE=en;ALTID=1:"
        "Department of Employment\\; floor 2\\, wing B\\nTel. +968 2434 4000\\, contact@mol.gov.om",
        "NOTE;LANGUAGE=ar;ALTID=1:هاتف +968 2434 4000",
        "REV:20260305T080000Z",
        f"SOURCE:http://testserver{address_of(ministry)}",
        "END:VCARD",
    ]


def test_a_long_line_is_folded_between_characters():
    line = "NOTE:" + "عمل " * 60
    folded = vcards.fold(line)
    assert max(len(part.encode()) for part in folded.split("\r\n")) <= 75
    assert folded.replace("\r\n ", "") == line


def test_nothing_in_a_text_begins_a_line_or_a_part():
    assert vcards.escape("a;b,c\\d\r\nEND:VCARD") == "a\\;b\\,c\\\\d\\nEND:VCARD"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_line_is_injected_whatever_ends_one(client, ministry, end):
    for name in ("name_en", "acronym_en", "website", "contact_en"):
        setattr(ministry, name, f"https://x.org{end}END:VCARD\x01\x7f")
    ministry.save()
    factories.published(ministry.entity)
    card = client.get(address_of(ministry)).content.decode()
    lines = card.replace("\r\n ", "").splitlines()
    assert [line for line in lines if line.startswith("END:")] == ["END:VCARD"]
    assert "URL:https://x.orgEND:VCARD" in lines
    assert "NOTE;LANGUAGE=en;ALTID=1:https://x.org\\nEND:VCARD" in lines
    assert not set(card) & set("\x01\x7f\x85\u2028")


def test_an_organization_that_answers_for_itself_is_named_once(client, publisher):
    iom = factories.organization("iom", name_en="IOM", name_ar="المنظمة")
    office = factories.responsible_entity(iom, "IOM", name_ar="المنظمة", website="https://www.iom.int")
    factories.published(iom)
    text = client.get(f"/members/iom/{office.uid}.vcf").content.decode()
    assert "FN;LANGUAGE=en;ALTID=1:IOM\r\n" in text


def test_the_page_says_how_it_is_reached_and_where_the_card_is(client, ministry):
    factories.published(ministry.entity)
    html = client.get("/members/oman/").content.decode()
    assert f'href="{address_of(ministry)}"' in html
    assert '<a href="tel:+96824344000"><bdi dir="ltr">+968 2434 4000</bdi></a>' in html
    assert '<a href="mailto:contact@mol.gov.om">' in html
    assert "floor 2, wing B<br>" in html
    assert "is published here yet" not in html


def test_where_only_a_website_is_known_the_page_says_what_is_missing(client, ministry):
    ministry.contact_en = ministry.contact_ar = ""
    ministry.save()
    factories.published(ministry.entity)
    html = client.get("/members/oman/").content.decode()
    assert "No address, telephone or e-mail is published here yet." in html
    assert f'href="{address_of(ministry)}"' in html


@pytest.mark.parametrize(
    "columns", [{"website": "", "contact_en": "", "contact_ar": ""}, {"end": "2020", "start": "2010"}]
)
def test_who_cannot_be_reached_or_answers_no_longer_has_no_card(client, ministry, columns):
    for name, value in columns.items():
        setattr(ministry, name, value)
    ministry.save()
    factories.published(ministry.entity)
    assert client.get(address_of(ministry)).status_code == 404
    html = client.get("/members/oman/").content.decode()
    assert ".vcf" not in html
    assert ("is published here yet" in html) is ("end" not in columns)


def test_a_past_day_and_a_past_version_offer_no_card(client, ministry, publisher):
    factories.published(ministry.entity)
    factories.published_again(ministry.entity, by=publisher, summary_en="Another.")
    assert ".vcf" not in client.get("/members/oman/?on=2020").content.decode()
    assert ".vcf" not in client.get("/members/oman/versions/1/").content.decode()


def test_what_is_not_public_has_no_card(client, ministry, publisher):
    assert client.get(address_of(ministry)).status_code == 404
    factories.published(ministry.entity)
    publishing.withdraw(ministry.entity, by=publisher, reason=("For a test.", "للاختبار."))
    assert client.get(address_of(ministry)).status_code == 410
