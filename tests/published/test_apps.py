"""A database that cannot be migrated is refused in words, and left as it is."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

pytestmark = pytest.mark.django_db


def test_a_database_from_before_the_tables_were_divided_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE profiles_publication (id integer)")
    with pytest.raises(SystemCheckError, match="before public and private tables were divided"):
        call_command("check", databases=["default"])


def test_today_s_is_not():
    call_command("check", databases=["default"])
