"""The process in which files are read: `python -m jiangxin.library.reading.worker`, spoken to by `isolated`.

One request on standard input, one answer on standard output, until the input ends. A request is two lengths of eight
bytes, a name and the bytes of a file; an answer is a length and JSON.
"""

import json
import struct
import sys
from dataclasses import asdict
from typing import Any, BinaryIO, Final

from jiangxin.library.reading.document import Attachment, AttachmentKind, Format, Hints, Reading
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.file import read_file

REQUEST: Final = struct.Struct(">QQ")
ANSWER: Final = struct.Struct(">Q")
MOST_MEMORY: Final = 3 * 1024**3


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while header := source.read(REQUEST.size):
        name_length, length = REQUEST.unpack(header)
        name = source.read(name_length).decode()
        answer = json.dumps(answer_of(source.read(length), name)).encode()
        sink.write(ANSWER.pack(len(answer)) + answer)
        sink.flush()


def answer_of(data: bytes, name: str) -> dict[str, Any]:
    """Read a file and return the answer as plain values."""
    try:
        return {"reading": asdict(read_file(data, name))}
    except ReadingError as fault:
        return {"code": fault.code, "params": {key: str(value) for key, value in fault.params.items()}}


def reading_of(answer: dict[str, Any]) -> Reading:
    """Return what an answer holds.

    Raises:
        ReadingError: the one it holds.
    """
    if "code" in answer:
        raise ReadingError(answer["code"], **answer["params"])
    found = answer["reading"]
    attachments = tuple(
        Attachment(**{**attachment, "kind": AttachmentKind(attachment["kind"])}) for attachment in found["attachments"]
    )
    changes = {"format": Format(found["format"]), "hints": Hints(**found["hints"]), "attachments": attachments}
    return Reading(**{**found, **changes})


def _limit_memory() -> None:
    try:
        import resource  # not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
