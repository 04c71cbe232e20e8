"""The server is reloaded, ended or upgraded, and migrations run twice at once, while the public reads."""

import shutil
import signal
import subprocess
import time
from pathlib import Path

from bench import client, steady
from bench.portal import tree_of

from . import truth
from .field import TREE, Field, Ground
from .outcome import Outcome
from .public import PAGES, watching

# What `git pull` brings.
CODE = ("addportal", "profiles", "templates", "static", "locale")
MIGRATIONS = ("profiles/desk/migrations", "profiles/published/migrations")
MOST_COMMITS = 60


def two_migrations(field: Field) -> Outcome:
    """Two machines begin to migrate one empty database at once; then one is asked once more."""
    with field.ground(filled=False) as alone, field.ground(filled=False) as ground:
        alone.manage("migrate", "--verbosity=0")
        told = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        both = [ground.start("manage.py", "migrate", "--verbosity=0", **told) for _ in range(2)]
        said = [process.communicate()[1] for process in both]
        ended = [process.returncode for process in both]
        ground.manage("migrate", "--verbosity=0")
        lost = truth.differences(alone.inside("made"), ground.inside("made"), "made")
        lost += [f"one ended with a traceback: {text.splitlines()[-1]}" for text in said if "Traceback" in text]
        return Outcome(f"two `migrate` at once end with {ended[0]} and {ended[1]}; a third is whole", lost)


def reload(field: Field) -> Outcome:
    """SIGHUP while visitors walk about: none is without an answer."""
    with field.ground() as ground, ground.server() as server:
        server.first("/members/")
        with watching(server.address, visitors=4, calm=(200,)) as seen:
            for _time in range(2):
                time.sleep(1)
                hang_up(server)
            time.sleep(2)
        return Outcome("two reloads (SIGHUP) under load", ground.state()["faults"], seen)


def hang_up(server, patience: float = 60) -> None:
    """Reload, and wait until all its workers are others."""
    before = set(server.pids()[1:])
    server.process.send_signal(signal.SIGHUP)
    until = time.monotonic() + patience
    while before & set(server.pids()[1:]) and time.monotonic() < until:
        time.sleep(0.2)


def end(field: Field) -> Outcome:
    """SIGTERM in the midst of publications and reading: whoever was answered had a whole page, and it starts again."""
    with field.ground() as ground, ground.server() as server:
        server.first("/members/")
        with watching(server.address, calm=(0, 200), visitors=4) as seen, ground.portal.publisher() as publish:
            with steady.repeating(lambda: publish(steady.token()), 0.1):
                time.sleep(2)
                began = time.monotonic()
                server.__exit__()
                took = time.monotonic() - began
            server.__enter__()
            server.first("/members/")
            text = steady.token()
            publish(text)
            lost = [] if steady.shows(server.address, text) else ["stale after it started again"]
        return Outcome(f"ended (SIGTERM, {took:.1f} s) and started under load", lost + ground.state()["faults"], seen)


def upgrade(field: Field) -> Outcome:
    """An earlier revision serves and publishes; `migrate` runs beside it, then the code is today's and it reloads."""
    revision = field.earlier or before_the_last_migrations()
    if not revision:
        return Outcome("", skipped="there is no earlier revision here")
    tree = tree_of(revision, field.folder / "earlier")
    shutil.rmtree(tree / "drill", ignore_errors=True)
    (tree / "drill").symlink_to(Path(__file__).parent)
    with field.ground(filled=False, tree=tree) as ground:
        ground.portal.env["STATIC_ROOT"] = str(ground.folder / "static")
        ground.prepare()
        with ground.server() as server:
            return upgraded(ground, server, revision)


def upgraded(ground: Ground, server, revision: str) -> Outcome:
    pages, lost, texts = shared(server), [], []
    with watching(server.address, pages=pages) as seen:
        with ground.portal.publisher() as publish:

            def publish_shown(when: str) -> None:
                texts.append(steady.token())
                publish(texts[-1])
                if not steady.shows(server.address, texts[-1]):
                    lost.append(f"what was published {when} did not show")

            publish_shown("before")
            with steady.repeating(lambda: publish_shown("while it migrated"), 0.5):
                migrate = ground.run(str(TREE / "manage.py"), "migrate", "--verbosity=0", env={"PYTHONPATH": str(TREE)})
            lost += [f"migrate: {migrate.stderr[-400:]}"] if migrate.returncode else []
            publish_shown("by the old code on the new tables")
        pull(ground)
        hang_up(server)
        with ground.portal.publisher() as publish:
            publish_shown("by the new code")
        time.sleep(1)
    lost += ground.state()["faults"]
    return Outcome(f"{revision[:9]} migrated and reloaded as today's, {len(texts)} publications", lost, seen)


def shared(server) -> tuple[str, ...]:
    """The pages that the earlier revision has too."""
    server.first("/members/")
    return tuple(path for path in PAGES if client.get(server.address, path)[0] == 200)


def pull(ground: Ground) -> None:
    """Put today's code where the earlier is."""
    for name in CODE:
        shutil.rmtree(ground.portal.tree / name)
        shutil.copytree(TREE / name, ground.portal.tree / name)
    shutil.copytree(ground.static, ground.portal.env["STATIC_ROOT"], dirs_exist_ok=True)


def before_the_last_migrations() -> str:
    """The last tag; or else the last commit that has some of today's migrations and no other, in full. Nothing where
    this is no clone of git, or has none."""
    if tag := git("describe", "--tags", "--abbrev=0"):
        return tag
    today = migrations_of("HEAD")
    for commit in git("log", "--first-parent", f"-{MOST_COMMITS}", "--format=%H", "--", *MIGRATIONS).split():
        before = migrations_of(f"{commit}~1")
        if before and before < today:
            return git("rev-parse", f"{commit}~1")
    return ""


def migrations_of(revision: str) -> set[str]:
    names = git("ls-tree", "-r", "--name-only", revision, "--", *MIGRATIONS).split()
    return {name for name in names if "/0" in name}


def git(*told: str) -> str:
    done = subprocess.run(["git", *told], cwd=TREE, capture_output=True, text=True, check=False)  # noqa: S607
    return done.stdout.strip() if done.returncode == 0 else ""
