import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from profiles.desk import entries, workingcopy
from profiles.desk.models import Entity, Event, Meeting
from profiles.desk.verbs import publishing, savedcopies
from profiles.published import documents
from profiles.published.models import Publication, Stamp
from profiles.reading import counting
from profiles.reading.reading import Reading
from profiles.values.files import NAME
from tests import factories

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).parents[2] / "fixtures"


def load(folder=FIXTURES):
    call_command("load_directory", folder, by="publisher", verbosity=0)


@pytest.fixture
def folder(few_fixtures, publisher):
    """A copy of a little of the real data, to break."""
    return few_fixtures


def today():
    """What holds today, of all that is live."""
    return Reading.now().members


def change(path, **columns):
    path.write_text(json.dumps(json.loads(path.read_text()) | columns), "utf-8")


def test_the_real_directory_is_published_whole(real_directory, client):
    totals = counting.totals(today(), "type")
    assert {code: total.certain for code, total in totals.items()} == {"sending": 11, "receiving": 7, "observer": 7}
    assert Meeting.objects.count() == 22
    html = client.get("/members/iom/").content.decode()
    assert ": members, 10; observers, 5. The list is not complete." in html
    assert "Of the 12 member states of the Colombo Process, as of" in html
    assert ", members of the Abu Dhabi Dialogue: 11." in html
    assert "01 Jan. 2008" in html


def test_every_fixture_survives_the_round_trip(real_directory):
    for publication in Publication.objects.all():
        content = publication.content()
        assert workingcopy.document(entries.find(publication.entry_uid)) == content
        assert documents.canonical(content) == publication.document


def test_every_entry_has_its_texts_in_both_languages_and_every_fact_a_source(real_directory):
    for publication in Publication.objects.all():
        content = publication.content()
        for key in {"name", "summary", "body"} & content.keys():
            may_lack = documents.kind_of(content) == "document" and key == "summary" and not any(content[key].values())
            assert may_lack or all(content[key].values()), (content["slug"], key)
        for key, fact in documents.facts_of(content):
            assert fact["sources"], (content["slug"], key, fact["uid"])


def test_loading_again_changes_nothing(folder):
    load(folder)
    before = list(Publication.objects.values()), Stamp.objects.get().counter
    load(folder)
    assert list(Publication.objects.values()) == before[0]


def test_loading_again_publishes_what_is_new(folder):
    load(folder)
    change(folder / "entities" / "nepal.json", summary={"en": "New.", "ar": "جديد."})
    load(folder)
    assert Publication.objects.filter(slug="nepal").count() == 2
    assert Publication.objects.filter(slug="iom").count() == 1


def test_loading_beside_a_scheduled_version_leaves_it_scheduled(folder, publisher):
    load(folder)
    nepal = Entity.objects.get(slug="nepal")
    nepal.summary_en = "<p>From Monday on.</p>"
    nepal.save()
    savedcopies.save(nepal, by=publisher)
    publishing.schedule(nepal, by=publisher, at=timezone.now() + dt.timedelta(days=7), override="A test.")
    before = list(Publication.objects.values())
    load(folder)
    assert list(Publication.objects.values()) == before


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"kind": "nonsense"}, "nepal.json"),
        ({"memberships": []}, "no membership"),
        ({"areas": ["nonsense"]}, "nonsense"),
        ({"name": {"en": "Nepal", "ar": ""}}, "name"),
    ],
)
def test_a_broken_fixture_stops_with_a_sentence_and_loads_nothing(folder, columns, words):
    change(folder / "entities" / "nepal.json", **columns)
    with pytest.raises(CommandError, match=words):
        load(folder)
    assert not Entity.objects.exists()
    assert not Event.objects.exists()


def test_a_fixture_that_is_no_json_stops_with_a_sentence(folder):
    (folder / "entities" / "nepal.json").write_text("{", "utf-8")
    with pytest.raises(CommandError, match=r"nepal\.json"):
        load(folder)
    assert not Entity.objects.exists()


def test_only_a_publisher_loads(folder, editor):
    with pytest.raises(CommandError, match="may not publish"):
        call_command("load_directory", folder, by="editor", verbosity=0)
    with pytest.raises(CommandError, match="no account"):
        call_command("load_directory", folder, by="nobody", verbosity=0)


def test_no_two_facts_of_the_fixtures_share_a_uid():
    uids = []
    for path in (FIXTURES / "entities").glob("*.json"):
        content = json.loads(path.read_text("utf-8"))
        uids += [content["uid"], *(fact["uid"] for key in documents.FACTS for fact in content[key])]
    assert len(uids) == len(set(uids))


def test_a_logo_of_the_folder_is_taken_in_as_an_upload_is(folder, client):
    (folder / "files").mkdir()
    (folder / "files" / "iom.png").write_bytes(factories.picture().read())
    change(folder / "entities" / "iom.json", logo="iom.png")
    load(folder)
    name = Publication.objects.get(slug="iom").content()["logo"]
    assert NAME.fullmatch(name)
    assert client.get(f"/media/{name}").status_code == 200
    load(folder)
    assert Publication.objects.filter(slug="iom").count() == 1


def test_a_logo_that_is_not_there_loads_nothing(folder):
    change(folder / "entities" / "iom.json", logo="iom.png")
    with pytest.raises(CommandError, match=r"iom\.png.*Nothing was loaded"):
        load(folder)
    assert not Entity.objects.exists()
