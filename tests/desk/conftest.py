"""A public profile, who keeps it, what is proposed and reported of it; a draft and the link to it."""

import pytest

from profiles.desk import previewing
from profiles.desk.verbs import proposing, reporting, savedcopies
from profiles.published.models import Publication
from tests import factories


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
