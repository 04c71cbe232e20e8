"""The register of sources in admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles.desk.models import Event
from profiles.published.models import Source, Stamp
from tests import factories
from tests.desk.admin.forms import change

pytestmark = pytest.mark.django_db

TITLES = {"label_en": "Abu Dhabi Declaration", "label_ar": "إعلان أبوظبي"}


def address(name, *args):
    return reverse(f"admin:published_source_{name}", args=args)


def add(client, **columns):
    return client.post(address("add"), TITLES | columns)


def errors(response):
    return response.context["adminform"].form.errors


def stamp():
    return sum(Stamp.objects.values_list("counter", flat=True))


@pytest.fixture
def declaration():
    return factories.word(Source, "declaration", url="https://example.org/declaration", publisher="IOM")


@pytest.fixture
def citing(declaration):
    entity = factories.entity("nepal", type=None)
    factories.membership(entity, sources=[{"code": "declaration", "carries": "all"}])
    return entity


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"day": "22 January 2008"}, "abu-dhabi-declaration-2008"),
        ({}, "abu-dhabi-declaration"),
        ({"label_en": "Declaration of 2008", "day": "2008"}, "declaration-of-2008"),
        ({"label_en": "Source of it all"}, "of-it-all"),
        ({"label_en": "Source: source of it all"}, "of-it-all"),
        ({"label_en": "Source", "day": "2008"}, "text-2008"),
        ({"label_en": "Sources of it all"}, "sources-of-it-all"),
        ({"label_en": "إعلان", "day": "2008"}, "text-2008"),
        ({"label_en": "Word " * 30, "day": "2008"}, "-".join(["word"] * 10) + "-2008"),
        ({"code": "chosen"}, "chosen"),
    ],
)
def test_a_code_is_made_where_nobody_writes_one(as_editor, columns, code):
    assert add(as_editor, **columns).status_code == 302
    assert [row.code for row in Source.objects.all()] == [code]


def test_a_code_that_is_taken_gets_a_number(as_editor):
    for _time in range(3):
        add(as_editor, day="2008")
    codes = {f"abu-dhabi-declaration-2008{number}" for number in ("", "-2", "-3")}
    assert set(Source.objects.values_list("code", flat=True)) == codes


def test_a_code_of_what_was_cited_before_the_register_is_refused_to_others(as_editor, declaration):
    sentence = "Codes that begin with “source-” are those of what was cited before there was a register."
    assert errors(add(as_editor, code="source-of-it-all")) == {"code": [sentence]}
    renamed = change(as_editor, address("change", declaration.pk), code="source-of-it-all")
    assert errors(renamed) == {"code": [sentence]}
    earlier = factories.word(Source, "source-1f2e")
    kept = change(as_editor, address("change", earlier.pk), **TITLES)
    assert kept.status_code == 302


def test_an_address_is_in_the_register_once_and_it_is_said_under_which_title(as_editor, declaration):
    response = add(as_editor, url=declaration.url)
    (sentence,) = errors(response)["url"]
    assert "in the register already" in sentence
    assert f'<a href="{address("change", declaration.pk)}" target="_blank">Declaration (declaration)</a>' in str(
        response.content.decode()
    )
    assert 'value="Abu Dhabi Declaration"' in response.content.decode()


def test_a_doubtful_day_is_asked_back_and_stands_where_it_is_called_right(as_editor):
    refused = add(as_editor, day="2551")
    assert "Buddhist calendar is 2008" in errors(refused)["day"][0]
    add(as_editor, day="2551", unusual="on")
    assert Source.objects.get().day == "2551"


@pytest.mark.parametrize("who", ["editor", "publisher", "focal"])
def test_who_edits_adds_and_changes_what_nothing_public_rests_on_and_the_public_sees_no_change(
    request, client, declaration, who
):
    user = factories.focal_point("focal", factories.entity()) if who == "focal" else request.getfixturevalue(who)
    client.force_login(user)
    before = stamp()
    assert add(client).status_code == 302
    change(client, address("change", declaration.pk), **TITLES)
    declaration.refresh_from_db()
    assert (declaration.label_en, stamp()) == ("Abu Dhabi Declaration", before)
    assert Event.objects.filter(verb="vocabulary").count() == 2


def test_what_something_public_rests_on_is_changed_by_publishers_alone(client, editor, publisher, declaration, citing):
    factories.published(citing, by=publisher)
    before = stamp()
    client.force_login(editor)
    assert client.post(address("change", declaration.pk), TITLES).status_code == 403
    client.force_login(publisher)
    assert change(client, address("change", declaration.pk), **TITLES).status_code == 302
    declaration.refresh_from_db()
    assert (declaration.label_en, stamp()) == ("Abu Dhabi Declaration", before + 1)


def test_the_code_of_what_something_rests_on_is_refused_at_its_field(as_editor, declaration, citing):
    response = change(as_editor, address("change", declaration.pk), code="other")
    assert errors(response) == {"code": ["The code is fixed: Nepal, working copy."]}


def test_a_code_is_refused_without_naming_what_somebody_may_not_see(client, declaration, citing):
    client.force_login(factories.focal_point("other", factories.entity("kuwait")))
    response = change(client, address("change", declaration.pk), code="other")
    assert errors(response) == {"code": ["The code is fixed: something rests on it."]}


def test_what_something_rests_on_is_not_deleted_and_it_is_said_where(desk, declaration, citing):
    html = desk.post(address("delete", declaration.pk), {"post": "yes"}).content.decode()
    assert "“Declaration” is in use" in html
    assert f'<a href="{reverse("admin:profiles_entity_change", args=[citing.pk])}"><bdi>Nepal</bdi></a>' in html
    assert "working copy: membership: Sending 2008" in html
    assert Source.objects.exists()


def test_what_nothing_rests_on_is_deleted(desk, declaration):
    desk.post(address("delete", declaration.pk), {"post": "yes"})
    assert not Source.objects.exists()


def test_its_page_says_what_rests_on_it_as_far_as_somebody_may_see_that(client, editor, publisher, declaration, citing):
    factories.published(citing, by=publisher)
    factories.word(factories.Body, "iom", sources=[{"code": "declaration", "carries": "all"}])
    seen = {}
    for user in (editor, factories.focal_point("other", factories.entity("kuwait"))):
        client.force_login(user)
        html = client.get(address("change", declaration.pk)).content.decode()
        seen[user.username] = [
            word in html for word in ("published: version 1", "working copy: membership: Sending 2008", "other body: ")
        ]
    assert seen == {"editor": [True, True, True], "other": [True, False, True]}


@pytest.mark.parametrize("term", ["declar", "IOM", "بالعربية", "example.org", ""])
def test_a_search_finds_by_title_publisher_address_and_code(as_editor, declaration, term):
    factories.word(Source, "old", retired=True)
    found = as_editor.get(address("search"), {"term": term}).json()["results"]
    assert found == [{"code": "declaration", "title": "Declaration", "about": "IOM · declaration"}]


def test_a_search_by_code_finds_what_is_retired_too(as_editor, declaration):
    factories.word(Source, "old", retired=True)
    found = as_editor.get(address("search"), {"code": ["old", "declaration", "unknown"]}).json()["results"]
    assert [row["code"] for row in found] == ["declaration", "old"]


def test_a_window_of_a_form_gives_the_code_back(as_editor):
    response = add(as_editor, _popup="1", _to_field="code")
    assert "&quot;value&quot;: &quot;abu-dhabi-declaration&quot;" in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_form_of_a_source_asks_the_same_few_questions_whatever_rests_on_it(as_editor, declaration, rows):
    for number in range(rows):
        entity = factories.entity(f"state-{number}", type=None)
        factories.membership(entity, sources=[{"code": "declaration", "carries": "all"}])
    as_editor.get(address("change", declaration.pk))
    with CaptureQueriesContext(connection) as queries:
        as_editor.get(address("change", declaration.pk))
    assert len(queries) == 31
