"""Makes the PDF: in a process of its own, with bounded time and memory, which finds what is laid before it alone."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from . import is_installed
from .letters import FONTS

TEMPLATE = Path(__file__).resolve().parent / "book.typ"
PRESS = Path(__file__).resolve().parent / "pressing.py"
# In seconds of its processors, and in bytes.
TIME, MEMORY = 300, 1536 * 2**20


class Jammed(Exception):
    """No file came of it."""


def missing() -> str:
    return "Handbooks need the package typst: pip install -r requirements-handbook.txt"


def print_book(data: dict, path: Path) -> None:
    """Make the PDF of a book. What stands at the path before is replaced at once or not at all. Raises Jammed."""
    if not is_installed():
        raise Jammed(missing())
    with tempfile.TemporaryDirectory(prefix="handbook-") as name:
        folder = Path(name)
        lay_out(data, folder)
        made = folder / "book.pdf"
        run(folder, data["made"])
        path.parent.mkdir(parents=True, exist_ok=True)
        # On the same disk as what it replaces, or replacing is no single act.
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            shutil.copyfile(made, beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def lay_out(data: dict, folder: Path) -> None:
    """All that the press may read: the template, the data, the mark, the flags of those in the book."""
    shutil.copyfile(TEMPLATE, folder / "book.typ")
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False))
    images = settings.BASE_DIR / "static" / "img"
    mark = (images / "favicon.svg").read_text().replace("#1b8391", "#fff")
    (folder / "mark.svg").write_text(mark)
    (folder / "flags").mkdir()
    for name in sorted(flags_in(data)):
        shutil.copyfile(images / name, folder / name)


def flags_in(data) -> set[str]:
    """The pictures that the data name."""
    if isinstance(data, dict):
        own = {data["picture"]} if data.get("picture") else set()
        return own.union(*map(flags_in, data.values()))
    return set().union(*map(flags_in, data)) if isinstance(data, list) else set()


def run(folder: Path, made: int) -> None:
    command = [sys.executable, "-I", str(PRESS), str(folder), str(FONTS), str(made)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            preexec_fn=bound,
            capture_output=True,
            text=True,
            cwd=folder,
            env={},
            timeout=3 * TIME,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Jammed("It took too long.") from error
    if done.returncode:
        raise Jammed(" ".join(done.stderr.split())[-2000:] or f"The press ended with {done.returncode}.")


def bound() -> None:
    """Before others, and within its bounds."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
