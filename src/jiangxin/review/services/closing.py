"""Ending the experts' work: entries with enough signed sheets move on; a shortfall needs its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.services import move_entry
from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands
from jiangxin.review import policies
from jiangxin.review.enums import PanelState, SheetState
from jiangxin.review.models import Assignment, Panel
from jiangxin.review.queries.panels import entries_to_assign
from jiangxin.review.services.panels import lock_panel


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing does to one entry: how many sheets are signed of those wanted, and whether a reason is needed."""

    entry: Entry
    wanted: int
    locked: int
    unfinished: int

    @property
    def needs_reason(self) -> bool:
        """True when fewer sheets are signed than the panel was to give."""
        return self.locked < self.wanted

    @property
    def impossible(self) -> bool:
        """True when nobody has signed a sheet: there is nothing to rank by."""
        return self.locked == 0


def closing_plan(panel: Panel) -> list[Closing]:
    """Return what closing would do to each entry, in two queries."""
    locked: dict[int, int] = {}
    unfinished: dict[int, int] = {}
    standing = Assignment.objects.filter(entry__call_id=panel.call_id, withdrawn_at=None)
    for entry_id, state in standing.values_list("entry_id", "sheet__state"):
        counts = locked if state == SheetState.LOCKED else unfinished
        counts[entry_id] = counts.get(entry_id, 0) + 1
    return [
        Closing(entry, panel.sheets_per_entry, locked.get(entry.pk, 0), unfinished.get(entry.pk, 0))
        for entry in entries_to_assign(panel)
    ]


@service("review.close_scoring", about="panel")
def close_scoring(*, actor: Actor, panel: Panel, reasons: Mapping[int, str]) -> int:
    """End the scoring of a panel and move each entry on; returns how many.

    Args:
        reasons: entry id to why fewer signed sheets are enough.

    Raises:
        Refusal: a reason is missing, an entry has no signed sheet at all, or the panel is not scoring.
    """
    policies.may_decide_panel(actor=actor, panel=panel).require()
    locked = lock_panel(panel)
    policies.panel_is(locked, PanelState.SCORING).require()
    plan = closing_plan(locked)
    if not plan:
        raise Refusal("nothing_to_close", _("没有正在评审的申报。"), _("请刷新页面查看最新进展。"))
    _require_reasons(plan, reasons)
    for item in plan:
        facts = {"locked": item.locked, "wanted": item.wanted}
        opinion = reasons.get(item.entry.pk, "").strip() if item.needs_reason else ""
        move_entry(actor=actor, entry=item.entry, act="finish_scoring", opinion=opinion, facts=facts)
    for member in locked.members.all():
        close_errands(about=member)
    for assignment in Assignment.objects.filter(entry__call_id=locked.call_id).exclude(withdrawn_at=None):
        close_errands(about=assignment)
    locked.state = PanelState.CLOSED
    locked.save(update_fields=["state"])
    after = {
        "entries": [item.entry.pk for item in plan],
        "short": [item.entry.pk for item in plan if item.needs_reason],
    }
    journal.record(
        actor=actor, act="review.close_scoring", obj=locked, before={"state": PanelState.SCORING}, after=after
    )
    return len(plan)


def _require_reasons(plan: list[Closing], reasons: Mapping[int, str]) -> None:
    empty = [item for item in plan if item.impossible]
    if empty:
        raise Refusal(
            "no_sheet_signed",
            _("有 %(count)s 份申报还没有一份签名锁定的评分表，不能结束评分。") % {"count": len(empty)},
            _("请提醒专家完成，或延长评分时间、改派专家。"),
            problems=[Problem(f"reason.{item.entry.pk}", str(item.entry)) for item in empty],
        )
    short = [item for item in plan if item.needs_reason and not reasons.get(item.entry.pk, "").strip()]
    if short:
        raise Refusal(
            "sheets_short",
            _("有 %(count)s 份申报的签名评分表不足，需要逐份写明理由。") % {"count": len(short)},
            _("请填写理由，或待专家完成后再结束评分。"),
            problems=[
                Problem(
                    f"reason.{item.entry.pk}",
                    str(_("%(entry)s：已签名 %(locked)s 份，应有 %(wanted)s 份。"))
                    % {"entry": item.entry, "locked": item.locked, "wanted": item.wanted},
                    "required",
                )
                for item in short
            ],
        )
