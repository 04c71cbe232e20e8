import pytest

from profiles.published.models import Body
from tests import factories
from tests.answers import head, html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(publisher):
    for number in range(11):
        factories.published(factories.entity(f"island-{number}"), by=publisher)
        factories.published(factories.meeting(f"island-m{number}", start=f"20{10 + number}"), by=publisher)
    for entry in (factories.paper("island-paper"), factories.programme("island-skills"), factories.text("about")):
        factories.published(entry, by=publisher)
    factories.area("island-theme")


def test_each_group_has_a_heading_its_number_and_links(library, client):
    html = html_of(client.get("/search/?q=island"))
    assert "25 found" in html
    for heading, number in (
        ("Members and observers", 11),
        ("Meetings", 11),
        ("Documents", 1),
        ("Programmes", 1),
        ("Themes", 1),
    ):
        _before, after = html.split(f">{heading}</h2>")
        assert after.split("</p>")[0].strip() == f"<p>{number}", heading
    for address in ("/meetings/island-m0/", "/documents/island-paper/", "/programmes/island-skills/"):
        assert f'href="{address}"' in html
    assert 'href="/areas/island-theme/"' in html
    assert 'id="body"' not in html


def test_ten_members_are_named_and_the_directory_lists_all(library, client):
    response = client.get("/search/?q=island")
    assert len(response.context["group"]["pks"]) == 10
    assert '<a href="/members/?q=island">All 11 in the directory</a>' in html_of(response)
    assert "in the directory</a>" not in html_of(client.get("/search/?q=island-7"))


def test_the_meetings_after_the_tenth_open_on_demand(library, client):
    before, after = html_of(client.get("/search/?q=island")).split('<details class="more">')
    assert before.count('href="/meetings/island-m') == 10
    assert 'href="/meetings/island-m0/"' in after


def test_it_reads_in_arabic(library, client):
    html = html_of(client.get("/ar/search/?q=island"))
    assert 'action="/ar/search/"' in html
    assert 'href="/ar/meetings/island-m0/"' in html


def test_a_word_that_differs_by_a_letter_is_said_to(library, client):
    assert "Nothing reads “ilsand”." in html_of(client.get("/search/?q=ilsand"))


def test_nothing_found_leads_on(library, client):
    html = html_of(client.get("/search/?q=%3Cb%3Ezz"))
    assert "Nothing has “&lt;b&gt;zz”." in html
    assert '<a href="/report/">' in html.split("<main")[1].split("</main>")[0]


def test_answers_stand_first_each_with_its_sign_and_a_link(client, directory):
    html = html_of(client.get("/search/?q=chair 2015"))
    before, after = html.split("</article>")
    assert "<h2>Chair in 2015</h2>" in before
    assert '<a href="/members/kuwait/?on=2015#roles">Kuwait</a>' in before
    assert 'aria-label="certain"' in before
    assert '<a href="/roles/chair/?on=2015">' in before
    assert "Nothing else has all words of “chair 2015”." in after


@pytest.mark.parametrize("prefix", ["", "/ar"])
@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("members", "/members/?standing=member"),
        ("members 2010", "/members/?standing=member&amp;on=2010"),
        ("sending 2010", "/members/?type=sending&amp;on=2010"),
        ("india", "/members/india/"),
        ("ministry kuwait", "/members/kuwait/#responsible"),
        ("gender", "/areas/gender/"),
        ("chair", "/roles/chair/"),
    ],
)
def test_an_answer_leads_to_where_its_sources_stand(client, directory, prefix, query, address):
    html = html_of(client.get(f"{prefix}/search/", {"q": query}))
    assert f'href="{prefix}{address}"' in html.split('<section class="answers"')[1].split("</section>")[0]


def answers_of(client, query) -> str:
    html = html_of(client.get("/search/", {"q": query}))
    return html.split('<section class="answers"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("colombo process", "/cross-membership/#body-colombo"),
        ("india colombo process", "/members/india/#affiliations"),
        ("kuwait colombo process", "/members/kuwait/#affiliations"),
    ],
)
def test_who_is_in_another_body_is_answered(client, affiliates, query, address):
    assert f'href="{address}"' in answers_of(client, query)


@pytest.mark.parametrize(
    ("query", "address"),
    [("consultation 2", "/meetings/m2/"), ("changes 1st 2nd", "/between/?from=2008-01-21&amp;to=2012-04-19")],
)
def test_meetings_are_answered(client, history, query, address):
    assert f'href="{address}"' in answers_of(client, query)


def test_the_title_and_the_box_keep_the_words(client, directory):
    response = client.get("/search/?q=chair 2015")
    assert head(response)["title"].startswith("Search: “chair 2015”")
    assert 'value="chair 2015"' in html_of(response)


def test_what_can_be_asked_is_named_where_nothing_was_found_or_asked(client, publisher):
    """In words that this directory knows: of the year of its last meeting, and none where there is none."""
    assert "chair" not in html_of(client.get("/search/"))
    for year in (2008, 2012, 2015):
        factories.published(factories.meeting(f"m{year}", start=f"{year}-02-03"), by=publisher)
    for address in ("/search/", "/search/?q=zzzz"):
        page = html_of(client.get(address))
        assert '<a href="/search/?q=chair%202015">chair 2015</a>' in page
        assert '<a href="/search/?q=observers%202015">observers 2015</a>' in page
        assert "adopted third meeting" in page


def test_a_name_spelt_nearly_so_is_named(library, client, publisher):
    factories.published(factories.entity("islend"), by=publisher)
    assert "Also spelt nearly so:" in html_of(client.get("/search/?q=islend"))


def test_too_many_letters_are_refused_by_the_name_of_the_search(client, db):
    assert client.get("/search/?q=" + "a" * 101).context["reason"].startswith("Search: ")


def test_nothing_asked_is_a_form(library, client):
    html = html_of(client.get("/search/"))
    assert 'name="q" value=""' in html
    assert 'role="status"' not in html


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 101, "q=%ED%A0%80"])
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_what_cannot_be_asked_is_400_with_the_reason(client, prefix, query):
    response = client.get(f"{prefix}/search/", QUERY_STRING=query)
    assert response.status_code == 400
    assert response.context["reason"]


def test_no_list_of_results_is_for_search_engines(client):
    response = client.get("/search/?q=island")
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html_of(response)
    rules = client.get("/robots.txt").content.decode()
    assert "Disallow: /search/\nDisallow: /ar/search/\n" in rules


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number):
    for index in range(number):
        factories.published(factories.entity(f"island-{index}"), by=publisher)
        meeting = factories.meeting(f"island-m{index}", host_slug=f"island-{index}")
        factories.published(meeting, by=publisher)
    client.get("/search/?q=island")
    with django_assert_num_queries(15):
        client.get("/search/?q=island")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("query", "cost"), [("chair 2015", 13), ("members", 7), ("gender", 7)])
def test_answers_cost_a_fixed_number_of_queries(client, publisher, django_assert_num_queries, number, query, cost):
    for index in range(number):
        entity = factories.entity(f"island-{index}")
        entity.areas.add(factories.area("gender"))
        factories.role_term(entity, "chair", "2014", end="2016")
        factories.published(entity, by=publisher)
    client.get("/search/", {"q": query})
    with django_assert_num_queries(cost):
        client.get("/search/", {"q": query})


def test_every_page_and_the_front_page_lead_to_it(client, publisher):
    html = html_of(client.get("/"))
    assert '<form class="field" action="/search/" method="get" role="search">' in html
    assert html_of(client.get("/areas/")).count('href="/search/"') == 2


def test_who_is_nothing_in_a_body_as_a_source_says_has_the_empty_sign(client, publisher):
    factories.word(Body, "colombo", label_en="Colombo Process")
    qatar = factories.entity("qatar")
    factories.affiliation(qatar, "colombo", "none")
    factories.published(qatar)
    html = html_of(client.get("/search/?q=qatar+colombo+process"))
    (line,) = [part for part in html.split("<li>") if "Neither member nor observer, as a source says" in part]
    sign, _after = line.split("</svg>", 1)
    assert 'aria-hidden="true"' in sign
    assert sign.count("<circle") == 1


def test_how_many_more_hold_a_role_is_said_beside_the_link_to_all(client, directory, monkeypatch):
    monkeypatch.setattr("profiles.reading.finding.answers.READ", 1)
    oman = factories.entity("oman")
    factories.role_term(oman, "chair", "2015", end="2016", certainty="disputed")
    factories.published(oman)
    html = answers_of(client, "chair 2015")
    assert (html.count("#roles"), 'and 1 more · <a href="/roles/chair/?on=2015">' in html) == (1, True)


def test_who_joined_is_named_with_the_date_and_nobody_is_said(client, publisher):
    mali = factories.entity("mali", type=None)
    factories.membership(mali, start="2012-04")
    factories.published(mali)
    html = answers_of(client, "who joined in 2012")
    assert "<h2>Joined in 2012 <small>1</small></h2>" in html
    assert '<time datetime="2012-04">' in html
    html = answers_of(client, "members since 2019")
    assert "<h2>Joined in 2019</h2>" in html
    assert "Nobody is known to have joined then." in html
