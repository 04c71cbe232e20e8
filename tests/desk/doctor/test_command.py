import io
import json

import pytest
from django.core.management import call_command

from profiles.desk.doctor.findings import failure, fine, warning
from profiles.desk.management.commands import doctor


def examine(monkeypatch, looks, *options):
    """What the command prints, and its exit code."""
    monkeypatch.setattr(doctor, "LOOKS", looks)
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", *options, stdout=out)
    return out.getvalue(), ended.value.code


WELL, OLD, BROKEN = (
    (lambda said: lambda: iter([said]))(fine("Well.")),
    lambda: [warning("Old.")],
    lambda: [failure("Broken.")],
)


@pytest.mark.parametrize(
    ("looks", "code"), [({}, 0), ({"a": WELL}, 0), ({"a": WELL, "b": OLD}, 1), ({"a": BROKEN, "b": OLD, "c": WELL}, 2)]
)
def test_it_ends_with_the_worst(monkeypatch, looks, code):
    assert examine(monkeypatch, looks)[1] == code


def test_it_says_a_line_each(monkeypatch):
    said, _code = examine(monkeypatch, {"a": WELL, "b": OLD, "c": BROKEN})
    assert said == "fine     a: Well.\nwarning  b: Old.\nFAILURE  c: Broken.\n"


def test_quietly_it_says_only_what_is_not_fine(monkeypatch):
    assert examine(monkeypatch, {"a": WELL, "b": OLD}, "--quiet")[0] == "warning  b: Old.\n"


def test_machines_read_it_as_json(monkeypatch):
    said, code = examine(monkeypatch, {"b": OLD}, "--json")
    assert (json.loads(said), code) == ([{"level": "warning", "about": "b", "sentence": "Old."}], 1)


@pytest.mark.django_db
def test_all_looks_work_here():
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=out)
    assert "could not be looked at" not in out.getvalue()
