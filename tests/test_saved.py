"""What the version before wrote reads the same, and work on it goes on. `docs/testing.md` says how it was saved."""

import csv
import json
import lzma
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings

SAVED = Path(__file__).parent / "saved"
ANSWERS = json.loads(lzma.decompress((SAVED / "schema1.json.xz").read_bytes()))


class Loss(NamedTuple):
    """What the saved answer said and today's does not, on purpose. `address`, the whole of it, and `line`, all of a
    line, are regular expressions."""

    address: str
    line: str
    why: str


PAGES = "(/ar)?/(members|preview)/.*"
LOST = [
    Loss(PAGES, "(Source|المصدر): .*", "Details of a fact open under that name; its sources are numbers."),
    Loss(PAGES, "(Not confirmed|Confirmed on|أُكّدت في|لم تُؤكَّد).*", "The day of recording stands behind it."),
    Loss(
        PAGES, "Of the \\d+ member states .*|عدد الدول الأعضاء .*", "None of the saved lists says that it is complete."
    ),
    Loss(PAGES, "(Abu Dhabi Dialogue,|حوار أبوظبي،|@misc).*", "A citation names who publishes, not whom it is about."),
    Loss(
        f"{PAGES}",
        ".*(at the earliest|or later|في أقرب تقدير|أو بعده).*",
        "What is not known to have ended was last named.",
    ),
    Loss(PAGES, r"[\w-]+(\.[\w-]+)+", "The name of a host may break at its dots."),
    Loss(PAGES, "(Formerly|سابقًا): .*", "It was once that, within a sentence."),
    Loss(
        PAGES,
        "possible, not certain|disputed, or not stated as a fact|no end stated|some days or weeks"
        "|محتمل وغير مؤكد|مختلف فيه، أو لم يُذكر على وجه التأكيد|لم تُذكر نهاية|أيام أو أسابيع معدودة"
        "|Sending|Receiving|Observer|مُرسِلة|مستقبِلة|مراقب",
        "The legend of a picture explains what is in it and no more.",
    ),
    Loss(
        f"{PAGES}/versions/.*", "(This is version|هذا هو الإصدار).*", "The current version leads to its page of today."
    ),
    Loss(
        ".*",
        "ministerial consultation, numbered|مشاورة وزارية، مع رقمها|the Dialogue at a glance|الحوار في لمحة",
        "Which meetings are the main ones, and what the body is called, is said by the identity.",
    ),
    Loss("/api/v1/.*", "type: /api/#errors", "The type of a problem is absolute, and says which problem it is."),
    Loss("(/api/v1/members/.*|/members.csv)", "united-arab-emirates.roles: .*", "Roles come the newest first."),
    Loss(".*/changes/", r".*(today|الآن|اليوم) \(.*\)", "Sources are a line of their own."),
    Loss("/members/.*/changes/", r"Follow as a feed \(Atom\) .*", "The same as JSON Feed stands beside it."),
    Loss(".*/changes/", ".*(acronym|الاختصار).*:", "Acronyms are of a language."),
    Loss("(/ar)?/changes/", ".*", "The meetings, which have versions from now on, fill the first page of the log."),
    Loss("/api/v1/members/.*", "united-arab-emirates.roles_possible.*", "What ended without a date holds on no day."),
    Loss(
        r"/api/v1/members/\?on=(2019|2024).*", "yemen.*|count_possible.*", "It was last named in April 2012, and ended."
    ),
    Loss(
        r"/api/v1/members/\?on=201.*",
        "yemen.certainty: stated",
        "It was last named in April 2012; the rest is a claim.",
    ),
]


# What pages said otherwise, and say now.
REWORDED = {
    r"(?<!\d)0(\d [^\W\d]+\.? \d{4})": r"\1",
    "Other processes and bodies": "Other bodies",
    "عمليات وهيئات أخرى": "هيئات أخرى",
    "Thematic areas": "Themes",
    " at the latest(?=$| –)": " or earlier",
    " على أبعد تقدير(?=$| –)": " أو قبله",
    " None$": " Neither member nor observer",
    " لا صفة$": " لا عضو ولا مراقب",
}


def lost(address: str, now: str) -> list[str]:
    """What the saved answer said that this one does not: lines of pages and files, values of lists."""
    said = {reworded(line) for line in statements(now)}
    return [line for line in statements(ANSWERS[address]) if reworded(line) not in said]


def reworded(line: str) -> str:
    for was, now in REWORDED.items():
        line = re.sub(was, now, line)
    return line


def statements(answer: str) -> list[str]:
    status, _line, rest = answer.partition("\n")
    if rest.startswith("{"):
        return [status, *values(json.loads(rest))]
    if "slug,uid," in answer:
        head, *rows = csv.reader(rest.lstrip("\ufeff").splitlines())
        return [status, *(f"{row[0]}.{name}: {value}" for row in rows for name, value in zip(head, row, strict=True))]
    return answer.splitlines()


def values(content, path="") -> list[str]:
    """The values of a list of the API, each with where it stands; profiles by their slug."""
    if isinstance(content, dict):
        rows = [(f"{path}.{key}" if path else key, value) for key, value in content.items()]
    elif isinstance(content, list) and all(isinstance(row, dict) for row in content):
        rows = [(row["slug"], row) for row in content]
    else:
        return [f"{path}: {content}"]
    return [line for place, value in rows for line in values(value, place)]


def undeclared(address: str, lines: list[str], declared: list[Loss] = LOST) -> list[str]:
    rows = [row for row in declared if re.fullmatch(row.address, address)]
    return [line for line in lines if not any(re.fullmatch(row.line, line) for row in rows)]


def run(database: Path, *words: str, **options) -> str:
    """What a process says that has this database, an SQLite file whatever database all other tests are on."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "EMAIL_URL": "dummymail://",
        "TIME_ZONE": "Asia/Dubai",
    }
    done = subprocess.run(
        [sys.executable, *words], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, **options
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """All that the saved directory answered and showed, once it had been migrated."""
    database = tmp_path_factory.mktemp("saved") / "db.sqlite3"
    database.write_bytes(lzma.decompress((SAVED / "schema1.sqlite3.xz").read_bytes()))
    run(database, "-m", "tests.saved.migrate")
    return json.loads(run(database, "-m", "tests.saved.another_process", input=json.dumps(list(ANSWERS))))


@pytest.fixture(scope="module")
def shown(found):
    """The lines of the page that each act led to."""
    return {act: page.splitlines() for act, page in found["after"].items()}


def confirmations(lines: list[str]) -> list[tuple[str, str]]:
    """What a profile says is still true, and as of when."""
    text = "\n".join(lines)
    return re.findall(r"^Details: (.+)\n(?:(?!Details: ).*\n)*?Confirmed on (.+?\.? \d{4})\.", text, re.MULTILINE)


# ── It reads as it did ────────


@pytest.mark.parametrize("address", ANSWERS)
def test_what_the_version_before_wrote_reads_the_same(found, address):
    assert undeclared(address, lost(address, found["answers"][address])) == []


def test_whatever_is_declared_as_lost_is(found):
    answers = {address: lost(address, found["answers"][address]) for address in ANSWERS}
    idle = [row for row in LOST if all(undeclared(*answer, [row]) == answer[1] for answer in answers.items())]
    assert idle == []


def test_a_stored_document_is_the_same_to_the_byte(found):
    stored = [
        address
        for address in ANSWERS
        if re.fullmatch("/api/v1/members/.+/", address) and ANSWERS[address].startswith("200")
    ]
    assert len(stored) > 10
    assert [address for address in stored if found["answers"][address] != ANSWERS[address]] == []


def test_what_is_missing_is_told_where_it_is_missing():
    page = ANSWERS["/members/nepal/"]
    assert lost("/members/nepal/", page.replace("Nepal\n", "Atlantis\n", 1)) != []
    day = next(address for address in ANSWERS if "on=2012" in address)
    told = lost(day, ANSWERS[day].replace('"count": ', '"count": 1'))
    assert [line.split(":")[0] for line in told] == ["count"]
    assert undeclared("/members/", ["count: 3"], [Loss("/other/", "count.*", ""), Loss("/members/", "other", "")]) != []


# ── Work goes on ────────


def test_what_nobody_has_touched_has_not_changed(found):
    assert found["refusals"] == {
        slug: f"Nothing has changed since version {number} was published."
        for slug, number in {"gcc": 1, "iom": 2, "mfa": 1, "switzerland": 2}.items()
    }


def test_the_desk_opens(found):
    assert len(found["desk"]) == 15
    assert {address: status for address, status in found["desk"].items() if status != 200} == {}


@pytest.mark.parametrize(
    ("act", "summary", "version"),
    [
        ("approve", "Nepal is a member of the Abu Dhabi Dialogue as a country of origin, as proposed", 4),
        ("edit", "As an editor has it today.", 5),
        ("propose", "As its focal point has it today.", 6),
        ("malaysia", "Malaysia as the editor has it, not yet published.", 2),
        ("mauritius", "Mauritius is named as an observer of the Abu Dhabi Dialogue for 2008 only.", 1),
        ("scheduled", "The United Arab Emirates hosts the secretariat of the Dialogue, as it will from December", 2),
    ],
)
def test_work_goes_on_and_its_page_shows_it(shown, act, summary, version):
    lines = shown[act]
    assert lines[0] == "200"
    assert any(line.startswith(summary) for line in lines)
    assert any(line.startswith(f"Version {version} (the current one)") for line in lines)


def test_what_was_confirmed_and_reads_as_it_did_stays_confirmed(shown):
    assert confirmations(shown["edit"]) == [
        ("Member Type", "12 Nov. 2026"),
        ("Ministry of Labour, Employment and Social Security", "12 Nov. 2026"),
        ("Sending", "12 Nov. 2026"),
        ("Colombo Process", "12 Nov. 2026"),
        ("International Organization for Migration", "7 Nov. 2026"),
    ]


def test_the_first_version_can_be_taken_up_again_with_what_was_confirmed_of_it(shown):
    lines = shown["restore"]
    assert "Version 7 (the current one)" in lines
    assert any("It adopted the Abu Dhabi Declaration in January 2008." in line for line in lines)
    assert confirmations(lines) == [
        ("Join Date", "7 Nov. 2026"),
        ("Ministry of Labour, Employment and Social Security", "12 Nov. 2026"),
        ("Colombo Process", "12 Nov. 2026"),
        ("Colombo Process", "12 Nov. 2026"),
        ("International Organization for Migration", "7 Nov. 2026"),
    ]
