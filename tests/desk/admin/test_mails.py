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


@pytest.fixture
def answer():
    words = {"subject": "Your report", "body": "Secret words.", "language": "en"}
    return Mail.objects.create(kind="answer", recipient="R-00001", address="reader@example.org", **words)


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


@pytest.mark.parametrize("query", ["body__gte=Secre&body__lt=Secrf", "address=reader@example.org", "subject__gte=Y"])
def test_no_filter_tells_what_a_mail_says_or_where_it_goes(client, administrator, answer, query):
    client.force_login(administrator)
    assert client.get(f"{ADDRESS}?{query}").status_code == 400


def test_state_and_kind_can_be_filtered_for(client, administrator, editor, answer):
    queue.put(editor, "Subject", "Words.")
    client.force_login(administrator)
    page = client.get(f"{ADDRESS}?state__exact=waiting&kind__exact=answer")
    assert [mail.pk for mail in page.context["cl"].result_list] == [answer.pk]


def test_the_subject_of_an_answer_to_a_visitor_is_not_shown(client, administrator, answer):
    client.force_login(administrator)
    for page in (client.get(ADDRESS), client.get(f"{ADDRESS}{answer.pk}/change/")):
        html = page.content.decode()
        assert "R-00001" in html
        assert "Your report" not in html
        assert "reader@example.org" not in html


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
