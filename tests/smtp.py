"""A small mail server on loopback (RFC 5321), to see what really goes over the line."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import Message  # noqa: TC003  an annotation of an attribute
from threading import Thread


class PostOffice(socketserver.ThreadingTCPServer):
    """Takes mails and keeps them; refuses the next `refusals` of them with 451."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mails: list[Message] = []
        self.recipients: list[str] = []
        self.refusals = 0

    @property
    def port(self) -> int:
        """Return where it listens."""
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self._say("220 loopback ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ", 1)[0].upper()
            if verb == "QUIT":
                self._say("221 goodbye")
                return
            if verb == "DATA":
                self._take()
            else:
                if verb == "RCPT":
                    self.server.recipients.append(line.split("<", 1)[1].split(">", 1)[0])
                self._say("250 fine")

    def _take(self) -> None:
        if self.server.refusals:
            self.server.refusals -= 1
            self._say("451 not now")
            return
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Serve for the length of the block."""
    with PostOffice() as office:
        thread = Thread(target=office.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
