"""The Merkle tree of an append-only log: RFC 6962 §2.1, with the checks of RFC 9162 §2.1.3–2.1.4.

A *node* `(level, place)` is the hash over the 2**level leaves that begin at `place * 2**level`. Only full nodes are
kept: they never change once written, so that a log of n records keeps fewer than 2n of them, and a proof reads about
log2(n). Whoever keeps them gives `NodeAt`; nothing here knows where they lie.
"""

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Final

NodeAt = Callable[[int, int], bytes]
"""`(level, place)` → the 32 bytes of a full node."""

EMPTY_ROOT: Final = sha256(b"").digest()
"""The root of a log without records."""


def leaf_hash(record: bytes) -> bytes:
    """Return the 32 bytes that stand for a record."""
    return sha256(b"\x00" + record).digest()


def _join(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def appended(node_at: NodeAt, size: int, leaves: Sequence[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Yield the full nodes that come into being when `leaves` follow a log of `size` records.

    Args:
        node_at: Asked for nodes that stood before, at most one to a level.
        size: Records the log had.
        leaves: Hashes of the new records, in their order.

    Yields:
        `(level, place, hash)`, each after what it is made of.
    """
    edge: dict[int, bytes] = {}  # by level: a full node that waits for its right neighbour
    for place, leaf in enumerate(leaves, start=size):
        level, node = 0, leaf
        yield level, place, node
        while place >> level & 1:
            left = edge.pop(level, None) or node_at(level, (place >> level) - 1)
            level, node = level + 1, _join(left, node)
            yield level, place >> level, node
        edge[level] = node


def root_of(node_at: NodeAt, size: int) -> bytes:
    """Return the root over the first `size` records."""
    return _range_root(node_at, 0, size) if size else EMPTY_ROOT


def _range_root(node_at: NodeAt, start: int, stop: int) -> bytes:
    """Return the hash over leaves `start` … `stop - 1`; a power of two at or above their number divides `start`."""
    length = stop - start
    if length & (length - 1) == 0:
        level = length.bit_length() - 1
        return node_at(level, start >> level)
    middle = start + _split(length)
    return _join(_range_root(node_at, start, middle), _range_root(node_at, middle, stop))


def _split(length: int) -> int:
    """Return the largest power of two below `length`."""
    return 1 << ((length - 1).bit_length() - 1)


def inclusion_proof(node_at: NodeAt, place: int, size: int) -> list[bytes]:
    """Return what proves that the record at `place` stands in the log of `size` records (RFC 6962 §2.1.1).

    Raises:
        ValueError: there is no such record.
    """
    if not 0 <= place < size:
        raise ValueError(f"no record {place} in a log of {size}")
    start, stop, proof = 0, size, []
    while stop - start > 1:
        middle = start + _split(stop - start)
        if place < middle:
            proof.append(_range_root(node_at, middle, stop))
            stop = middle
        else:
            proof.append(_range_root(node_at, start, middle))
            start = middle
    return proof[::-1]


def consistency_proof(node_at: NodeAt, old: int, new: int) -> list[bytes]:
    """Return what proves that the log of `new` records begins with the log of `old` records (RFC 6962 §2.1.2).

    Nothing is needed when both are the same or the old log was empty.

    Raises:
        ValueError: the new log is shorter.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a log of {new} cannot begin with one of {old}")
    if old in {0, new}:
        return []
    start, stop, proof = 0, new, []
    whole = True  # whether what is left of the old log is the old log itself, whose root the reader has
    while stop != old:
        middle = start + _split(stop - start)
        if old <= middle:
            proof.append(_range_root(node_at, middle, stop))
            stop = middle
        else:
            proof.append(_range_root(node_at, start, middle))
            start, whole = middle, False
    if not whole:
        proof.append(_range_root(node_at, start, stop))
    return proof[::-1]


def verify_inclusion(leaf: bytes, place: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether `proof` shows the leaf at `place` of the log with that `size` and `root` (RFC 9162 §2.1.3.2)."""
    if not 0 <= place < size:
        return False
    at, last, node = place, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = _join(step, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = _join(node, step)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Tell whether `proof` shows that the new log begins with the old one (RFC 9162 §2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    if old == new:
        return not proof and old_root == new_root
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not steps:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    return _climb(at, last, steps) == (old_root, new_root)


def _climb(at: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Return the roots of the old and the new log that the steps lead to; None when they do not end at the top."""
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            was, now = _join(step, was), _join(step, now)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            now = _join(now, step)
        at, last = at >> 1, last >> 1
    return (was, now) if last == 0 else None
