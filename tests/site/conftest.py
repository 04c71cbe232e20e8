import pytest

from profiles.published.models import Meeting, Page
from tests import factories


@pytest.fixture
def page_texts(db):
    for code in ("home", "about", "contact", "licence", "accessibility"):
        Page.objects.create(
            code=code,
            label_en=f"{code} title",
            label_ar=f"عنوان {code}",
            body_en="<p>Text.</p>",
            body_ar="<p>نص.</p>",
        )


@pytest.fixture
def nepal(publisher):
    """A published profile with a fact of every kind."""
    Meeting.objects.create(code="first", label_en="First", label_ar="الأول", kind="ministerial", start="2008-01-21")
    entity = factories.entity("nepal", iso2="NP")
    factories.role_term(entity, sources=factories.cites("A list"))
    factories.affiliation(entity)
    factories.responsible_entity(entity)
    entity.areas.add(factories.area())
    return factories.published(entity, by=publisher)
