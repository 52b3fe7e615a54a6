"""Sealing of single fields: AES-256-GCM with a key id in front, bound to its table, column and row.

A sealed value reads `1 | key id | nonce | ciphertext`. Because the row's key is part of the seal, a value that is
moved to another row or column does not open. Keys rotate: the first seals, all of them open.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION, _NONCE, _TAG = b"\x01", 12, 16
_SHORTEST = 2 + _NONCE + _TAG


class Unsealable(Exception):  # noqa: N818 -- says what the value is
    """The value was sealed for another place, by a key we do not have, or has been changed."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """`keys`: key id (0-255) to 32 bytes; `sealing` is the id new values are sealed with."""

    keys: Mapping[int, bytes] = field(repr=False)
    sealing: int
    lookup: bytes = field(repr=False)

    def seal(self, text: str, place: str) -> bytes:
        """`place` is table:row:column."""
        nonce = os.urandom(_NONCE)
        body = AESGCM(self.keys[self.sealing]).encrypt(nonce, text.encode(), place.encode())
        return _VERSION + bytes([self.sealing]) + nonce + body

    def open(self, sealed: bytes, place: str) -> str:
        is_sealed = sealed[:1] == _VERSION and len(sealed) >= _SHORTEST
        key = self.keys.get(sealed[1]) if is_sealed else None
        if key is None:
            raise Unsealable(place)
        try:
            return AESGCM(key).decrypt(sealed[2 : 2 + _NONCE], sealed[2 + _NONCE :], place.encode()).decode()
        except InvalidTag:
            raise Unsealable(place) from None

    def digest(self, text: str) -> bytes:
        """A keyed hash, so that an exact CPR number can be looked up without being stored readable."""
        return hmac.new(self.lookup, text.encode(), hashlib.sha256).digest()


def keyring(secret: str) -> Keyring:
    """From `id:hex,id:hex,...`; the first seals. The look-up key is derived from the last, which never goes away."""
    parts = [part.split(":") for part in secret.split(",")]
    keys = {int(number): bytes.fromhex(text) for number, text in parts}
    oldest = bytes.fromhex(parts[-1][1])
    return Keyring(keys=keys, sealing=int(parts[0][0]), lookup=hashlib.sha256(b"lookup" + oldest).digest())
