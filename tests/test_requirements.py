"""The locked lists: each can be installed beside any other, as in the container."""

import re
import tomllib
from collections import defaultdict

from django.conf import settings

ROOT = settings.BASE_DIR
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)(?: ; (.*?))? \\$", re.MULTILINE)


def lists():
    return {path.name: PINNED.findall(path.read_text()) for path in sorted(ROOT.glob("requirements*.txt"))}


def test_all_lists_have_the_same_version_of_a_package():
    found = defaultdict(set)
    for name, pins in lists().items():
        assert len(pins) > 10, name
        for package, version, _marker in pins:
            found[package].add(version)
    # Of what the tests need some have another for newer Pythons.
    several = {package for package, versions in found.items() if len(versions) > 1}
    by_python = {
        package for package, _version, marker in lists()["requirements-dev.txt"] if "python_full_version" in marker
    }
    assert several <= by_python


def test_what_runs_and_each_extra_has_a_list_and_the_tests_have_all():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].keys() - {"dev"}
    names = {"requirements.txt", "requirements-dev.txt"} | {f"requirements-{extra}.txt" for extra in extras}
    found = {name: {package for package, _version, _marker in pins} for name, pins in lists().items()}
    assert found.keys() == names
    for packages in found.values():
        assert found["requirements.txt"] <= packages <= found["requirements-dev.txt"]
    assert (
        f"EXTRAS := {' '.join(project['optional-dependencies'])}".removesuffix(" dev")
        in (ROOT / "Makefile").read_text()
    )
