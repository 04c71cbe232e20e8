"""The commands of `docs/operations.md`, line by line, on an empty machine (`tests/emptymachine`).

They run as root, in namespaces and under a layer of their own, so nothing of this machine is changed. Where that cannot
be they are skipped; with REQUIRE_MACHINE=1 that is a failure.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from django.conf import settings

ROOT, HERE = settings.BASE_DIR, Path(__file__).parent / "emptymachine"
PAGE = (ROOT / "docs" / "operations.md").read_text()
SECTIONS = {
    "install": "## From an empty Debian machine to HTTPS",
    "lost": "### The machine is lost",
    "upgrade": "## Upgrade",
}
# For what the page asks of the world around, and of somebody who sits there: see `story`.
INSTEAD = {
    "ADDRESS=https://git.example.org/addportal.git": "ADDRESS=$OUT/repository",
    "apt-get update": "true",
    "apt-get install --yes git python3-venv nginx openssl": "true",
    ".venv/bin/python -m pip install --require-hashes -r requirements.txt": "install_packages",
    "nano /etc/addportal.env": "fill_in_settings",
    "addportal createsuperuser": "addportal createsuperuser --noinput --username administrator --email a@example.org",
    "addportal restore /mnt/addportal-20261130T021500Z.zip": "addportal restore $LATEST",
    # No address of the web answers there, and then nothing is counted.
    "systemctl start addportal@backup addportal@check_links": "systemctl start addportal@backup",
    "addportal doctor": "true",
}
PROGRAMS = ("unshare", "chroot", "ip", "runuser", "adduser", "git", "openssl", "nginx", "systemd-analyze")
ROOM = ("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child")
pytestmark = pytest.mark.slow


def commands(title: str) -> list[str]:
    """The lines of a section that are to be typed."""
    section = re.split(r"\n##+ ", PAGE.split(f"\n{title}\n", 1)[1])[0]
    return re.findall(r"^    (\S.*)$", section, re.MULTILINE)


def write_page(folder: Path):
    folder.mkdir()
    for name, title in SECTIONS.items():
        (folder / name).write_text("\n".join(INSTEAD.get(line, line) for line in commands(title)) + "\n")


def write_repository(folder: Path):
    """This tree, as it lies here, as each of the releases that the page names."""
    names = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in filter(None, subprocess.check_output(names, cwd=ROOT, text=True).split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git = ["git", "-C", folder, "-c", "user.name=test", "-c", "user.email=test@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All"]):
        subprocess.run([*git, *words], check=True)
    for release in re.findall(r"^    RELEASE=(\S+)", PAGE, re.MULTILINE):
        subprocess.run([*git, "tag", f"v{release}"], check=True)


def why_not() -> str:
    """Why no machine can be made here; nothing where it can."""
    if os.geteuid():
        return "it wants root"
    if missing := [name for name in PROGRAMS if not shutil.which(name)]:
        return f"{', '.join(missing)} is not installed"
    version = f"import ensurepip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    if subprocess.run(["/usr/bin/python3", "-c", version], capture_output=True).returncode:
        return "Debian's Python is another than that of the tests, or without venv"
    return subprocess.run([*ROOM, "true"], capture_output=True, text=True).stderr.strip()


@pytest.fixture(scope="module")
def machine(tmp_path_factory) -> Path:
    """The folder with what was seen, once all has been done that the page says."""
    if why := why_not():
        (pytest.fail if os.environ.get("REQUIRE_MACHINE") else pytest.skip)(f"No machine to try the page on: {why}.")
    out, room = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("room")
    write_page(out / "page")
    write_repository(out / "repository")
    packages = Path(sysconfig.get_path("purelib")).resolve()
    names = [f"HERE={HERE}", f"OUT={out}", f"PACKAGES={packages}"]
    done = subprocess.run(
        [*ROOM, HERE / "enter", room, HERE, out, packages, "--", *names, HERE / "story"],
        stdin=subprocess.DEVNULL,
        stdout=(out / "said").open("w"),
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, (out / "said").read_text()[-6000:]
    return out


@pytest.fixture(scope="module")
def visits(machine) -> dict:
    """What visitors found after the installation, after the loss, after the upgrade."""
    return {path.stem: json.loads(path.read_text()) for path in machine.glob("*.json") if path.stem != "doctor"}


def test_each_command_that_is_replaced_stands_on_the_page():
    typed = {line for title in SECTIONS.values() for line in commands(title)}
    assert set(INSTEAD) <= typed


def test_the_doctor_misses_the_web_a_certificate_and_who_publishes(machine):
    found = json.loads((machine / "doctor.json").read_text())
    # The data that was loaded name no publisher, and nobody trusts this certificate: the doctor's own request neither.
    assert [row["about"] for row in found if row["level"] != "fine"] == ["publisher", "publisher", "proxies", "links"]


def test_the_first_account_signs_in_with_a_second_step_and_brings_a_large_file(visits):
    assert visits["installed"]["signed in"] == {"proved": 200, "admin": 200, "large": 302}


def test_every_page_answers_by_https_as_before(visits):
    pages = ("home", "arabic", "style", "logo", "sign-in", "healthz", "readyz", "api")
    found = {moment: {page: found[page]["status"] for page in pages} for moment, found in visits.items()}
    assert found == {moment: dict.fromkeys(pages, 200) for moment in ("installed", "restored", "upgraded")}


def test_browsers_are_told_to_hold_to_https(visits):
    assert visits["installed"]["home"]["headers"]["strict-transport-security"] == "max-age=300"
    plain = visits["installed"]["plain"]
    assert (plain["status"], plain["headers"]["location"]) == (301, "https://members.example.org/members/?type=sending")


def test_static_files_may_be_kept_for_ever(visits):
    assert visits["installed"]["style"]["headers"]["cache-control"] == "max-age=315360000, public, immutable"


def test_nobody_chooses_the_address_that_failures_count_for(visits):
    assert visits["installed"]["forged"] == [200] * 4 + [429] * 3


def test_what_was_lost_comes_back_the_same(machine):
    before, restored = ({p.name: p.read_bytes() for p in (machine / name).iterdir()} for name in ("before", "restored"))
    assert restored == before != {}


def test_the_new_release_runs_after_an_upgrade(machine):
    assert (machine / "code").read_text() == "/srv/addportal-0.3.0\n"
