"""Passkeys (WebAuthn) in place of the code: a device answers a challenge for the host that it knows and no other, so
that no page which looks like ours gets anything from it.

Whoever has set up the second step may add some; telephone and recovery codes stay for the browsers and hosts where none
is good. Needs the package `fido2` (`requirements-passkeys.txt`): where it is missing, none is offered.
"""

import ipaddress
import json
import logging
import secrets
import time
from importlib.util import find_spec
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.http.request import split_domain_port
from django.utils import timezone

from profiles.published import identity

from ..models import Passkey, User
from ..verbs.account import log_new_passkey, log_removed_passkey

logger = logging.getLogger(__name__)

# In the session: what was asked of a device that is to answer, or to be added. Good for one answer.
TO_SHOW, TO_ADD = "passkey_to_show", "passkey_to_add"
WHILE = 600  # seconds


class Refused(ValueError):
    """What a device answered proves nothing."""

    def __init__(self, words: str):
        super().__init__(words)
        logger.warning("A passkey was refused: %.200r", words)


def are_possible(request) -> bool:
    """Whether browsers would make any here: for names of hosts, by HTTPS or at localhost."""
    host = host_of(request)
    return find_spec("fido2") is not None and not is_address(host) and (request.is_secure() or host == "localhost")


def host_of(request) -> str:
    return split_domain_port(request.get_host())[0]


def is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def good_here(request) -> list[Passkey]:
    """Those by which this person can pass the second step at this host."""
    return list(Passkey.objects.filter(user=request.user, host=host_of(request))) if are_possible(request) else []


# ── Adding and removing ────────


def allow_adding(request) -> None:
    """For a while, as somebody has just proved who they are: a browser that was left open adds none."""
    from fido2.utils import websafe_encode

    challenge = websafe_encode(secrets.token_bytes(32))
    request.session[TO_ADD] = {"challenge": challenge, "user_verification": None, "until": time.time() + WHILE}


def begin_adding(request) -> str:
    """What the browser is asked, as JSON; nothing unless that is allowed."""
    state = request.session.get(TO_ADD)
    if not state or time.time() > state["until"] or not are_possible(request):
        return ""
    from fido2.utils import websafe_decode

    user: User = request.user
    options, _state = server(request).register_begin(
        {"id": str(user.pk).encode(), "name": user.get_username(), "displayName": user.display_name()},
        [credential_of(passkey) for passkey in good_here(request)],
        resident_key_requirement="preferred",
        challenge=websafe_decode(state["challenge"]),
    )
    return json.dumps(dict(options))


@transaction.atomic
def add(request, answer: str, name: str) -> Passkey:
    """The passkey that a device has made. Raises Refused."""
    from fido2.utils import websafe_encode

    state, here = request.session.pop(TO_ADD, None), server(request)

    def check(response):
        proved = here.register_complete(state, response)
        return websafe_encode(proved.credential_data), proved.counter

    credential, count = checked(check, state, answer)
    if Passkey.objects.filter(credential=credential).exists():
        raise Refused("it was added before")
    passkey = Passkey.objects.create(
        user=request.user, name=name, host=host_of(request), credential=credential, count=count
    )
    log_new_passkey(request.user, name)
    return passkey


@transaction.atomic
def remove(passkey: Passkey) -> None:
    passkey.delete()
    log_removed_passkey(passkey.user, passkey.name)


# ── Passing the second step ────────


def begin_showing(request, passkeys: list[Passkey]) -> str:
    """What the browser is asked, as JSON. It stays the same until it is answered: the page may be open twice."""
    from fido2.utils import websafe_decode

    asked = request.session.get(TO_SHOW)
    options, state = server(request).authenticate_begin(
        [credential_of(passkey) for passkey in passkeys],
        challenge=websafe_decode(asked["challenge"]) if asked else None,
    )
    request.session[TO_SHOW] = state
    return json.dumps(dict(options))


@transaction.atomic
def shown(request, answer: str) -> Passkey:
    """The passkey of this person that has answered. Raises Refused."""
    passkeys = {credential_of(passkey).credential_id: passkey for passkey in good_here(request)}
    if not passkeys:
        raise Refused("there is none that is good here")
    from fido2.webauthn import AuthenticationResponse

    state, here = request.session.pop(TO_SHOW, None), server(request)

    def check(response):
        kept = [credential_of(passkey) for passkey in passkeys.values()]
        credential = here.authenticate_complete(state, kept, response)
        return credential.credential_id, AuthenticationResponse.from_dict(response).response.authenticator_data.counter

    number, count = checked(check, state, answer)
    # Of two devices with the same key one is behind. In one statement, as the other may be answering now.
    in_order = Q(count__lt=count) if count else Q(count=0)
    passkey = passkeys[number]
    if not Passkey.objects.filter(in_order, pk=passkey.pk).update(count=count, used=timezone.now()):
        raise Refused("the device has counted back")
    return passkey


# ── What fido2 does ────────


def server(request):
    from fido2.rpid import verify_rp_id
    from fido2.server import Fido2Server

    host = host_of(request)

    def is_ours(origin: str) -> bool:
        """By HTTPS or at localhost, and the very host: a browser would answer its subdomains too."""
        return urlsplit(origin).hostname == host and verify_rp_id(host, origin)

    asks = {"id": host, "name": identity.names()["directory_name"]}
    return Fido2Server(asks, attestation="none", verify_origin=is_ours)


def credential_of(passkey: Passkey):
    from fido2.utils import websafe_decode
    from fido2.webauthn import AttestedCredentialData

    return AttestedCredentialData(websafe_decode(passkey.credential))


def checked(check, state: dict | None, answer: str):
    """What a check gives for an answer of a browser. Raises Refused, whatever the answer holds."""
    if state is None:
        raise Refused("nothing was asked")
    try:
        return check(json.loads(answer))
    except Exception as error:  # It is anybody's bytes, and what reads them raises whatever they make it.
        raise Refused(f"{type(error).__name__}: {error}") from error
