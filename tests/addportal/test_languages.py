"""Installations in other languages than English and Arabic, and in English alone: each walked through in a process of
its own."""

import ast
import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
# Where Arabic is meant, whatever the languages of the installation: its letters, its months, its words for yes and no;
# the default of the setting; its country for Open Graph; how the columns of the second language end; and what the
# demonstration calls itself.
MEANT = {
    "addportal/settings.py",
    "profiles/values/languages.py",
    "profiles/site/releases/catalog.py",
    "profiles/site/tags/links.py",
    "profiles/values/plaintext.py",
    "profiles/values/typed.py",
    "profiles/reading/drawings/atlas.py",
    "profiles/desk/exchange/factsheets/shown.py",
}
ARABIC = re.compile("[\u0620-\u064a]{2}")


def installation(folder, second):
    """What every door of an installation answers."""
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    (folder / "media").mkdir()
    own = {
        "DJANGO_SETTINGS_MODULE": "addportal.settings",
        "DEBUG": "1",
        "SECOND_LANGUAGE": second,
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "IMPORT_IN_THREAD": "0",
    }
    command = [sys.executable, "-m", "tests.addportal.installation", str(folder)]
    done = subprocess.run(command, env=clean | own, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads((folder / "found.json").read_text("utf-8"))


@pytest.mark.slow
def test_english_and_french(tmp_path):
    found = installation(tmp_path, "fr")
    assert found["/ar/members/"][0] == 404
    page = found["/fr/members/nepal/"][1]
    assert '<html lang="fr" dir="ltr">' in page
    assert "fr: Nepal" in page
    assert '<meta property="og:locale" content="fr_FR">' in page
    assert '<a class="language" href="/members/nepal/" lang="en" dir="ltr" hreflang="en">English</a>' in page
    assert 'hreflang="fr" href="http://localhost/fr/members/nepal/"' in found["/members/nepal/"][1]
    assert "name_en,name_fr," in found["/members.csv"][1]
    assert json.loads(found["/api/v1/members/nepal/"][1])["name"] == {"en": "Nepal", "fr": "fr: Nepal"}
    assert "acronym_fr" in found["/api/v1/openapi.json"][1]
    assert "http://localhost/fr/members/nepal/" in found["/sitemap.xml"][1]
    assert "Disallow: /fr/admin/" in found["/robots.txt"][1]
    catalog = found["/data/catalog.jsonld of a release"][1]
    assert ("language/FRA" in catalog, "ARA" in catalog, "ASIA" in catalog) == (True, False, False)
    assert "Name, in French" in found["/admin/profiles/entity/add/"][1]
    assert "summary_fr" in found["out/profiles.csv"][1]
    assert found["summary"] == [200, "Said in a sheet."]
    assert unwanted(found) == {}
    assert broken(found) == {}


@pytest.mark.slow
def test_english_alone(tmp_path):
    found = installation(tmp_path, "none")
    assert (found["/ar/members/"][0], found["/fr/members/"][0]) == (404, 404)
    assert 'class="language"' not in found["/members/nepal/"][1]
    assert 'rel="alternate" hreflang' not in found["/members/nepal/"][1]
    assert json.loads(found["/api/v1/members/nepal/"][1])["name"] == {"en": "Nepal"}
    assert "name_ar" not in found["/admin/profiles/entity/add/"][1]
    assert found["/admin/translations/"][0] == 404
    assert found["/admin/profiles/entity/nepal/translations/"][0] == 302
    assert found["summary"] == [200, "Said in a sheet."]
    assert unwanted(found) == {}
    assert broken(found) == {}


def broken(found):
    return {name: status for name, (status, _text) in found.items() if status >= 500}


def unwanted(found):
    """What of Arabic is left where there is none: addresses, codes, columns of files, letters; in the desk alone the
    names of fields, which are those of columns."""
    address, code = r'(?:localhost|")/ar/', r'"ar"|\b\w+_ar\b'
    signs = {}
    for name, (_status, text) in found.items():
        said = re.findall(address if "/admin/" in name else f"{address}|{code}", text) + ARABIC.findall(text)
        if said and not name.startswith("/ar/"):
            signs[name] = said
    return signs


def test_nothing_asks_whether_a_language_is_arabic_but_what_is_about_arabic_text():
    modules = [path for room in ("profiles", "addportal", "tools") for path in (ROOT / room).rglob("*.py")]
    found = {
        str(path.relative_to(ROOT))
        for path in modules
        if "migrations" not in path.parts
        and any(
            isinstance(node, ast.Constant) and node.value in ("ar", "/ar", "/ar/")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    }
    assert found <= MEANT
