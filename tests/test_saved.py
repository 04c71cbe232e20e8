"""What the version before wrote reads the same, and work on it goes on. `docs/testing.md` says how it was saved."""

import difflib
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


class Difference(NamedTuple):
    """An answer that is another one since, on purpose. `address`, the whole of it, and `was` are regular expressions;
    whatever `was` finds in the saved answer reads `now`."""

    address: str
    was: str
    now: str
    why: str


DIFFERENCES: list[Difference] = []


def expected(address: str, differences: list[Difference]) -> str:
    """The saved answer, with what is declared of it."""
    answer = ANSWERS[address]
    for row in differences:
        if re.fullmatch(row.address, address):
            answer = re.sub(row.was, row.now, answer)
    return answer


def idle(differences: list[Difference]) -> list[Difference]:
    """What is declared of answers that are not there, or do not say so."""
    return [row for row in differences if all(expected(address, [row]) == ANSWERS[address] for address in ANSWERS)]


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
    run(database, "manage.py", "migrate", "--verbosity=0")
    return json.loads(run(database, "-m", "tests.saved.another_process", input=json.dumps(list(ANSWERS))))


@pytest.fixture(scope="module")
def shown(found):
    """The lines of the page that each act led to."""
    return {act: page.splitlines() for act, page in found["after"].items()}


def confirmations(lines: list[str]) -> list[tuple[str, str]]:
    """What a profile says is still true, and as of when."""
    return re.findall(r"^Source: (.+)\n(?:(?!Source: ).*\n)*?Confirmed on (.+)\.$", "\n".join(lines), re.MULTILINE)


# ── It reads as it did ────────


@pytest.mark.parametrize("address", ANSWERS)
def test_what_the_version_before_wrote_reads_the_same(found, address):
    was, now = expected(address, DIFFERENCES), found["answers"][address]
    assert "\n".join(difflib.unified_diff(was.splitlines(), now.splitlines(), "before", "now", lineterm="")) == ""


def test_whatever_is_declared_as_another_answer_is_one():
    assert idle(DIFFERENCES) == []


def test_a_difference_counts_at_its_addresses_alone_and_has_to_be_one():
    row = Difference("/members/nepal/", "Nepal", "Atlantis", "It has another name.")
    assert "Atlantis" in expected("/members/nepal/", [row])
    assert "Atlantis" not in expected("/members/nepal/versions/1/", [row])
    sunk = row._replace(was="Atlantis", now="")
    assert idle([row, sunk]) == [sunk]


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
        ("International Organization for Migration", "07 Nov. 2026"),
    ]


def test_the_first_version_can_be_taken_up_again_with_what_was_confirmed_of_it(shown):
    lines = shown["restore"]
    assert "Version 7 (the current one)" in lines
    assert any("It adopted the Abu Dhabi Declaration in January 2008." in line for line in lines)
    assert confirmations(lines) == [
        ("Join Date", "07 Nov. 2026"),
        ("Ministry of Labour, Employment and Social Security", "12 Nov. 2026"),
        ("Colombo Process", "12 Nov. 2026"),
        ("Colombo Process", "12 Nov. 2026"),
        ("International Organization for Migration", "07 Nov. 2026"),
    ]
