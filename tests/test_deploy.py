"""What `deploy` names is there: commands, settings, the options of the server."""

import re

from django.conf import settings
from django.core.management import get_commands

ROOT = settings.BASE_DIR
DEPLOY = ROOT / "deploy"


def texts(pattern: str) -> dict[str, str]:
    return {path.name: path.read_text() for path in DEPLOY.glob(pattern)}


def test_each_timer_starts_a_command_that_there_is():
    units = [re.search(r"^Unit=addportal@(\w+)\.service$", text, re.MULTILINE)[1] for text in texts("*.timer").values()]
    assert len(units) == 5
    assert set(units) <= set(get_commands())


def test_the_page_enables_every_timer():
    page = (ROOT / "docs" / "operations.md").read_text()
    assert [name for name in texts("*.timer") if name not in page] == []


def test_every_setting_to_begin_with_is_one_of_ours():
    ours = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "addportal.env").read_text(), re.MULTILINE)) <= ours


def options(text: str) -> set[str]:
    """What granian is started with, but for how many, how long and where."""
    (line,) = re.findall(r"granian (--interface.*?addportal\.wsgi:application)", text, re.DOTALL)
    return set(re.findall(r"--[a-z-]+(?: (?:wsgi|16|1|10)\b)?", line)) - {"--host"}


def test_the_unit_starts_the_server_as_make_serve_does():
    assert options(texts("addportal.service")["addportal.service"]) == options((ROOT / "Makefile").read_text())
