"""A walk through an installation of any languages, in a process of its own, since settings are read when it starts.

`python -m tests.addportal.installation FOLDER` makes a database by the settings in the environment, loads a few
entries, publishes, and prints as JSON what every door answered: {name: [status, text]}.
"""

import json
import re
import sys
from pathlib import Path

import django

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ARABIC = re.compile("[\u0620-\u064a]")
ENTRIES = ("entities/iom", "entities/nepal", "texts/about", "meetings/ministerial-1")
PAGES = (
    "/",
    "/members/",
    "/members/nepal/",
    "/members/iom/",
    "/members/nepal/versions/1/",
    "/changes/",
    "/meetings/",
    "/sources/",
    "/about/",
    "/search/?q=nepal",
    "/api/",
    "/data/",
    "/compare/?with=nepal&with=iom",
    "/report/?member=nepal",
    "/timeline/",
    "/nowhere/",
)
FILES = (
    "/members.csv",
    "/facts.csv",
    "/meetings.csv",
    "/sources.csv",
    "/vocabulary.csv",
    "/members.json",
    "/api/v1/members/",
    "/api/v1/members/nepal/",
    "/api/v1/members/nepal/versions/",
    "/api/v1/vocabulary/",
    "/api/v1/openapi.json",
    "/api/v1/changes/",
    "/sitemap.xml",
    "/robots.txt",
    "/changes/feed/",
    "/meetings.ics",
)
DESK = (
    "/admin/",
    "/admin/profiles/entity/",
    "/admin/profiles/entity/add/",
    "/admin/profiles/source/add/",
    "/admin/profiles/membertype/add/",
    "/admin/translations/",
    "/admin/completeness/",
    "/admin/search/?q=nepal",
)
OF_NEPAL = ("change", "preview", "publish", "withdraw", "translations", "history", "factsheet")


def in_second(value, code: str):
    """Fixtures with their second language as another, the English told apart; and without what is Arabic in itself."""
    if isinstance(value, dict) and "en" in value:
        return {"en": value["en"], code: value["en"] and f"{code}: {re.sub('<[^>]*>', '', value['en'])}"}
    if isinstance(value, dict):
        return {key: in_second(item, code) for key, item in value.items()}
    if isinstance(value, str):
        return "" if value == "ar" or ARABIC.search(value) else value
    return [in_second(item, code) for item in value] if isinstance(value, list) else value


def write_fixtures(folder: Path, code: str) -> None:
    for name in ("vocabulary", *ENTRIES):
        content = in_second(json.loads((FIXTURES / f"{name}.json").read_text("utf-8")), code)
        target = folder / f"{name}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        if "attendances" in content:
            content["attendances"] = [fact for fact in content["attendances"] if fact["entity_slug"] == "nepal"]
        target.write_text(json.dumps(content | ({"logo": ""} if "logo" in content else {})), "utf-8")


def walk(folder: Path) -> dict[str, list]:
    from django.core.management import call_command
    from django.test import Client

    from profiles.desk.models import Entity, User
    from profiles.values.languages import PREFIX, SECOND

    call_command("migrate", verbosity=0)
    User.objects.create_superuser("root", "root@example.org", "x")
    write_fixtures(folder / "fixtures", SECOND or "xx")
    call_command("load_directory", folder / "fixtures", by="root", verbosity=0)
    client, found = Client(raise_request_exception=False, headers={"host": "localhost"}), {}

    def take(name, answer):
        found[name] = [answer.status_code, (answer.getvalue() if answer.streaming else answer.content).decode()]

    for path in (*PAGES, *FILES, "/ar/members/", "/fr/members/"):
        take(path, client.get(path))
    for path in PAGES if SECOND else ():
        take(f"{PREFIX}{path}", client.get(f"{PREFIX}{path}"))
    client.force_login(User.objects.get(), "profiles.desk.accounts.signin.CurrentAccounts")
    nepal = Entity.objects.get(slug="nepal").pk
    for path in (*DESK, *(f"/admin/profiles/entity/{nepal}/{name}/" for name in OF_NEPAL)):
        take(path.replace(f"/{nepal}/", "/nepal/"), client.get(path))
    call_command("export_data", folder / "out", verbosity=0)
    for path in sorted((folder / "out").glob("*.csv")):
        found[f"out/{path.name}"] = [200, path.read_text("utf-8")]
    edit(folder / "out" / "profiles.csv")
    call_command("import_data", folder / "out" / "profiles.csv", by="root", verbosity=0)
    found["summary"] = [200, Entity.objects.get(slug="nepal").summary_en]
    call_command("release_data", by="root", verbosity=0)
    for path in ("/data/", "/data/catalog.jsonld"):
        take(f"{path} of a release", client.get(path))
    call_command("backup", folder / "backup.zip", verbosity=0)
    return found


def edit(path: Path) -> None:
    """Say something else in a column of each language, as somebody does with a sheet."""
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["summary_en"] = "Said in a sheet."
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    django.setup()
    target = Path(sys.argv[1])
    (target / "found.json").write_text(json.dumps(walk(target)), "utf-8")
