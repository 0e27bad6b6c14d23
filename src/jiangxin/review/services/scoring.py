"""Scoring a case: drafts saved in any state, then signed and locked for good."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.rubrics import Rubric, RubricItem
from jiangxin.campaigns.queries.definitions import rubric_for
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.review import policies
from jiangxin.review.enums import SheetState
from jiangxin.review.models import ScoreLine, ScoreSheet
from jiangxin.review.points import is_signature, read_points
from jiangxin.review.services.conflicts import close_scoring_errand

LONGEST_NOTE = 500
LONGEST_COMMENT = 2000
_FINEST = Decimal("0.01")


class Mark(NamedTuple):
    """What an expert gives one item: points as typed (empty for none yet) and the ground."""

    points: str
    note: str = ""


@service("review.save_sheet", about="sheet")
def save_sheet(
    *,
    actor: Actor,
    sheet: ScoreSheet,
    marks: Mapping[str, Mark],
    comment: str,
    vetoes: Mapping[str, str],
    expected_revision: int,
) -> ScoreSheet:
    """Save a draft: any items, in any number; items not named keep what they had.

    Args:
        marks: item code to its mark.
        vetoes: veto code to the reason; those not named are taken off.

    Raises:
        Refusal: not the expert's own sheet, in conflict, withdrawn, locked, after the due time, a stale page, points
            outside the scale.
    """
    locked = _lock_row(sheet)
    policies.may_score(actor=actor, sheet=locked).require()
    _require_fresh(locked, expected_revision)
    before = {"revision": locked.revision, "total": locked.total}
    _write(locked, marks, comment, vetoes)
    after = {"revision": locked.revision, "total": locked.total, "items": len(marks), "vetoes": sorted(vetoes)}
    journal.record(actor=actor, act="review.save_sheet", obj=locked, before=before, after=after)
    return locked


def _lock_row(sheet: ScoreSheet) -> ScoreSheet:
    found = (
        ScoreSheet.objects.select_for_update(of=("self",))
        .select_related("assignment__member__expert__person", "assignment__run__panel", "assignment__entry__call")
        .filter(pk=sheet.pk)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def _require_fresh(sheet: ScoreSheet, expected_revision: int) -> None:
    if sheet.revision != expected_revision:
        raise Refusal(
            "stale_page",
            _("这份评分表在您打开页面之后已在别处保存过，这次保存没有生效。"),
            _("请在新窗口打开核对最新内容，再把需要的修改填入后保存。"),
        )


def rubric_of(sheet: ScoreSheet) -> Rubric:
    """Return the rubric a sheet is scored by."""
    entry = sheet.assignment.entry
    return rubric_for(entry.call, entry.variant)


def step_of(sheet: ScoreSheet) -> Decimal:
    """Return the smallest step of points the call allows."""
    return Decimal(str(sheet.assignment.entry.call.definition.get("scoring", {}).get("step", "0.5")))


def _write(sheet: ScoreSheet, marks: Mapping[str, Mark], comment: str, vetoes: Mapping[str, str]) -> None:
    rubric, step = rubric_of(sheet), step_of(sheet)
    problems: list[Problem] = []
    read = {code: _read(rubric.item(code), code, mark, step, problems) for code, mark in marks.items()}
    _check_vetoes(rubric, vetoes, problems)
    if len(comment) > LONGEST_COMMENT:
        problems.append(Problem("comment", _("总体意见最多 2000 字。"), "too_long"))
    if problems:
        raise Refusal(
            "score_outside_scale" if any(one.code == "scale" for one in problems) else "sheet_faulty",
            _("评分有误，没有保存。"),
            _("请按提示修改标出的分值或文字。"),
            problems=problems,
        )
    _keep_lines(sheet, [_line(sheet, rubric, code, points, marks[code]) for code, points in read.items()])
    sheet.vetoes, sheet.veto_reasons = sorted(vetoes), {code: reason.strip() for code, reason in vetoes.items()}
    sheet.comment, sheet.saved_at, sheet.revision = comment.strip(), clock.now(), sheet.revision + 1
    given = {line.item: line.points for line in sheet.lines.all() if line.points is not None}
    sheet.total = rubric.score(given)
    sheet.save(update_fields=["vetoes", "veto_reasons", "comment", "saved_at", "revision", "total"])


def _read(item: RubricItem | None, code: str, mark: Mark, step: Decimal, problems: list[Problem]) -> Decimal | None:
    if item is None:
        problems.append(Problem(f"points.{code}", _("评分标准中没有这一项。")))
        return None
    if len(mark.note) > LONGEST_NOTE:
        problems.append(Problem(f"note.{code}", _("评分依据最多 500 字。"), "too_long"))
    typed = mark.points.strip()
    if not typed:
        return None
    points = read_points(typed)
    # Not a number, infinite, or out of range: one answer for all of them.
    if points is None or not 0 <= points <= item.points or points % step:
        message = _("“%(item)s”的分值须在 0 至 %(most)s 之间，以 %(step)s 分为单位。")
        told = {"item": item.label, "most": item.points, "step": step}
        problems.append(Problem(f"points.{code}", str(message) % told, "scale"))
        return None
    return points.quantize(_FINEST)


def _check_vetoes(rubric: Rubric, vetoes: Mapping[str, str], problems: list[Problem]) -> None:
    known = {veto.code for veto in rubric.vetoes}
    for code, reason in vetoes.items():
        if code not in known:
            problems.append(Problem(f"veto.{code}", _("评分标准中没有这一否决情形。")))
        elif not reason.strip():
            problems.append(Problem(f"veto_reason.{code}", _("提出一票否决需要写明事实和依据。"), "required"))


def _line(sheet: ScoreSheet, rubric: Rubric, code: str, points: Decimal | None, mark: Mark) -> ScoreLine:
    item = rubric.item(code)
    assert item is not None, "unknown items have been refused"
    return ScoreLine(sheet=sheet, item=code, most=item.points, points=points, note=mark.note.strip())


def _keep_lines(sheet: ScoreSheet, lines: list[ScoreLine]) -> None:
    """Write the lines over those there are, in two queries for any number; what has neither points nor note goes."""
    kept = [line for line in lines if line.points is not None or line.note]
    emptied = {line.item for line in lines} - {line.item for line in kept}
    if emptied:
        sheet.lines.filter(item__in=emptied).delete()
    ScoreLine.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["sheet", "item"], update_fields=["most", "points", "note"]
    )


@service("review.lock_sheet", about="sheet")
def lock_sheet(
    *,
    actor: Actor,
    sheet: ScoreSheet,
    marks: Mapping[str, Mark],
    comment: str,
    vetoes: Mapping[str, str],
    signed_as: str,
    expected_revision: int,
) -> ScoreSheet:
    """Save, sign and lock a sheet: every item has points, the typed name is the expert's own. Nobody unlocks it again.

    Raises:
        Refusal: as `save_sheet`; items without points; the signature is not the expert's name.
    """
    locked = _lock_row(sheet)
    policies.may_score(actor=actor, sheet=locked).require()
    _require_fresh(locked, expected_revision)
    before = {"revision": locked.revision, "state": locked.state}
    _write(locked, marks, comment, vetoes)
    _require_complete(locked, signed_as)
    now = clock.now()
    locked.lines.filter(points=None).update(points=0)  # bonus items with a note and no points
    locked.lines.update(is_locked=True)
    locked.state, locked.signed_as, locked.locked_at = SheetState.LOCKED, signed_as.strip(), now
    locked.save(update_fields=["state", "signed_as", "locked_at"])
    close_scoring_errand(locked.assignment.member)
    journal.record(actor=actor, act="review.lock_sheet", obj=locked, before=before, after=_facts(locked))
    return locked


def _require_complete(sheet: ScoreSheet, signed_as: str) -> None:
    given = {line.item for line in sheet.lines.all() if line.points is not None}
    rubric = rubric_of(sheet)
    bonus = {item.code for item in rubric.bonus.items} if rubric.bonus else set()
    problems = [
        Problem(f"points.{item.code}", str(_("“%(item)s”还没有评分。")) % {"item": item.label}, "required")
        for item in rubric.items()
        if item.code not in given and item.code not in bonus
    ]
    if not is_signature(signed_as, sheet.assignment.member.expert.person.name):
        problems.append(Problem("signed_as", _("请输入本人姓名作为签名。"), "required"))
    if problems:
        raise Refusal(
            "sheet_incomplete",
            _("评分表还不能签名锁定。"),
            _("请补齐下列各项；可先保存草稿。"),
            problems=problems,
        )


def _facts(sheet: ScoreSheet) -> dict[str, Any]:
    lines = {line.item: line.points for line in sheet.lines.all()}
    return {
        "state": sheet.state,
        "total": sheet.total,
        "signed_as": sheet.signed_as,
        "lines": lines,
        "vetoes": sheet.vetoes,
        "rubric": sheet.rubric,
    }
