"""What somebody does with passkeys, as tests do it."""

import html
import re

from tests.desk.accounts.authenticator import Authenticator
from tests.desk.accounts.steps import sign_in

CODE, STEP, ADD = "/admin/second-step/code/", "/admin/second-step/", "/admin/second-step/passkey/"
SECURE = {"secure": True}


def options_on(answer) -> str:
    return html.unescape(re.search(r'data-passkey="([^"]+)"', answer.content.decode()).group(1))


def added(client, codes, device=None, name="my key"):
    """A device of which the editor has a passkey now."""
    device = device or Authenticator()
    client.post(STEP, {"code": codes.pop(), "passkey": "1"}, **SECURE)
    answer = device.make(options_on(client.get(ADD, **SECURE)))
    client.post(ADD, {"name": name, "answer": answer}, **SECURE)
    return device


def at_the_second_step(client):
    """The page that asks for it, after the password."""
    client.post("/admin/logout/", **SECURE)
    sign_in(client, **SECURE)
    return client.get(CODE, **SECURE)
