import pytest

from profiles.site.mirror.links import Pages, is_text

PAGES = Pages(
    "https://copy.example.org",
    needs_site={"/handbook-en.pdf"}.__contains__,
    about=lambda page: "/ar/copy/" if page.startswith("/ar/") else "/copy/",
)


def written(text, page="/members/"):
    return PAGES.write(text, page, "<p>no form</p>")


@pytest.mark.parametrize("link", ["/members/", "#main", "../areas/", "https://elsewhere.org/?q=1", "mailto:a@b.org"])
def test_a_link_that_a_copy_can_follow_stays(link):
    assert written(f'<a class="x" href="{link}">') == f'<a class="x" href="{link}">'


@pytest.mark.parametrize(
    "link", ["?type=sending", "/search/?q=a&amp;b=c", f"{PAGES.base}/?on=2020", "/handbook-en.pdf"]
)
def test_what_only_the_site_can_answer_leads_to_the_page_about_the_copy(link):
    assert written(f'<a href="{link}" class="x">') == '<a href="/copy/" class="x">'
    assert written(f'<a href="{link}">', "/ar/members/") == '<a href="/ar/copy/">'


def test_a_program_is_told_of_no_address_with_a_query():
    assert written('<head><link rel="alternate" href="/oembed?url=x"></head>') == "<head></head>"


def test_a_form_is_replaced_with_all_that_is_in_it():
    assert written('a<form action="/search/">\n<input name="q"></form>b') == "a<p>no form</p>b"


def test_texts_that_look_like_links_stay():
    text = '<p>href=&quot;?a=b&quot; and href="?a=b"</p>'
    assert written(text) == text


def test_links_of_pages_and_style_sheets_are_found_by_their_paths():
    page = '<a href="../areas/#x"><img src="/a.svg"><use href="#y"/><a href="https://elsewhere.org/z">'
    assert list(PAGES.linked(page, "/members/", "text/html")) == ["/areas/", "/a.svg", "/members/"]
    style = 'src: url("../fonts/a.woff2"); background: url(data:x)'
    assert list(PAGES.linked(style, "/static/css/a.css", "text/css")) == ["/static/fonts/a.woff2"]


def test_what_a_text_names_ends_where_its_address_ends():
    text = (
        '{"url": "https://copy.example.org/a/"} See https://copy.example.org/b.csv. url={https://copy.example.org/c/},'
    )
    assert list(PAGES.named(text)) == ["/a/", "/b.csv", "/c/"]


@pytest.mark.parametrize(("kind", "is_one"), [("text/csv", True), ("application/ld+json", True), ("image/png", False)])
def test_what_is_no_text_is_not_looked_through(kind, is_one):
    assert is_text(kind) is is_one
