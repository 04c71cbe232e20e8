"""What the benchmark does with Django and its own database, each step in a process of its own.

A step is named, told what it needs by JSON, and says what it found by JSON.
"""

import json
import shutil
import sys
import time
import uuid
from pathlib import Path

import django

PUBLISHER = "publisher"
SLUG = "measured"


def prepare(*, vocabulary: str, folder: str) -> dict:
    """An empty portal with its vocabulary and one publisher, and static files without their compressed forms."""
    from django.contrib.auth.models import Group
    from django.core.management import call_command
    from django.db import connection
    from django.test import override_settings

    from bench.management.commands import seed
    from profiles.desk.models import User

    call_command("migrate", verbosity=0)
    user = User.objects.create_user(PUBLISHER, "publisher@example.org", is_staff=True)
    user.groups.add(Group.objects.get(name="Publishers"))
    words = Path(folder) / "vocabulary"
    (words / "entities").mkdir(parents=True)
    shutil.copy(vocabulary, words / "vocabulary.json")
    call_command("load_directory", words, by=PUBLISHER, stdout=sys.stderr)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    with override_settings(STORAGES={"staticfiles": plain}):
        call_command("collectstatic", interactive=False, verbosity=0)
    connection.ensure_connection()
    version = ".".join(str(part) for part in connection.get_database_version())
    return {
        "name": seed.content(7, seed.vocabulary())["name"]["en"],
        "database": f"{connection.display_name} {version}",
    }


def look(*, paths: list[str], once: list[str], profile: str, static: str) -> dict:
    """How many statements each page takes: with nothing of the page kept, and once more; and the yardstick's file."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from profiles.serving.store import ENCODINGS

    browser, counts = Client(HTTP_HOST="127.0.0.1"), {}
    browser.get("/members/")
    for path in paths:
        caches["fragments"].clear()
        counts[path] = []
        for _time in range(1 if path in once else 2):
            with CaptureQueriesContext(connection) as queries:
                answer = browser.get(path)
                b"".join(answer)
            counts[path].append(len(queries))
            assert answer.status_code == 200, f"{path}: {answer.status_code}"  # noqa: S101
    body = browser.get(profile).content
    Path(static).write_bytes(body)
    for encoding, suffix in (("br", ".br"), ("gzip", ".gz")):
        if encoding in ENCODINGS:
            Path(static + suffix).write_bytes(ENCODINGS[encoding](body))
    return counts


def publish(*, number: int) -> dict | None:
    """Publish one profile anew for each line that comes in, with that line for its summary; say when and how long."""
    from bench.management.commands import seed
    from profiles.desk import workingcopy
    from profiles.desk.models import Entity, User
    from profiles.desk.verbs import publishing

    by = User.objects.get(username=PUBLISHER)
    entity = Entity.objects.filter(slug=SLUG).first()
    if entity is None:
        content = seed.content(number, seed.vocabulary()) | {"slug": SLUG}
        entity = workingcopy.apply(content, Entity(uid=uuid.uuid4()))
    print("ready", flush=True)
    for line in sys.stdin:
        entity.summary_en = line.strip()
        entity.save(update_fields=["summary_en"])
        began, cpu = time.monotonic(), time.process_time()
        publishing.publish(entity, by=by, override="To measure it.")
        found = {"began": began, "seconds": time.monotonic() - began, "cpu": time.process_time() - cpu}
        print(json.dumps(found), flush=True)


def sign_in() -> dict:
    """A session of the publisher, as a cookie, and where the published profile is edited."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.urls import reverse

    from profiles.desk.models import Entity, User

    user, session = User.objects.get(username=PUBLISHER), SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    path = reverse("admin:profiles_entity_change", args=[Entity.objects.get(slug=SLUG).pk])
    return {"cookie": f"sessionid={session.session_key}", "path": path}


def time_import() -> dict:
    """How long it takes to import the application, from a Python that has started."""
    began, cpu = time.monotonic(), time.process_time()
    import addportal.wsgi  # noqa: F401

    return {"seconds": time.monotonic() - began, "cpu": time.process_time() - cpu}


def main(step: str, told: str) -> None:
    steps = {"prepare": prepare, "look": look, "publish": publish, "sign_in": sign_in, "time_import": time_import}
    if step != "time_import":
        django.setup()
    found = steps[step](**json.loads(told))
    if found is not None:
        print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
