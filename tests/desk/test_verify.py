"""The command: its sentence, its exit code."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from profiles.published import chain
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heads(publisher):
    factories.published(by=publisher)
    return chain.heads()


def test_a_whole_trail_is_one_sentence_with_its_heads(heads, capsys):
    call_command("verify")
    events, releases = heads["events"]["digest"], heads["releases"]["digest"]
    assert capsys.readouterr().out == (
        f"The trail is whole: 1 events up to {events}, 1 links of releases up to {releases}, 1 publications, "
        "0 releases of the data.\n"
    )


def test_the_heads_alone_are_json(heads, capsys):
    call_command("verify", "--head")
    assert json.loads(capsys.readouterr().out) == heads


def test_an_empty_one_is_whole(capsys):
    call_command("verify")
    assert "0 events up to nothing" in capsys.readouterr().out


def test_each_place_is_a_line_and_it_fails(heads, capsys):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE profiles_event SET message = 'x'")
        cursor.execute("UPDATE published_release SET slug = 'x'")
    with pytest.raises(CommandError, match=r"The trail is not whole: 2 places\.") as caught:
        call_command("verify")
    assert caught.value.returncode == 1
    assert [line.split()[0] for line in capsys.readouterr().err.splitlines()] == ["Event", "Release"]


def test_what_is_not_chained_is_taken_up_when_asked_to(heads, capsys):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM published_link WHERE chain = 'events'")
        cursor.execute("DELETE FROM published_head WHERE chain = 'events'")
        cursor.execute("UPDATE profiles_event SET at = '2026-01-01 00:00:00Z'")
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify")
    call_command("verify", "--take-up")
    assert capsys.readouterr().out.startswith("Taken up: 1 events, 0 releases.\nThe trail is whole: 2 events")
