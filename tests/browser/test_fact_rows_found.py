"""Words in closed rows of facts, as the browser itself finds them in a page."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_editor import address
from tests.browser.test_fact_rows import entity, row  # noqa: F401

# The first that has them in the page.
ROWS = [("role_terms", "Second chair"), ("memberships", "What the body itself prints")]


@pytest.mark.parametrize(("prefix", "words"), ROWS, ids=["in the row", "in its rest"])
def test_a_row_opens_where_the_browser_finds_words_in_it(signed_in, entity, prefix, words):  # noqa: F811
    page = signed_in
    found = row(page, prefix, 0).get_by_text(words).first
    page.goto(address(entity))
    expect(found).to_be_hidden()
    page.goto("about:blank")
    # As a search in the page does, which no script can begin.
    page.goto(f"{address(entity)}#:~:text={words}")
    expect(found).to_be_in_viewport(timeout=20_000)
