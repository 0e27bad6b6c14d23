"""Check a journal of Jiangxin without Jiangxin: needs Python 3.11 and the package `cryptography`, nothing else.

    python verify_journal.py export JOURNAL.jsonl --key KEY [--kept CHECKPOINT …]
    python verify_journal.py record PROOF.json --key KEY

KEY is a public key as the house publishes it (base 64); give it again for each key the house has had. `export` reads
what `jiangxin seal export` wrote and finds records that were changed, removed, added or moved: it works out the root
over all records up to each signed checkpoint. A checkpoint that you (or a newspaper) kept tells whether the whole was
written anew. `record` reads what `jiangxin seal prove` wrote and tells whether that one record stands in the log.

Format: leaves and nodes as in RFC 6962 §2.1, checkpoints as in c2sp.org/tlog-checkpoint, Ed25519 (RFC 8032).
Ends with 0 when all is as it was sealed, 1 when it is not, 2 when the files cannot be read.
"""

import argparse
import json
import sys
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Tree:
    """The root over records given one by one, in the memory of a few hashes."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []  # roots of full trees, largest first

    def add(self, record: str) -> None:
        """Take the next record."""
        node = sha256(b"\x00" + record.encode()).digest()
        place = self.size
        while place & 1:
            node = sha256(b"\x01" + self.peaks.pop() + node).digest()
            place >>= 1
        self.peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over what was given so far."""
        if not self.peaks:
            return sha256(b"").digest()
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = sha256(b"\x01" + peak + node).digest()
        return node


def believed(text: str, keys: list[bytes]) -> tuple[str, int, bytes]:
    """Return name, size and root of a checkpoint that one of the keys has signed; ValueError when none has."""
    told, gap, signatures = text.partition("\n\n")
    origin, size, root = told.split("\n")
    if not gap or str(int(size)) != size:
        raise ValueError("this is no checkpoint")
    message = f"{told}\n".encode()
    for line in signatures.splitlines():
        if not line.startswith(f"— {origin} "):
            continue
        signed = b64decode(line.removeprefix(f"— {origin} "), validate=True)
        for key in keys:
            if signed[:4] == sha256(origin.encode() + b"\n\x01" + key).digest()[:4] and holds(key, signed[4:], message):
                return origin, int(size), b64decode(root, validate=True)
    raise ValueError("none of the given keys has signed it")


def holds(key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a signature is the key's over the message."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def check_export(path: Path, kept: list[Path], keys: list[bytes]) -> list[str]:
    """Return what is wrong with an export."""
    wanted: dict[int, set[bytes]] = {}
    names, faults = set(), []
    with path.open(encoding="utf-8") as lines:
        own = [told["checkpoint"] for told in map(json.loads, lines) if "checkpoint" in told]
    for place, text in enumerate(own + [file.read_text(encoding="utf-8") for file in kept], start=1):
        try:
            name, size, root = believed(text, keys)
        except ValueError as fault:
            faults.append(f"checkpoint {place}: {fault}")
            continue
        names.add(name)
        wanted.setdefault(size, set()).add(root)
    if len(names) > 1:
        faults.append(f"checkpoints of more than one log: {', '.join(sorted(names))}")
    return faults + check_records(path, wanted)


def check_records(path: Path, wanted: dict[int, set[bytes]]) -> list[str]:
    """Return between which checkpoints the records are not those that were sealed."""
    tree, faults, sound = Tree(), [], 0
    with path.open(encoding="utf-8") as lines:
        for told in map(json.loads, lines):
            if "record" not in told:
                continue
            tree.add(told["record"])
            if tree.size not in wanted:
                continue
            if wanted.pop(tree.size) == {tree.root()}:
                sound = tree.size
            else:
                faults.append(f"of the records {sound} to {tree.size - 1} one was changed, removed, added or moved")
                return faults  # whatever follows stands on it
    faults += [f"the records {tree.size} to {size - 1} are missing" for size in sorted(wanted)]
    if sound < tree.size and not wanted:
        faults.append(f"no checkpoint speaks for the records {sound} to {tree.size - 1}")
    if not faults:
        say(f"{tree.size} records, all as they were sealed; root {b64encode(tree.root()).decode()}")
    return faults


def check_record(path: Path, keys: list[bytes]) -> list[str]:
    """Return what is wrong with the proof of one record."""
    told = json.loads(path.read_text(encoding="utf-8"))
    name, size, root = believed(told["checkpoint"], keys)
    at, last = int(told["place"]), size - 1
    node = sha256(b"\x00" + told["record"].encode()).digest()
    if not 0 <= at <= last:
        return ["there is no such place in the log"]
    for step in map(bytes.fromhex, told["proof"]):
        if last == 0:
            return ["the proof is too long"]
        if at & 1 or at == last:
            node = sha256(b"\x01" + step + node).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = sha256(b"\x01" + node + step).digest()
        at, last = at >> 1, last >> 1
    if last or node != root:
        return ["this record does not stand in the log as it is told here"]
    say(f"record {told['place']} stands in {name}, which had {size} records")
    return []


def main() -> int:
    """Check what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["export", "record"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", action="append", required=True, help="public key of the house, base 64")
    parser.add_argument("--kept", action="append", default=[], type=Path, help="checkpoint you kept")
    asked = parser.parse_args()
    try:
        keys = [b64decode(key, validate=True) for key in asked.key]
        if asked.what == "record":
            faults = check_record(asked.file, keys)
        else:
            faults = check_export(asked.file, asked.kept, keys)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        sys.stderr.write(f"cannot be read: {problem}\n")
        return 2
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def say(words: str) -> None:
    """Tell what was found good."""
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())
