"""A portal of the benchmark's own: a tree of code, a folder for all its files, a database, servers."""

import io
import json
import os
import secrets
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from bench import database, inside, rows
from bench.server import Server


class Portal:
    """A portal that is empty at first. `url` is that of its database."""

    def __init__(self, folder: Path, url: str, *, workers: int, tree: Path):
        self.folder, self.url, self.workers, self.tree = folder, url, workers, tree
        self.static = folder / "static" / rows.YARDSTICK
        (folder / "media").mkdir(parents=True, exist_ok=True)
        self.env = os.environ | {
            "DEBUG": "0",
            "HTTPS": "0",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": "http://127.0.0.1",
            "DATABASE_URL": url,
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "PAGE_STORE_MB": "64",
            "PAGE_DISK_MB": "256",
            "PAGE_DIR": str(folder / "pages"),
            "REQUIRE_SECOND_FACTOR": "0",
            "EMAIL_URL": "dummymail://",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": str(tree),
        }

    def step(self, name: str, **told) -> dict:
        command = [sys.executable, "-m", "bench.inside", name, json.dumps(told)]
        done = subprocess.run(command, env=self.env, cwd=self.tree, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{name}:\n{done.stderr[-3000:]}")
        return json.loads(done.stdout)

    def prepare(self) -> dict:
        """Make its tables, its vocabulary and a publisher; say what `inside.prepare` says."""
        return self.step("prepare", vocabulary=str(self.tree / "fixtures" / "vocabulary.json"), folder=str(self.folder))

    def fill(self, size: int) -> None:
        manage = [sys.executable, "manage.py", "seed", str(size), "--into", database.name_of(self.url)]
        subprocess.run(manage, env=self.env, cwd=self.tree, check=True, stdout=sys.stderr)

    def server(self, **env) -> Server:
        log = self.folder / "server.log"
        return Server(workers=self.workers, env=self.env | env, tree=self.tree, log=log)

    @contextmanager
    def publisher(self) -> Iterator:
        """A process of its own that publishes one profile with a summary each time, and says what `inside.publish`
        says."""
        command = [sys.executable, "-m", "bench.inside", "publish", json.dumps({"number": 10_000_000})]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
        with subprocess.Popen(command, env=self.env, cwd=self.tree, **pipes) as process:

            def publish(summary: str) -> dict:
                process.stdin.write(f"{summary}\n")
                return json.loads(process.stdout.readline())

            try:
                if process.stdout.readline() != "ready\n":
                    raise RuntimeError("Nothing could be published.")
                yield publish
            finally:
                process.stdin.close()


@contextmanager
def opened(folder: Path, url: str, *, workers: int, tree: Path) -> Iterator[Portal]:
    """A portal in a new folder. Its database, a file where no address is given, is gone afterwards."""
    folder.mkdir()
    with database.made(url, folder) as made:
        yield Portal(folder, made, workers=workers, tree=tree)


def tree_of(revision: str, folder: Path) -> Path:
    """The code of a revision in a folder, with today's benchmark in place of its own. Raises CalledProcessError."""
    command = ["git", "archive", "--format=tar", revision, "--", ".", ":!bench"]
    packed = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    (folder / "bench").symlink_to(Path(inside.__file__).parent)
    return folder
