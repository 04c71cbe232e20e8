"""The bill of materials of the locked lists."""

import re

from django.conf import settings

from tools import sbom

LOCKED = f"""# By uv.
django==5.2.19 \\
    --hash=sha256:{"a" * 64} \\
    --hash=sha256:{"b" * 64}
    # via
    #   addportal (pyproject.toml)
    #   django-csp
not-installed==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:{"c" * 64}
    # via django
"""


def test_a_bill_names_packages_with_their_digests_and_what_needs_them():
    bill = sbom.bill(LOCKED, "0.1.0")
    assert [(one["name"], one["version"], one["purl"], len(one["hashes"])) for one in bill["components"]] == [
        ("django", "5.2.19", "pkg:pypi/django@5.2.19", 2),
        ("not-installed", "2.0", "pkg:pypi/not-installed@2.0", 1),
    ]
    assert bill["components"][0]["licenses"] == [{"expression": "BSD-3-Clause"}]
    assert "licenses" not in bill["components"][1]
    assert {row["ref"]: row["dependsOn"] for row in bill["dependencies"]} == {
        "addportal": ["pkg:pypi/django@5.2.19"],
        "pkg:pypi/django@5.2.19": ["pkg:pypi/not-installed@2.0"],
        "pkg:pypi/not-installed@2.0": [],
    }


def test_each_package_of_the_list_is_in_the_bill_and_needed_by_something():
    locked = (settings.BASE_DIR / "requirements.txt").read_text()
    bill = sbom.bill(locked, "0.1.0")
    needed = {ref for row in bill["dependencies"] for ref in row["dependsOn"]}
    assert [one["name"] for one in bill["components"]] == re.findall(r"^([\w.-]+)(?:\[.*?\])?==", locked, re.MULTILINE)
    assert {one["bom-ref"] for one in bill["components"]} == needed
    assert all(one["hashes"] for one in bill["components"])
