import re
from importlib.util import find_spec
from types import SimpleNamespace

import pytest

from addportal import metrics
from profiles.desk.models import Mail
from profiles.serving import turns
from tests import factories
from tests.serving.server import ask, without_database

pytestmark = pytest.mark.skipif(not find_spec("prometheus_client"), reason="prometheus-client is missing")
TOKEN = "0123456789abcdef"


@pytest.fixture(scope="module")
def meter(tmp_path_factory):
    """The figures of this process. It has them once: what is counted stays."""
    waiting = turns.waiting
    yield metrics.Meter(None, token=TOKEN, folder=tmp_path_factory.mktemp("metrics"))
    turns.waiting = waiting


@pytest.fixture
def answer(meter):
    """An application that answers so."""

    def as_said(status="200 OK", *headers):
        def application(environ, start_response):
            start_response(status, list(headers))
            return [b"words"]

        meter.application = application
        return meter

    return as_said


def read(body: bytes) -> dict[str, float]:
    return {name: float(value) for name, value in re.findall(r"^(addportal_.*) (\S+)$", body.decode(), re.MULTILINE)}


def figures(meter) -> dict[str, float]:
    """What is said, the database's with it."""
    return read(ask(meter, metrics.PATH, authorization=f"Bearer {TOKEN}").body)


def counted(meter) -> dict[str, float]:
    """What all processes have counted."""
    registry = meter.prometheus.CollectorRegistry()
    meter.multiprocess.MultiProcessCollector(registry, path=str(meter.folder))
    return read(meter.prometheus.generate_latest(registry))


@pytest.mark.parametrize("said", ["", TOKEN, f"Bearer {TOKEN}x", "Bearer ", f"Basic {TOKEN}", "Bearer é"])
def test_who_has_not_the_token_is_told_nothing(answer, said):
    refused = ask(answer(), metrics.PATH, authorization=said)
    assert (refused.status, refused.body) == (401, b"Unauthorized\n")
    assert (refused.headers["www-authenticate"], refused.headers["cache-control"]) == ("Bearer", "no-store")


@pytest.mark.django_db(transaction=True)
def test_figures_are_said_under_any_name_and_kept_by_nobody(answer):
    said = ask(answer(), metrics.PATH, host="10.0.0.7:8000", authorization=f"Bearer {TOKEN}")
    assert (said.status, said.headers["cache-control"]) == (200, "no-store")
    assert said.headers["content-type"].startswith("text/plain")
    assert ask(answer(), metrics.PATH, "POST", authorization=f"Bearer {TOKEN}").status == 405


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "home"),
        ("/ar/", "home"),
        ("/members/nepal/", "members"),
        ("/ar/members/", "members"),
        ("/members.csv", "members.csv"),
        ("/handbook-both.pdf", "handbook"),
        ("/flags.0123456789ab.svg", "flags"),
        ("/media/x.png", "media"),
        ("/ar/admin/login/", "admin"),
        ("/api/v1/members/", "api"),
        ("/data/releases/2026-11-30/", "data"),
        ("/about/versions/1/", "about"),
        ("/static/site.css", "static"),
        ("/nobody@example.org/", "other"),
        ("//members/", "members"),
        ("/\xff", "other"),
    ],
)
def test_each_address_is_of_one_of_a_few_kinds(meter, path, kind):
    assert meter.kind_of(path) == kind


def test_answers_are_counted_by_kind_and_status(answer):
    meter = answer("404 Not Found")
    before = counted(meter)
    ask(meter, "/sources/nobody/")
    after = counted(meter)
    name = 'addportal_requests_total{kind="sources",status="404"}'
    assert after[name] == before.get(name, 0) + 1
    assert after['addportal_request_seconds_count{kind="sources"}'] == 1


@pytest.mark.parametrize(
    ("said", "became"),
    [
        ("addportal; hit", "hit"),
        ("addportal; hit; detail=held", "held"),
        ("addportal; hit; detail=waited", "waited"),
        ("addportal; hit; detail=stale", "stale"),
        ("addportal; fwd=miss; stored", "stored"),
    ],
)
def test_what_became_of_kept_pages_is_counted(answer, said, became):
    meter = answer("200 OK", ("Cache-Status", said))
    ask(meter, "/")
    assert counted(meter)[f'addportal_kept_pages_total{{answer="{became}"}}'] == 1


def test_an_application_that_fails_is_counted_as_one_that_failed(meter):
    def broken(environ, start_response):
        raise RuntimeError

    meter.application = broken
    with pytest.raises(RuntimeError):
        ask(meter, "/between/")
    assert counted(meter)['addportal_requests_total{kind="between",status="500"}'] == 1


@pytest.mark.django_db(transaction=True)
def test_what_waits_is_said_without_names(answer):
    factories.person("ahmad")
    Mail.objects.create(kind=Mail.Kind.NOTICE, recipient="ahmad", subject="words", language="en")
    found = figures(answer())
    assert (found["addportal_mails_waiting"], found["addportal_database_up"]) == (1, 1)
    assert found["addportal_stamp"] >= 0
    assert "ahmad" not in repr(found)


def test_statements_and_those_who_wait_for_a_turn_are_counted(answer):
    meter = answer()
    meter.note_statement(0.5)
    with turns.waiting():
        found = counted(meter)
    assert found["addportal_turns_waiting"] == 1
    assert found["addportal_database_seconds_total"] == 0.5
    assert counted(meter)["addportal_turns_waiting"] == 0


def test_processes_that_have_ended_wait_for_nothing(meter, monkeypatch):
    (meter.folder / "gauge_livesum_99999999.db").write_bytes(b"")
    meter.registry()
    assert not (meter.folder / "gauge_livesum_99999999.db").exists()


def test_what_an_ended_server_has_counted_is_put_away(settings, tmp_path):
    settings.PAGE_DIR = tmp_path
    (tmp_path / "metrics" / "99999999").mkdir(parents=True)
    assert metrics.folder_of_server().parent == tmp_path / "metrics"
    assert list((tmp_path / "metrics").iterdir()) == []


def test_without_a_token_nothing_is_counted(settings):
    settings.METRICS_TOKEN = ""
    assert metrics.metered(ask) is ask


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_said(answer):
    assert figures(answer())["addportal_database_up"] == 1
    with without_database(SimpleNamespace(reader=SimpleNamespace(idle=[]))):
        assert figures(answer())["addportal_database_up"] == 0
