"""The keys that sign checkpoints, private, beside the secrets: the newest signs, older ones stay believed."""

import os
import tomllib
from base64 import b64encode
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

_NAME: Final = "journal-keys.toml"


def signing_keys() -> list[Ed25519PrivateKey]:
    """Return the keys, oldest first, the last one signs; the first is made when there is none."""
    path = settings.HOME / _NAME
    if not path.exists():
        _make(path)
    return [
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)) for seed in tomllib.loads(path.read_text())["keys"]
    ]


def _make(path: "os.PathLike[str]") -> None:
    seed = Ed25519PrivateKey.generate().private_bytes_raw().hex()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return  # another process was first
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("# Sign the checkpoints of the journal. Private; belongs into the backup.\n")
        file.write("# To change keys put a new one (64 hexadecimal digits) behind the others; never take one away.\n")
        file.write(f'keys = ["{seed}"]\n')


def public_keys() -> list[Ed25519PublicKey]:
    """Return what checkpoints are verified with, oldest first."""
    return [key.public_key() for key in signing_keys()]


def spelt(key: Ed25519PublicKey) -> str:
    """Return a public key as it is published: base 64 of its 32 bytes."""
    return b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
