"""The mistakes that visitors reported, as the desk reads them."""

import pytest
from django.urls import reverse

from profiles.desk.models import Report
from tests import factories
from tests.desk.test_mistakes import ENTRIES, send

pytestmark = pytest.mark.django_db


def test_the_desk_shows_a_report_with_the_fact_then_and_now(client, nepal, fact, editor):
    send(client, f"member=nepal&fact={fact}", email="reader@example.org")
    nepal.memberships.update(start="2009")
    client.force_login(editor)
    first = client.get(reverse("admin:index")).content.decode()
    row = Report.objects.get()
    address = reverse("admin:profiles_entity_reports", args=[nepal.pk])
    assert f"{address}#{row.number}" in first
    html = client.get(address).content.decode()
    for words in ("It was 2009.", "Sending, May 2008", "Sending, 2009", "reader@example.org"):
        assert words in html
    assert '</label> <span class="needed">needed</span>' in html
    closing = reverse("admin:profiles_entity_close_report", args=[nepal.pk, row.pk])
    client.post(closing, {"words": "Corrected."})
    html = client.get(address).content.decode()
    assert "Corrected." in html
    assert "reader@example.org" not in html


def test_a_focal_point_reads_reports_of_the_own_profile_without_the_address(client, nepal, report):
    client.force_login(factories.focal_point("focal", nepal))
    html = client.get(reverse("admin:profiles_entity_reports", args=[nepal.pk])).content.decode()
    assert "It was 2009." in html
    assert "reader@example.org" not in html


def test_what_visitors_write_is_text_to_the_desk(client, nepal, editor):
    send(client, words="<script>alert(1)</script>", source="<b>x</b>")
    client.force_login(editor)
    html = client.get(reverse("admin:profiles_entity_reports", args=[nepal.pk])).content.decode()
    assert "<script>alert" not in html
    assert "<b>x" not in html


@pytest.mark.parametrize(("make", "kind", "_section", "_label"), ENTRIES)
def test_a_report_leads_to_the_row_of_whom_it_names(client, publisher, editor, make, kind, _section, _label):
    entry, fact = make()
    factories.published(entry, by=publisher)
    send(client, f"{kind}={entry.slug}&fact={fact.uid}")
    client.force_login(editor)
    reports, form = (
        reverse(f"admin:profiles_{entry._meta.model_name}_{page}", args=[entry.pk]) for page in ("reports", "change")
    )
    anchor = f"fact-{fact.uid}"
    html = client.get(reports).content.decode()
    assert f'href="{form}#{anchor}"' in html
    assert f'id="{anchor}"' in client.get(form).content.decode()
    fact.delete()
    assert f"#{anchor}" not in client.get(reports).content.decode()
