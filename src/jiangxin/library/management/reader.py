"""What the commands on single texts share: a file or standard input, read in whatever encoding, told plainly if not."""

import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiangxin.engine.text.decode import MAX_BYTES, Decoded, decode
from jiangxin.engine.text.errors import TextError
from jiangxin.engine.text.restore import Options, Restoration, restore

_FAULTS = {
    "text.binary": "{name} 不是文本（或是未知的编码）。\n{name} is no text in any known encoding.",
    "text.too_large": "{name} 超过 {limit} 字节，请拆成几个文件。\n{name} has more than {limit} bytes: split it.",
}


class TextCommand(BaseCommand):
    """A command that reads one text and needs no database."""

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what all of them take."""
        parser.add_argument(
            "file", metavar="FILE|-", help="a text file, or - for standard input 文本文件，- 为标准输入"
        )
        parser.add_argument("--declared", metavar="ENCODING", help="the encoding the source names 来源声明的编码")
        parser.add_argument(
            "--keep", metavar="NAME", action="append", default=[], help="a name kept as written 保留写法"
        )
        parser.add_argument(
            "--protected",
            action="store_true",
            help="keep readings and spacing: a pinyin textbook 保留拼音与字距：拼音教材",
        )

    def read(self, options: dict[str, Any]) -> Decoded:
        """Read the text.

        Raises:
            CommandError: it cannot be read, is too large, or is no text.
        """
        name, data = options["file"], _read_bytes(options["file"])
        try:
            return decode(data, declared=options["declared"])
        except TextError as fault:
            raise CommandError(_FAULTS[fault.code].format(name=name, **fault.params)) from fault

    def restored(self, decoded: Decoded, options: dict[str, Any]) -> Restoration:
        """Restore the text as the options say."""
        return restore(decoded.text, Options(protected=options["protected"], keep=frozenset(options["keep"])))

    def tell(self, text: str) -> None:
        """Write text exactly as it is, in UTF-8 whatever the terminal's language."""
        terminal: Any = self.stdout._out  # noqa: SLF001  Django's wrapper hides it
        if not hasattr(terminal, "buffer"):
            self.stdout.write(text, ending="")
            return
        try:
            terminal.flush()
            terminal.buffer.write(text.encode("utf-8", "replace"))
            terminal.buffer.flush()
        except BrokenPipeError:  # whoever reads has seen enough; Python must not complain of it at its end either
            os.dup2(os.open(os.devnull, os.O_WRONLY), terminal.fileno())

    def tell_json(self, value: dict[str, Any]) -> None:
        """Write a value for machines."""
        self.tell(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _read_bytes(name: str) -> bytes:
    # One byte too many is enough to know.
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise CommandError(f"{name} 不能读取：{fault.strerror}。\n{name} cannot be read: {fault.strerror}.") from fault
