"""A long reading sees one state, whatever is written meanwhile, and keeps no writer waiting."""

import threading

import pytest
from django.db import connection

from profiles.published.models import Stamp
from profiles.published.snapshot import snapshot

pytestmark = pytest.mark.django_db(transaction=True)


def write(counter):
    Stamp.objects.update_or_create(pk=1, defaults={"counter": counter})
    connection.close()


def in_a_thread(act, *args):
    thread = threading.Thread(target=act, args=args)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()


def counter():
    return Stamp.objects.values_list("counter", flat=True).get()


def test_what_is_written_meanwhile_is_seen_after_it():
    in_a_thread(write, 1)
    with snapshot():
        before = counter()
        in_a_thread(write, 2)
        assert (before, counter()) == (1, 1)
    assert counter() == 2


def test_it_ends_with_an_error_too():
    in_a_thread(write, 1)
    with pytest.raises(ZeroDivisionError), snapshot():
        counter() / 0
    with snapshot():
        assert counter() == 1
    write(3)
    assert counter() == 3
