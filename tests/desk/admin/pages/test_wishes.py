"""Asking in words."""

import pytest
from django.urls import reverse

from profiles.desk.models import Wish
from tests.desk.admin.forms import url

pytestmark = pytest.mark.django_db


def test_a_focal_point_asks_in_words_and_reads_the_answer_on_the_desk(client, focal, editor, entity):
    client.force_login(focal)
    client.post(url("wishes", entity.pk), {"words": "We joined in May."})
    client.force_login(editor)
    assert "We joined in May." in client.get(reverse("admin:index")).content.decode()
    client.post(url("answer", entity.pk, Wish.objects.get().pk), {"words": "Corrected."})
    client.force_login(focal)
    assert "Corrected." in client.get(reverse("admin:index")).content.decode()
