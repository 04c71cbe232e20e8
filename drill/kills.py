"""Acts of editors and timers that are killed at any moment, while the public reads."""

import lzma
from importlib.util import find_spec
from pathlib import Path

from . import truth
from .field import TREE, Field, Ground
from .outcome import Outcome
from .public import watching

SAVED = TREE / "tests" / "saved" / "schema1.sqlite3.xz"


def killed(ground: Ground, what: str, act: str, rounds: int, **told) -> Outcome:
    """Kill an act while visitors walk about; whole are the portal afterwards and what it says."""
    with ground.server() as server:
        server.first("/members/")
        with watching(server.address) as seen:
            found = ground.inside("kill", act=act, rounds=ground.field.rounds(rounds), **told)
    lost = found["wrong"] + ground.state()["faults"]
    return Outcome(told_of(what, found), lost, seen)


def told_of(what: str, found: dict) -> str:
    return f"{what} ({found['seconds']:.2f} s) killed {found['killed']} × in its midst"


def kill_publish(field: Field) -> Outcome:
    """A profile is published, and the process killed: it is public with all that belongs to it, or not at all."""
    with field.ground() as ground:
        return killed(ground, "publishing a profile", "Publish", 24)


def kill_bundle(field: Field) -> Outcome:
    """Six profiles that are published in one stroke are public together, or none is."""
    with field.ground() as ground:
        return killed(ground, "publishing six in one stroke", "Publish", 12, many=6)


def kill_import(field: Field) -> Outcome:
    """A file that a thread takes in changes all that it names, or nothing, and is taken up again."""
    with field.ground() as ground:
        return killed(ground, "taking a file of all profiles", "Take", 6)


def kill_backup(field: Field) -> Outcome:
    """A backup is there whole or not at all; what is left of it goes after a day."""
    with field.ground() as ground:
        return killed(ground, "a backup", "BackUp", 8)


def kill_release(field: Field) -> Outcome:
    """A release of the data names whole files, or there is none."""
    with field.ground() as ground:
        return killed(ground, "a release of the data", "ReleaseData", 3)


def kill_handbook(field: Field) -> Outcome:
    """A handbook is there whole, or as it was before."""
    if not find_spec("typst"):
        return Outcome("", skipped="typst is not installed")
    with field.ground() as ground:
        return killed(ground, "making a handbook", "Handbook", 3)


def kill_restore(field: Field) -> Outcome:
    """A restore is killed, and done once more into the same database: all is as it was."""
    with field.ground() as ground, field.ground(filled=False) as empty:
        before = ground.state()
        path = backup_of(ground)
        wanted = {"tables": without_stamp(before["tables"]), "rows": publications(ground)}
        told = {"backup": str(path), "wanted": wanted}
        found = empty.inside("kill", act="Restore", rounds=field.rounds(4), **told)
        lost = found["wrong"] + empty.state()["faults"]
        return Outcome(told_of("a restore into an empty database", found), lost)


def kill_migrate(field: Field) -> Outcome:
    """Migrations are killed and go on: on SQLite from what an earlier version wrote, else from an empty database."""
    with field.ground(filled=False) as ground:
        source = ground.folder / "earlier.sqlite3"
        if field.is_sqlite:
            source.write_bytes(lzma.decompress(SAVED.read_bytes()))
        told = {"source": str(source) if field.is_sqlite else "", "rounds": field.rounds(4)}
        found = ground.inside("kill_migrate", **told)
        what = "migrating what schema 1 wrote" if field.is_sqlite else "migrating from nothing"
        return Outcome(told_of(what, found), found["wrong"])


def kill_mirror(field: Field) -> Outcome:
    """A mirror is whole, or as it was before."""
    with field.ground() as ground:
        return killed(ground, "a copy of the site as files", "Mirror", 3)


def lose_machine(field: Field) -> Outcome:
    """The machine is lost: of a backup another portal is made, which says the same."""
    with field.ground() as ground, field.ground(filled=False) as another:
        ground.manage("release_data")
        before, path = ground.state(), backup_of(ground)
        kept = another.folder / path.name
        path.rename(kept)
        for file in (*ground.media.rglob("*"), *ground.folder.glob("db.sqlite3*")):
            if file.is_file():
                file.unlink()
        another.manage("restore", str(kept))
        another.manage("migrate", "--verbosity=0")
        after = another.state()
        lost = after["faults"] + truth.differences(left_alone(before), left_alone(after))
        with another.server() as server:
            server.first("/members/")
            with watching(server.address, calm=(200,)) as seen:
                another.manage("release_data", "--verify")
        return Outcome("all lost but a backup, restored into another folder and database", lost, seen)


def left_alone(state: dict) -> dict:
    return state | {"tables": without_stamp(state["tables"])}


def without_stamp(tables: dict) -> dict:
    """A restore raises the stamp, so that no page that was kept counts as fresh."""
    return {label: digest for label, digest in tables.items() if label != "published.stamp"}


def backup_of(ground: Ground) -> Path:
    ground.manage("backup")
    return next(ground.backups.glob("*.zip"))


def publications(ground: Ground) -> int:
    code = "from profiles.published.models import Publication; print(Publication.objects.count())"
    return int(ground.manage("shell", "--verbosity=0", "-c", code).split()[-1])
