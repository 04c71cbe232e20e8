"""The editor of the benchmark sends forms as a browser would."""

import pytest

from bench import editing, inside
from profiles.desk.models import Entity
from tests import factories

PAGE = """
<form id="other"><input name="elsewhere" value="1"></form>
<form id="entity_form">
  <input type="hidden" name="token" value="t"><input name="name" value="Oman &amp; more"><input name="empty">
  <input type="checkbox" name="yes" checked><input type="checkbox" name="no">
  <input type="radio" name="one" value="a"><input type="radio" name="one" value="b" checked>
  <select name="kind"><option value="">–</option><option value="state" selected>State</option></select>
  <select name="first"><option value="1">1</option><option value="2">2</option></select>
  <select name="areas" multiple><option value="x" selected>X</option><option value="y" selected>Y</option></select>
  <textarea name="text">
Two
lines</textarea>
  <input name="off" value="1" disabled><input type="submit" name="_save" value="Save">
</form>
"""


def test_a_form_has_the_fields_that_a_browser_sends():
    assert editing.Form("entity_form", PAGE).fields == [
        ("token", "t"),
        ("name", "Oman & more"),
        ("empty", ""),
        ("yes", "on"),
        ("one", "b"),
        ("kind", "state"),
        ("first", "1"),
        ("areas", "x"),
        ("areas", "y"),
        ("text", "Two\nlines"),
    ]


def test_a_working_copy_is_saved_with_another_summary(live_server, publisher):
    factories.entity(inside.SLUG, summary_en="Before.", summary_ar="قبل.")
    address, signed_in = (live_server.thread.host, live_server.thread.port), inside.sign_in()
    editing.save(address, signed_in["cookie"], signed_in["path"], "After.")
    saved = Entity.objects.get(slug=inside.SLUG)
    assert (saved.summary_en, saved.summary_ar) == ("After.", "قبل.")


def test_a_stranger_saves_nothing(live_server, publisher):
    factories.entity(inside.SLUG, summary_en="Before.")
    address, path = (live_server.thread.host, live_server.thread.port), inside.sign_in()["path"]
    with pytest.raises(RuntimeError, match="302 /admin/login/"):
        editing.save(address, "sessionid=nobody", path, "After.")
