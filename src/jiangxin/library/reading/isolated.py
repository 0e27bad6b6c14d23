"""Reading in a process of its own, so that a hostile file ends that process and nothing else."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import IO, Final

from jiangxin.library.reading.document import Reading
from jiangxin.library.reading.errors import ReadingError
from jiangxin.library.reading.worker import ANSWER, REQUEST, reading_of

SECONDS: Final = 150.0
"""How long one file may take, a conversion by LibreOffice included."""


class Reader:
    """Reads files one after the other in a process of its own, which is started when it is first needed.

    Args:
        seconds: how long one file may take; then the process is ended, and the next file gets a new one.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, name: str) -> Reading:
        """Read a file.

        Raises:
            ReadingError: as `read_file`; `too_slow`, `crashed`.
        """
        process = self._process = self._process or _start()
        assert process.stdin is not None, "the pipe was asked for"
        assert process.stdout is not None, "the pipe was asked for"
        slow = False

        def stop() -> None:
            nonlocal slow
            slow = True
            _end(process)

        timer = Timer(self._seconds, stop)
        timer.start()
        try:
            return reading_of(_ask(process.stdin, process.stdout, data, name))
        except (OSError, EOFError) as fault:
            self.close()
            raise ReadingError("too_slow" if slow else "crashed") from fault
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()


@contextmanager
def reading(seconds: float = SECONDS) -> Iterator[Reader]:
    """Give a reader for the length of the block."""
    reader = Reader(seconds)
    try:
        yield reader
    finally:
        reader.close()


def _start() -> subprocess.Popen[bytes]:
    # -P: the folder it is started in has no say in what is imported. What it logs goes where our own log goes.
    command = [sys.executable, "-P", "-m", "jiangxin.library.reading.worker"]
    return subprocess.Popen(  # noqa: S603  ourselves
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )


def _ask(sink: IO[bytes], source: IO[bytes], data: bytes, name: str) -> dict[str, object]:
    title = name.encode("utf-8", "replace")
    sink.write(REQUEST.pack(len(title), len(data)) + title)
    sink.write(data)
    sink.flush()
    (length,) = ANSWER.unpack(_exactly(source, ANSWER.size))
    answer: dict[str, object] = json.loads(_exactly(source, length))
    return answer


def _exactly(source: IO[bytes], length: int) -> bytes:
    found = source.read(length)
    if len(found) < length:
        raise EOFError
    return found


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
