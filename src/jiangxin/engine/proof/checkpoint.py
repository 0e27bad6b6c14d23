"""A checkpoint: how long the log was and what its root was, signed – the format of c2sp.org/tlog-checkpoint.

    cloud-river.example/journal
    1710
    Zp4mC8f…=

    — cloud-river.example/journal q3Ja…

Three lines, an empty one, then the signatures, each over the three lines: whoever signs has a name and an Ed25519 key
(RFC 8032). Four bytes before the signature tell which of the signer's keys it was, so that keys can be changed without
spoiling what older ones signed.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_ED25519: Final = b"\x01"
_HINT: Final = 4
_HASH: Final = 32
_DASH: Final = "— "
MOST_RECORDS: Final = 2**63 - 1


class CheckpointError(ValueError):
    """A text that is no checkpoint, or one that carries no signature of the key asked for."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a log goes.

    Attributes:
        origin: Name of the log, one line without surrounding white space.
        size: Records, 0 … 2**63 - 1.
        root: Root over them, 32 bytes.
    """

    origin: str
    size: int
    root: bytes

    def __post_init__(self) -> None:
        """Refuse what could not be read again."""
        if not self.origin or self.origin != " ".join(self.origin.split()) or not self.origin.isprintable():
            raise CheckpointError("the origin has to be one plain line")
        if not 0 <= self.size <= MOST_RECORDS or len(self.root) != _HASH:
            raise CheckpointError("a size from nothing up, and a root of 32 bytes")

    @property
    def text(self) -> str:
        """Return the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    def sign(self, *keys: Ed25519PrivateKey) -> "SignedCheckpoint":
        """Return the checkpoint with the signature of each key, made in the name of its origin."""
        lines = []
        for key in keys:
            told = key_hint(self.origin, key.public_key()) + key.sign(self.text.encode())
            lines.append(f"{_DASH}{self.origin} {b64encode(told).decode()}")
        return SignedCheckpoint(self, tuple(lines))


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint and the lines of its signatures, in their order; lines of signers unknown here are kept."""

    checkpoint: Checkpoint
    signatures: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the whole, to be published."""
        return "\n".join([self.checkpoint.text, *self.signatures, ""])

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a checkpoint. The signatures are read, not believed: see `verify`.

        Raises:
            CheckpointError: it is none.
        """
        told, gap, signed = text.partition("\n\n")
        lines, signatures = told.split("\n"), signed.split("\n")
        if not gap or len(lines) != 3 or signatures.pop() or not signatures:  # noqa: PLR2004  origin, size, root
            raise CheckpointError("three lines, an empty line, signatures")
        origin, size, root = lines
        if not re.fullmatch("0|[1-9][0-9]{0,18}", size):
            raise CheckpointError("the second line is the number of records")
        if any(not line.startswith(_DASH) for line in signatures):
            raise CheckpointError("each signature has a line of its own")
        return cls(Checkpoint(origin, int(size), _decoded(root)), tuple(signatures))

    def verify(self, *keys: Ed25519PublicKey) -> Checkpoint:
        """Return the checkpoint when one of `keys` has signed it for its origin.

        Raises:
            CheckpointError: none has.
        """
        if any(self._is_signed_by(key) for key in keys):
            return self.checkpoint
        raise CheckpointError("none of the known keys has signed this checkpoint")

    def _is_signed_by(self, key: Ed25519PublicKey) -> bool:
        hint = key_hint(self.checkpoint.origin, key)
        return any(_holds(key, told[_HINT:], self.checkpoint.text) for told in self._told() if told[:_HINT] == hint)

    def _told(self) -> Iterable[bytes]:
        start = f"{_DASH}{self.checkpoint.origin} "
        for line in self.signatures:
            if line.startswith(start):
                with suppress(CheckpointError):
                    yield _decoded(line.removeprefix(start))


def key_hint(name: str, key: Ed25519PublicKey) -> bytes:
    """Return the four bytes that tell a signer's keys apart (c2sp.org/signed-note)."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return sha256(name.encode() + b"\n" + _ED25519 + raw).digest()[:_HINT]


def _holds(key: Ed25519PublicKey, signature: bytes, text: str) -> bool:
    try:
        key.verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def _decoded(told: str) -> bytes:
    """Return what base 64 tells; of the spellings that mean the same bytes only the usual one is read."""
    try:
        found = b64decode(told, validate=True)
    except ValueError as fault:
        raise CheckpointError("not in base 64") from fault
    if b64encode(found).decode() != told:
        raise CheckpointError("not in the usual base 64")
    return found
