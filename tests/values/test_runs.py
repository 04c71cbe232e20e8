import pytest
from django.utils.html import escape

from profiles.values import runs


@pytest.mark.parametrize(
    "run",
    [
        "+977 1 4211791",
        "+968 2434-4000",
        "+971 (0)2 417 5555",
        "(02) 555 1234",
        "00 971 2 555 12 34",
        "2434 4333",
        "10 000 000",
        "+٩٦٨ ٢٤٣٤ ٤٠٠٠",
        "info@mol.gov.om",
        "https://www.mol.gov.om/a?b=1&amp;c=2",
        "www.mol.gov.om",
        "+977&nbsp;1&nbsp;4211791",
    ],
)
def test_a_run_stays_whole_in_arabic_text_and_once(run):
    once = runs.isolate(f"<p>هاتف: {run}، من فضلك.</p>")
    assert once == f'<p>هاتف: <bdi dir="ltr">{run}</bdi>، من فضلك.</p>'
    assert runs.isolate(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "بين 2008–2012",
        "21 و22 يناير 2008",
        "16 دولة",
        "1000 (2008)",
        "بند 1.2",
        "21-22 يناير",
        "+5",
        "2008 - 2012",
        "2008-2010",
        "٢٠٠٨-٢٠١٠",
    ],
)
def test_years_days_and_small_numbers_stay_as_arabic_reads_them(text):
    assert runs.isolate(text) == text


def test_several_runs_of_one_text_are_isolated_each_by_itself():
    first, second, mail = (f'<bdi dir="ltr">{run}</bdi>' for run in ("+977 1 4211791", "+977 1 4211792", "a@b.np"))
    text = "هاتف +977 1 4211791 أو +977 1 4211792، بريد a@b.np."
    assert runs.isolate(text) == f"هاتف {first} أو {second}، بريد {mail}."


def test_tags_and_what_stands_in_an_address_are_left_alone():
    html = '<a href="https://a.b/+977 1 4211791">{}</a><sup data-source="a-1234567-8"></sup>'
    plain, whole = html.format("+977 1 4211791"), html.format('<bdi dir="ltr">+977 1 4211791</bdi>')
    assert runs.isolate(plain) == whole
    assert runs.link(plain) == plain


def test_what_can_be_followed_is_linked():
    text = "Tel. +968 2434 4000, a@b.om, www.b.om. P.O. Box 2434 4333"
    assert runs.link(text) == (
        'Tel. <a href="tel:+96824344000"><bdi dir="ltr">+968 2434 4000</bdi></a>, '
        '<a href="mailto:a@b.om"><bdi dir="ltr">a@b.om</bdi></a>, '
        '<a href="https://www.b.om"><bdi dir="ltr">www.b.om</bdi></a>. P.O. Box <bdi dir="ltr">2434 4333</bdi>'
    )


WEB = '<a href="https://{0}"><bdi dir="ltr">{1}</bdi></a>'


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ('"https://x.org"', f"&quot;{WEB.format('x.org', 'https://x.org')}&quot;"),
        ("<https://x.org/a>", f"&lt;{WEB.format('x.org/a', 'https://x.org/a')}&gt;"),
        ("'www.x.org'", f"&#x27;{WEB.format('www.x.org', 'www.x.org')}&#x27;"),
        ("https://x.org/?a=1&b=2.", f"{WEB.format('x.org/?a=1&amp;b=2', 'https://x.org/?a=1&amp;b=2')}."),
        ("www.x.org/a&", WEB.format("www.x.org/a&amp;", "www.x.org/a&amp;")),
    ],
)
def test_what_stands_around_an_address_is_none_of_it(text, linked):
    assert runs.link(escape(text)) == linked
    assert runs.link(linked) == linked


def test_a_text_without_runs_stays_as_it_is():
    assert runs.link('&quot;a" &nbsp;&copy; 2008&hellip;') == '&quot;a" &nbsp;&copy; 2008&hellip;'


def test_a_number_is_dialled_in_digits_that_a_telephone_knows():
    assert runs.dialled("+٩٦٨ (٢٤٣٤) ٤٠٠٠") == "+96824344000"
    assert runs.dialled("02 555") == "02555"


def test_the_runs_of_a_text_are_found_by_kind():
    assert runs.find("+968 2434 4000 a@b.om https://b.om. 2008") == {
        "web": ["https://b.om"],
        "mail": ["a@b.om"],
        "telephone": ["+968 2434 4000"],
        "groups": [],
    }


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Nepal", "Nepal"),
        ("a\u202eb\u202c", "ab"),
        ("\u202ax\u202c", "x"),
        ("a\u2067b", "ab"),
        ("a\u2069", "a"),
        ("\u2066a\u2067b\u2069", "a\u2067b\u2069"),
        ("\u2067a \u2066b\u2069 c\u2069", "\u2067a \u2066b\u2069 c\u2069"),
        ("\u2066\u202eevil\u2069", "\u2066evil\u2069"),
        ("\u200eIOM\u200f\u061c", "\u200eIOM\u200f\u061c"),
    ],
)
def test_what_turns_others_round_goes_and_nothing_else(text, kept):
    assert runs.without_turning(text) == kept
