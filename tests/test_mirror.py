"""Tests mirror the tree: who looks for the tests of a module finds a file of its name."""

from pathlib import Path

from django.conf import settings

PROFILES, TESTS = settings.BASE_DIR / "profiles", settings.BASE_DIR / "tests"
# What a shorter module does is seen in the pages that it is made for.
SHORT = 30


def modules():
    """All modules but migrations and the doors of packages, as paths below `profiles`."""
    for path in sorted(PROFILES.rglob("*.py")):
        if path.name != "__init__.py" and "migrations" not in path.parts:
            yield path.relative_to(PROFILES)


def file_of(module: Path) -> Path:
    # Two folders that Django wants, and no rooms.
    rooms = [room for room in module.parent.parts if room not in ("management", "commands")]
    return TESTS.joinpath(*rooms, f"test_{module.name}")


def lines_of(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text().splitlines())


def test_each_module_is_tested_in_a_file_of_its_name():
    untested = [module for module in modules() if not file_of(module).exists()]
    assert [str(module) for module in untested if lines_of(PROFILES / module) > SHORT] == []
