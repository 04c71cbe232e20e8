"""Values as texts of cells, and back."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from profiles.desk.exchange.cells.values import Words, agrees, identifier, read, written
from profiles.desk.exchange.tables import SHEETS
from profiles.published.models import MemberType, Role
from profiles.values.allowlist import clean
from profiles.values.choices import Carries
from profiles.values.partialdate import PartialDateField
from tests import factories


def column(sheet, name):
    return SHEETS[sheet].by_name[name]


def value(sheet, name, text):
    return read(column(sheet, name), text, Words())


def refusal(sheet, name, text):
    with pytest.raises(ValidationError) as caught:
        value(sheet, name, text)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2008", "2008"),
        ("٢٠٠٨", "2008"),
        ("۲۰۰۸-۰۱", "2008-01"),
        ("01 Jan. 2008", "2008-01-01"),
        ("21 يناير 2008", "2008-01-21"),
        ("Jan. 2008", "2008-01"),
        ("21/01/2008", "2008-01-21"),
        ("2008-01-21T00:00:00", "2008-01-21"),
        ("", ""),
    ],
)
def test_dates_are_read_as_people_print_them(text, date):
    assert value("memberships", "start", text) == date


@pytest.mark.parametrize("text", ["03/04/2008", "Jan-08", "2008-13", "39448", "about 2018", "2008-01-21T12:30:00"])
def test_what_may_be_several_dates_or_is_none_is_refused(text):
    assert text in refusal("memberships", "start", text)


def test_a_day_that_a_spreadsheet_may_have_made_of_a_month_is_asked_back():
    assert "could be 2008-01 or 2008-01-01" in refusal("memberships", "start", "2008-01-01T00:00:00")
    start = column("memberships", "start")
    assert agrees(start, "2008-01-01T00:00:00", "2008-01-01")
    assert not agrees(start, "2008-01-01T00:00:00", "2008-01")


def test_a_date_is_no_name():
    assert "holds a date" in refusal("profiles", "name_en", "2008-01-21T00:00:00")
    assert value("sources", "retrieved_on", "2008-01-01T00:00:00") == "2008-01-01"
    assert "no day" in refusal("sources", "retrieved_on", "2008")


@pytest.mark.parametrize(("text", "means"), [("yes", True), ("نعم", True), ("١", True), ("No", False), ("", False)])
def test_yes_and_no(text, means):
    assert value("memberships", "ended", text) is means


def test_neither_yes_nor_no_and_no_number_are_refused():
    assert "maybe" in refusal("memberships", "ended", "maybe")
    for text in ("1.5", "-1", "eight", "1000000"):
        assert text in refusal("meetings", "ordinal", text)
    assert value("meetings", "ordinal", "٨") == 8
    assert value("meetings", "ordinal", "") is None


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("text", ["not_stated", "Not stated", "غير مذكور"])
def test_a_choice_is_known_by_its_code_and_its_label_in_either_language(text, language):
    with translation.override("ar"):
        label = str(dict(column("affiliations", "status").field.choices)["not_stated"])
    with translation.override(language):
        assert value("affiliations", "status", label if text == "غير مذكور" else text) == "not_stated"
        assert "member, observer" in refusal("affiliations", "status", "x").replace("،", ",")


def test_an_empty_cell_means_what_an_empty_form_has():
    assert value("memberships", "certainty", " ") == "stated"
    assert value("profiles", "summary_en", "") == ""
    assert value("profiles", "areas", "") == []


@pytest.mark.django_db
def test_a_word_is_known_by_its_code_and_its_labels():
    factories.word(MemberType, "sending", label_en="Country of origin", label_ar="بلد منشأ")
    for text in ("sending", "Sending", "country  of origin", "بلد منشأ"):
        assert value("memberships", "type", text) == {"code": "sending"}
    assert "no member type “x”" in refusal("memberships", "type", "x")


@pytest.mark.django_db
def test_a_label_of_two_words_is_refused_and_a_merged_word_reads_as_the_other():
    chair = factories.word(Role, "chair", label_en="Lead")
    factories.word(Role, "host", label_en="Lead")
    assert "chair, host" in refusal("role_terms", "role", "lead")
    factories.word(Role, "old-chair", merged_into=chair)
    assert value("role_terms", "role", "old-chair") == {"code": "chair"}


def test_sources_by_code_with_what_they_carry():
    cited = [{"code": "a", "carries": "all"}, {"code": "b", "carries": "start"}]
    assert value("memberships", "sources", "a; b start") == cited
    assert value("memberships", "sources", "a\nb  Start؛") == cited
    assert written(column("memberships", "sources"), cited) == "a; b start"
    assert "b middle" not in str(value("memberships", "sources", "b start"))


def test_plain_text_becomes_paragraphs_and_html_is_cleaned():
    assert value("profiles", "body_en", "One\ntwo\n\n3 < 4 & 5") == "<p>One<br>two</p><p>3 &lt; 4 &amp; 5</p>"
    assert value("profiles", "body_en", "<p onclick='x'>One</p><script>x</script>") == "<p>One</p>"


def test_names_stand_in_one_line_and_other_texts_in_several():
    assert value("profiles", "name_en", " One\ntwo ") == "One two"
    assert value("profiles", "summary_en", "One\r\ntwo") == "One\ntwo"


def test_a_uid_is_one_or_refused():
    assert identifier(" 40EBDA51-fc52-5a93-af4b-b929fe47af9c") == "40ebda51-fc52-5a93-af4b-b929fe47af9c"
    with pytest.raises(ValidationError, match="no uid"):
        identifier("7")


# ── Whatever stands there comes back ────────

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r")).map(str.strip)
DATES = st.dates().map(str).filter(lambda text: "1000" < text < "3000")
VALUES = {
    "text": (("profiles", "summary_en"), TEXTS.filter(lambda text: not text.endswith("T00:00:00"))),
    "date": (("memberships", "start"), st.one_of(DATES, DATES.map(lambda text: text[:7]), DATES.map(lambda x: x[:4]))),
    "boolean": (("memberships", "ended"), st.booleans()),
    "number": (("meetings", "ordinal"), st.one_of(st.none(), st.integers(0, 99_999))),
    "choice": (("affiliations", "status"), st.sampled_from(["member", "none", "not_stated"])),
    "sources": (
        ("memberships", "sources"),
        st.lists(
            st.fixed_dictionaries(
                {"code": st.from_regex("[a-z0-9-]{1,9}", fullmatch=True), "carries": st.sampled_from(Carries.values)}
            )
        ),
    ),
    "rich": (("profiles", "body_en"), TEXTS.map(lambda text: clean(f"<p>{text}</p>", (2, 3)))),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_a_value_comes_back_from_its_cell(kind, data):
    place, values = VALUES[kind]
    was = data.draw(values)
    text = written(column(*place), was)
    assert read(column(*place), text, Words()) == was
    assert agrees(column(*place), text, was)


@given(TEXTS)
def test_no_text_in_a_cell_ends_in_anything_but_a_value_or_a_refusal(text):
    words = Words()
    words.register = []
    for known in SHEETS["parts"].columns:
        try:
            written(known, read(known, text, words))
        except ValidationError as error:
            " ".join(error.messages)


def test_every_column_can_be_read_and_written():
    for sheet in SHEETS.values():
        for known in sheet.columns:
            assert written(known, known.empty()) == written(known, known.empty()).strip()
            if isinstance(known.field, PartialDateField):
                assert read(known, "2008", Words()) == "2008"


@pytest.mark.parametrize("text", ["www.example.org", "example.org/nepal", "none yet", "ftp://example.org/"])
def test_a_web_address_without_its_beginning_is_refused_with_what_it_says(text):
    with pytest.raises(ValidationError) as caught:
        read(SHEETS["profiles"].by_name["website"], text, Words())
    assert caught.value.messages == [f"“{text}” is no web address: write all of it, with https:// in front."]
