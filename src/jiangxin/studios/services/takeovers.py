"""Taking over a ledger kept elsewhere: the workbook is kept, its columns are told, it is tried, entered, taken back."""

from collections.abc import Collection, Sequence
from http import HTTPStatus
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from jiangxin.core import clock, files, jobs, journal
from jiangxin.core.actor import Actor
from jiangxin.core.models import Job, JobState, StoredFile
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.core.spreadsheet import WorkbookFault
from jiangxin.orgs.models import Organisation
from jiangxin.studios import policies
from jiangxin.studios.enums import TakeoverState
from jiangxin.studios.importing.plan import Memory, SheetPlan, recognise, remembered
from jiangxin.studios.importing.undoing import obstacles
from jiangxin.studios.models import ColumnMemory, ImportStep, StudioImport

CHECK, ENTER, UNDO = "studios.check_takeover", "studios.enter_takeover", "studios.undo_takeover"
MOST_BYTES = 64 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNDER_WAY = {JobState.QUEUED, JobState.RUNNING}


@service("studios.start_takeover", about="owner")
def start_takeover(*, actor: Actor, owner: Organisation, title: str, name: str, file: BinaryIO) -> StudioImport:
    """Keep a workbook and recognise its sheets and columns.

    Raises:
        Refusal: "workbook_…": it cannot be read; "no_table": none of its sheets looks like a part of a ledger.
    """
    policies.may_take_over(actor=actor).require()
    memory = memory_of(owner)
    try:
        plans = recognise(file, memory)
    except WorkbookFault as fault:
        raise workbook_refusal(fault) from fault
    if not any(plan.table for plan in plans):
        message = _("没有一个工作表看起来是工作室台账。")
        raise _refuse("no_table", message, _("请下载模板，把数据复制进去；或让每个表的第一行为列名。"))
    file.seek(0)
    stored = files.keep_as_is(
        actor=actor, name=name, content=file.read(MOST_BYTES + 1), media_type=XLSX, purpose="studios.takeover"
    )
    batch = StudioImport.objects.create(
        owner=owner,
        title=title.strip()[:120] or name[:120],
        file=stored,
        sheets=[plan.as_json() for plan in plans],
        made_by_id=actor.account_id,
        made_at=clock.now(),
    )
    after = {"file": stored.pk, "sha256": stored.sha256, "sheets": {plan.name: plan.table for plan in plans}}
    journal.record(actor=actor, act="studios.start_takeover", obj=batch, after=after)
    return batch


def memory_of(owner: Organisation) -> Memory:
    """Return what an organisation's columns were found to mean."""
    rows = ColumnMemory.objects.filter(owner=owner).values_list("table", "heading", "field")
    return {(table, heading): field for table, heading, field in rows}


@service("studios.map_takeover", about="batch")
def map_takeover(
    *, actor: Actor, batch: StudioImport, plans: Sequence[SheetPlan], expected_revision: int
) -> StudioImport:
    """Keep what a person says of sheets and columns, remember it for the next workbook, and have the rows tried.

    Raises:
        Refusal: "incomplete": a required column is not told, or two fields are told the same column.
    """
    held = _lock(actor, batch, {TakeoverState.MAPPING, TakeoverState.CHECKED}, expected_revision)
    _require_sound(plans)
    memory = remembered([plan for plan in plans if plan.table])
    for (table, heading), field in memory.items():
        ColumnMemory.objects.update_or_create(
            owner=held.owner, table=table, heading=heading[:60], defaults={"field": field}
        )
    held.sheets = [plan.as_json() for plan in plans]
    held.state, held.counts, held.revision = TakeoverState.MAPPING, {}, held.revision + 1
    held.job = _ask(actor, held, CHECK, _("核对：%(title)s") % {"title": held.title})
    held.save(update_fields=["sheets", "state", "counts", "revision", "job"])
    after = {plan.name: {"table": plan.table, "columns": plan.columns} for plan in plans}
    journal.record(actor=actor, act="studios.map_takeover", obj=held, after=after)
    return held


def _require_sound(plans: Sequence[SheetPlan]) -> None:
    problems = []
    for number, plan in enumerate(plans):
        if not plan.table:
            continue
        for item in plan.missing():
            words = _("工作表“%(sheet)s”没有指定“%(label)s”是哪一列。") % {"sheet": plan.name, "label": item.label}
            problems.append(Problem(f"column_{number}_{item.code}", words, "missing"))
    if not any(plan.table for plan in plans):
        problems.append(Problem("table_0", _("请至少选择一个要导入的工作表。"), "missing"))
    if problems:
        message = _("列的对应还不完整。")
        raise _refuse("incomplete", message, _("请指定缺少的列，或不导入这个工作表。"), problems)


@service("studios.report_takeover", about="batch")
def report_takeover(*, actor: Actor, batch: StudioImport, counts: dict[str, Any], report: StoredFile) -> StudioImport:
    """Keep what trying the rows has shown."""
    held = _lock(actor, batch, {TakeoverState.MAPPING, TakeoverState.CHECKED}, None)
    held.state, held.checked_at, held.counts = TakeoverState.CHECKED, clock.now(), {**counts, "report": report.pk}
    held.save(update_fields=["state", "counts", "checked_at"])
    journal.record(actor=actor, act="studios.report_takeover", obj=held, after=counts)
    return held


@service("studios.enter_takeover", about="batch")
def enter_takeover(
    *, actor: Actor, batch: StudioImport, sheets: Collection[int], expected_revision: int, partly: bool = False
) -> StudioImport:
    """Have the worker enter the sound rows of the chosen sheets; or go on where it was stopped.

    Args:
        sheets: numbers of the sheets, from 0. What is going on keeps those it began with.
        partly: rows with faults are left out; without it a single fault refuses the whole.

    Raises:
        Refusal: "faulty_rows", "nothing_to_enter", "under_way".
    """
    held = _lock(actor, batch, {TakeoverState.CHECKED, TakeoverState.ENTERING}, expected_revision)
    if held.state == TakeoverState.CHECKED:
        chosen = sorted(set(sheets) & {int(number) for number in held.counts if number.isdigit()})
        sound = sum(held.counts[str(number)]["sound"] for number in chosen)
        faulty = sum(held.counts[str(number)]["faulty"] for number in chosen)
        if not sound:
            message = _("所选的工作表没有可以导入的行。")
            raise _refuse("nothing_to_enter", message, _("请另选工作表，或改正表格后重新上传。"))
        if faulty and not partly:
            message = _("所选的工作表还有 %(count)s 行有问题。") % {"count": faulty}
            raise _refuse("faulty_rows", message, _("请改正后重新上传，或选择只导入没有问题的行。"))
        held.counts = {**held.counts, "chosen": chosen}
    held.state, held.revision = TakeoverState.ENTERING, held.revision + 1
    held.job = _ask(actor, held, ENTER, _("导入：%(title)s") % {"title": held.title})
    held.save(update_fields=["state", "counts", "revision", "job"])
    after = {"sheets": held.counts["chosen"], "partly": partly, "job": held.job.pk}
    journal.record(actor=actor, act="studios.enter_takeover", obj=held, after=after)
    return held


@service("studios.finish_takeover", about="batch")
def finish_takeover(*, actor: Actor, batch: StudioImport) -> StudioImport:
    """Say that every row was gone through."""
    held = _lock(actor, batch, {TakeoverState.ENTERING}, None)
    steps = list(held.steps.values_list("entered", "left_out"))
    result = {"entered": sum(entered for entered, _left in steps), "left_out": sum(left for _entered, left in steps)}
    held.state, held.finished_at, held.counts = TakeoverState.DONE, clock.now(), {**held.counts, "result": result}
    held.save(update_fields=["state", "finished_at", "counts"])
    journal.record(actor=actor, act="studios.finish_takeover", obj=held, after=result)
    return held


@service("studios.cancel_takeover", about="batch")
def cancel_takeover(*, actor: Actor, batch: StudioImport) -> None:
    """Stop the job after the rows in hand; what was entered stays and can be gone on with or taken back."""
    policies.may_take_over(actor=actor).require()
    held = StudioImport.objects.select_related("job").get(pk=batch.pk)
    if held.job is None or held.job.state not in _UNDER_WAY:
        raise _refuse("not_under_way", _("这次导入没有在进行。"), _("请刷新页面查看最新情况。"))
    jobs.cancel(actor=actor, job=held.job)
    journal.record(actor=actor, act="studios.cancel_takeover", obj=held, after={"job": held.job.pk})


@service("studios.undo_takeover", about="batch")
def undo_takeover(*, actor: Actor, batch: StudioImport, reason: str, expected_revision: int) -> StudioImport:
    """Have everything an import entered struck, money reversed; or go on with it.

    Raises:
        Refusal: "reason_missing"; "built_upon" with what rests on it in words; "under_way".
    """
    states = {TakeoverState.DONE, TakeoverState.ENTERING, TakeoverState.UNDOING}
    held = _lock(actor, batch, states, expected_revision)
    reason = reason.strip()[:280] or held.undone_reason
    if not reason:
        problem = Problem("reason", _("请填写撤销原因。"), "required")
        raise _refuse("reason_missing", _("撤销要说明原因。"), _("请补充后再提交。"), [problem])
    met = obstacles(held) if held.state != TakeoverState.UNDOING else []
    if met:
        problems = [Problem("reason", words, "built_upon") for words in met]
        message = _("导入之后已有新的记录，不能整批撤销。")
        raise _refuse("built_upon", message, _("请先更正这些记录，再撤销导入；或逐条更正导入的内容。"), problems)
    held.state, held.undone_reason, held.revision = TakeoverState.UNDOING, reason, held.revision + 1
    held.job = _ask(actor, held, UNDO, _("撤销导入：%(title)s") % {"title": held.title})
    held.save(update_fields=["state", "undone_reason", "revision", "job"])
    journal.record(actor=actor, act="studios.undo_takeover", obj=held, after={"job": held.job.pk}, reason=reason)
    return held


@service("studios.finish_undoing", about="batch")
def finish_undoing(*, actor: Actor, batch: StudioImport) -> StudioImport:
    """Say that nothing of an import stands any more."""
    held = _lock(actor, batch, {TakeoverState.UNDOING}, None)
    held.state, held.undone_at = TakeoverState.UNDONE, clock.now()
    held.save(update_fields=["state", "undone_at"])
    entered = sum(ImportStep.objects.filter(batch=held).values_list("entered", flat=True))
    journal.record(
        actor=actor, act="studios.finish_undoing", obj=held, after={"rows": entered}, reason=held.undone_reason
    )
    return held


def workbook_refusal(fault: WorkbookFault) -> Refusal:
    """Say in words why a workbook is not read."""
    remedy = _("请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。")
    told = {
        "unreadable": (_("这个文件不是可以读取的 Excel（.xlsx）表格。"), remedy),
        "too_large": (_("这个表格文件过大。"), _("请只保留需要导入的工作表，或分几个文件导入。")),
        "too_many_rows": (_("一个工作表超过 30 万行。"), _("请分几个文件导入。")),
        "too_wide": (_("表格中有超出 ZZ 列的单元格。"), _("请把需要的内容复制到新表格，再上传。")),
        "too_sparse": (_("表格中相邻两行之间隔了上万个空行。"), _("请把需要的内容复制到新表格，再上传。")),
        "without_sheets": (_("这个文件里没有可见的工作表。"), remedy),
    }
    message, what = told[fault.code]
    return _refuse(f"workbook_{fault.code}", message, what, [Problem("workbook", message, fault.code)])


def _lock(
    actor: Actor, batch: StudioImport, states: Collection[TakeoverState], expected_revision: int | None
) -> StudioImport:
    """Return the import as it stands, held for this transaction; with a revision, only while no job is about it."""
    policies.may_take_over(actor=actor).require()
    held = StudioImport.objects.select_for_update(of=("self",)).select_related("job", "owner", "file").get(pk=batch.pk)
    if expected_revision is not None:
        if held.job is not None and held.job.state in _UNDER_WAY:
            raise _refuse("under_way", _("这次导入正在处理。"), _("请等它处理完，或先取消。"))
        if held.revision != expected_revision:
            raise _refuse(
                "stale_page", _("这次导入刚被处理过，您这里的操作没有执行。"), _("请刷新页面，核对后再办理。")
            )
    if held.state not in states:
        words = {"state": held.get_state_display()}
        raise _refuse("wrong_state", _("这次导入%(state)s，不能办理这一步。") % words, _("请刷新页面查看最新情况。"))
    return held


def _ask(actor: Actor, batch: StudioImport, code: str, title: str) -> Job:
    return jobs.ask(actor=actor, code=code, title=title, parameters={"batch": batch.pk})


def _refuse(code: str, message: str, remedy: str, problems: Sequence[Problem] = ()) -> Refusal:
    return Refusal(code, message, remedy, problems=list(problems), status=HTTPStatus.UNPROCESSABLE_ENTITY)
