"""The choice of a word in a row: searched by script; without script a list, in rows that are new."""

import re

import pytest

from tests import factories
from tests.desk.admin.forms import edit, url

pytestmark = pytest.mark.django_db


def plain_lists(response, name):
    html = response.content.decode()
    found = re.findall(rf'<noscript><select name="{name}"[^>]*>.*?</select></noscript>', html, re.DOTALL)
    return [re.findall(r"<option [^>]*>([^<]*)</option>", text) for text in found]


def test_a_new_row_offers_the_words_in_use_as_a_list_and_a_stored_one_does_not(desk):
    entity = factories.entity()
    factories.role_term(entity, "chair", "2008")
    factories.word(factories.Role, "host")
    factories.word(factories.Role, "gone", retired=True)
    assert plain_lists(desk.get(url("change", entity.pk)), "role_terms-0-role") == []
    page = edit(desk, entity, _add_row="role_terms")
    assert plain_lists(page, "role_terms-0-role") == []
    assert plain_lists(page, "role_terms-1-role") == [["–", "Chair", "Host"]]


def test_what_was_chosen_in_the_list_stays_chosen(desk):
    entity, host = factories.entity(), factories.word(factories.Role, "host")
    row = {"role_terms-TOTAL_FORMS": 1, "role_terms-0-role": host.pk, "role_terms-0-start": "31 February"}
    html = edit(desk, entity, **row).content.decode()
    [chosen] = re.findall(r'<noscript><select name="role_terms-0-role".*?</noscript>', html, re.DOTALL)
    assert f'<option value="{host.pk}" selected>' in chosen
