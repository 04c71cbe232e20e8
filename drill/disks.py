"""The disk is full, files are gone, the store of pages is flushed or killed."""

import shutil
import subprocess
import time
from pathlib import Path

from bench import client, steady

from .acts import is_backup
from .editor import Editor
from .field import Field, Ground
from .outcome import Outcome
from .public import PAGES, watching

REDIS_PORT, DISK_MB = 8150, 120


def full_disk(field: Field) -> Outcome:
    """Nothing more can be written, neither database (SQLite), pages, files nor backups; then there is room again."""
    try:
        with field.ground(megabytes=DISK_MB) as ground, ground.server() as server:
            return fill_disk(ground, server)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        return Outcome("", skipped=f"no disk of its own can be made ({error})")


def fill_disk(ground: Ground, server) -> Outcome:
    server.first("/members/")
    editor = Editor(ground, server)
    editor.open()
    with watching(server.address) as seen:
        ballast = fill(ground.folder / "ballast")
        answer = editor.send()
        tried = [ground.run("manage.py", *command) for command in (["backup"], ["release_data"])]
        time.sleep(2)
        ballast.unlink()
        time.sleep(2)
    lost = editor.lost() + editor.can_save()
    lost += [f"{path.name} is not whole" for path in ground.backups.glob("*.zip") if not is_backup(path)]
    lost += [f"{path.name} is left" for path in ground.backups.glob("*.part")]
    lost += [
        f"a traceback in place of a sentence: {done.stderr[-300:]}" for done in tried if "Traceback" in done.stderr
    ]
    ground.manage("backup")
    state = ground.state()
    lost += state["faults"] + [f"{name} is left" for name in state["half"]]
    ended = ", ".join(str(done.returncode) for done in tried)
    return Outcome(f"the disk full; an editor is {answer}; backup and release_data end with {ended}", lost, seen)


def fill(path: Path) -> Path:
    """A file that takes all the room there is."""
    with path.open("wb", buffering=0) as file:
        size = 2**20
        while size:
            try:
                file.write(b"\0" * size)
            except OSError:
                size //= 2
    return path


def missing_media(field: Field) -> Outcome:
    """All stored files are gone, and then come back."""
    with field.ground() as ground:
        files = [f"/media/{path.name}" for path in sorted(ground.media.glob("*.*"))[:4]]
        ground.manage("release_data")
        with ground.server() as server:
            server.first("/members/")
            with watching(server.address, pages=(*PAGES, *files), calm=(200, 404)) as seen:
                move(ground.media, ground.folder / "elsewhere")
                time.sleep(2)
                found = ground.run("manage.py", "release_data", "--verify").returncode
                move(ground.folder / "elsewhere", ground.media)
                time.sleep(1)
            back = [path for path in files if client.get(server.address, path)[0] != 200]
        lost = [f"{path} is not served again" for path in back] + ground.state()["faults"]
        lost += [] if found == 4 else [f"release_data --verify ends with {found} though files are missing"]
        return Outcome("all stored files gone for a while", lost, seen)


def move(source: Path, target: Path) -> None:
    """All that a folder holds, and not the folder."""
    target.mkdir(exist_ok=True)
    for path in source.iterdir():
        path.rename(target / path.name)


def lost_store(field: Field) -> Outcome:
    """The Redis for kept pages is flushed, killed and started anew; what is published shows at once all the while."""
    if not shutil.which("redis-server"):
        return Outcome("", skipped="there is no redis-server")
    redis = Redis()
    with field.ground() as ground, redis, ground.server(CACHE_URL=redis.url) as server:
        server.first("/members/")
        lost = []
        with watching(server.address, calm=(200,)) as seen, ground.portal.publisher() as publish:
            for trouble in (redis.flush, redis.kill, redis.start):
                for _time in range(5):
                    trouble()
                    text = steady.token()
                    publish(text)
                    lost += [] if steady.shows(server.address, text) else [f"stale after {trouble.__name__}"]
                    time.sleep(0.2)
        lost += ground.state()["faults"]
    return Outcome("the store flushed 5 ×, killed, and started anew; 15 publications meanwhile", lost, seen)


class Redis:
    """One of the drill's own, with nothing on disk."""

    def __init__(self, port: int = REDIS_PORT):
        self.port, self.url, self.process = port, f"redis://127.0.0.1:{port}/0", None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.kill()

    def start(self) -> None:
        if self.process is None:
            command = ["redis-server", "--port", str(self.port), "--save", "", "--appendonly", "no"]
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            time.sleep(0.5)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def flush(self) -> None:
        client.Connection(("127.0.0.1", self.port), 5).socket.sendall(b"FLUSHALL\r\n")
