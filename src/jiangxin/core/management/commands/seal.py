"""`jiangxin seal`: seals the journal, checks it, and hands out what a stranger checks it with."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from jiangxin.core import sealing
from jiangxin.core.models import JournalEntry
from jiangxin.core.sealing import Fault
from jiangxin.core.sealing.keys import spelt

_WORDS = {
    Fault.CHANGED: "记录被改动 the record was changed",
    Fault.MISSING: "记录缺失 the record is missing",
    Fault.COLUMNS: "显示内容与封存内容不符 what is shown differs from what was sealed",
    Fault.NODE: "封存摘要被改动 a hash of the log was changed",
    Fault.CHECKPOINT: "与封存点不符 does not fit its checkpoint",
    Fault.SIGNATURE: "封存点签名不可信 the checkpoint's signature is not known",
    Fault.NOT_SEALED: "较早的记录没有封存 an older record stands in no log",
}


class Command(BaseCommand):
    """The sealed log."""

    help = "Seal the journal into a log that a stranger can check. 把办理日志封存为任何人都能核验的记录。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what can be done."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("now", help="seal what is not sealed yet 封存尚未封存的日志")
        check = acts.add_parser("check", help="check every record against the log 逐条核验")
        check.add_argument(
            "--kept", action="append", default=[], type=Path, help="a checkpoint kept elsewhere 另存的封存点"
        )
        prove = acts.add_parser("prove", help="prove one record 出具一条记录的证明")
        prove.add_argument("uid", help="identifier of the record 记录编号")
        export = acts.add_parser("export", help="write the whole log, to be checked anywhere 导出供外部核验")
        export.add_argument("file", type=Path)
        acts.add_parser("keys", help="the public keys, oldest first 公钥")
        acts.add_parser("checkpoint", help="the newest checkpoint, to be kept elsewhere 最新封存点")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is asked."""
        del args
        getattr(self, f"_{options['act']}")(options)

    def _now(self, _options: dict[str, Any]) -> None:
        done = sealing.seal_all(lambda number: self.stderr.write(f"\r{number}", ending=""))
        self.stdout.write(f"已封存 {done} 条。{done} records were sealed.")

    def _check(self, options: dict[str, Any]) -> None:
        kept = [self._read(path) for path in options["kept"]]
        found = 0
        for found, flaw in enumerate(sealing.check_log(kept=kept), start=1):  # noqa: B007  the count is used below
            self.stdout.write(f"{flaw.place} {flaw.what} {_WORDS[flaw.fault]}")
        waiting = sealing.unsealed().count()
        if found:
            raise CommandError(f"发现 {found} 处问题。{found} things are wrong.")
        newest = sealing.latest()
        size = newest.size if newest else 0
        self.stdout.write(f"{size} 条与封存一致，{waiting} 条待封存。{size} are as sealed, {waiting} wait.")

    def _prove(self, options: dict[str, Any]) -> None:
        try:
            entry = JournalEntry.objects.filter(uid=UUID(options["uid"])).first()
        except ValueError:
            entry = None
        if entry is None:
            raise CommandError("没有这条记录。There is no such record.")
        proof = sealing.prove(entry)
        if proof is None:
            raise CommandError("这条记录尚未封存，请先执行 jiangxin seal now。Not sealed yet: run `jiangxin seal now`.")
        self.stdout.write(json.dumps(proof, ensure_ascii=False, indent=1))

    def _export(self, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        try:
            with path.open("x", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in sealing.export())
        except FileExistsError as fault:
            raise CommandError(f"{path} 已存在，请另起名字。{path} is there already; choose another name.") from fault
        except OSError as fault:
            raise CommandError(f"写不了 {path}：{fault}。Cannot write {path}.") from fault
        verifier = Path(sys.modules[sealing.__name__].__file__ or "").with_name("verify_journal.py")
        self.stdout.write(f"{path}\n核验程序 verifier: {verifier}")

    def _keys(self, _options: dict[str, Any]) -> None:
        for key in sealing.public_keys():
            self.stdout.write(spelt(key))

    def _checkpoint(self, _options: dict[str, Any]) -> None:
        newest = sealing.latest()
        if newest is None:
            raise CommandError("还没有封存过，请先执行 jiangxin seal now。Nothing is sealed: run `jiangxin seal now`.")
        self.stdout.write(newest.text, ending="")

    def _read(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(f"读不了 {path}：{fault}。Cannot read {path}.") from fault
