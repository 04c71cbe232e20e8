"""The list of cited addresses: who sees which, what is said of each, what is done."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.desk.links import cited
from profiles.desk.models import Event, LinkState
from profiles.published.models import Source
from tests import factories

pytestmark = pytest.mark.django_db

LIST = reverse("admin:profiles_linkstate_changelist")
NOW = timezone.now()


def set_to(address, answer, *, days=4, failures=0, **columns):
    since = NOW - dt.timedelta(days=days) if failures else None
    columns |= {"answer": answer, "failures": failures, "failing_since": since, "looked_at": NOW}
    LinkState.objects.filter(address=address).update(**columns)


@pytest.fixture
def nepal():
    return factories.entity("nepal", website="https://dead.example/")


@pytest.fixture
def links(nepal):
    for name in ("failing", "moved", "turned", "left", "well"):
        factories.entity(name, website=f"https://{name}.example/")
    factories.word(Source, "list", label_en="A list", url="https://dead.example/")
    cited.update()
    set_to("https://dead.example/", "gone", failures=3, status=404, lately=[[NOW.isoformat(), "gone", 404]])
    set_to("https://failing.example/", "slow", failures=2)
    set_to("https://moved.example/", "moved", status=200, moved_to="https://new.example/")
    set_to("https://turned.example/", "refused", status=403)
    set_to("https://left.example/", "gone", failures=3, ignored_at=NOW, ignored_why="It sleeps.")
    set_to("https://well.example/", "well", status=200, well_at=NOW)


def listed(client, query=""):
    page = client.get(LIST + query)
    return [row.address.removeprefix("https://").partition(".")[0] for row in page.context["cl"].result_list]


def page_of(client, name):
    link = LinkState.objects.get(address=f"https://{name}.example/")
    return client.get(reverse("admin:profiles_linkstate_change", args=[link.pk])).content.decode()


def act(client, action, *names, **fields):
    keys = list(LinkState.objects.filter(address__in=[f"https://{name}.example/" for name in names]).values_list("pk"))
    data = {"action": action, "_selected_action": [pk for (pk,) in keys], "index": 0} | fields
    return client.post(f"{LIST}?state=all", data, follow=True).content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["dead"]),
        ("?state=failing", ["dead", "failing"]),
        ("?state=moved", ["moved"]),
        ("?state=unchecked", ["turned"]),
        ("?state=ignored", ["left"]),
        ("?state=all", ["dead", "failing", "left", "moved", "turned", "well"]),
        ("?state=all&q=turned", ["turned"]),
        ("?state=all&answer__exact=slow", ["failing"]),
    ],
)
def test_the_dead_come_first_and_others_are_filtered_for(client, editor, links, query, expected):
    client.force_login(editor)
    assert sorted(listed(client, query)) == expected


@pytest.mark.parametrize("query", ["?ignored_why__gte=a", "?ignored_by__username=editor", "?address__gt=a"])
def test_no_other_filter_is_taken(client, editor, links, query):
    client.force_login(editor)
    assert client.get(LIST + query).status_code == 400


def test_a_focal_point_sees_those_of_the_own_profiles_and_no_word_of_others(client, nepal, links):
    client.force_login(factories.focal_point("focal", nepal))
    assert listed(client, "?state=all") == ["dead"]
    other = LinkState.objects.get(address="https://failing.example/")
    assert client.get(reverse("admin:profiles_linkstate_change", args=[other.pk])).status_code == 302
    factories.entity("kuwait", name_en="Zqcanary", website="https://dead.example/")
    cited.update()
    html = page_of(client, "dead") + client.get(LIST).content.decode()
    assert "Nepal" in html
    assert "Zqcanary" not in html


def test_a_list_says_what_was_answered_since_when_where_it_stands_and_who_keeps_that(client, editor, nepal, links):
    focal = factories.focal_point("focal", nepal)
    client.force_login(editor)
    html = client.get(LIST).content.decode()
    source = reverse("admin:published_source_change", args=[Source.objects.get().pk])
    assert 'There is no such page. <bdi dir="ltr">(404)</bdi>' in html
    assert "3 times in a row" in html
    assert f'<a href="/admin/profiles/entity/{nepal.pk}/change/#id_website"><bdi>Nepal</bdi></a>' in html
    assert f'<a href="{source}#id_url"><bdi>A list</bdi></a>' in html
    assert f"<bdi>{focal}</bdi>" in html


def test_a_page_says_more_of_one(client, editor, links):
    LinkState.objects.filter(address="https://left.example/").update(ignored_by=editor)
    client.force_login(editor)
    dead, left = page_of(client, "dead"), page_of(client, "left")
    assert 'There is no such page. <bdi dir="ltr">(404)</bdi></li>' in dead
    assert "Never since it has been checked." in dead
    assert "It sleeps." in left
    assert "By editor, " in left
    assert "https://new.example/" in page_of(client, "moved")


def test_the_list_of_what_is_left_out_says_why(client, editor, links):
    client.force_login(editor)
    assert "It sleeps." in client.get(f"{LIST}?state=ignored").content.decode()


def test_an_editor_leaves_one_out_and_has_it_checked_again(client, editor, links):
    client.force_login(editor)
    assert "Say why it is left out." in act(client, "ignore", "dead")
    assert "1 address is checked no more." in act(client, "ignore", "dead", why="It is only for members.")
    assert LinkState.objects.get(address="https://dead.example/").ignored_why == "It is only for members."
    assert listed(client) == []
    assert "2 addresses are checked again." in act(client, "heed", "dead", "left", "well")
    assert Event.objects.filter(verb="heed").count() == 2


def test_a_focal_point_has_one_looked_at_again_and_leaves_none_out(client, nepal, links):
    client.force_login(factories.focal_point("focal", nepal))
    assert "The next round asks 1 address again." in act(client, "look_again", "dead", "failing")
    assert list(LinkState.objects.filter(wanted=True).values_list("address", flat=True)) == ["https://dead.example/"]
    act(client, "ignore", "dead", why="x")
    assert LinkState.objects.ignored().count() == 1


def test_the_archived_address_is_taken_into_the_source(client, editor, links):
    client.force_login(editor)
    link = LinkState.objects.get(address="https://dead.example/")
    address = reverse("admin:profiles_linkstate_archive", args=[link.pk])
    assert f'formaction="{address}"' in page_of(client, "dead")
    source = Source.objects.get()
    answer = client.post(address, {"source": source.pk})
    assert answer["Location"] == reverse("admin:published_source_change", args=[source.pk])
    source.refresh_from_db()
    assert source.archived_url == f"https://web.archive.org/web/{timezone.localdate():%Y%m%d}/https://dead.example/"
    again = client.post(address, {"source": source.pk}, follow=True).content.decode()
    assert "It has an archived address already." in again


def test_what_no_source_has_is_archived_nowhere(client, editor, links):
    client.force_login(editor)
    link = LinkState.objects.get(address="https://well.example/")
    page = client.post(reverse("admin:profiles_linkstate_archive", args=[link.pk]), follow=True)
    assert "No source of the register has this address any more." in page.content.decode()


def test_editors_and_publishers_read_on_the_desk_how_many_are_dead(client, publisher, editor, links):
    index = reverse("admin:index")
    client.force_login(publisher)
    assert "1 dead address" in " ".join(client.get(index).content.decode().split())
    set_to("https://failing.example/", "slow", failures=3)
    assert "2 dead addresses" in " ".join(client.get(index).content.decode().split())
    client.force_login(editor)
    assert "2 dead addresses" in " ".join(client.get(index).content.decode().split())


def test_before_any_check_it_says_that_there_was_none_and_offers_nothing_to_do(client, nepal, editor):
    cited.update()
    client.force_login(editor)
    html = client.get(LIST).content.decode()
    assert "No address has been checked yet." in html
    assert "Only dead addresses are shown" in html
    assert 'name="action"' not in html
    html = client.get(f"{LIST}?state=all").content.decode()
    assert "Only dead addresses are shown" not in html
    assert 'name="action"' in html


def test_after_a_check_it_says_so_no_more(client, links, editor):
    client.force_login(editor)
    assert "No address has been checked yet." not in client.get(LIST).content.decode()
