"""What administrators see of e-mails on their way."""

import pytest
from django.utils import timezone

from profiles.desk.mails import queue, sending
from profiles.desk.models import Mail

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/profiles/mail/"


@pytest.fixture(autouse=True)
def _down(settings):
    settings.MAIL_SENDER = "command"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def test_an_administrator_sees_what_waits_and_why_but_not_what_it_says(client, administrator, editor):
    queue.put(editor, "Proposed: Nepal", "Secret words.")
    sending.send_due()
    client.force_login(administrator)
    pages = [client.get(ADDRESS), client.get(f"{ADDRESS}{Mail.objects.get().pk}/change/")]
    for page in pages:
        html = page.content.decode()
        assert "Connection refused" in html
        assert "Proposed: Nepal" in html
        assert "Secret words." not in html


def test_what_waits_is_tried_again_at_a_click(client, administrator, editor):
    queue.put(editor, "Subject", "Words.")
    sending.send_due()
    assert Mail.objects.get().due > timezone.now()
    client.force_login(administrator)
    page = client.post(f"{ADDRESS}again/", follow=True).content.decode()
    assert "1 e-mail is tried again now." in page
    assert Mail.objects.get().due <= timezone.now()


def test_what_was_asked_for_nobody_is_not_listed(client, administrator):
    queue.note_asking(Mail.Kind.FORGOTTEN, language="en", sender="x")
    client.force_login(administrator)
    assert client.get(ADDRESS).context["cl"].result_count == 0


@pytest.mark.parametrize("many", [1, 4])
def test_the_list_costs_a_fixed_number_of_queries(client, administrator, editor, many, django_assert_num_queries):
    for _number in range(many):
        queue.put(editor, "Subject", "Words.")
    client.force_login(administrator)
    client.get(ADDRESS)
    with django_assert_num_queries(9):
        client.get(ADDRESS)


@pytest.mark.parametrize("query", ["?state=x", "?state__exact=%FF", "?kind__exact='", "?o=9.x", "?p=z", "?at__gt=x"])
def test_hostile_lists_do_not_break(client, administrator, query):
    client.force_login(administrator)
    assert client.get(ADDRESS + query).status_code in (200, 302, 400)
