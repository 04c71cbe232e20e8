"""The flags of public states as one file: what is in it, and where pages find it."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from profiles.desk import previewing, workingcopy
from profiles.desk.verbs import publishing, savedcopies
from profiles.reading.reading import Reading
from profiles.site import flags
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def kuwait(publisher):
    return factories.published(factories.entity("kuwait", iso2="KW"), by=publisher)


def shown(client, address="/members/"):
    """Each flag of a page: the address that it names."""
    return re.findall(r'class="flag"[^>]*?(?: src=|><use href=)"(.*?)"', client.get(address).content.decode())


def in_the_file(client):
    """The codes of the file that the directory names."""
    (address,) = {flag.split("#")[0] for flag in shown(client) if "#" in flag}
    return re.findall('<symbol id="(..)"', client.get(address).content.decode())


@pytest.mark.parametrize("iso2", sorted(code for code in flags.files() if flags.symbol(code)))
def test_names_in_a_flag_are_its_own_and_lead_somewhere(iso2):
    drawn = ElementTree.fromstring(flags.sprite(frozenset([iso2])).text)[0]  # noqa: S314
    ids = [element.get("id") for element in drawn.iter() if element.get("id")]
    named = [value for element in drawn.iter() for name, value in element.items() if name.endswith("href")]
    assert ids[0] == iso2.lower()
    assert all(name.startswith(f"{iso2.lower()}-") for name in ids[1:])
    assert len(ids) == len(set(ids))
    assert {name.removeprefix("#") for name in named} <= set(ids)
    assert drawn.get("viewBox") == "0 0 640 480"


def test_what_another_file_cannot_paint_or_few_want_is_a_picture_of_its_own():
    assert {"US", "BO", "VU", "RS"} <= {code for code in flags.files() if not flags.symbol(code)}
    assert not any("url(" in flags.symbol(code) or "style=" in flags.symbol(code) for code in flags.files())


def test_the_file_has_the_flags_of_the_states_that_are_public(client, kuwait, publisher):
    assert in_the_file(client) == ["kw"]
    before = shown(client)
    factories.published(factories.entity("india", iso2="IN"), by=publisher)
    factories.published(factories.organization("iom"), by=publisher)
    assert in_the_file(client) == ["in", "kw"]
    assert not set(before) & set(shown(client))
    publishing.withdraw(kuwait, by=publisher, reason=("Moved.", "نُقل."))
    assert in_the_file(client) == ["in"]


def test_a_new_version_that_shows_the_same_flags_leaves_the_address(client, kuwait, publisher):
    before = shown(client)
    factories.published_again(kuwait, by=publisher, summary_en="New.")
    assert shown(client) == before


def test_a_draft_and_what_is_scheduled_are_not_in_it(client, kuwait, publisher):
    savedcopies.save(factories.entity("india", iso2="IN"), by=publisher)
    publishing.schedule(factories.entity("nepal", iso2="NP"), by=publisher, at=timezone.now() + dt.timedelta(1))
    assert in_the_file(client) == ["kw"]
    kuwait.iso2 = "QA"
    kuwait.save()
    savedcopies.save(kuwait, by=publisher)
    assert in_the_file(client) == ["kw"]


def test_a_preview_of_a_state_that_is_not_public_shows_its_flag(rf, kuwait):
    india = workingcopy.document(factories.entity("india", iso2="IN"))
    assert 'src="/static/img/flags/in.svg"' in previewing.page(rf.get("/"), india).content.decode()


def test_a_past_day_shows_the_flag_of_a_former_member(client, publisher):
    entity = factories.entity("japan", iso2="JP", type=None)
    factories.membership(entity, start="2010", end="2012")
    factories.published(entity, by=publisher)
    assert [flag.split("#")[1] for flag in shown(client, "/members/?on=2011-01-01")] == ["jp"]


def test_a_page_names_one_file_though_its_lines_were_made_before(client, kuwait, publisher):
    client.get("/members/")
    factories.published(factories.entity("india", iso2="IN"), by=publisher)
    assert {flag.split("#")[0] for flag in shown(client)} == {flags.of(Reading.now()).address}


def test_it_is_kept_for_ever_and_any_other_address_leads_to_it(client, kuwait):
    address = flags.of(Reading.now()).address
    answer = client.get(address)
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    old = client.get("/flags.0123456789ab.svg")
    assert (old.status_code, old["Location"]) == (302, address)
    assert "no-cache" in old["Cache-Control"]


def test_a_flag_alone_on_its_page_is_a_picture_of_its_own(client, kuwait):
    assert shown(client, "/members/kuwait/") == ["/static/img/flags/kw.svg"]


def test_a_state_without_a_flag_is_told_by_its_letters(client, kuwait, publisher):
    factories.published(factories.entity("nowhere", iso2="ZZ"), by=publisher)
    assert len(shown(client)) == 1
    assert 'aria-hidden="true">ZZ</span>' in client.get("/members/").content.decode()
