"""Settings that are each right and wrong together, or right only on one's own machine."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from profiles.published import identity
from profiles.values.languages import of_row

from .findings import Look, Said, failure, fine, warning

ONLY_HERE = ("localhost", "127.0.0.1", "[::1]")
# For how long browsers are told to refuse plain HTTP: five minutes, a day, a year.
HSTS_LADDER = (300, 86_400, 31_536_000)


def version() -> Iterator[Said]:
    yield fine(f"This is addportal {settings.VERSION}, in {settings.BASE_DIR}.")


def names() -> Iterator[Said]:
    """Hosts, and the address that e-mails lead to."""
    if settings.DEBUG:
        yield warning(
            "DEBUG is on: pages of errors show the code, and the key is known. Set DEBUG=0 where others can reach it."
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield warning("ALLOWED_HOSTS has *: it answers to any name. Write the names that it has.")
    parts = urlsplit(settings.SITE_URL)
    if not validate_host(parts.netloc.rpartition(":")[0] if parts.port else parts.netloc, settings.ALLOWED_HOSTS):
        yield failure(
            f"SITE_URL is {settings.SITE_URL}, but ALLOWED_HOSTS has no such host: links in e-mails lead to an error."
        )
    elif parts.hostname in ONLY_HERE and not settings.DEBUG:
        yield warning(f"SITE_URL is {settings.SITE_URL}: links in e-mails open on this machine alone.")
    else:
        yield fine(f"It answers to {', '.join(settings.ALLOWED_HOSTS)}; e-mails lead to {settings.SITE_URL}.")


def https() -> Iterator[Said]:
    scheme = urlsplit(settings.SITE_URL).scheme
    if settings.HTTPS and scheme == "http":
        yield failure(f"HTTPS is on, but SITE_URL is {settings.SITE_URL}. Write https://.")
    elif not settings.HTTPS and not settings.DEBUG:
        yield warning("HTTPS is off: passwords cross the network as they are. Only on a closed network.")
    elif settings.HTTPS and not settings.TRUSTED_PROXY:
        yield warning(
            "HTTPS is on and TRUSTED_PROXY is 0: behind a proxy that ends TLS pages lead to themselves for ever. "
            "Set TRUSTED_PROXY to how many proxies are in front."
        )
    elif settings.HTTPS:
        yield fine(f"HTTPS, behind {settings.TRUSTED_PROXY} proxies. {rung(settings.HSTS_SECONDS)}")
    if settings.HSTS_PRELOAD and not (settings.HSTS_SUBDOMAINS and settings.HSTS_SECONDS >= 31_536_000):
        yield warning("HSTS_PRELOAD is on, which wants HSTS_SUBDOMAINS=1 and HSTS_SECONDS of 31536000 at least.")


def rung(seconds: int) -> str:
    """How long browsers hold to HTTPS, and what comes next."""
    held = f"Browsers hold to it for {seconds} seconds (HSTS_SECONDS)"
    higher = next((step for step in HSTS_LADDER if step > seconds), None)
    return f"{held}; once all is well for that long, write {higher}." if higher else f"{held}."


def spelling() -> Iterator[Said]:
    """Variables of the environment that look like one of ours."""
    for name, ours in settings.MISSPELT(os.environ):
        yield warning(f"{name} is set in the environment, and means nothing. Did you mean {ours}?")


def secrets() -> Iterator[Said]:
    if not settings.DEBUG and (len(settings.SECRET_KEY) < 40 or len(set(settings.SECRET_KEY)) < 8):
        yield failure("SECRET_KEY can be guessed, and with it sessions. Write 50 random characters or more.")
    if not settings.REQUIRE_SECOND_FACTOR and not settings.DEBUG:
        yield warning("REQUIRE_SECOND_FACTOR is 0: a stolen password is enough to publish.")


def publisher() -> Iterator[Said]:
    """That it says in every language whose it is and who publishes, and where one writes to them."""
    known = identity.current()
    if not all(of_row(known, "name").values()):
        yield warning("Nothing says in every language whose directory this is: Identity, in admin.")
    if not all(of_row(known, "publisher").values()):
        yield warning("Nothing says in every language who publishes: Identity, in admin.")
    if not known.email:
        yield warning("Nothing says to which address one writes about it: Identity, in admin.")
    if old := sorted(name for name in os.environ if name.startswith("PUBLISHER_")):
        yield warning(f"{', '.join(old)}: read no more. Who publishes is said in Identity, in admin.")


def static_files() -> Iterator[Said]:
    """That `collectstatic` has run, for the files that are there."""
    if settings.DEBUG:
        return
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.is_file():
        yield failure(f"No static files in {settings.STATIC_ROOT}: run manage.py collectstatic.")
        return
    newest = max(path.stat().st_mtime for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*.*"))
    if newest > manifest.stat().st_mtime:
        yield warning("Static files have changed since they were collected: run manage.py collectstatic, then reload.")
    else:
        yield fine("Static files are collected.")


LOOKS: dict[str, Look] = {
    "version": version,
    "names": names,
    "https": https,
    "spelling": spelling,
    "secrets": secrets,
    "publisher": publisher,
    "static files": static_files,
}
