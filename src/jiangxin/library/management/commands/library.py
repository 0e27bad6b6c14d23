"""`jiangxin library import PATH…`: files into the library, each told how it went; `rebuild`: what follows from them."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.refusal import Refusal, sentences
from jiangxin.library import policies
from jiangxin.library.enums import CountingRule, ImportState
from jiangxin.library.gate import WRITERS
from jiangxin.library.importing import read_batch
from jiangxin.library.management.rebuilding import rebuild
from jiangxin.library.models import ImportBatch, ImportItem
from jiangxin.library.proposal import propose
from jiangxin.library.queries import get_import_batch_for, get_import_item_for
from jiangxin.library.reading import MOST_BYTES, ReadingError
from jiangxin.library.reading.wording import words_for
from jiangxin.library.repairs import tally
from jiangxin.library.services import Filing, ImportOptions, confirm_import, start_import
from jiangxin.library.unpacking import add_import_files
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import actor_of
from jiangxin.orgs.queries.duties import duties_of
from jiangxin.people.models import Account

_FAILED = {ImportState.FAILED, ImportState.WAITING}
_MARKS = {ImportState.CONFIRMED: "✓", ImportState.READ: "○", ImportState.DUPLICATE: "=", ImportState.FAILED: "✗"}


class Command(BaseCommand):
    """The library on the command line."""

    help = "Bring files into the library, or rebuild what follows from its articles. 把文件导入文库，或重建相关文章。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `import` and its options."""
        acts = parser.add_subparsers(dest="act", required=True, metavar="import|rebuild")
        act = acts.add_parser("import", help="files and folders 文件和文件夹")
        act.add_argument("paths", nargs="*", metavar="PATH", help="a file or a folder 文件或文件夹")
        act.add_argument("--json", action="store_true", help="report for machines 供机器读取的报告")
        act.add_argument("--as", dest="account", metavar="ACCOUNT", help="on whose behalf 以哪个账号办理")
        act.add_argument("--owner", type=int, metavar="ID", help="the organisation that keeps them 归口单位")
        act.add_argument("--hold", action="store_true", help="leave them to be confirmed in the browser 留待网页确认")
        act.add_argument("--continue", dest="batch", type=int, metavar="BATCH", help="go on with a batch 继续一批")
        act.add_argument("--protected", action="store_true", help="keep readings and spacing 保留拼音与字距")
        act.add_argument("--keep", metavar="NAME", action="append", default=[], help="a name kept as written 保留写法")
        act.add_argument("--rule", choices=CountingRule.values, default=str(CountingRule.SITE), help="计数规则")
        again = acts.add_parser("rebuild", help="work out related articles anew 重建相关文章")
        again.add_argument("--after", type=int, default=0, metavar="ID", help="go on after this article 从这篇之后继续")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild; or import, report, and end with 1 when a file failed."""
        del args
        if options["act"] == "rebuild":
            rebuild(self.stdout, options["after"])
            return
        if bool(options["paths"]) == bool(options["batch"]):
            raise CommandError(
                "请写文件或文件夹，或用 --continue 继续一批。\nName files or folders, or --continue a batch."
            )
        try:
            actor = _actor(options["account"])
            lost = self._import(actor, options)
        except Refusal as refusal:
            raise CommandError(refusal.words) from refusal
        if lost:
            sys.exit(1)

    def _import(self, actor: Actor, options: dict[str, Any]) -> int:
        unread: list[dict[str, Any]] = []
        if options["batch"]:
            batch = get_import_batch_for(actor, options["batch"])
        else:
            batch = self._begin(actor, options, unread)
        read_batch(actor, batch, self._tell)
        refused: dict[int, Refusal] = {}
        if not options["hold"]:
            refused = _confirm_all(actor, batch)
        items = ImportItem.objects.filter(batch=batch).select_related("article", "twin__article")
        files = [*unread, *(_report(item, refused.get(item.pk)) for item in items)]
        self._write(batch, files, as_json=options["json"])
        return sum(file["failed"] for file in files)

    def _begin(self, actor: Actor, options: dict[str, Any], unread: list[dict[str, Any]]) -> ImportBatch:
        owner = _owner(actor, options["owner"])
        chosen = ImportOptions(counting=options["rule"], protected=options["protected"], keep=tuple(options["keep"]))
        title = "、".join(Path(path).name or path for path in options["paths"])
        batch = start_import(actor=actor, owner=owner, title=title, options=chosen)
        for path, name in _files(options["paths"]):
            try:
                with path.open("rb") as file:
                    content = file.read(MOST_BYTES + 1)  # one byte too many is enough to know
            except OSError as fault:
                unread.append(_unread(name, str(fault.strerror)))
                continue
            add_import_files(actor, batch, name, content)
        return batch

    def _tell(self, done: int, total: int, name: str) -> None:
        if name and self.stderr.isatty():
            self.stderr.write(f"{done + 1}/{total} {name}")

    def _write(self, batch: ImportBatch, files: list[dict[str, Any]], *, as_json: bool) -> None:
        counts: dict[str, int] = {}
        for file in files:
            counts[file["state"]] = counts.get(file["state"], 0) + 1
        if as_json:
            report = {"batch": batch.pk, "counts": counts, "files": files}
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        for file in files:
            self.stdout.write(_line(file))
        told = "，".join(f"{ImportState(state).label} {count}" for state, count in sorted(counts.items()))
        self.stdout.write(f"批次 batch {batch.pk}：{told}")


def _actor(name: str | None) -> Actor:
    """The system itself, or an account in the first of its duties that writes articles."""
    if not name:
        return SYSTEM
    account = Account.objects.filter(username__iexact=name, is_active=True).first()
    if account is None:
        raise CommandError(f"没有账号 {name}。\nThere is no account {name}.")
    duty = next((duty for duty in duties_of(account.pk) if duty.role in WRITERS), None)
    if duty is None:
        raise CommandError(f"账号 {name} 没有办理文库文章的职责。\n{name} holds no duty that writes articles.")
    return actor_of(duty)


def _owner(actor: Actor, identifier: int | None) -> Organisation:
    chosen = identifier or actor.organisation_id
    found = Organisation.objects.filter(pk=chosen) if chosen else Organisation.objects.filter(parent__isnull=True)
    owner = found.order_by("path").first()
    if owner is None:
        raise CommandError("没有这个单位；请先建立组织机构。\nThere is no such organisation.")
    return owner


def _files(paths: list[str]) -> Iterator[tuple[Path, str]]:
    """Every file named, and every file of a folder in order; hidden ones and links out of a folder are passed over."""
    for written in paths:
        top = Path(written)
        if not top.is_dir():
            yield top, _readable(top.name)
            continue
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder) / name
                if not name.startswith(".") and path.is_file() and not path.is_symlink():
                    yield path, _readable(path.relative_to(top).as_posix())


def _readable(name: str) -> str:
    """A name as people read it: old archives hold names in GBK, which the system passes on byte by byte."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _confirm_all(actor: Actor, batch: ImportBatch) -> dict[int, Refusal]:
    """Make a draft of each file that was read; what the library refuses is told with its file and stops no other."""
    refused = {}
    waiting = ImportItem.objects.filter(batch=batch, state=ImportState.READ).values_list("pk", flat=True)
    for identifier in list(waiting):
        item = get_import_item_for(actor, identifier)
        try:
            confirm_import(actor=actor, item=item, filing=_filing(actor, item), expected_revision=item.revision)
        except Refusal as refusal:
            refused[identifier] = refusal
    return refused


def _filing(actor: Actor, item: ImportItem) -> Filing:
    """As proposed; categories the tree lacks are added by whoever may, and are tags where the actor may not."""
    proposal = propose(item)
    may_add = bool(policies.may_shape_categories(actor=actor))
    names = [way.rsplit(" > ", 1)[-1][:30] for way in proposal.missing]
    return Filing(
        categories=proposal.categories,
        new_categories=proposal.missing if may_add else (),
        tags=(*proposal.tags, *(() if may_add else names)),
    )


def _report(item: ImportItem, refusal: Refusal | None) -> dict[str, Any]:
    article = item.article or (item.twin.article if item.twin else None)
    code, words = item.problem, ""
    if item.problem:
        words = sentences(*words_for(ReadingError(item.problem, **item.problem_values)))
    elif refusal is not None:
        problems = [problem.message for problem in refusal.problems]
        code, words = refusal.code, sentences(refusal.message, *problems, refusal.remedy)
    return {
        "name": item.name,
        "item": item.pk,
        "state": item.state,
        "failed": item.state in _FAILED or refusal is not None,
        "code": code,
        "problem": words,
        "format": item.format,
        "encoding": item.encoding,
        "article": article.pk if article else None,
        "title": article.title if article else "",
        "twin": item.twin.name if item.twin else "",
        "repairs": tally(item.changes, set(item.revoked)),
        "flags": len(item.flags),
    }


def _unread(name: str, reason: str) -> dict[str, Any]:
    empty: dict[str, Any] = {"item": None, "format": "", "encoding": "", "article": None, "title": "", "twin": ""}
    told = {"name": name, "state": str(ImportState.FAILED), "failed": True, "code": "cannot_open", "problem": reason}
    return {**told, **empty, "repairs": {}, "flags": 0}


def _line(file: dict[str, Any]) -> str:
    mark = "✗" if file["failed"] else _MARKS.get(file["state"], "·")
    repairs = sum(file["repairs"].values())
    same = f"与“{file['twin'] or file['title']}”相同" if file["state"] == ImportState.DUPLICATE else ""
    told = file["problem"] or same or f"{file['title']}（修复 {repairs} 处，待核 {file['flags']} 处）"
    return f"{mark} {file['name']}  {told}"
