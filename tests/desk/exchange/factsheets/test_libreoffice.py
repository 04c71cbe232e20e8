"""A fact sheet that LibreOffice opened, and saved after two cells were changed and one affiliation was added."""

from pathlib import Path

import pytest

from profiles.published.models import Body
from tests import factories
from tests.desk.exchange.steps import acts, compared

pytestmark = pytest.mark.django_db

SAVED = Path(__file__).parent / "saved"


def nepal():
    """As it was when the file was made."""
    uid = "40ebda51-fc52-5a93-af4b-b929fe47af9c"
    entity = factories.entity("nepal", uid=uid, formal_name_en="=1+1", type=None)
    office = {
        "uid": "40ebda51-fc52-5a93-af4b-b929fe47af9d",
        "website": "https://old.example/",
        "contact_en": "One\nTwo",
    }
    factories.responsible_entity(entity, "Ministry of Labour", start="2008-01", **office)
    factories.affiliation(entity, "iom", "observer", "2006", uid=f"{uid[:-1]}e")
    factories.word(Body, "ilo", label_en="ILO")
    return entity


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_it_comes_back_as_it_was_filled_in(ending, publisher):
    nepal()
    name = f"nepal-ar.{ending}"
    found, problems = compared((SAVED / name).read_bytes(), name, publisher)
    assert (problems, acts(found)) == (
        [],
        [
            ("profiles", "changed", {"summary_en": "From the ministry."}),
            ("affiliations", "new", {"body": "ilo", "start": "1966-08"}),
            ("responsible_entities", "changed", {"website": "https://new.example/"}),
        ],
    )
