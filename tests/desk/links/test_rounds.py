"""A round: how hosts are treated, what is written, and what is held back."""

import socket
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from django.utils import timezone

from profiles.desk.links.asking import Asker
from profiles.desk.links.rounds import Pace, Round, to_ask
from profiles.desk.links.wires import Wires
from profiles.desk.models import LinkState

pytestmark = pytest.mark.django_db


def links(*addresses):
    return [LinkState.objects.create(address=address) for address in addresses]


def run(asker, rows, *, seconds=30, threads=4, pause=0, tell=lambda tally: None):
    return Round(asker, seconds=seconds, threads=threads, pace=Pace(pause), tell=tell).run(rows)


def patient(asker):
    """Waits longer than what is slow; every name is of this machine."""

    def resolve(name, port, **kwargs):
        return socket.getaddrinfo("127.0.0.1", port, **kwargs)

    return replace(asker, wires=replace(asker.wires, seconds=10, resolve=resolve))


def test_each_answer_is_written_and_counted(web, asker):
    told = []
    rows = links(*(web(path) for path in ("ok", "404", "403", "for-good", "busy")))
    tally = run(asker, rows, tell=lambda tally: told.append(tally.asked))
    assert (tally.total, tally.asked, tally.well, tally.failed, tally.unchecked) == (5, 5, 2, 1, 2)
    assert (tally.whole, tally.unheard) == (True, False)
    assert told == [1, 2, 3, 4, 5]
    stored = {row.address.rpartition("/")[2]: row for row in LinkState.objects.all()}
    assert [stored[path].answer for path in ("ok", "404", "403", "for-good")] == ["well", "gone", "refused", "moved"]
    assert stored["for-good"].moved_to == web("new")
    assert stored["404"].failures == 1
    assert stored["busy"].not_before > timezone.now()


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause(web, asker):
    run(asker, links(*(web(f"page-{number}") for number in range(4)), web("for-now")), pause=0.1)
    assert web.most == 1
    moments = [at for _method, _path, _headers, at in web.requests]
    assert len(moments) == 6
    assert min(later - earlier for earlier, later in pairwise(moments)) > 0.09


def test_a_redirect_to_a_host_that_others_ask_waits_its_turn(web, asker):
    addresses = [web(f"to?{web('slow')}", f"host-{number}.example") for number in range(3)]
    run(patient(asker), links(*addresses, web("slow")))
    slow = [at for _method, path, _headers, at in web.requests if path == "/slow"]
    assert len(slow) == 4
    assert min(later - earlier for earlier, later in pairwise(slow)) > 1.4


def test_several_hosts_are_asked_beside_each_other(web, asker):
    began = time.monotonic()
    run(patient(asker), links(*(web("slow", f"host-{number}.example") for number in range(4))))
    assert web.most > 1
    assert time.monotonic() - began < 5.9


def test_a_host_that_asks_to_wait_is_left_alone(web, asker):
    rows = links(web("busy"), web("ok"))
    tally = run(asker, rows)
    assert (tally.asked, tally.whole) == (1, True)
    assert LinkState.objects.get(address=web("ok")).looked_at is None
    assert to_ask(timezone.now(), again=True) == []
    LinkState.objects.update(not_before=None)
    assert len(to_ask(timezone.now(), again=True)) == 2


def test_it_ends_when_its_time_is_over_and_keeps_what_it_knows(web, asker):
    rows = links(web("ok"), *(web(f"slow?{number}") for number in range(20)))
    began = time.monotonic()
    tally = run(patient(asker), rows, seconds=1)
    assert time.monotonic() - began < 3
    assert not tally.whole
    assert LinkState.objects.get(address=web("ok")).answer == "well"


def test_it_keeps_what_it_knows_when_somebody_stops_it(web, asker):
    def stop(tally):
        raise KeyboardInterrupt

    rows = links(web("ok"), web("404"))
    with pytest.raises(KeyboardInterrupt):
        run(asker, rows, tell=stop)
    assert LinkState.objects.get(address=web("ok")).answer == "well"


def test_a_fault_of_ours_in_a_thread_is_heard():
    class Faulty(Asker):
        def ask(self, address):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(Faulty(), links("https://example.org/"))


# ── Who is offline ────────


def nowhere(name, port, **kwargs):
    raise socket.gaierror(socket.EAI_NONAME, "no")


def test_where_no_host_at_all_answers_nothing_is_counted():
    asker = Asker(Wires(resolve=nowhere))
    tally = run(asker, links(*(f"https://{number}.example/" for number in range(3))))
    assert tally.unheard
    assert not LinkState.objects.exclude(looked_at=None).exists()


@pytest.mark.parametrize("number", [1, 2])
def test_of_few_hosts_none_of_which_answers_it_is_counted_where_somebody_else_does(web, asker, number):
    away = links(*(f"https://{count}.example/" for count in range(number)))
    assert run(known(asker, "127.0.0.1"), away).unheard
    assert not LinkState.objects.exclude(looked_at=None).exists()
    LinkState.objects.create(address=web("ok"), answer="well", well_at=timezone.now())
    tally = run(known(asker, "127.0.0.1"), away)
    assert (tally.unheard, tally.failed) == (False, number)
    assert LinkState.objects.failing().count() == number


def test_where_one_of_many_answers_nothing_is_counted_of_the_others(web, asker):
    away = [f"https://{number}.example/" for number in range(6)]
    tally = run(known(asker, "127.0.0.1"), links(*away, web("404")))
    assert (tally.unheard, tally.failed) == (True, 7)
    assert list(LinkState.objects.exclude(looked_at=None).values_list("answer", flat=True)) == ["gone"]


def test_who_was_well_before_bears_witness_in_a_round_of_nothing_but_the_dead(web, asker):
    LinkState.objects.create(address=web("ok"), answer="well", well_at=timezone.now())
    away = links(*(f"https://{number}.example/" for number in range(6)))
    assert not run(known(asker, "127.0.0.1"), away).unheard
    assert LinkState.objects.failing().count() == 6
    LinkState.objects.update(answer="well", well_at=timezone.now())
    LinkState.objects.filter(address=web("ok")).delete()
    assert run(known(asker, "127.0.0.1"), away).unheard


def known(asker, host):
    """Knows the name of one host."""

    def resolve(name, port, **kwargs):
        return socket.getaddrinfo(name, port, **kwargs) if name == host else nowhere(name, port)

    return replace(asker, wires=replace(asker.wires, resolve=resolve))


def test_where_one_of_few_hosts_answers_the_others_are_away(web, asker):
    away = [f"https://{number}.example/" for number in range(3)]
    tally = run(known(asker, "127.0.0.1"), links(*away, web("ok")))
    assert (tally.unheard, tally.failed, tally.well) == (False, 3, 1)


# ── Which are asked ────────


def test_which_are_asked():
    now = timezone.now()
    one, two, left = links("https://a.example/1", "https://B.example/2", "https://a.example/3")
    LinkState.objects.filter(pk=left.pk).update(ignored_at=now)
    LinkState.objects.filter(pk=one.pk).update(looked_at=now, answer="well")
    assert to_ask(now) == [two]
    assert to_ask(now, again=True) == [two, one]
    assert to_ask(now, again=True, limit=1) == [two]
    assert to_ask(now, again=True, only="a.ex") == [one]
    assert to_ask(now, only="b.ex") == [two]
