"""Put small faults into modules, one at a time, and see whether the tests of those modules notice.

Each fault runs in a process forked before the portal is imported: no source is touched, the database is a copy.
"""

import ast
import difflib
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

# What every process needs, of others: loaded once. Nothing of the portal may be.
LOADED = [*map(import_module, ("django.contrib.admin", "django.test", "playwright.sync_api"))]

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "data" / "mutants.diff"
QUIET = ["-x", "-q", "--reuse-db", "-o", "addopts=", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist"]
PAIRS = "Lt LtE,Gt GtE,Eq NotEq,Is IsNot,In NotIn,And Or,Add Sub,BitAnd BitOr,min max,any all,filter exclude"
SWAPS = dict(two for pair in PAIRS.split(",") for two in (pair.split(), pair.split()[::-1]))
TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def faults(path: Path) -> Iterator[tuple[int, str, object]]:
    """All small faults of a module: the line, what differs (in lines with - and +), the module with the fault."""
    tree = ast.parse(path.read_text())
    for node, statement in walk(tree):
        for name, value in list(changes(node)):
            right, before = getattr(node, name), ast.unparse(statement).splitlines()
            setattr(node, name, value)
            code = compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)
            diff = difflib.unified_diff(before, ast.unparse(statement).splitlines(), n=0, lineterm="")
            setattr(node, name, right)
            yield getattr(node, "lineno", statement.lineno), "\n".join(list(diff)[3:]), code


def walk(node: ast.AST, statement=None) -> Iterator[tuple[ast.AST, ast.AST]]:
    """All that does something, each with the statement it stands in: no docstring, annotation or text to translate."""
    statement = node if isinstance(node, ast.stmt) or not statement else statement
    yield node, statement
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in ("annotation", "returns") and not is_text(child):
                yield from walk(child, statement)


def is_text(node: ast.AST) -> bool:
    call = isinstance(node, ast.Call) and getattr(node.func, "id", None) in TRANSLATES
    return call or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def swap(operator: ast.AST) -> ast.AST:
    return getattr(ast, SWAPS[type(operator).__name__])()


def changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """What can be wrong in a node: the name of a field, and a wrong value for it."""
    match node:
        case ast.Compare(ops=operators):
            for index, operator in enumerate(operators):
                yield "ops", [*operators[:index], swap(operator), *operators[index + 1 :]]
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign() if type(node.op).__name__ in SWAPS:
            yield "op", swap(node.op)
        case ast.If() | ast.While() | ast.IfExp() if not isinstance(node.test, ast.Compare):
            yield "test", ast.UnaryOp(ast.Not(), node.test)
        case ast.Constant(value=bool() as value):
            yield "value", not value
        case ast.Constant(value=int() | str() as value):
            yield "value", value + 1 if isinstance(value, int) else f"XX{value}"
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield "value", ast.Constant(None)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in SWAPS:
            yield node._fields[-2], SWAPS[name]
    for field in ("keywords", "ifs", "body", "orelse", "finalbody"):
        items = getattr(node, field, None)
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, ast.keyword | ast.expr):
                yield field, [*items[:index], *items[index + 1 :]]
            elif isinstance(item, ast.Expr | ast.Raise | ast.AugAssign) and not is_text(item):
                yield field, [*items[:index], ast.copy_location(ast.Pass(), item), *items[index + 1 :]]


def start(path: Path, tests: list[str], database: Path, seconds: float = 0, code: object = None) -> int:
    """Run tests in a process that ends itself after so many seconds of work, with `code` in place of a module."""
    if child := os.fork():
        return child
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 20 * seconds)
    os.dup2(os.dup2(os.open(os.devnull, os.O_WRONLY), 1), 2)
    os.environ["TEST_DATABASE"] = str(database)
    if code:
        from_file = SourceFileLoader.get_code
        SourceFileLoader.get_code = lambda self, name: code if self.path == str(path) else from_file(self, name)
    with suppress(BaseException):
        os._exit(pytest.main([*QUIET, f"--hypothesis-profile={'fault' if code else 'busy'}", *tests]))
    os._exit(1)


def survivors(path: Path, tests: list[str], found: list[tuple], folder: Path) -> Iterator[tuple]:
    """The faults that no test notices, two processes at a time. What takes the tests too long is noticed."""
    template, running = folder / "template.sqlite3", {}
    _child, status, usage = os.wait4(start(path, tests, template), 0)
    if status or not tests:
        sys.exit(f"{path}: its tests fail without any fault, or there are none.")
    seconds = 10 + 3 * (usage.ru_utime + usage.ru_stime)
    sqlite3.connect(template).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number, fault in enumerate([*found, None, None]):
        if len(running) == 2 or (running and not fault):
            child, status = os.wait()
            database, ended = running.pop(child)
            for file in folder.glob(f"{database.name}*"):
                file.unlink()
            yield from [ended] * (status == 0)
        if fault:
            shutil.copy(template, database := folder / f"{number}.sqlite3")
            running[start(path, tests, database, seconds, fault[2])] = database, fault


def main(modules: list[str]):
    """Print the table, and write down what survived. Tests of a module: those of its name, and those of the list."""
    line = "{:<40} {:>8} {:>8} {:>8} {:>6}".format
    print(line("module", "mutants", "killed", "survived", "%"), flush=True)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, REPORT.open("w") as report:
        os.environ |= {"TMPDIR": folder, "HYPOTHESIS_STORAGE_DIRECTORY": f"{folder}/hypothesis"}
        for name, more in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutants"].items():
            if name in modules or (not modules and (ROOT / name).exists()):
                own = Path("tests", *Path(name).parts[1:-1], f"test_{Path(name).name}")
                tests = [str(ROOT / test) for test in (own, *more) if (ROOT / test).exists()]
                found = list(faults(ROOT / name))
                alive = list(survivors(ROOT / name, tests, found, Path(folder)))
                share = round(100 - 100 * len(alive) / len(found), 1)
                print(line(name, len(found), len(found) - len(alive), len(alive), share), flush=True)
                for number, diff, _code in sorted(alive, key=lambda fault: fault[0]):
                    print(f"--- {name}:{number}\n{diff}\n", file=report, flush=True)
    print(f"What survived: {REPORT.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
