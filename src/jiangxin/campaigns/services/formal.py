"""The formal check: a checklist with verdicts, at most two supplements, then pass or fail."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns import policies
from jiangxin.campaigns.blueprint.checks import CheckItem
from jiangxin.campaigns.enums import EntryState, Verdict
from jiangxin.campaigns.models import Entry, FormalCheckItem, Supplement
from jiangxin.campaigns.queries.definitions import plan_of
from jiangxin.campaigns.services.passage import lock_entry, may_move, move_entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import postpone_errands

_REMEDY = _("请逐项填写；必备项不符合的，可要求补正或判不通过。")


class Finding(NamedTuple):
    """The verdict on one item of the checklist, with a note."""

    verdict: str
    note: str = ""


@service("campaigns.save_formal_check", about="entry")
def save_formal_check(
    *, actor: Actor, entry: Entry, findings: Mapping[str, Finding], expected_version: int
) -> list[FormalCheckItem]:
    """Keep verdicts on items of the checklist; "not met" needs a note."""
    locked = lock_entry(entry, expected_version=expected_version)
    policies.may_check_formally(actor=actor, entry=locked).require()
    known = {item.code for item in plan_of(locked.call).formal_checks}
    problems = [
        Problem(code, _("“不符合”需要写明原因。"), "required")
        for code, finding in findings.items()
        if finding.verdict == Verdict.NOT_MET and not finding.note.strip()
    ]
    problems += [
        Problem(code, _("没有这个审查项或选项。"))
        for code, finding in findings.items()
        if code not in known or finding.verdict not in Verdict.values
    ]
    if problems:
        raise Refusal("check_incomplete", _("形式审查记录有误，没有保存。"), _("请按提示修改。"), problems=problems)
    rows = [_keep(actor, locked, code, finding) for code, finding in findings.items()]
    after = {code: finding.verdict for code, finding in findings.items()}
    journal.record(actor=actor, act="campaigns.save_formal_check", obj=locked, after=after)
    return rows


def _keep(actor: Actor, entry: Entry, code: str, finding: Finding) -> FormalCheckItem:
    row, _made = FormalCheckItem.objects.update_or_create(
        entry=entry,
        code=code,
        defaults={
            "verdict": finding.verdict,
            "note": finding.note.strip()[:300],
            "checked_by_id": actor.account_key,
            "checked_at": clock.now(),
        },
    )
    return row


@service("campaigns.ask_supplement", about="entry")
def ask_supplement(*, actor: Actor, entry: Entry, asked: str, due_at: datetime, expected_version: int) -> Supplement:
    """Ask the applicant to supply what is missing, by a day; at most twice for one entry."""
    locked = lock_entry(entry, expected_version=expected_version)
    number = locked.supplements.count() + 1
    if number > plan_of(locked.call).supplements_at_most:
        raise Refusal(
            "supplements_used_up",
            _("这份申报已补正 %(count)s 次，不能再要求补正。") % {"count": number - 1},
            _("请按现有材料作出通过或不通过的结论。"),
        )
    if due_at <= clock.now():
        problem = Problem("due_at", _("补正期限应晚于现在。"))
        raise Refusal("due_past", _("补正期限已过。"), _("请另选期限。"), problems=[problem])
    move_entry(actor=actor, entry=locked, act="ask_supplement", opinion=asked, facts={"number": number, "due": due_at})
    supplement = Supplement.objects.create(
        entry=locked,
        number=number,
        asked=asked.strip(),
        asked_at=clock.now(),
        asked_by_id=actor.account_key,
        due_at=due_at,
    )
    postpone_errands(subject=Entry.journal_label, subject_ids=[locked.pk], asked="supplement", due_at=due_at)
    entry.refresh_from_db()
    return supplement


@service("campaigns.pass_formal", about="entry")
def pass_formal(*, actor: Actor, entry: Entry, opinion: str, expected_version: int) -> None:
    """Pass the formal check: every mandatory item has a verdict and none of them is "not met"."""
    locked = lock_entry(entry, expected_version=expected_version)
    may_move(actor=actor, entry=locked, act="pass_formal").require()
    if open_items := _open_items(locked):
        problems = [Problem(item.code, str(item.label)) for item in open_items]
        raise Refusal("check_incomplete", _incomplete(open_items), _REMEDY, problems=problems)
    move_entry(actor=actor, entry=locked, act="pass_formal", opinion=opinion)
    entry.refresh_from_db()


def may_pass_formal(*, actor: Actor, entry: Entry) -> Decision:
    """Tell whether an entry can pass its formal check now, as `pass_formal` would decide; for previews."""
    moving = may_move(actor=actor, entry=entry, act="pass_formal")
    if not moving:
        return moving
    open_items = _open_items(entry)
    return deny("check_incomplete", _incomplete(open_items), _REMEDY) if open_items else ALLOWED


def may_fail_formal(*, actor: Actor, entry: Entry) -> Decision:
    """Tell whether an entry can be ended at the formal check now: not while a supplement may still come."""
    moving = may_move(actor=actor, entry=entry, act="fail_formal")
    if moving and entry.state == EntryState.SUPPLEMENT and policies.supplement_in_time(entry=entry):
        return deny("supplement_running", _("补正期限还没有到，不能判定不通过。"), _("请待期满后再办理。"))
    return moving


def _open_items(entry: Entry) -> list[CheckItem]:
    """Return the items without a verdict, and the mandatory ones that are not met."""
    verdicts = {item.code: item.verdict for item in entry.formal_checks.all()}
    return [
        item
        for item in plan_of(entry.call).formal_checks
        if verdicts.get(item.code) is None or (item.mandatory and verdicts[item.code] == Verdict.NOT_MET)
    ]


def _incomplete(items: Sequence[CheckItem]) -> str:
    return gettext("还有 %(count)s 个审查项未填或必备项不符合，不能通过。") % {"count": len(items)}


@service("campaigns.fail_formal", about="entry")
def fail_formal(*, actor: Actor, entry: Entry, reason: str, expected_version: int) -> None:
    """End the entry at the formal check, with the reason; while a supplement may still come, it is waited for."""
    locked = lock_entry(entry, expected_version=expected_version)
    may_fail_formal(actor=actor, entry=locked).require()
    move_entry(actor=actor, entry=locked, act="fail_formal", opinion=reason)
    entry.refresh_from_db()
