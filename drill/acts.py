"""The acts that are killed. Each says what is half after it was, and does it once more."""

import io
import os
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from bench.inside import PUBLISHER
from profiles.desk.backups import archive
from profiles.desk.models import Entity, Import, User
from profiles.desk.verbs import datareleases, importing, importwork, publishing
from profiles.published.models import Publication, Release
from profiles.values import files

from . import truth

MANY = 6


def publisher() -> User:
    return User.objects.get(username=PUBLISHER)


def token() -> str:
    return f"Drilled: {secrets.token_hex(6)}."


def write(entity: Entity, summary: str) -> None:
    entity.summary_en = summary
    entity.save(update_fields=["summary_en"])


def shown(slugs: list[str]) -> set[str]:
    """The summaries of some profiles that are public now."""
    live = Publication.objects.live(timezone.now()).filter(slug__in=slugs)
    return {row.content()["summary"]["en"] for row in live}


class Publish:
    """One profile, or several in one stroke: each shows the new summary, or each still the old."""

    def __init__(self, many: int = 1):
        self.many = many

    def entities(self) -> list[Entity]:
        return list(Entity.objects.order_by("slug")[: self.many])

    def ready(self, number: int) -> dict:
        entities, new = self.entities(), token()
        for entity in entities:
            write(entity, new)
        slugs = [entity.slug for entity in entities]
        return {"slugs": slugs, "new": new, "old": sorted(shown(slugs)), "releases": Release.objects.count()}

    def do(self, said: dict) -> None:
        entities, by = self.entities(), publisher()
        if self.many == 1:
            publishing.publish(entities[0], by=by, override="To drill.")
        else:
            publishing.publish_bundle(entities, by=by, override="To drill.")

    def faults(self, said: dict) -> list[str]:
        found, number = sorted(shown(said["slugs"])), Release.objects.count() - said["releases"]
        whole = (found == said["old"] and number == 0) or (found == [said["new"]] and number == self.many)
        return [*truth.faults(), *([] if whole else [f"half is published: {number} releases, {found}"])]

    def again(self, said: dict) -> list[str]:
        if shown(said["slugs"]) != {said["new"]}:
            self.do(said)
        return [] if shown(said["slugs"]) == {said["new"]} else ["it could not be published again"]


class Take:
    """A file that is brought in changes all working copies that it names, or none; and it is taken up again."""

    def ready(self, number: int) -> dict:
        Import.objects.filter(state__in=["waiting", "taking"]).delete()
        new = token()
        slugs = list(Entity.objects.order_by("slug").values_list("slug", flat=True))
        text = "slug,summary_en\n" + "".join(f"{slug},{new}\n" for slug in slugs)
        record = importing.read(text.encode(), name="profiles.csv", by=publisher())
        importwork.wait(record, Import.State.TAKING)
        return {"new": new, "slugs": slugs, "record": record.pk}

    def do(self, said: dict) -> None:
        importwork.work_on_all()

    def faults(self, said: dict) -> list[str]:
        record = Import.objects.get(pk=said["record"])
        changed = Entity.objects.filter(summary_en=said["new"]).count()
        wanted = len(said["slugs"]) if record.state == Import.State.TAKEN else 0
        return [] if changed == wanted else [f"{changed} of {len(said['slugs'])} are changed, and it is {record.state}"]

    def again(self, said: dict) -> list[str]:
        # A quarter of an hour later.
        Import.objects.filter(claimed_until__gt=timezone.now()).update(claimed_until=timezone.now())
        importwork.work_on_all()
        state = Import.objects.get(pk=said["record"]).state
        return [*self.faults(said), *([] if state == Import.State.TAKEN else [f"taken up again it is {state}"])]


class BackUp:
    """A backup is there whole or not at all; what is left of it goes after a day."""

    def ready(self, number: int) -> dict:
        for path in settings.BACKUP_DIR.iterdir():
            path.unlink()
        return {}

    def do(self, said: dict) -> None:
        with suppress(CommandError):  # In one second two have the same name.
            call_command("backup", verbosity=0, stdout=io.StringIO())

    def faults(self, said: dict) -> list[str]:
        return [f"{path.name} is not whole" for path in settings.BACKUP_DIR.glob("*.zip") if not is_backup(path)]

    def again(self, said: dict) -> list[str]:
        day_ago = time.time() - files.ABANDONED - 1
        for path in settings.BACKUP_DIR.glob("*.part"):
            os.utime(path, (day_ago, day_ago))
        for path in settings.BACKUP_DIR.glob("*.zip"):
            path.unlink()
        self.do(said)
        left = [path.name for path in settings.BACKUP_DIR.iterdir() if not path.name.endswith(".zip")]
        there = any(settings.BACKUP_DIR.glob("*.zip"))
        return self.faults(said) + [f"{name} stays" for name in left] + ([] if there else ["there is none"])


def is_backup(path: Path) -> bool:
    try:
        with archive.opened(path) as (found, manifest):
            return found.testzip() is None and bool(manifest["tables"])
    except archive.Unusable:
        return False


class ReleaseData:
    """A release of the data names whole files, or there is none; what is left of one goes after a day."""

    def ready(self, number: int) -> dict:
        entity = Entity.objects.order_by("slug").first()
        write(entity, token())
        publishing.publish(entity, by=publisher(), override="To drill.")
        return {}

    def do(self, said: dict) -> None:
        datareleases.release(by=None)

    def faults(self, said: dict) -> list[str]:
        return list(datareleases.faults())

    def again(self, said: dict) -> list[str]:
        with suppress(datareleases.Unchanged):
            datareleases.release(by=None)
        return [*self.faults(said), *stays()]


def stays() -> list[str]:
    """What is left half among the stored files once a day has gone by."""
    day_ago = time.time() - files.ABANDONED - 1
    for name in truth.half():
        path = Path(settings.MEDIA_ROOT, name)
        os.utime(path, (day_ago, day_ago))
    files.remove_abandoned()
    return [f"{name} stays" for name in truth.half()]


class Restore:
    """A backup goes back into an empty database whole or not at all, and into the same once more."""

    def __init__(self, backup: str, wanted: dict):
        self.backup, self.wanted = backup, wanted

    def ready(self, number: int) -> dict:
        empty_database()
        return {}

    def do(self, said: dict) -> None:
        call_command("restore", self.backup, verbosity=0, stdout=io.StringIO())

    def faults(self, said: dict) -> list[str]:
        there = set(connection.introspection.table_names())
        if "published_publication" not in there:
            return []
        number = Publication.objects.count() if "published_release" in there else 0
        return [] if number in (0, self.wanted["rows"]) else [f"{number} of {self.wanted['rows']} publications"]

    def again(self, said: dict) -> list[str]:
        if "published_publication" not in connection.introspection.table_names() or not Publication.objects.exists():
            self.do(said)
        found = {label: digest for label, digest in truth.rows().items() if label in self.wanted["tables"]}
        return truth.differences({"tables": found}, self.wanted, "tables")


class Migrate:
    """Migrations that are broken off go on from where they were; nothing that an earlier version wrote is lost.

    `source` is a database of SQLite of an earlier version; without, tables are made from nothing. `wanted` is what
    comes of it without a kill."""

    def __init__(self, source: str = ""):
        self.source, self.wanted = source, {}

    def ready(self, number: int) -> dict:
        empty_database()
        if self.source:
            shutil.copy(self.source, connection.settings_dict["NAME"])
        return {}

    def do(self, said: dict) -> None:
        call_command("migrate", verbosity=0)

    def faults(self, said: dict) -> list[str]:
        return []

    def again(self, said: dict) -> list[str]:
        self.do(said)
        return truth.differences({"rows": truth.numbers(), "made": made()}, self.wanted, "rows", "made")


# What a database says of its tables: of each thing a name and what it is made of.
MADE = {
    "sqlite": "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": (
        "SELECT table_name || '.' || column_name, data_type || coalesce(column_default, '') || is_nullable"
        " FROM information_schema.columns WHERE table_schema = 'public'"
        " UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " UNION ALL SELECT conname || ' of ' || conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace"
    ),
}


def made() -> dict[str, str]:
    """The columns, indexes and constraints of all tables."""
    with connection.cursor() as cursor:
        cursor.execute(MADE[connection.vendor])
        return dict(cursor.fetchall())


def empty_database() -> None:
    """Take all that there is out of the database of this process, which is the drill's own."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        connection.close()
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
