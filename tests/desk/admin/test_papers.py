"""Documents and programmes at the desk: the file that is taken in, who is named below the form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from profiles.desk.admin.pages.deskpage import address
from profiles.desk.verbs import publishing, savedcopies
from profiles.published.models import Publication
from profiles.values import files
from tests import factories
from tests.desk.admin.forms import posted
from tests.values.test_files import PDF

pytestmark = pytest.mark.django_db


def pdf(content=PDF):
    return SimpleUploadedFile("text.pdf", content, content_type="application/pdf")


def edit(client, entry, **typed):
    page = client.get(address("change", entry))
    response = client.post(address("change", entry), posted(page) | typed)
    entry.refresh_from_db()
    return response


@pytest.fixture
def paper():
    return factories.paper()


def test_a_pdf_is_kept_with_the_form_and_public_with_the_document(desk, paper, publisher, client):
    assert edit(desk, paper, upload=pdf()).status_code == 302
    assert paper.file.endswith(".pdf")
    assert files.open_file(paper.file).read() == PDF
    public = f"/media/{paper.file}"
    assert client.get(public).status_code == 404
    shown = desk.get(address("file", paper))
    assert shown["Content-Type"] == "application/pdf"
    assert "no-store" in shown["Cache-Control"]
    factories.published(paper, by=publisher)
    response = client.get(public)
    assert b"".join(response) == PDF
    assert response["Content-Disposition"] == "attachment"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert f'href="{public}" type="application/pdf" download="p1.pdf"' in client.get("/documents/p1/").content.decode()


def test_a_pdf_goes_with_the_document_that_is_withdrawn(desk, paper, publisher, client):
    edit(desk, paper, upload=pdf())
    factories.published(paper, by=publisher)
    assert client.get(f"/media/{paper.file}").status_code == 200
    publishing.withdraw(paper, by=publisher, reason=("Not ours.", "ليس لنا."))
    assert client.get(f"/media/{paper.file}").status_code == 404


@pytest.mark.parametrize("page", ["file", "preview_page", "change", "history", "compare"])
def test_a_focal_point_sees_nothing_of_a_document_nor_of_its_file(desk, client, paper, page):
    edit(desk, paper, upload=pdf())
    client.force_login(factories.focal_point("focal", factories.entity("nepal")))
    assert client.get(address(page, paper)).status_code in (302, 403, 404)
    client.logout()
    assert client.get(address(page, paper)).status_code in (302, 403, 404)


def test_a_preview_leads_to_the_file_of_the_draft(desk, paper):
    edit(desk, paper, upload=pdf())
    html = desk.get(address("preview_page", paper)).content.decode()
    assert address("file", paper) in html
    assert "/media/" not in html


def test_what_is_no_pdf_is_refused_at_its_field_and_nothing_is_kept(desk, paper):
    response = edit(desk, paper, upload=pdf(b"<script>"))
    assert "This is not a whole PDF file." in response.content.decode()
    assert paper.file == ""


def test_a_file_is_removed(desk, paper):
    edit(desk, paper, upload=pdf())
    edit(desk, paper, without_file="on")
    assert paper.file == ""


def test_a_form_that_others_overtook_keeps_the_file_that_was_chosen_again(desk, paper, publisher):
    savedcopies.save(paper, by=publisher)
    page = desk.get(address("change", paper))
    type(paper).objects.filter(pk=paper.pk).update(name_ar="اسم آخر")
    refused = desk.post(address("change", paper), posted(page) | {"upload": pdf(), "name_en": "Mine"})
    assert "Choose the file again" in refused.content.decode()
    assert desk.post(address("change", paper), posted(refused) | {"_merge": "1", "upload": pdf()}).status_code == 302
    paper.refresh_from_db()
    assert (paper.name_en, paper.name_ar, paper.file[-4:]) == ("Mine", "اسم آخر", ".pdf")


def test_an_agreement_is_published_with_two_parties_and_not_with_one(desk, publisher):
    agreement = factories.paper("nepal-qatar", "agreement")
    factories.party(agreement, "nepal")
    assert "An agreement has at least two parties." in desk.get(address("publish", agreement)).content.decode()
    row = {
        "parties-TOTAL_FORMS": "2",
        "parties-1-name_en": "Qatar",
        "parties-1-name_ar": "قطر",
        "parties-1-certainty": "stated",
    }
    assert edit(desk, agreement, **row).status_code == 302
    page = desk.get(address("publish", agreement))
    desk.post(address("publish", agreement), {"digest": page.context["form"].initial["digest"], "override": "Mine."})
    content = Publication.objects.of(agreement).get().content()
    assert [party["name"]["en"] for party in content["parties"]] == ["Nepal", "Qatar"]


def test_a_programme_has_its_parts_below_the_form(desk):
    programme = factories.programme()
    row = {
        "parts-TOTAL_FORMS": "1",
        "parts-0-part": "lead",
        "parts-0-name_en": "World Bank",
        "parts-0-start": "April 2014",
        "parts-0-start_qualifier": "exact",
        "parts-0-end_qualifier": "exact",
        "parts-0-certainty": "stated",
    }
    assert edit(desk, programme, **row).status_code == 302
    part = programme.parts.get()
    assert (part.part, part.name_en, part.start) == ("lead", "World Bank", "2014-04")
