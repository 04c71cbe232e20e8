"""A public profile, who keeps it, what is proposed and reported of it; a draft and the link to it."""

import copy
import json
import shutil

import pytest
from django.conf import settings
from django.test import Client

from profiles.desk import previewing
from profiles.desk.verbs import proposing, reporting, savedcopies
from profiles.published.models import Publication
from tests import factories
from tests.desk.cast import draw


@pytest.fixture(scope="module")
def drawn(module_db):
    """Made once for all tests of a file; all of them are signed in once."""
    found = draw()
    clients = {"nobody": Client(), **{name: Client() for name in found["people"]}}
    for name, person in found["people"].items():
        clients[name].force_login(person)
    return found | {"cookies": {name: client.cookies for name, client in clients.items()}}


@pytest.fixture
def cast(drawn, db):
    """What was drawn, for one test, with a signed-in client of each person."""
    found = copy.deepcopy(drawn)
    clients = {name: Client() for name in found["cookies"]}
    for name, client in clients.items():
        client.cookies = found["cookies"][name]
    return found | {"clients": clients}


@pytest.fixture
def entity(publisher):
    return factories.published(factories.entity("nepal", body_en="<p>One two three.</p>"), by=publisher)


@pytest.fixture
def focal(entity):
    return factories.focal_point("kathmandu", entity)


@pytest.fixture
def proposal(entity, focal):
    entity.body_en = "<p>One four three.</p>"
    entity.save()
    savedcopies.save(entity, by=focal)
    return proposing.propose(entity, by=focal, message="Better words.")


@pytest.fixture
def draft():
    return factories.entity("nepal", summary_en="First draft.", summary_ar="مسودة أولى.")


@pytest.fixture
def shared(draft, editor):
    """A draft, the link to it, its token."""
    link, token = previewing.share(draft, by=editor)
    return draft, link, token


@pytest.fixture
def nepal(publisher):
    return factories.published(factories.entity("nepal", start="2008-05"), by=publisher)


@pytest.fixture
def fact(nepal):
    return str(nepal.memberships.get().uid)


@pytest.fixture
def report(nepal):
    publication = Publication.objects.of(nepal).get()
    return reporting.report(
        publication, words="It was 2009.", email="reader@example.org", language="ar", address="192.0.2.1"
    )


@pytest.fixture
def few_fixtures(tmp_path):
    """A copy of `fixtures` with two profiles, the words, and of the sources those that they name: quick to load."""
    folder, whole = tmp_path / "fixtures", settings.BASE_DIR / "fixtures"
    (folder / "entities").mkdir(parents=True)
    for slug in ("iom", "nepal"):
        shutil.copy(whole / "entities" / f"{slug}.json", folder / "entities")
    words = json.loads((whole / "vocabulary.json").read_text("utf-8"))
    sources = words.pop("sources")
    named = json.dumps(words) + "".join(path.read_text("utf-8") for path in (folder / "entities").iterdir())
    named = named.replace("\\", "")  # footnotes stand in quotes of their own
    words["sources"] = [row for row in sources if f'"{row["code"]}"' in named]
    (folder / "vocabulary.json").write_text(json.dumps(words), "utf-8")
    return folder
