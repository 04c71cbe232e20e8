"""The page on which a word is merged into another, and that undone."""

import pytest
from django.urls import reverse

from profiles.desk.models import Event
from profiles.desk.verbs import vocabulary
from profiles.published.models import MemberType, Role, ThematicArea
from tests import factories

pytestmark = pytest.mark.django_db


def address(row, page="merging"):
    return reverse(f"admin:published_{row._meta.model_name}_{page}", args=[row.pk])


@pytest.fixture
def pair(publisher):
    """Domestic workers, whom Nepal's profile names; domestic work."""
    old, new = factories.area("domestic-workers"), factories.area("domestic-work")
    nepal = factories.entity("nepal")
    nepal.areas.add(old)
    factories.published(nepal, by=publisher)
    return old, new


def post(client, row, other, **data):
    """Look at the page, then press its button."""
    shown = client.get(address(row), {"into": other.pk}).context
    data = {"into": other.pk, "base_state": shown["base_state"]} | data
    return client.post(address(row), data, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_it_offers_the_other_words_that_can_be_chosen(desk, pair):
    old, new = pair
    ThematicArea.objects.create(code="past", label_en="Past", label_ar="سابق", retired=True)
    assert list(desk.get(address(old)).context["candidates"]) == [new]
    assert f'href="{address(old)}"' in desk.get(address(old, "change")).content.decode()


def test_it_says_what_will_read_otherwise_by_number_and_name(desk, pair):
    old, new = pair
    page = desk.get(address(old), {"into": new.pk})
    html = page.content.decode()
    assert "1 publication names it. 1 working copy names it." in html
    assert 'href="/members/nepal/versions/1/"' in html
    assert [(line.name, line.before, line.after) for line in page.context["lines"]] == [
        ("label_en", "Domestic-workers", "Domestic-work"),
        ("label_ar", "domestic-workers بالعربية", "domestic-work بالعربية"),
    ]
    assert ThematicArea.objects.filter(merged_into=None).count() == 2


def test_words_that_read_as_it_are_named_with_what_names_them(desk, pair, publisher):
    old, new = pair
    middle = factories.area("middle")
    vocabulary.merge(old, middle, by=publisher)
    html = desk.get(address(middle), {"into": new.pk}).content.decode()
    assert "1 publication names it" in html
    assert "<h3>Domestic-workers</h3>" in html


def test_a_word_is_merged_and_that_is_undone_and_both_are_in_its_history(desk, pair):
    old, new = pair
    assert said(post(desk, old, new)) == ["“Domestic-workers” reads as “Domestic-work” now."]
    form = desk.get(address(old, "change")).content.decode()
    assert "It is merged into “Domestic-work” and reads as that." in form
    assert "1 publication names it" in desk.get(address(old)).content.decode()
    assert said(post(desk, old, new)) == ["“Domestic-workers” is itself again."]
    assert ThematicArea.objects.get(pk=old.pk).merged_into is None
    lines = [lines for _event, lines in desk.get(address(old, "history")).context["page_obj"]]
    assert [[(line.label, line.before, line.after) for line in found] for found in lines] == [
        [("Merged into", "Domestic-work", "–")],
        [("Merged into", "–", "Domestic-work")],
    ]


@pytest.mark.parametrize("changed", [0, 1])
def test_what_somebody_changed_since_the_page_was_opened_is_not_merged_unseen(desk, pair, publisher, changed):
    token = desk.get(address(pair[0]), {"into": pair[1].pk}).context["base_state"]
    vocabulary.change(factories.renamed(pair[changed]), by=publisher)
    answer = post(desk, *pair, base_state=token)
    assert said(answer) == ["Somebody has changed it since you opened this page. Look at it again."]
    assert Event.objects.filter(verb="vocabulary").count() == 1
    assert ThematicArea.objects.get(pk=pair[0].pk).merged_into is None
    post(desk, *pair)
    assert ThematicArea.objects.get(pk=pair[0].pk).merged_into == pair[1]


def test_two_publishers_who_merge_at_once_merge_once(desk, pair, publisher):
    old, new = pair
    other = factories.area("other")
    token = desk.get(address(old), {"into": new.pk}).context["base_state"]
    vocabulary.merge(old, other, by=publisher)
    answer = post(desk, old, new, base_state=token)
    assert said(answer) == ["Somebody has changed it since you opened this page. Look at it again."]
    assert ThematicArea.objects.get(pk=old.pk).merged_into == other


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_without_the_state_that_was_looked_at_nothing_is_merged(desk, pair, token):
    post(desk, *pair, base_state=token)
    assert not Event.objects.filter(verb="vocabulary").exists()


def test_what_cannot_be_merged_is_said_before_it_is_asked_for(desk):
    one, other = factories.word(MemberType, "one"), factories.word(MemberType, "observer")
    html = desk.get(address(one), {"into": other.pk}).content.decode()
    assert "“One” and “Observer” say different things under “standing”." in html
    assert '<form method="post"' not in html.partition('id="content-main"')[2]
    assert said(post(desk, one, other)) == ["“One” and “Observer” say different things under “standing”."]
    assert MemberType.objects.get(pk=one.pk).merged_into is None


@pytest.mark.parametrize("into", ["", "x", "²", "9" * 30, "0"])
def test_what_is_no_word_is_asked_for_again(desk, pair, into):
    for answer in (desk.get(address(pair[0]), {"into": into}), desk.post(address(pair[0]), {"into": into})):
        assert answer.status_code == 200
        assert 'name="into"' in answer.content.decode()


def test_a_word_that_is_no_more_is_not_found(desk):
    assert desk.get(reverse("admin:published_role_merging", args=[999])).status_code == 404


def test_who_only_reads_words_neither_sees_nor_merges(as_editor, pair):
    old, new = pair
    assert "merging" not in as_editor.get(address(old, "change")).content.decode()
    assert as_editor.get(address(old)).status_code == 403
    assert as_editor.post(address(old), {"into": new.pk}).status_code == 403


def test_a_merged_word_is_offered_no_more(desk, pair, publisher):
    old, new = factories.word(Role, "old-role"), factories.word(Role, "new-role")
    vocabulary.merge(old, new, by=publisher)
    query = {"app_label": "profiles", "model_name": "roleterm", "field_name": "role", "term": "role"}
    found = desk.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["text"] for row in found] == ["New-role"]
