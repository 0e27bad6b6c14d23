"""The tree of the log: known answers, every proof there is, and nothing else."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.proof import (
    EMPTY_ROOT,
    appended,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# The records and roots that implementations of RFC 6962 have shared since Certificate Transparency began.
KNOWN = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
]
MOST = 70


class Kept(dict):
    """The nodes of a log, in memory."""

    size = 0

    def append(self, *leaves: bytes) -> None:
        for level, place, node in appended(self.at, self.size, leaves):
            assert (level, place) not in self
            self[level, place] = node
        self.size += len(leaves)

    def at(self, level: int, place: int) -> bytes:
        return self[level, place]


def log_of(size: int) -> Kept:
    kept = Kept()
    kept.append(*(leaf_hash(str(number).encode()) for number in range(size)))
    return kept


LOG = log_of(MOST)


def plain_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 §2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return sha256(b"\x01" + plain_root(leaves[:middle]) + plain_root(leaves[middle:])).digest()


def test_the_known_roots():
    kept = Kept()
    assert root_of(kept.at, 0) == EMPTY_ROOT
    for size, (record, root) in enumerate(KNOWN, start=1):
        kept.append(leaf_hash(bytes.fromhex(record)))
        assert root_of(kept.at, size).hex() == root


@given(st.lists(st.lists(st.binary(max_size=4), max_size=9), max_size=9))
def test_a_log_has_the_root_of_the_definition_however_it_came_to_be(batches):
    kept, leaves = Kept(), []
    for batch in batches:
        new = [leaf_hash(record) for record in batch]
        kept.append(*new)
        leaves += new
        assert root_of(kept.at, len(leaves)) == plain_root(leaves)
    assert len(kept) < max(1, 2 * len(leaves))


@pytest.mark.parametrize("size", range(1, MOST))
def test_each_record_is_proven_in_its_place_alone(size):
    root = root_of(LOG.at, size)
    for place in range(size):
        proof = inclusion_proof(LOG.at, place, size)
        leaf = LOG.at(0, place)
        assert [other for other in range(size) if verify_inclusion(leaf, other, size, proof, root)] == [place]
        assert not verify_inclusion(leaf_hash(b"another"), place, size, proof, root)


@pytest.mark.parametrize("new", range(MOST))
def test_a_longer_log_is_proven_to_begin_with_each_shorter_one(new):
    root = root_of(LOG.at, new)
    for old in range(new + 1):
        proof = consistency_proof(LOG.at, old, new)
        assert verify_consistency(old, new, proof, root_of(LOG.at, old), root)


@given(st.data())
def test_a_changed_proof_proves_nothing(data):
    size = data.draw(st.integers(2, MOST))
    place = data.draw(st.integers(0, size - 1))
    root, leaf = root_of(LOG.at, size), LOG.at(0, place)
    proof = inclusion_proof(LOG.at, place, size)
    assert not verify_inclusion(leaf, place, size, _changed(data, proof), root)

    old = data.draw(st.integers(1, size - 1))
    steps = _changed(data, consistency_proof(LOG.at, old, size))
    assert not verify_consistency(old, size, steps, root_of(LOG.at, old), root)


def _changed(data, proof: list[bytes]) -> list[bytes]:
    how = data.draw(st.sampled_from(["flip", "drop", "add", "swap"]))
    steps = list(proof)
    place = data.draw(st.integers(0, len(steps) - 1))
    if how == "flip":
        bit = data.draw(st.integers(0, 255))
        steps[place] = (int.from_bytes(steps[place]) ^ 1 << bit).to_bytes(32)
    elif how == "drop":
        del steps[place]
    elif how == "add":
        steps.insert(place, data.draw(st.binary(min_size=32, max_size=32)))
    else:
        steps[0], steps[-1] = steps[-1], steps[0]
        if len(steps) == 1:
            steps.append(steps[0])
    return steps


@given(st.integers(1, MOST - 1), st.integers(1, MOST), st.data())
def test_a_rewritten_past_is_found(old, more, data):
    """Whatever record of the old log is another in the new one, no proof that the new log can give is believed."""
    new = min(MOST, old + more)
    changed = data.draw(st.integers(0, old - 1))
    other = Kept()
    other.append(*(leaf_hash(b"forged") if place == changed else LOG.at(0, place) for place in range(new)))

    proof = consistency_proof(other.at, old, new)

    assert not verify_consistency(old, new, proof, root_of(LOG.at, old), root_of(other.at, new))


@given(
    st.integers(-1, 9),
    st.integers(-1, 9),
    st.lists(st.binary(max_size=33), max_size=6),
    st.binary(min_size=32, max_size=32),
)
def test_nonsense_is_refused_without_a_fault(one, two, proof, root):
    assert not verify_inclusion(leaf_hash(b"never written"), one, two, proof, root)
    if proof:
        assert not verify_consistency(one, two, proof, leaf_hash(b"no root"), root)


@pytest.mark.parametrize(("place", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_of_what_is_not_there(place, size):
    with pytest.raises(ValueError, match="no record"):
        inclusion_proof(LOG.at, place, size)


def test_a_log_does_not_begin_with_a_longer_one():
    with pytest.raises(ValueError, match="cannot begin"):
        consistency_proof(LOG.at, 5, 4)
