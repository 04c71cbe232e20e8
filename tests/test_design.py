"""The design on paper and the style sheets say the same."""

import re

import pytest
from django.conf import settings

PAGE = (settings.BASE_DIR / "docs" / "design.md").read_text()
CSS = settings.BASE_DIR / "static" / "css"
PUBLIC = [path for path in CSS.glob("*.css") if not path.name.startswith(("admin", "prose-editor"))]
SHEETS = "".join(path.read_text() for path in PUBLIC)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`\.([a-z][\w-]+)", PAGE)) - {"css", "js"}))
def test_a_class_that_the_design_names_is_styled(name):
    assert re.search(rf"\.{name}\b", SHEETS)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(--[\w-]+\w)`", PAGE))))
def test_a_token_that_the_design_names_is_there(name):
    assert f"{name}:" in SHEETS


@pytest.mark.parametrize("sheet", PUBLIC, ids=lambda path: path.name)
def test_a_style_sheet_uses_only_tokens_that_are_there(sheet):
    used = set(re.findall(r"var\((--[\w-]+)\)", sheet.read_text()))
    assert sorted(name for name in used if f"{name}:" not in SHEETS) == []


@pytest.mark.parametrize("sheet", PUBLIC, ids=lambda path: path.name)
def test_a_style_sheet_knows_no_left_or_right(sheet):
    physical = (
        r"(?:margin|padding|border)-(?:left|right|top|bottom)|(?:^|[ ;{])(?:left|right|top|bottom|width|height)\s*:"
    )
    assert re.findall(physical, re.sub(r"/\*.*?\*/|\([^()]*\)", "", sheet.read_text(), flags=re.DOTALL)) == []
