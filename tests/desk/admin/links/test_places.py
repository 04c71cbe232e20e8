"""Places as links to the field in the form."""

import pytest
from django.urls import reverse

from profiles.desk.admin.links.places import place_line
from profiles.desk.links.where import Where
from profiles.published.models import Source
from tests import factories

pytestmark = pytest.mark.django_db


def test_each_place_leads_to_its_field():
    nepal, source = factories.entity("nepal"), factories.word(Source, "list", label_en="A <list>")
    office = factories.responsible_entity(nepal)
    form = f"/admin/profiles/entity/{nepal.pk}/change/"
    assert place_line(Where(nepal, "website", nepal)) == (f'<a href="{form}#id_website"><bdi>Nepal</bdi></a> (Website)')
    assert place_line(Where(office, "website", nepal)) == (
        f'<bdi>Nepal</bdi>: <a href="{form}#fact-{office.uid}"><bdi>Ministry of Labour</bdi></a> (Website)'
    )
    assert place_line(Where(source, "archived_url", None)) == (
        f'source: <a href="{reverse("admin:published_source_change", args=[source.pk])}#id_archived_url">'
        "<bdi>A &lt;list&gt;</bdi></a> (Archived address)"
    )
    assert place_line(Where(nepal, "", nepal)) == (
        f'<a href="{form}"><bdi>Nepal</bdi></a>, in what is public; no longer in the working copy'
    )
