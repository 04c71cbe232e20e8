"""The board of translations: what lags of whose entries, and where each cell leads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.desk.admin.forms import url
from tests.desk.verbs.test_levelling import saved

pytestmark = pytest.mark.django_db

BOARD = reverse("admin:translations")


def behind(slug):
    entity = saved(factories.entity(slug))
    return saved(entity, summary_en="New.")


def shown(client, query=""):
    lines = client.get(BOARD + query).context["lines"]
    return {(str(line.entry), line.language): words_of(line.cells) for line in lines}


def words_of(cells):
    return {cell.title: [words for words, _address in cell.links] for cell in cells if cell.links}


def test_a_line_is_an_entry_in_a_language_and_its_cells_lead_to_the_field(desk):
    nepal = behind("nepal")
    office = factories.responsible_entity(nepal, text_ar="<p>نص</p>")
    factories.entity("level")
    assert shown(desk) == {
        ("Nepal", "ar"): {"Texts": ["1 behind"], "Responsible entities": ["1 missing"]},
        ("Nepal", "en"): {"Responsible entities": ["1 missing"]},
    }
    html = desk.get(BOARD).content.decode()
    assert f'<a href="{url("change", nepal.pk)}#id_summary_ar">1 behind</a>' in html
    assert f'<a href="{url("change", nepal.pk)}#fact-{office.uid}">1 missing</a>' in html


def test_everything_can_be_shown_with_words_for_what_is_level(desk):
    factories.entity("nepal")
    assert shown(desk) == {}
    assert "Both languages are level." in desk.get(BOARD).content.decode()
    assert shown(desk, "?show=all") == {("Nepal", "ar"): {}, ("Nepal", "en"): {}}
    cells = [(cell.title, cell.has_text) for cell in desk.get(f"{BOARD}?show=all").context["lines"][0].cells]
    assert cells[:3] == [("Names", True), ("Texts", True), ("Memberships", False)]


def test_one_language_and_one_state_can_be_asked_for_alone(desk):
    factories.responsible_entity(behind("nepal"), text_ar="<p>نص</p>")
    office, behind_it = {"Responsible entities": ["1 missing"]}, {"Texts": ["1 behind"]}
    assert shown(desk, "?language=en") == {("Nepal", "en"): office}
    assert shown(desk, "?show=behind") == {("Nepal", "ar"): behind_it}
    assert shown(desk, "?show=missing&language=ar") == {("Nepal", "ar"): office}
    assert shown(desk, "?show=behind&language=en") == {}
    assert "There is nothing of that." in desk.get(f"{BOARD}?show=behind&language=en").content.decode()
    assert shown(desk, "?show=x&language=x") == shown(desk)


@pytest.mark.parametrize("kind", ["meeting", "paper", "programme", "text"])
def test_other_kinds_have_boards_of_their_own(desk, kind):
    entry = saved(getattr(factories, kind)())
    saved(entry, name_ar="", name_en="New")
    assert shown(desk, f"?kind={kind}") == {("New", "ar"): {"Names": ["1 missing"]}}


@pytest.mark.parametrize("kind", ["", "user", "x"])
def test_a_kind_that_is_none_is_that_of_profiles(desk, kind):
    behind("nepal")
    assert list(shown(desk, f"?kind={kind}")) == [("Nepal", "ar")]


def test_each_finds_what_they_edit(client, publisher, editor, administrator, stranger):
    nepal, kuwait = behind("nepal"), behind("kuwait")
    focal, other = factories.focal_point("focal", nepal), factories.focal_point("other", kuwait)
    names = {}
    for person in (publisher, editor, focal, other):
        client.force_login(person)
        names[person.username] = [name for name, _code in shown(client)]
        kinds = client.get(BOARD).context["kinds"]
        assert len(kinds) == (1 if person in (focal, other) else 5)
    assert names == {
        "publisher": ["Kuwait", "Nepal"],
        "editor": ["Kuwait", "Nepal"],
        "focal": ["Nepal"],
        "other": ["Kuwait"],
    }
    for person in (administrator, stranger):
        client.force_login(person)
        assert client.get(BOARD).status_code == 403
    client.force_login(focal)
    assert "meeting" not in str(shown(client, "?kind=meeting"))
    assert client.post(BOARD).status_code == 405


@pytest.mark.parametrize("query", ["", "?show=all"])
def test_it_costs_a_fixed_number_of_queries(desk, query):
    counts = []
    for number in (1, 40):
        for place in range(number):
            entity = behind(f"isle-{number}-{place}")
            factories.responsible_entity(entity)
        desk.get(BOARD)
        with CaptureQueriesContext(connection) as captured:
            desk.get(BOARD + query)
        counts.append(len(captured))
    assert counts[0] == counts[1]
