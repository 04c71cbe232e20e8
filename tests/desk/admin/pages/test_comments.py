"""Comments: at the form, on their page, at a review."""

import pytest

from profiles.desk import checks
from profiles.desk.models import Comment
from profiles.desk.verbs import commenting
from tests import factories
from tests.desk.admin.forms import edit, url

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_a_comment_is_written_answered_resolved_and_reopened(client, entity, focal, editor):
    client.force_login(focal)
    client.post(url("comments", entity.pk), {"place": "summary_en", "words": "Which year?"})
    client.force_login(editor)
    client.post(url("comments", entity.pk), {"place": "summary_en", "words": "2008."})
    html = text(client.get(url("comments", entity.pk)))
    assert html.index("Which year?") < html.index("2008.")
    first = Comment.objects.first()
    client.post(url("resolve", entity.pk, first.pk))
    html = text(client.get(url("comments", entity.pk)))
    assert "No comment is open." in html
    assert "Resolved by editor, " in html
    client.post(url("reopen", entity.pk, first.pk))
    assert Comment.objects.open().count() == 2


def test_open_comments_stand_at_the_form_with_a_link_to_their_field(client, entity, focal, editor):
    row = factories.responsible_entity(entity, "Ministry")
    commenting.comment(entity, by=editor, words="Which year?", place="summary_en")
    commenting.comment(entity, by=focal, words="2008.", place="summary_en")
    commenting.comment(entity, by=editor, words="Its new name?", place=checks.row_anchor(row.uid))
    commenting.resolve(commenting.comment(entity, by=editor, words="Done?"), by=editor)
    client.force_login(focal)
    html = text(client.get(url("change", entity.pk)))
    assert "3 open comments" in html
    assert '<a href="#id_summary_en"><bdi>Summary, in English</bdi></a>' in html
    assert f'href="#fact-{row.uid}"' in html
    assert f'href="{url("comments", entity.pk)}?on=summary_en"' in html
    assert "Which year?" in html
    assert "Done?" not in html


def test_open_comments_stand_at_the_review(client, entity, proposal, publisher, editor):
    commenting.comment(entity, by=editor, words="Is that right?", place="body_en")
    client.force_login(publisher)
    assert "Is that right?" in text(client.get(url("review", entity.pk, proposal.pk)))


def test_the_field_is_chosen_by_the_address(client, entity, editor):
    client.force_login(editor)
    page = client.get(url("comments", entity.pk) + "?on=summary_ar")
    assert page.context["form"]["place"].value() == "summary_ar"
    assert client.get(url("comments", entity.pk) + "?on=nothing").status_code == 200


def test_who_saves_first_goes_on_to_comment_on_that_field(desk):
    entity = factories.entity()
    response = edit(desk, entity, summary_en="New.", _then="comments?on=summary_en")
    assert response.url == url("comments", entity.pk) + "?on=summary_en"


@pytest.mark.parametrize(
    ("words", "sentence"), [("a\u202eb", "turn the direction"), ("x" * 2001, "at most 2000"), ("", "required")]
)
def test_what_is_refused_stays_in_the_form_and_is_said(client, entity, editor, words, sentence):
    client.force_login(editor)
    page = client.post(url("comments", entity.pk), {"place": "summary_ar", "words": words})
    assert sentence in str(page.context["form"].errors["words"])
    assert page.context["form"]["words"].value() == words
    assert page.context["form"]["place"].value() == "summary_ar"
    assert not Comment.objects.exists()


def test_no_text_is_cut_by_the_browser(client, entity, editor):
    client.force_login(editor)
    page = client.get(url("comments", entity.pk))
    assert "maxlength" not in str(page.context["form"]["words"])


def test_a_comment_of_another_entry_is_not_resolved_from_here(client, entity, focal, editor):
    elsewhere = commenting.comment(factories.entity("kuwait"), by=editor, words="Why?")
    client.force_login(focal)
    assert client.post(url("resolve", entity.pk, elsewhere.pk)).status_code == 404
    assert Comment.objects.open().count() == 1


def test_who_only_reads_comments_and_is_offered_nothing_to_resolve(client, entity, editor, administrator):
    commenting.comment(entity, by=editor, words="Why?")
    client.force_login(administrator)
    assert "Mark as resolved" not in text(client.get(url("comments", entity.pk)))
    client.post(url("comments", entity.pk), {"place": "", "words": "A name is wrong."})
    assert Comment.objects.filter(author=administrator).exists()


@pytest.mark.parametrize("number", [1, 4])
def test_they_cost_a_fixed_number_of_queries(client, entity, editor, django_assert_num_queries, number):
    for place in ["summary_en", "summary_ar", "body_en", "body_ar"][:number]:
        commenting.resolve(commenting.comment(entity, by=editor, words="Done?", place=place), by=editor)
        commenting.comment(entity, by=factories.person(f"by-{place}", "Editors"), words="Why?", place=place)
    client.force_login(editor)
    client.get(url("comments", entity.pk))
    with django_assert_num_queries(15):
        client.get(url("comments", entity.pk))
