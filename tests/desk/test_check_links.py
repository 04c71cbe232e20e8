"""The command: what it says and how it ends."""

import io

import pytest
from django.core.management import call_command

from profiles.desk.models import LinkState
from tests import factories
from tests.desk.links.web import serving

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def web():
    with serving() as found:
        yield found


def check(*args, out=None, err=None):
    out, err = out or io.StringIO(), err or io.StringIO()
    try:
        call_command("check_links", "--private", "--pause=0", "--timeout=2", *args, stdout=out, stderr=err)
        code = 0
    except SystemExit as end:
        code = end.code
    return code, out.getvalue(), err.getvalue()


def test_it_asks_what_is_cited_and_says_nothing(web):
    factories.entity("nepal", website=web("404"))
    assert check() == (0, "", "")
    assert LinkState.objects.get().answer == "gone"
    assert check() == (0, "", "")
    assert len(web.requests) == 2
    check("--again")
    assert len(web.requests) == 4


def test_on_a_terminal_it_says_how_far_it_is(web):
    factories.entity("nepal", website=web("404"))
    code, out, _err = check(out=Terminal())
    assert code == 0
    assert out.startswith("\r1 of 1 asked\r")
    assert out.endswith("1 of 1 asked: 0 answer, 1 do not, 0 could not be checked. 0 addresses are dead.\n")


def test_only_some(web):
    for number in range(3):
        factories.entity(website=web(f"page-{number}"))
    check("--only", "page-1")
    assert web.asked() == [("HEAD", "/page-1")]
    check("--limit", "1")
    assert len(web.requests) == 2


def test_private_networks_are_asked_only_where_it_is_said(web):
    factories.entity("nepal", website=web("ok"))
    call_command("check_links")
    assert (LinkState.objects.get().answer, web.requests) == ("private", [])


def test_it_ends_with_one_where_some_are_left(web):
    for number in range(4):
        factories.entity(website=web(f"slow?{number}"))
    code, out, err = check("--minutes", "0.01", "--timeout", "5")
    assert (code, out) == (1, "")
    assert err == "The time is over: 4 addresses are left for the next run.\n"


def test_it_ends_with_two_where_nobody_answers():
    for number in range(3):
        factories.entity(website=f"http://127.0.0.{number + 2}:9/")
    code, out, err = check()
    assert (code, out) == (2, "")
    assert err == "Hardly any host answers: is this machine online? What did not answer was not counted.\n"
    assert not LinkState.objects.exclude(answer="").exists()
