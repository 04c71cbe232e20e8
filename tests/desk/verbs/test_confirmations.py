"""In what capacity somebody confirms, and that what they read is what they confirm."""

import pytest

from profiles.desk.models import Event
from profiles.desk.verbs import Refused, publishing
from profiles.published.models import Confirmation, Publication
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_focal_point_speaks_for_the_member_and_others_for_the_secretariat(nepal, fact, publisher, editor):
    focal = factories.focal_point("focal", nepal)
    assigned = factories.person("both", "Editors")
    factories.Assignment.objects.create(user=assigned, entity=nepal)
    for person in (focal, editor, publisher, assigned):
        publishing.confirm(nepal, by=person, facts=[fact])
    expected = ["member", "secretariat", "secretariat", "secretariat"]
    assert [row.said_by for row in Confirmation.objects.order_by("pk")] == expected
    assert [event.details["said_by"] for event in Event.objects.filter(verb="confirm").order_by("pk")] == expected


def test_what_reads_otherwise_than_somebody_read_it_is_not_confirmed(nepal, fact, publisher):
    read = Publication.objects.of(nepal).get().fact_digests()
    publishing.confirm(nepal, by=publisher, facts=[fact], read=read)
    nepal.memberships.update(start="2009")
    publishing.publish(nepal, by=publisher)
    with pytest.raises(Refused, match="changed meanwhile"):
        publishing.confirm(nepal, by=publisher, facts=[fact], read=read)
    with pytest.raises(Refused, match="changed meanwhile"):
        publishing.confirm(nepal, by=publisher, facts=[fact], read={})
    assert Confirmation.objects.count() == 1


def test_a_fact_that_is_named_twice_is_confirmed_once(nepal, fact, publisher):
    assert len(publishing.confirm(nepal, by=publisher, facts=[fact, fact])) == 1
