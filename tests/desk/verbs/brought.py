"""Files that are brought in."""

import pytest

from profiles.desk.models import Entity
from profiles.desk.verbs import Refused, importing
from tests.desk.exchange.steps import csv_file

OFFICES = ("profile", "name_en", "name_ar", "start")


def brought(sheet, by, *rows):
    return importing.read(csv_file(*rows), name=f"{sheet}.csv", by=by)


def summaries(by, *rows):
    return brought("profiles", by, ("slug", "summary_en"), *rows)


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return str(caught.value)


def summary(entity):
    return Entity.objects.get(pk=entity.pk).summary_en
