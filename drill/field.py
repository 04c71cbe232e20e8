"""Where the drill takes place: portals of its own, each a copy of one that is prepared once."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

from bench import database
from bench.inside import PUBLISHER
from bench.portal import Portal
from bench.server import Server

TREE = Path(settings.BASE_DIR)
WORKERS = 2
# As `make serve` has them for two workers, in the second line of its options.
RELOAD = ["--respawn-interval", "8", "--workers-kill-timeout", "10"]


class Field:
    """A folder, and the address of a PostgreSQL server's database, beside which those of the drill are made (nothing:
    SQLite). `earlier` is the revision that is upgraded from, `quick` makes fewer rounds."""

    def __init__(self, folder: Path, url: str = "", *, earlier: str = "", quick: bool = False):
        self.folder, self.url, self.earlier, self.quick = folder, url, earlier, quick
        self.number = 0
        self.prepared: Ground | None = None

    @property
    def is_sqlite(self) -> bool:
        return not self.url

    def rounds(self, number: int) -> int:
        return max(2, number // 4) if self.quick else number

    def prepare(self) -> None:
        """The portal that all others are copies of, with the real directory."""
        ground = Ground(self, self.folder / "prepared", self.name_url("prepared"), tree=TREE)
        if not self.is_sqlite:
            create(ground.url)
        ground.prepare()
        self.prepared = ground

    def name_url(self, name: str) -> str:
        if self.is_sqlite:
            return f"sqlite:///{self.folder / name / 'db.sqlite3'}"
        return f"{self.url.rstrip('/')}_drill_{name}"

    @contextmanager
    def ground(self, *, filled: bool = True, tree: Path = TREE, megabytes: int = 0) -> Iterator["Ground"]:
        """A portal for one fault: a copy of the prepared one, or with an empty database; on a disk of its own, where
        its size is told. It is gone afterwards."""
        self.number += 1
        name = f"no{self.number}"
        with disk(self.folder / name, megabytes):
            yield from self.made(name, tree, filled)

    def made(self, name: str, tree: Path, filled: bool) -> Iterator["Ground"]:
        ground = Ground(self, self.folder / name, self.name_url(name), tree=tree)
        if not self.is_sqlite:
            create(ground.url, self.prepared.url if filled else "")
        elif filled:
            copy_file(self.prepared.file, ground.file)
        if filled:
            shutil.copytree(self.prepared.media, ground.media, dirs_exist_ok=True)
        try:
            yield ground
        finally:
            if not self.is_sqlite:
                drop(ground.url)
            shutil.rmtree(ground.folder, ignore_errors=True)

    def close(self) -> None:
        if self.prepared and not self.is_sqlite:
            drop(self.prepared.url)


class Ground:
    """A portal with a folder for all that is its own."""

    def __init__(self, field: Field, folder: Path, url: str, *, tree: Path):
        self.field, self.folder, self.url = field, folder, url
        self.portal = Portal(folder, url, workers=WORKERS, tree=tree)
        self.static = (field.folder / "prepared" / "static").resolve()
        self.backups = folder / "backups"
        self.backups.mkdir()
        self.portal.env |= {
            "STATIC_ROOT": str(self.static),
            "BACKUP_DIR": str(self.backups),
            "HANDBOOK_DIR": str(folder / "handbooks"),
            "CACHE_URL": "",
            "DEBUG": "0",
        }

    def prepare(self) -> None:
        """The real directory, and a profile that the drill publishes again and again."""
        self.portal.prepare()
        self.portal.fill(0)  # The source of that profile.
        self.manage("load_directory", str(self.portal.tree / "fixtures"), "--by", PUBLISHER)
        with self.portal.publisher() as publish:
            publish("Prepared.")

    @property
    def media(self) -> Path:
        return self.folder / "media"

    @property
    def file(self) -> Path:
        """That of SQLite."""
        return self.folder / "db.sqlite3"

    @property
    def log(self) -> str:
        path = self.folder / "server.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def server(self, *, through: tuple[str, ...] = (), **env) -> Server:
        portal = self.portal
        log, env = self.folder / "server.log", portal.env | env
        server = Server(workers=portal.workers, env=env, tree=portal.tree, log=log, through=through)
        server.options += RELOAD
        return server

    def run(self, *command: str, env: dict | None = None) -> subprocess.CompletedProcess:
        """A Python of the portal's, whatever comes of it."""
        env = self.portal.env | (env or {})
        whole = [sys.executable, *command]
        return subprocess.run(whole, env=env, cwd=self.portal.tree, capture_output=True, text=True, check=False)

    def manage(self, *told: str, env: dict | None = None) -> str:
        """What a command of manage.py says. Raises RuntimeError where it fails."""
        done = self.run("manage.py", *told, env=env)
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(told)} ({done.returncode}):\n{done.stderr[-2000:]}")
        return done.stdout

    def start(self, *command: str, env: dict | None = None, **pipes) -> subprocess.Popen:
        env = self.portal.env | (env or {})
        return subprocess.Popen([sys.executable, *command], env=env, cwd=self.portal.tree, text=True, **pipes)

    def inside(self, step: str, *, env: dict | None = None, **told) -> dict:
        """What a step of `drill.inside` finds. Raises RuntimeError."""
        done = self.run("-m", "drill.inside", step, json.dumps(told), env=env)
        if done.returncode:
            raise RuntimeError(f"{step} ({done.returncode}):\n{done.stderr[-3000:]}")
        return json.loads(done.stdout.splitlines()[-1])

    def state(self) -> dict:
        """What `truth.state` says."""
        return self.inside("state")


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A small disk in a folder, which root alone can make; nothing where no size is told."""
    if not megabytes:
        yield
        return
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)  # noqa: S607


def copy_file(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def create(url: str, template: str = "") -> None:
    from psycopg import sql

    with database.administrator(url) as execute:
        execute("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        like = f" TEMPLATE {sql.Identifier(database.name_of(template)).as_string()}" if template else ""
        execute("CREATE DATABASE {}" + like)


def drop(url: str) -> None:
    with database.administrator(url) as execute:
        execute("DROP DATABASE IF EXISTS {} WITH (FORCE)")
