"""Personal secrets at rest: encrypted fields, and keyed digests to find them by."""

import hmac
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

_NONCE_BYTES = 12


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.FIELD_KEY))


def encrypt(plain: str) -> bytes:
    """Return `plain` under AES-256-GCM with a fresh nonce in front; empty stays empty."""
    if not plain:
        return b""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, plain.encode(), None)


def decrypt(stored: bytes) -> str:
    """Return the text `encrypt` was given.

    Raises:
        ValueError: the key is not the one the field was written with.
    """
    if not stored:
        return ""
    try:
        return _cipher().decrypt(stored[:_NONCE_BYTES], stored[_NONCE_BYTES:], None).decode()
    except InvalidTag as fault:
        raise ValueError("the field key of this installation does not fit its data") from fault


def digest(plain: str) -> str:
    """Return the keyed digest (HMAC-SHA256, hexadecimal) by which an encrypted value can be found and kept unique."""
    return hmac.digest(bytes.fromhex(settings.DIGEST_KEY), plain.encode(), "sha256").hex()


class EncryptedTextField(models.BinaryField):  # type: ignore[type-arg]
    """Text that is stored encrypted and read as text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", b"")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        """Return what is stored."""
        return encrypt(value) if isinstance(value, str) else value

    def get_default(self) -> Any:
        """Return the text a new row starts with."""
        return ""

    def from_db_value(self, value: Any, expression: object, connection: object) -> str:
        """Return what is read."""
        del expression, connection
        return decrypt(bytes(value)) if value else ""

    def to_python(self, value: Any) -> Any:
        """Return text as it is."""
        return value
