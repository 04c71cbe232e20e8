import pytest

from profiles.published.models import Page


@pytest.fixture
def page_texts(db):
    for code in ("home", "about", "contact", "licence", "accessibility"):
        Page.objects.create(
            code=code,
            label_en=f"{code} title",
            label_ar=f"عنوان {code}",
            body_en="<p>Text.</p>",
            body_ar="<p>نص.</p>",
        )
