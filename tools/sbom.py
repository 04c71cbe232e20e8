"""A bill of materials: what a locked list installs, as CycloneDX 1.5 in JSON, for whoever compares it with weaknesses.

    python -m tools.sbom requirements.txt

It reads the list that installations are made of, and asks no registry. Licences are those that installed packages name;
what is not installed here has none. The same list is the same text: no moment and no number of its own is in it.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
VIA = re.compile(r"^    #(?: via|  ) +([A-Za-z0-9._-]+)", re.MULTILINE)
OURS = "addportal"


def bill(locked: str, version: str) -> dict:
    """The bill of a list as `uv pip compile` writes it, for this version of ours."""
    found = PINNED.findall(locked)
    refs = {name: f"pkg:pypi/{name.lower()}@{number}" for name, number, _rest in found}
    needs = {ref: [] for ref in (OURS, *refs.values())}
    for name, _number, rest in found:
        for parent in VIA.findall(rest):
            needs[refs.get(parent, OURS)].append(refs[name])
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": OURS, "version": version, "bom-ref": OURS}},
        "components": [component(refs[name], name, number, rest) for name, number, rest in found],
        "dependencies": [{"ref": ref, "dependsOn": sorted(set(others))} for ref, others in needs.items()],
    }


def component(ref: str, name: str, number: str, rest: str) -> dict:
    """A package, with the digests of all its files that may be installed."""
    hashes = [{"alg": "SHA-256", "content": digest} for digest in HASH.findall(rest)]
    return {
        "type": "library",
        "bom-ref": ref,
        "name": name,
        "version": number,
        "purl": ref,
        "hashes": hashes,
        **licence(name),
    }


def licence(name: str) -> dict:
    """What an installed package says of its licence: an expression of SPDX, or else nothing."""
    try:
        expression = metadata(name).get("License-Expression")
    except PackageNotFoundError:
        return {}
    return {"licenses": [{"expression": expression}]} if expression else {}


def main(path: str) -> None:
    version = re.search(r'^version = "(.+)"', Path("pyproject.toml").read_text(), re.MULTILINE)[1]
    print(json.dumps(bill(Path(path).read_text(), version), indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
