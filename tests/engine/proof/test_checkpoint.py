"""Checkpoints: written one way, read back, believed only with the right key."""

from base64 import b64encode
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.proof import Checkpoint, CheckpointError, SignedCheckpoint

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NEXT = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
HERE = Checkpoint("cloud-river.example/journal", 1710, bytes(32))
SIGNED = HERE.sign(KEY)


def test_the_text_is_three_lines():
    assert HERE.text == f"cloud-river.example/journal\n1710\n{b64encode(bytes(32)).decode()}\n"


def test_what_is_signed_is_read_back_and_believed():
    read = SignedCheckpoint.read(SIGNED.text)

    assert read == SIGNED
    assert read.verify(KEY.public_key()) == HERE


def test_while_keys_change_both_are_good():
    both = SignedCheckpoint.read(HERE.sign(KEY, NEXT).text)

    assert both.verify(KEY.public_key()) == both.verify(NEXT.public_key()) == HERE
    assert SIGNED.verify(NEXT.public_key(), KEY.public_key()) == HERE


def test_a_stranger_is_not_believed():
    with pytest.raises(CheckpointError, match="none of the known keys"):
        SIGNED.verify(STRANGER.public_key())
    with pytest.raises(CheckpointError, match="none of the known keys"):
        HERE.sign(STRANGER).verify(KEY.public_key())


def test_each_spelling_of_a_signature_but_the_usual_is_refused():
    line = SIGNED.signatures[0]
    spelt = line[:-2] + chr(ord(line[-2]) + 1) + line[-1]  # the last bits mean nothing

    with pytest.raises(CheckpointError):
        SignedCheckpoint.read(SIGNED.text.replace(line, spelt)).verify(KEY.public_key())


def test_a_witness_signs_beside():
    line = "— witness.example AAAA"
    read = SignedCheckpoint.read(f"{SIGNED.text}{line}\n")

    assert (read.verify(KEY.public_key()), read.signatures[-1]) == (HERE, line)


@given(st.data())
def test_any_changed_character_spoils_it(data):
    text = SIGNED.text
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda char: char != text[place]))
    changed = text[:place] + other + text[place + 1 :]

    with pytest.raises(CheckpointError):
        SignedCheckpoint.read(changed).verify(KEY.public_key())


@given(st.text())
def test_any_text_is_a_checkpoint_or_refused(text):
    with suppress(CheckpointError):
        assert SignedCheckpoint.read(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        HERE.text,
        SIGNED.text.replace("1710", "01710"),
        SIGNED.text.replace("1710", "１７１０"),
        SIGNED.text.replace("1710", "-1"),
        SIGNED.text.replace("1710", str(2**63)),
        SIGNED.text.replace("1710", "9" * 5000),
        SIGNED.text.replace("— ", "- "),
        SIGNED.text.removesuffix("\n"),
        SIGNED.text + "\n",
        SIGNED.text.replace("\n", "\r\n"),
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(CheckpointError):
        SignedCheckpoint.read(text)


@pytest.mark.parametrize(
    ("origin", "size", "root"),
    [("", 1, bytes(32)), ("a\nb", 1, bytes(32)), (" a", 1, bytes(32)), ("a", -1, bytes(32)), ("a", 1, bytes(31))],
)
def test_what_could_not_be_read_again_is_not_made(origin, size, root):
    with pytest.raises(CheckpointError):
        Checkpoint(origin, size, root)
