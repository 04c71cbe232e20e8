"""Settings from the environment: what is wrong with one is said in a sentence, with what to write instead.

Each reader takes the name of a variable. A value that means nothing ends the process (`stop`): no mistake is ever a
silent default. Secrets are never said. May import neither Django's settings nor any room.
"""

import difflib
import os
import re
import sys
from collections.abc import Iterable
from importlib import util
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

import environ
from django.conf.locale import LANG_INFO
from environ.compat import ImproperlyConfigured

env = environ.Env()
# All variables that were asked for.
KNOWN: set[str] = set()
HOST = re.compile(r"\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9a-fA-F:.]+\]|\*")

ESCAPED = "with / : @ of the password as %2F %3A %40"


def stop(sentence):
    """Leave with one sentence instead of a traceback."""
    sys.exit(f"addportal cannot start: {sentence}")


def read(path: Path) -> None:
    """Take what the file `.env` says, where the environment says nothing."""
    if path.is_file():
        env.read_env(path)


def refuse_misspelt(path: Path) -> None:
    """Stop where the file `.env`, which is ours, has a name that looks like one that was asked for."""
    written = (
        re.findall(r"^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=", path.read_text(), re.MULTILINE) if path.is_file() else []
    )
    for name, ours in misspelt(written):
        stop(f"{path.name} has {name}, which means nothing; write {ours}.")


def text(name: str, default: str = "") -> str:
    KNOWN.add(name)
    return env.str(name, default=default).strip()


def flag(name: str, default: bool = False) -> bool:
    """A yes or no; nothing is a no."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    return stop(f"{name} is {value!r}; set it to 1 or 0.")


def number(name: str, default: int = 0, *, most: int = 2**31 - 1) -> int:
    """A whole number from 0; a yes is one, a no is none."""
    value = text(name, str(default)).lower()
    if re.fullmatch("[0-9]{1,10}", value) and int(value) <= most:
        return int(value)
    if value in {"", "no", "false", "off"}:
        return 0
    if value in {"yes", "true", "on"}:
        return 1
    return stop(f"{name} is {value!r}; write a whole number from 0 to {most}.")


def items(name: str) -> list[str]:
    """Several, with commas between them."""
    return [item for part in text(name).split(",") if (item := part.strip())]


def hosts(name: str) -> list[str]:
    """Names of hosts, without what stands around them in addresses."""
    found = items(name)
    for host in found:
        if not HOST.fullmatch(host):
            bare = urlsplit(host if "//" in host else f"//{host}").hostname or "members.example.org"
            stop(f"{name} has {host!r}, which is no name of a host; write {bare}, without https://, port and path.")
    return found


def origins(name: str) -> list[str]:
    """Origins: a scheme and a host."""
    found = items(name)
    for origin in found:
        if not re.fullmatch(r"https?://[^/?#@\s]+", origin):
            stop(f"{name} has {origin!r}; write https:// and the host, as https://members.example.org.")
    return found


def origin(name: str) -> str:
    """One origin, or nothing."""
    value = text(name).rstrip("/")
    if value and not re.fullmatch(r"https?://[^/?#@\s]+", value):
        stop(f"{name} is {value!r}; write https:// and the host, as https://members.example.org.")
    return value


def address(name: str, *, is_secret: bool = False) -> str:
    """An address on the web, or nothing; one that holds a secret is not said again."""
    value = text(name)
    if value and not re.fullmatch(r"https?://\S+", value):
        stop(f"{name} is {'no address' if is_secret else repr(value)}; write https://….")
    return value


def email(name: str, default: str = "") -> str:
    """An e-mail address, with a name before it or not; or nothing."""
    value = text(name, default)
    if value and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+|[^<>]*<[^@\s<>]+@[^@\s<>]+>", value):
        stop(f"{name} is {value!r}; write members@example.org.")
    return value


def folder(name: str, default: Path | None) -> Path | None:
    """A folder. One that is named has to be there: a disk that is not mounted would otherwise be an empty one."""
    value = text(name)
    if not value:
        return default
    if not Path(value).is_dir():
        stop(f"{name} is {value!r}, and there is no such folder; make it, or mount what it is on.")
    return Path(value).resolve()


def zone(name: str, default: str) -> str:
    """A time zone of the IANA database."""
    value = text(name, default) or default
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        from zoneinfo import available_timezones

        near = difflib.get_close_matches(value, available_timezones(), 1, 0.6) or [default]
        stop(f"{name} is {value!r}, which is no time zone; write one as {near[0]}.")
    return value


def second_language(name: str, default: str) -> list[tuple[str, str]]:
    """The language beside English: its code and what it calls itself; nothing where it says `none`."""
    value = (text(name, default) or default).lower()
    if value == "none":
        return []
    known = {code: about for code, about in LANG_INFO.items() if re.fullmatch("[a-z]{2,3}", code) and "name" in about}
    if value == "en" or value not in known:
        names = {about["name"].lower(): code for code, about in known.items()}
        near = next((names[found] for found in difflib.get_close_matches(value, names, 1)), "fr")
        near = "none, for English alone" if value in ("en", "english") else f"{near}, or none for English alone"
        stop(f"{name} is {value!r}; write the code of one language beside English, as {near}.")
    # As it is written today: without vowel signs, with a capital letter.
    own = known[value]["name_local"].replace("\u0651", "")
    return [(value, own[:1].upper() + own[1:])]


def database(name: str, default: str) -> dict:
    """SQLite or PostgreSQL, as an address; without a default, nothing where none is set."""
    value = text(name, default) or default
    if not value:
        return {}
    scheme = value.partition(":")[0]
    if scheme not in ("sqlite", "postgres", "postgresql"):
        stop(f"{name} begins with {scheme!r}; write sqlite:////file or postgres://user:password@host:5432/name.")
    try:
        found = env.db_url_config(value)
    except (ValueError, ImproperlyConfigured):
        stop(f"{name} cannot be read; write postgres://user:password@host:5432/name ({ESCAPED}).")
    if not found.get("NAME"):
        stop(f"{name} names no database; write its name at the end, as postgres://user:password@host:5432/name.")
    return found


BUCKET = "s3://key:secret@host/bucket?region=eu-central-1"


def bucket(name: str) -> dict:
    """A bucket of a store that speaks S3, as options of its storage; or nothing. With s3+http:// there is no TLS."""
    value = text(name)
    if not value:
        return {}
    try:
        parts = urlsplit(value)
        host = parts.netloc.rpartition("@")[2]
        wrong = parts.scheme not in ("s3", "s3+http") or not parts.hostname or parts.port == 0
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        wrong = True
    if wrong:
        stop(f"{name} cannot be read; write {BUCKET} ({ESCAPED.replace('password', 'secret')}).")
    if not (parts.username and parts.password):
        stop(f"{name} names no key and secret; write {BUCKET}.")
    bucket, _, folder = parts.path.strip("/").partition("/")
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket):
        stop(f"{name} names no bucket; write it behind the host, as {BUCKET}.")
    if unknown := sorted(set(asked) - {"region", "addressing"}):
        stop(f"{name} says {unknown[0]!r}, which means nothing; after the ? write region=… or addressing=virtual.")
    addressing = asked.get("addressing", ["path"])[-1]
    if addressing not in ("path", "virtual"):
        stop(f"{name} has an addressing of {addressing!r}; write path or virtual.")
    return {
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "endpoint_url": f"{'http' if parts.scheme == 's3+http' else 'https'}://{host}",
        "bucket_name": bucket,
        "location": folder,
        "region_name": asked.get("region", ["us-east-1"])[-1],
        "addressing_style": addressing,
    }


def token(name: str) -> str:
    """A secret that programs send, or nothing."""
    value = text(name)
    if value and not re.fullmatch(r"[\x21-\x7e]{16,}", value):
        stop(f"{name} can be guessed or sent wrongly; write 16 letters and digits or more, without spaces.")
    return value


def wants(name: str, package: str, extra: str) -> None:
    """Stop where a setting needs a package that is not there."""
    if not util.find_spec(package):
        stop(
            f"{name} is set, but the package {package} is missing;"
            f" install requirements-{extra}.txt, not requirements.txt."
        )


def mail(name: str, default: str) -> dict:
    """How mails go out, as settings of Django."""
    value = text(name, default) or default
    try:
        found = env.email_url_config(value)
    except (ValueError, ImproperlyConfigured):
        stop(f"{name} cannot be read; write smtp+tls://user:password@host:587 ({ESCAPED}).")
    if found["EMAIL_FILE_PATH"] or value.startswith("filemail:"):
        parts = urlsplit(value)
        # django-environ takes the first / away, and so a folder beneath the one that the process happens to be in.
        if parts.netloc or not parts.path.strip("/"):
            stop(f"{name} names no folder; write filemail:///path/to/folder.")
        found["EMAIL_FILE_PATH"] = unquote(parts.path)
    return found


def misspelt(names: Iterable[str]) -> list[tuple[str, str]]:
    """Of names of variables those that look like one of ours and are none, each with ours."""
    found = []
    for name in sorted(set(names) - KNOWN):
        near = difflib.get_close_matches(name, KNOWN, 1, 0.85)
        if near and near[0] not in os.environ:
            found.append((name, near[0]))
    return found
