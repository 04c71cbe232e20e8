import json
import logging
import sys

import pytest
from django.test import Client
from django.test.utils import override_settings

from addportal import logs


def record(message, *args, name="profiles", level=logging.WARNING, **extra):
    made = logging.makeLogRecord({"name": name, "levelno": level, "levelname": logging.getLevelName(level)} | extra)
    made.msg, made.args, made.created = message, args, 1_790_000_000.5
    return made


@pytest.fixture(autouse=True)
def _number():
    token = logs.CURRENT.set(None)
    yield
    logs.CURRENT.reset(token)


def test_a_line_has_its_moment_level_and_request():
    assert logs.Lines().format(record("Gone: %s", "x")) == "2026-09-21T14:13:20.500Z WARNING profiles [-] Gone: x"
    number = logs.begin()
    assert f"[{number}]" in logs.Lines().format(record("Gone"))


def test_as_json_it_is_an_object_a_line():
    number = str(logs.begin())
    assert json.loads(logs.JsonLines().format(record("«حوار»"))) == {
        "time": "2026-09-21T14:13:20.500Z",
        "level": "WARNING",
        "logger": "profiles",
        "request": number,
        "message": "«حوار»",
    }


def test_an_error_has_its_calls_beneath_or_beside_it():
    try:
        raise ValueError("broken")
    except ValueError:
        failed = record("Failed", exc_info=sys.exc_info())
    assert "Failed\n  Traceback" in logs.Lines().format(failed)
    line = logs.JsonLines().format(failed)
    assert "\n" not in line
    assert json.loads(line)["traceback"].endswith("ValueError: broken")


@pytest.mark.parametrize("made", [logs.Lines, logs.JsonLines])
def test_what_an_exception_says_begins_no_line_and_opens_nothing(made):
    forged = "2026-09-21T14:13:20.500Z ERROR profiles [x] forged"
    try:
        raise ValueError(f"a\n{forged}\r{forged}\u2028{forged} /preview/abcDEF123/ \ud800")
    except ValueError:
        failed = record("Failed", exc_info=sys.exc_info())
    told = made().format(failed)
    told.encode()
    assert [line for line in told.splitlines()[1:] if not line.startswith("  ")] == []
    assert "abcDEF123" not in told
    assert forged in told


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("a\nb\r\x1b[31m\u2028c\x85", r"a\nb\r\x1b[31m\u2028c\x85"),
        ("\udcff", r"\udcff"),
        ("Not Found: /preview/abcDEF123/", "Not Found: /preview/…"),
        ("Gone: /ar/still-true/abc:def/?x=1 and more", "Gone: /ar/still-true/… and more"),
        ("Not Found: /admin/password/choose/MQ/c8-1/", "Not Found: /admin/password/choose/…"),
    ],
)
def test_a_message_is_one_line_that_opens_nothing(written, line):
    assert logs.in_one_line(written) == line


def test_a_long_path_does_not_fill_the_log():
    assert len(logs.in_one_line("Not Found: /" + "x" * 60_000)) == logs.LONGEST + 1


@pytest.mark.parametrize(
    ("proxies", "given", "taken"),
    [(1, "f00-bar_12", True), (0, "f00-bar_12", False), (1, "a\nb", False), (1, "x" * 65, False), (1, "", False)],
)
def test_the_number_of_a_request_is_the_proxys_where_there_is_one(settings, proxies, given, taken):
    settings.TRUSTED_PROXY = proxies
    number = logs.begin(given)
    assert (str(number) == given) is taken
    assert str(number) == str(number) != str(logs.begin())


@pytest.fixture
def told(caplog):
    """What the server's log would have of requests, through our filter."""
    caplog.handler.addFilter(logs.OneLineForAStranger())
    return caplog


@pytest.mark.django_db
def test_a_wrong_host_is_one_line_and_no_error(told):
    assert Client(headers={"host": "evil.example.net"}).get("/members/").status_code == 400
    (line,) = told.records
    assert (line.levelname, line.exc_info) == ("WARNING", None)
    assert "evil.example.net" in line.getMessage()


@pytest.mark.django_db
def test_what_is_not_there_is_one_line(told):
    assert Client().get("/nothing/").status_code == 404
    assert [line.getMessage() for line in told.records] == ["Not Found: /nothing/"]


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.django_db
@override_settings(SECURE_SSL_REDIRECT=True)
def test_probes_ask_by_any_name(address, told):
    assert Client(headers={"host": "10.0.0.7:8000"}).get(address).status_code == 200
    assert told.records == []
