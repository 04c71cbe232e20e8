"""Private names of other libraries are used only where `docs/private-names.md` says so, and why."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Documented in spite of their underscore: of models, and of named tuples.
PUBLIC = {"_meta", "_base_manager", "_default_manager", "_fields", "_replace", "_asdict", "_open", "_save"}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in PUBLIC


def own_names(tree) -> set[str]:
    """What a module defines: functions, classes, variables, and attributes that its own objects set on themselves."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_own(node.value):
            found.add(node.attr)
    return found


def is_own(node) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def used_names(tree) -> set[str]:
    """Names with one underscore that a module reads, sets, imports or asks for by `getattr`."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names} | set((node.module or "").split("."))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and "attr" in node.func.id:
            constants = [value.value for value in node.args if isinstance(value, ast.Constant)]
            found |= {value for value in constants if isinstance(value, str)}
    return {name for name in found if is_private(name)}


def foreign_names(source: str) -> set[str]:
    tree = ast.parse(source)
    return used_names(tree) - own_names(tree)


def overridden_names(module) -> set[str]:
    """Private methods of a module's classes that a class of another library has, too."""
    return {
        name
        for found in vars(module).values()
        if inspect.isclass(found) and found.__module__ == module.__name__
        for name, value in vars(found).items()
        if is_private(name) and inspect.isfunction(value) and value.__module__ == module.__name__
        for base in found.__mro__[1:]
        if name in vars(base) and base.__module__.split(".")[0] not in ("profiles", "addportal")
    }


def modules() -> list[Path]:
    paths = [path.relative_to(ROOT) for room in ("profiles", "addportal") for path in (ROOT / room).rglob("*.py")]
    return sorted(path for path in paths if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def in_use() -> set[tuple[str, str]]:
    found = set()
    for path in modules():
        names = foreign_names((ROOT / path).read_text())
        if path.parts[0] == "profiles":
            names |= overridden_names(importlib.import_module(name_of(path)))
        found |= {(name, path.as_posix()) for name in names}
    return found


def test_the_list_names_every_private_name_in_use_and_no_other():
    text = (ROOT / "docs" / "private-names.md").read_text()
    assert set(re.findall(r"^\| `(_\w+)` \| `([\w/.]+)` \|", text, re.MULTILINE)) == in_use()


@pytest.mark.parametrize(
    "source",
    [
        "response._found = 1",
        "class A(B):\n    def f(self):\n        return self._found",
        "from library import _found",
        "import library\nlibrary._found()",
        "getattr(thing, '_found', None)",
    ],
)
def test_a_private_name_of_others_is_found(source):
    assert foreign_names(source) == {"_found"}


@pytest.mark.parametrize(
    "source",
    [
        "class A:\n    def _own(self):\n        return self._own()",
        "class A:\n    def f(self):\n        self._own = 1\n        return self._own",
        "row._meta.model_name",
        "thing.__class__",
    ],
)
def test_a_name_of_ones_own_is_not(source):
    assert foreign_names(source) == set()
