import importlib.util
import os
import re
import runpy
import subprocess
import sys
from unittest.mock import patch

import pytest
from django.conf import settings as django_settings

SETTINGS = django_settings.BASE_DIR / "addportal" / "settings.py"
PRODUCTION = {"SECRET_KEY": "x", "ALLOWED_HOSTS": "example.org"}


def start(**environment):
    """What `manage.py check` says in an environment of its own."""
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], env=clean | environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def load(tmp_path):
    """Reads the settings in an environment that has nothing but what is given."""

    def run(**environment):
        database = {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
        with patch.dict(os.environ, database | environment, clear=True):
            return runpy.run_path(str(SETTINGS))

    return run


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "set SECRET_KEY"),
        ({"SECRET_KEY": "x"}, "set ALLOWED_HOSTS"),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'"),
        ({"DEBUG": "1", "TRUSTED_PROXY": "-1"}, "TRUSTED_PROXY is '-1'"),
        ({"DEBUG": "1", "SECURITY_CONTACT": "me@example.org"}, "SECURITY_CONTACT has 'me@example.org'"),
        (
            {"DEBUG": "1", "ALLOWED_HOSTS": "https://a.example.org/x"},
            "ALLOWED_HOSTS has .* write a.example.org, without",
        ),
        ({"DEBUG": "1", "ALLOWED_HOSTS": "a.example.org:8000"}, "write a.example.org, without https://, port and path"),
        ({"DEBUG": "1", "CSRF_TRUSTED_ORIGINS": "example.org"}, "CSRF_TRUSTED_ORIGINS has 'example.org'; write https"),
        ({"DEBUG": "1", "SITE_URL": "members.example.org"}, "SITE_URL is 'members.example.org'; write https"),
        ({"DEBUG": "1", "SITE_URL": "https://example.org/members"}, "SITE_URL is .*; write https:// and the host"),
        ({"DEBUG": "1", "TIME_ZONE": "Asia/Dubay"}, "TIME_ZONE is 'Asia/Dubay', .* write one as Asia/Dubai"),
        ({"DEBUG": "1", "TIME_ZONE": "/etc/passwd"}, "TIME_ZONE is '/etc/passwd', which is no time zone"),
        ({"DEBUG": "1", "MEDIA_ROOT": "/nowhere/at/all"}, "MEDIA_ROOT is '/nowhere/at/all', and there is no such"),
        ({"DEBUG": "1", "PAGE_STORE_MB": "-5"}, "PAGE_STORE_MB is '-5'; write a whole number from 0"),
        ({"DEBUG": "1", "PAGE_STORE_MB": "abc"}, "PAGE_STORE_MB is 'abc'"),
        ({"DEBUG": "1", "PAGE_DISK_MB": "9" * 30}, "PAGE_DISK_MB is '9+'"),
        ({"DEBUG": "1", "HSTS_SECONDS": "a year"}, "HSTS_SECONDS is 'a year'"),
        ({"DEBUG": "1", "TRUSTED_PROXY": "10.0.0.1"}, "TRUSTED_PROXY is '10.0.0.1'"),
        ({"DEBUG": "1", "DEFAULT_FROM_EMAIL": "members"}, "DEFAULT_FROM_EMAIL is 'members'"),
        ({"DEBUG": "1", "DATABASE_URL": "mysql://a:pa55word@b/c"}, "DATABASE_URL begins with 'mysql'; write sqlite"),
        ({"DEBUG": "1", "DATABASE_URL": "postgres://a:pa55word@b/"}, "DATABASE_URL names no database"),
        ({"DEBUG": "1", "DATABASE_URL": "postgres://a:pa55word@b:x/c"}, "DATABASE_URL cannot be read"),
        ({"DEBUG": "1", "EMAIL_URL": "mailto:a"}, "EMAIL_URL cannot be read; write smtp"),
        ({"DEBUG": "1", "EMAIL_URL": "smtp://a:pa55word@host:mail"}, "EMAIL_URL cannot be read"),
        ({"DEBUG": "1", "EMAIL_URL": "filemail://"}, "EMAIL_URL names no folder"),
        ({"DEBUG": "1", "LOG_FORMAT": "xml"}, "LOG_FORMAT is 'xml'; write text or json"),
        ({"DEBUG": "1", "CACHE_URL": "memcached://:pa55word@cache"}, "CACHE_URL names no Redis; write redis://"),
        ({"DEBUG": "1", "CACHE_URL": "cache:6379"}, "CACHE_URL names no Redis; write redis://"),
        ({"DEBUG": "1", "MEDIA_STORE": "http://k:pa55word@host/bucket"}, "MEDIA_STORE cannot be read; write s3://key:"),
        ({"DEBUG": "1", "MEDIA_STORE": "s3://k:pa55word@host:x/bucket"}, "MEDIA_STORE cannot be read"),
        ({"DEBUG": "1", "MEDIA_STORE": "s3://k:pa55word@/bucket"}, "MEDIA_STORE cannot be read"),
        ({"DEBUG": "1", "MEDIA_STORE": "s3://k:pa55word@host/bucket?region"}, "MEDIA_STORE cannot be read"),
        ({"DEBUG": "1", "MEDIA_STORE": "s3://host/bucket"}, "MEDIA_STORE names no key and secret"),
        ({"DEBUG": "1", "MEDIA_STORE": "s3://k:pa55word@host/"}, "MEDIA_STORE names no bucket"),
        ({"DEBUG": "1", "MEDIA_STORE": "s3://k:pa55word@host/b_c"}, "MEDIA_STORE names no bucket"),
        (
            {"DEBUG": "1", "MEDIA_STORE": "s3://k:pa55word@host/abc?acl=x"},
            "MEDIA_STORE says 'acl', which means nothing",
        ),
        ({"DEBUG": "1", "MEDIA_STORE": "s3://k:pa55word@host/abc?addressing=x"}, "an addressing of 'x'; write path or"),
        ({"DEBUG": "1", "METRICS_TOKEN": "pa55word"}, "METRICS_TOKEN can be guessed or sent wrongly; write 16"),
        ({"DEBUG": "1", "METRICS_TOKEN": "pa55word and some more"}, "METRICS_TOKEN can be guessed or sent wrongly"),
        ({"DEBUG": "1", "SENTRY_DSN": "key@sentry"}, "SENTRY_DSN is no address; write https"),
        ({"DEBUG": "1", "SLOW_QUERY_MS": "0.5"}, "SLOW_QUERY_MS is '0.5'; write a whole number"),
        ({"DEBUG": "1", "DATABASE_POOL": "8"}, "DATABASE_POOL is set, but the database is SQLite"),
        ({"DEBUG": "1", "REPLICA_URL": "mysql://a:pa55word@b/c"}, "REPLICA_URL begins with 'mysql'; write sqlite"),
        (
            {"DEBUG": "1", "REPLICA_URL": "postgres://a:pa55word@b/c"},
            "REPLICA_URL is no copy of what DATABASE_URL names",
        ),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(load, environment, words):
    with pytest.raises(SystemExit, match=words) as exit:
        load(**environment)
    assert exit.value.code.startswith("addportal cannot start: ")
    assert "\n" not in exit.value.code
    assert "pa55word" not in exit.value.code


@pytest.mark.parametrize(
    "url", ["", "redis://cache", "rediss://:word@cache:6380/1", "valkey://cache", "valkeys://cache"]
)
def test_pages_may_be_shared_through_a_redis_or_a_valkey(load, url):
    assert load(**PRODUCTION, CACHE_URL=url)["CACHE_URL"] == url


@pytest.mark.parametrize(
    ("environment", "package", "extra"),
    [
        ({"CACHE_URL": "redis://cache"}, "redis", "redis"),
        ({"MEDIA_STORE": "s3://key:secret@host/bucket"}, "storages", "s3"),
        ({"METRICS_TOKEN": "0123456789abcdef"}, "prometheus_client", "metrics"),
        ({"SENTRY_DSN": "https://key@sentry.example.org/1"}, "sentry_sdk", "sentry"),
        ({"DATABASE_URL": "postgres://a:b@c/d", "DATABASE_POOL": "4"}, "psycopg_pool", "pool"),
    ],
)
def test_that_an_optional_package_is_missing_is_said_in_one_sentence(load, monkeypatch, environment, package, extra):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=f"the package {package} is missing; install requirements-{extra}.txt"):
        load(**PRODUCTION, **environment)
    assert load(**PRODUCTION)["CACHE_URL"] == ""


def test_a_server_that_cannot_start_says_so_without_a_traceback():
    code, said = start()
    assert code == 1
    assert re.fullmatch(r"addportal cannot start: set SECRET_KEY [^\n]*\n", said)


@pytest.mark.parametrize("environment", [{"DEBUG": "1"}, PRODUCTION])
def test_it_starts_with_what_it_needs(environment, tmp_path):
    code, said = start(**environment, DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")
    assert (code, said.strip()) == (0, "System check identified no issues (0 silenced).")


@pytest.mark.parametrize(
    ("environment", "seconds", "subdomains", "preload"),
    [
        ({}, 300, False, False),
        ({"HSTS_SECONDS": "60"}, 60, False, False),
        ({"HSTS_SECONDS": "63072000", "HSTS_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"}, 63_072_000, True, True),
        ({"HTTPS": "0", "HSTS_SECONDS": "60"}, 0, False, False),
    ],
)
def test_hsts_commits_no_other_host_unless_it_is_asked_to(load, environment, seconds, subdomains, preload):
    settings = load(**PRODUCTION, **environment)
    assert settings["SECURE_HSTS_SECONDS"] == seconds
    assert settings["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is subdomains
    assert settings["SECURE_HSTS_PRELOAD"] is preload


def test_every_variable_is_in_the_example_of_an_environment():
    read = set(re.findall(r'(?:flag|number|text|environment\.\w+)\(\s*"([A-Z_]+)"', SETTINGS.read_text()))
    in_each = re.findall(r'in_each\("([A-Z_]+)"', SETTINGS.read_text())
    read |= {f"{name}_{language}" for name in in_each for language in ("EN", "AR")}
    listed = set(re.findall(r"^#?([A-Z_]+)=", (django_settings.BASE_DIR / ".env.example").read_text(), re.MULTILINE))
    assert listed == read


@pytest.mark.parametrize(("said", "proxies"), [("", 0), ("0", 0), ("no", 0), ("1", 1), ("yes", 1), ("2", 2)])
def test_as_many_proxies_are_trusted_as_there_are(load, said, proxies):
    settings = load(**PRODUCTION, TRUSTED_PROXY=said)
    assert settings["TRUSTED_PROXY"] == proxies
    assert ("SECURE_PROXY_SSL_HEADER" in settings) is bool(proxies)


def test_argon2_hashes_passwords(load):
    assert load(**PRODUCTION)["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")


def test_the_second_step_is_required_in_production_and_not_on_ones_own_machine(load):
    assert load(DEBUG="1")["REQUIRE_SECOND_FACTOR"] is False
    assert load(**PRODUCTION)["REQUIRE_SECOND_FACTOR"] is True
