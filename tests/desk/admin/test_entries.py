"""What is the same at the desk whatever the entry is: its form, its pages, its way to the public."""

import pytest
from django.urls import reverse

from profiles.desk.admin.pages.deskpage import address
from profiles.desk.models import Proposal, SavedCopy
from profiles.desk.verbs import savedcopies
from profiles.published.models import Publication
from tests import factories
from tests.desk.admin.forms import posted

pytestmark = pytest.mark.django_db


MAKE = {
    "meeting": factories.meeting,
    "text": factories.text,
    "paper": factories.paper,
    "programme": factories.programme,
}


@pytest.fixture(params=MAKE)
def entry(request):
    return MAKE[request.param]()


def another(entry):
    name = entry._meta.model_name
    return MAKE[name]("contact" if name == "text" else "other")


def edit(client, entry, **typed):
    page = client.get(address("change", entry))
    return client.post(address("change", entry), posted(page) | typed)


def test_it_goes_from_the_form_by_a_proposal_and_a_review_to_the_public(entry, client, editor, publisher):
    client.force_login(editor)
    assert edit(client, entry, name_en="Renamed").status_code == 302
    assert SavedCopy.objects.of(entry).get().author == editor
    page = client.get(address("propose", entry))
    client.post(address("propose", entry), {"words": "A better name.", "digest": page.context["digest"]})
    proposal = Proposal.objects.get()
    assert proposal.state == "waiting"
    client.force_login(publisher)
    assert "Renamed" in client.get(reverse("admin:index")).content.decode()
    page = client.get(address("review", entry, proposal.pk))
    assert "A better name." in page.content.decode()
    digest = page.context["form"].initial["digest"]
    assert client.post(address("review", entry, proposal.pk), {"digest": digest}).status_code == 302
    assert Publication.objects.of(entry).get().name_en == "Renamed"


@pytest.mark.parametrize("button", ["_continue", "_save", "_addanother"])
def test_a_save_is_said_once_with_a_link_and_aloud(entry, client, publisher, button):
    client.force_login(publisher)
    saved = edit(client, entry, name_en="Renamed", **{button: "1"})
    page = client.get(saved.url)
    [message] = [str(message) for message in page.context["messages"] if "success" in message.tags]
    assert message == (
        f'<a href="{address("change", entry)}"><bdi>Renamed</bdi></a> is saved as a working copy. '
        "The public sees no change until it is published."
    )
    assert f'<li class="success"><div role="status">{message}</div></li>' in page.content.decode()
    again = client.get(saved.url).content.decode()
    assert "messagelist" not in again
    assert "js/messages.js" not in again


def test_what_is_wrong_is_an_alert(client, publisher):
    client.force_login(publisher)
    text = factories.text()
    page = client.post(address("propose", text), {"words": "x", "digest": "-"})
    assert '<li class="error"><div role="alert">' in page.content.decode()


def test_a_form_that_others_overtook_is_refused_and_merged(entry, client, publisher):
    client.force_login(publisher)
    savedcopies.save(entry, by=publisher)
    page = client.get(address("change", entry))
    type(entry).objects.filter(pk=entry.pk).update(name_ar="اسم آخر")
    mine = posted(page) | {"name_en": "Mine"}
    refused = client.post(address("change", entry), mine)
    assert refused.status_code == 200
    assert "Somebody else has changed this" in refused.content.decode()
    again = posted(refused) | {"_merge": "1"}
    assert client.post(address("change", entry), again).status_code == 302
    entry.refresh_from_db()
    assert (entry.name_en, entry.name_ar) == ("Mine", "اسم آخر")


def test_each_page_of_an_entry_opens(entry, client, publisher):
    factories.published(entry, by=publisher)
    client.force_login(publisher)
    for page in ("change", "history", "compare", "preview", "preview_page", "links", "versions", "reports", "publish"):
        assert client.get(address(page, entry)).status_code == 200, page
    html = client.get(address("change", entry)).content.decode()
    assert "Confirm facts" not in html
    assert "Ask for a change" not in html


def test_a_draft_is_deleted_and_what_was_published_is_not(entry, client, publisher):
    client.force_login(publisher)
    path = reverse(f"admin:profiles_{entry._meta.model_name}_delete", args=[entry.pk])
    factories.published(entry, by=publisher)
    assert client.post(path, {"post": "yes"}).status_code == 403
    draft = another(entry)
    path = reverse(f"admin:profiles_{entry._meta.model_name}_delete", args=[draft.pk])
    assert client.post(path, {"post": "yes"}).status_code == 302
    assert not type(entry).objects.filter(pk=draft.pk).exists()


def test_several_are_published_together(entry, client, publisher):
    other = another(entry)
    client.force_login(publisher)
    path = reverse(f"admin:profiles_{entry._meta.model_name}_bundle")
    page = client.get(path, {"id": [entry.pk, other.pk]})
    digests = {f"digest-{part['entry'].pk}": part["digest"] for part in page.context["parts"]}
    answer = client.post(f"{path}?id={entry.pk}&id={other.pk}", {"digest": "-", **digests})
    assert answer.status_code == 302
    assert Publication.objects.count() == 2
