"""Steps of tests that bring files in by pages."""

from django.core.files.uploadedfile import SimpleUploadedFile

from profiles.desk.models import Entity, Import
from tests.desk.exchange.steps import csv_file

LIST = "/admin/profiles/import/"
ADD = f"{LIST}add/"


def upload(client, *rows, name="profiles.csv", prefix="", **fields):
    file = SimpleUploadedFile(name, csv_file(("slug", "summary_en", "website"), *rows))
    return client.post(prefix + ADD, {"file": file, **fields})


def record_of(answer):
    assert answer.status_code == 302, answer.context["form"].errors
    return Import.objects.get(pk=answer.url.rstrip("/").split("/")[-2])


def page_of(record, prefix=""):
    return f"{prefix}{LIST}{record.pk}/change/"


def act(client, record, name, **fields):
    return client.post(f"{LIST}{record.pk}/{name}/", fields, follow=True)


def summary(entity):
    return Entity.objects.get(pk=entity.pk).summary_en


def words(answer):
    return " ".join(answer.content.decode().split())
