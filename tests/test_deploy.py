"""What `deploy` names is there: commands, settings, the options of the server."""

import re
import tomllib

import yaml
from django.conf import settings
from django.core.management import get_commands

from profiles.site.files.formats import FORMATS
from profiles.site.mirror.walking import INDEX

ROOT = settings.BASE_DIR
DEPLOY = ROOT / "deploy"
# Of files that no format of tables writes.
NAMED = (
    "cite.bib",
    "meetings.ics",
    "office.vcf",
    "map.svg",
    "site.css",
    "picture.js",
    "robots.txt",
    "font.woff2",
    "logo.png",
)


def texts(pattern: str) -> dict[str, str]:
    return {path.name: path.read_text() for path in DEPLOY.glob(pattern)}


def test_each_timer_starts_a_command_that_there_is():
    units = re.findall(r"^Unit=addportal@(\w+)\.service$", "\n".join(texts("*.timer").values()), re.MULTILINE)
    own = [re.search(r"manage\.py (\w+)", text)[1] for text in texts("addportal-*.service").values()]
    assert len(units + own) == len(texts("*.timer")) == 6
    assert {*units, *own} <= set(get_commands())


def test_the_page_enables_every_timer():
    page = (ROOT / "docs" / "operations.md").read_text()
    assert [name for name in texts("*.timer") if name not in page] == []


def test_every_setting_to_begin_with_is_one_of_ours():
    ours = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    for name in ("addportal.env", "compose.env"):
        assert set(re.findall(r"^([A-Z_]+)=", (DEPLOY / name).read_text(), re.MULTILINE)) <= ours


def options(text: str) -> set[str]:
    """What granian is started with, but for how many, how long and where."""
    (line,) = re.findall(r"granian (--interface.*?addportal\.wsgi:application)", text, re.DOTALL)
    return set(re.findall(r"--[a-z-]+(?: (?:wsgi|16|1|10)\b)?", line)) - {"--host"}


def test_the_unit_starts_the_server_as_make_serve_does():
    assert options(texts("addportal.service")["addportal.service"]) == options((ROOT / "Makefile").read_text())


def test_nginx_knows_the_type_of_each_file_of_a_mirror_and_where_it_stands_without_the_portal():
    known = set(
        re.findall(r"^    [a-z]+/\S+ ([a-z0-9 ]+);$", texts("nginx-mirror.conf")["nginx-mirror.conf"], re.MULTILINE)
    )
    endings = {ending for line in known for ending in line.split()}
    assert endings >= {name.rpartition(".")[2] for name in (*INDEX.values(), *NAMED)} | {f.ending for f in FORMATS}
    assert f"{folder_of_mirror()}/current/site;" in texts("nginx.conf")["nginx.conf"]


def folder_of_mirror() -> str:
    return re.search(r"manage\.py mirror (\S+)", texts("*-mirror.service")["addportal-mirror.service"])[1]


def test_the_image_starts_the_server_as_make_serve_does_and_has_packages_that_there_are():
    image = (ROOT / "Containerfile").read_text()
    assert options(image) == options((ROOT / "Makefile").read_text())
    extras = re.search(r'^ARG EXTRAS="([\w ]+)"', image, re.MULTILINE)[1].split()
    assert set(extras) == set(
        tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    ) - {"dev"}


def test_each_service_of_the_composition_is_pinned_and_can_do_little():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    for service in services.values():
        assert re.search(r":(local|[\d.]+(-[a-z]+)?)$", service["image"])
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_composition_answers_as_nginx_on_one_machine_does():
    def locations(name):
        return re.findall(
            r"^ +(proxy_cache\w*|proxy_ignore\w*|proxy_no\w*|proxy_set_header) (.*)$",
            (DEPLOY / name).read_text(),
            re.MULTILINE,
        )

    assert locations("compose.nginx.conf") == locations("nginx.conf") != []
