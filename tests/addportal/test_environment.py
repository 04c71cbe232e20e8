import pytest

from addportal import environment


def test_a_folder_for_mails_is_the_one_that_is_named(monkeypatch):
    monkeypatch.setenv("MAILS", "filemail:///var/portal%20mails")
    assert environment.mail("MAILS", "consolemail://")["EMAIL_FILE_PATH"] == "/var/portal mails"


@pytest.mark.parametrize(
    ("said", "hosts"),
    [
        ("", []),
        (
            " a.example.org, .example.org ,127.0.0.1,[::1],*",
            ["a.example.org", ".example.org", "127.0.0.1", "[::1]", "*"],
        ),
    ],
)
def test_hosts_are_names_with_commas_between_them(monkeypatch, said, hosts):
    monkeypatch.setenv("HOSTS", said)
    assert environment.hosts("HOSTS") == hosts


@pytest.mark.parametrize(("said", "number"), [("", 0), ("0", 0), (" 12 ", 12), ("yes", 1), ("off", 0)])
def test_a_number_may_be_a_yes_or_a_no(monkeypatch, said, number):
    monkeypatch.setenv("MANY", said)
    assert environment.number("MANY", 7) == number


def test_what_is_not_said_is_what_it_is_by_default(monkeypatch, tmp_path):
    assert environment.number("NOT_SAID", 7) == 7
    assert environment.folder("NOT_SAID", tmp_path) == tmp_path
    assert environment.zone("NOT_SAID", "Asia/Dubai") == "Asia/Dubai"
    monkeypatch.setenv("NOT_SAID", "")
    assert environment.database("NOT_SAID", "sqlite:////a/b.sqlite3")["NAME"] == "/a/b.sqlite3"


def test_a_name_that_looks_like_one_of_ours_is_found(monkeypatch):
    monkeypatch.delenv("TRUSTED_PROXY", raising=False)
    environment.number("TRUSTED_PROXY")
    assert ("TRUSTED_PROXI", "TRUSTED_PROXY") in environment.misspelt(
        ["TRUSTED_PROXI", "PATH", "HOME", "TRUSTED_PROXY"]
    )
    assert environment.misspelt(["PATH", "HOME", "PROXY", "TRUSTED_PROXY"]) == []


def test_a_name_beside_the_one_that_is_set_is_somebody_elses(monkeypatch):
    monkeypatch.setenv("TRUSTED_PROXY", "1")
    environment.number("TRUSTED_PROXY")
    assert environment.misspelt(["TRUSTED_PROXI"]) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("", [("ar", "العربية")]),
        ("fr", [("fr", "Français")]),
        (" FR ", [("fr", "Français")]),
        ("none", []),
    ],
)
def test_a_second_language_is_named_by_its_code(monkeypatch, said, found):
    monkeypatch.setenv("SECOND", said)
    assert environment.second_language("SECOND", "ar") == found


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("french", "as fr, or none for English alone."),
        ("arabisch", "as ar, or none for English alone."),
        ("en", "as none, for English alone."),
        ("fr,ar", "as fr, or none for English alone."),
    ],
)
def test_a_second_language_that_is_none_says_what_to_write(monkeypatch, said, instead):
    monkeypatch.setenv("SECOND", said)
    with pytest.raises(SystemExit) as stopped:
        environment.second_language("SECOND", "ar")
    assert f"SECOND is '{said}'; write the code of one language beside English, {instead}" in str(stopped.value)


def test_a_bucket_is_named_by_one_address(monkeypatch):
    monkeypatch.setenv("STORE", "s3://key:a%2Fb@store.example.org:9000/portal/files?region=eu-central-1")
    assert environment.bucket("STORE") == {
        "access_key": "key",
        "secret_key": "a/b",
        "endpoint_url": "https://store.example.org:9000",
        "bucket_name": "portal",
        "location": "files",
        "region_name": "eu-central-1",
        "addressing_style": "path",
    }
    monkeypatch.setenv("STORE", "s3+http://key:secret@store/portal")
    assert environment.bucket("STORE")["endpoint_url"] == "http://store"
    monkeypatch.setenv("STORE", "")
    assert environment.bucket("STORE") == {}
