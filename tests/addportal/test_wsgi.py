import sys
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIRequest

from addportal.wsgi import application, without_charset
from profiles.desk.mails.postman import postman


@pytest.mark.parametrize("charset", ["hex", "undefined", "punycode", "utf-7", "utf-16", "x"])
def test_a_charset_that_a_visitor_names_changes_nothing(charset):
    environ = {"QUERY_STRING": "q=+AAA-", "CONTENT_TYPE": f"text/plain; Charset={charset}; boundary=abc"}
    setup_testing_defaults(environ)
    without_charset(environ)
    assert environ["CONTENT_TYPE"] == "text/plain; boundary=abc"
    assert WSGIRequest(environ).GET["q"] == " AAA-"


def test_whoever_has_a_kept_page_to_send_does_not_wait_long_for_those_that_make_one():
    assert sys.getswitchinterval() < 0.001


@pytest.fixture
def _ended(transactional_db):
    yield
    postman.end()


@pytest.mark.usefixtures("_ended")
@pytest.mark.parametrize(("sender", "runs"), [("thread", True), ("command", False)])
def test_the_first_request_starts_the_thread_that_sends_mails_where_settings_want_one(settings, sender, runs):
    settings.MAIL_SENDER = sender
    environ = {"PATH_INFO": "/healthz"}
    setup_testing_defaults(environ)
    assert b"".join(application(environ, lambda *answer: None))
    assert bool(postman.thread and postman.thread.is_alive()) is runs
