"""What the database says of pairs of texts."""

import pytest
from django.db import IntegrityError

from profiles.desk.models import Wording
from profiles.desk.verbs import savedcopies
from tests import factories

pytestmark = pytest.mark.django_db


def test_two_texts_stand_beside_each_other_once(editor):
    savedcopies.save(factories.entity(), by=editor)
    row = Wording.objects.first()
    row.pk = None
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)
