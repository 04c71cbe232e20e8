"""A device that makes passkeys and shows them, in Python: what a browser would send for one."""

import hashlib
import json
import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, WITH_KEY = 0x01, 0x40


class Authenticator:
    """One key. `origin` and `host` are what the browser shows it; `count` is what it says next, 0 for none."""

    def __init__(self, host="testserver", origin="https://testserver"):
        self.host, self.origin, self.count = host, origin, 0
        self.number, self.key = os.urandom(16), ec.generate_private_key(ec.SECP256R1())

    def make(self, options: str) -> str:
        asked = json.loads(options)["publicKey"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        kept = bytes(16) + len(self.number).to_bytes(2, "big") + self.number + public
        answer = {
            "attestationObject": cbor.encode({"fmt": "none", "attStmt": {}, "authData": self.said(WITH_KEY) + kept})
        }
        return self.answer("webauthn.create", asked, answer)

    def show(self, options: str) -> str:
        asked = json.loads(options)["publicKey"]
        said = self.said()
        signed = said + hashlib.sha256(self.client_data("webauthn.get", asked)).digest()
        signature = self.key.sign(signed, ec.ECDSA(SHA256()))
        return self.answer("webauthn.get", asked, {"authenticatorData": said, "signature": signature})

    def said(self, flags=0) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([PRESENT | flags]) + self.count.to_bytes(4, "big")

    def client_data(self, kind, asked) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def answer(self, kind, asked, answer) -> str:
        parts = {"clientDataJSON": self.client_data(kind, asked)} | answer
        number = websafe_encode(self.number)
        response = {name: websafe_encode(value) for name, value in parts.items()}
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": response})
