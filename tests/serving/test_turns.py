import threading

import pytest

from profiles.serving import turns
from profiles.serving.turns import Turns, in_turn
from profiles.site.public import FULL, HURRY, REFUSED


@pytest.mark.parametrize(("name", "environ"), [("PATIENCE", {}), ("IN_TROUBLE", {HURRY: True})])
def test_who_waits_too_long_for_a_turn_is_told_to_come_again(monkeypatch, name, environ):
    monkeypatch.setattr(turns, name, 0.01)
    inside, leave = threading.Semaphore(0), threading.Event()

    def work(environ, start_response):
        if REFUSED in environ:
            return [environ[REFUSED]]
        inside.release()
        assert leave.wait(60)
        return ["made"]

    portal, answers = Turns(work), []
    threads = [threading.Thread(target=lambda: answers.append(portal({}, None))) for _ in range(turns.AT_ONCE)]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert inside.acquire(timeout=60)
    assert portal(environ, None) == [503]
    assert environ[FULL]
    leave.set()
    for thread in threads:
        thread.join()
    assert answers == [["made"]] * turns.AT_ONCE
    assert portal({}, None) == ["made"]


def test_with_debug_each_request_has_a_thread(settings):
    settings.DEBUG = True
    assert in_turn(in_turn) is in_turn
