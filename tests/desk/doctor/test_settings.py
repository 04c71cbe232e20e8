import os

import pytest

from addportal import __version__
from profiles.desk.doctor import settings as looks
from profiles.desk.doctor.findings import Level
from tests import factories

RIGHT = {
    "DEBUG": False,
    "ALLOWED_HOSTS": ["members.example.org"],
    "SITE_URL": "https://members.example.org",
    "HTTPS": True,
    "TRUSTED_PROXY": 1,
    "HSTS_SECONDS": 60,
    "HSTS_PRELOAD": False,
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789",
    "REQUIRE_SECOND_FACTOR": True,
}


@pytest.fixture
def ask(settings):
    """What a look says with settings that are right but for some."""

    def look(name, **wrong):
        for key, value in (RIGHT | wrong).items():
            setattr(settings, key, value)
        return [(said.level, said.sentence) for said in looks.LOOKS[name]()]

    return look


@pytest.mark.parametrize("name", ["names", "https", "secrets"])
def test_what_is_right_is_fine(ask, name):
    assert all(level == Level.FINE for level, _sentence in ask(name))


@pytest.mark.parametrize(
    ("name", "wrong", "level", "words"),
    [
        ("names", {"DEBUG": True}, Level.WARNING, "DEBUG is on"),
        ("names", {"ALLOWED_HOSTS": ["*"]}, Level.WARNING, "ALLOWED_HOSTS has *"),
        ("names", {"SITE_URL": "https://other.example.org"}, Level.FAILURE, "ALLOWED_HOSTS has no such host"),
        (
            "names",
            {"SITE_URL": "http://localhost:1", "ALLOWED_HOSTS": ["localhost"]},
            Level.WARNING,
            "this machine alone",
        ),
        ("https", {"SITE_URL": "http://members.example.org"}, Level.FAILURE, "Write https://"),
        ("https", {"HTTPS": False}, Level.WARNING, "HTTPS is off"),
        ("https", {"TRUSTED_PROXY": 0}, Level.WARNING, "TRUSTED_PROXY is 0"),
        ("https", {"HSTS_PRELOAD": True, "HSTS_SUBDOMAINS": False}, Level.WARNING, "HSTS_PRELOAD is on"),
        ("secrets", {"SECRET_KEY": "secret"}, Level.FAILURE, "SECRET_KEY can be guessed"),
        ("secrets", {"SECRET_KEY": "a" * 60}, Level.FAILURE, "SECRET_KEY can be guessed"),
        ("secrets", {"REQUIRE_SECOND_FACTOR": False}, Level.WARNING, "a stolen password"),
    ],
)
def test_what_is_wrong_is_said(ask, name, wrong, level, words):
    assert any(found == level and words in sentence for found, sentence in ask(name, **wrong))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "for 0 seconds (HSTS_SECONDS); once all is well for that long, write 300."),
        (300, "for 300 seconds (HSTS_SECONDS); once all is well for that long, write 86400."),
        (86_400, "for 86400 seconds (HSTS_SECONDS); once all is well for that long, write 31536000."),
        (31_536_000, "for 31536000 seconds (HSTS_SECONDS)."),
    ],
)
def test_it_says_how_long_browsers_hold_to_https_and_what_comes_next(ask, seconds, words):
    ((level, sentence),) = ask("https", HSTS_SECONDS=seconds)
    assert (level, sentence) == (Level.FINE, f"HTTPS, behind 1 proxies. Browsers hold to it {words}")


def test_a_port_is_no_part_of_a_host(ask):
    assert ask("names", SITE_URL="https://members.example.org:8443")[0][0] == Level.FINE


def test_a_misspelt_variable_is_named_with_the_one_that_is_meant(ask, monkeypatch):
    monkeypatch.setitem(os.environ, "TRUSTED_PROXI", "1")
    monkeypatch.delitem(os.environ, "TRUSTED_PROXY", raising=False)
    (found,) = [sentence for _level, sentence in ask("spelling") if "TRUSTED_PROXI" in sentence]
    assert found.endswith("Did you mean TRUSTED_PROXY?")


def test_static_files_are_missing_old_or_collected(ask, tmp_path):
    source, root = tmp_path / "source", tmp_path / "root"
    source.mkdir()
    root.mkdir()
    (source / "page.css").touch()
    where = {"STATIC_ROOT": root, "STATICFILES_DIRS": [source]}
    assert ask("static files", **where)[0][0] == Level.FAILURE
    (root / "staticfiles.json").touch()
    assert ask("static files", **where)[0][0] == Level.FINE
    os.utime(root / "staticfiles.json", (1, 1))
    assert ask("static files", **where)[0][0] == Level.WARNING


@pytest.mark.django_db
def test_that_nobody_is_named_as_publisher_is_said(ask):
    assert [level for level, _sentence in ask("publisher")] == [1, 1, 1]
    factories.identity(publisher_en="Us", publisher_ar="نحن", email="us@example.org")
    assert list(ask("publisher")) == []


@pytest.mark.django_db
def test_variables_that_named_the_publisher_before_are_said_to_mean_nothing(ask, monkeypatch):
    factories.identity(publisher_en="Us", publisher_ar="نحن", email="us@example.org")
    monkeypatch.setenv("PUBLISHER_EMAIL", "us@example.org")
    ((level, sentence),) = ask("publisher")
    assert level == 1
    assert sentence.startswith("PUBLISHER_EMAIL: read no more.")


def test_it_says_which_version_runs_from_where(ask, settings):
    assert ask("version") == [(Level.FINE, f"This is addportal {__version__}, in {settings.BASE_DIR}.")]
