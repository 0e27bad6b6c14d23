"""Entering and lifting findings that force the lowest grade."""

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.grading import rules_of
from jiangxin.awards.models import VetoFinding
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.services import lock_entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service

_DECIDED = (EntryState.GRADED, EntryState.DISPLAYED, EntryState.ASSESSED)
_LONGEST = 500


@service("awards.find_veto", about="entry")
def find_veto(*, actor: Actor, entry: Entry, code: str, reason: str) -> VetoFinding:
    """Enter that a veto holds against a subject, and what was found; until the grades are decided.

    Raises:
        Refusal: the call has no such veto; the duty may not enter it; it stands already; the grades are decided.
    """
    locked = lock_entry(entry)
    rule = next((one for one in rules_of(locked.call).vetoes if one.code == code), None)
    if rule is None:
        problem = Problem("code", _("请选择一票否决的情形。"), "required")
        raise Refusal("unknown_veto", _("没有这种一票否决情形。"), _("请重新选择。"), problems=[problem])
    policies.may_find_veto(actor=actor, entry=locked, rule=rule).require()
    _require_undecided(locked)
    _require_words(reason)
    if VetoFinding.objects.filter(entry=locked, code=code, lifted_at=None).exists():
        raise Refusal("veto_stands", _("“%(what)s”已经认定。") % {"what": rule.label}, _("不必重复登记。"))
    found = VetoFinding.objects.create(
        entry=locked,
        code=code,
        reason=reason.strip(),
        found_by_id=actor.account_key,
        found_by_name=actor.name,
        found_at=clock.now(),
    )
    journal.record(actor=actor, act="awards.find_veto", obj=locked, after={"veto": code}, reason=reason.strip())
    return found


@service("awards.lift_veto", about="finding")
def lift_veto(*, actor: Actor, finding: VetoFinding, reason: str) -> VetoFinding:
    """Take a finding back, with the reason; the row stays."""
    locked = VetoFinding.objects.select_for_update(of=("self",)).select_related("entry__call").get(pk=finding.pk)
    policies.may_lift_veto(actor=actor, entry=locked.entry).require()
    _require_undecided(locked.entry)
    _require_words(reason)
    if locked.lifted_at is not None:
        raise Refusal("veto_lifted", _("这项认定已经撤销。"), _("请刷新页面查看。"))
    locked.lifted_at, locked.lifted_by_id, locked.lifted_reason = clock.now(), actor.account_key, reason.strip()
    locked.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    before = {"veto": locked.code}
    journal.record(actor=actor, act="awards.lift_veto", obj=locked.entry, before=before, reason=reason.strip())
    return locked


def _require_undecided(entry: Entry) -> None:
    if entry.state in _DECIDED:
        raise Refusal(
            "grades_decided",
            _("等次已经审定，不能再登记或撤销一票否决。"),
            _("公示期间请按异议处理；结果公布后请按动态管理办理。"),
        )


def _require_words(reason: str) -> None:
    if not reason.strip() or len(reason) > _LONGEST:
        problem = Problem("reason", _("请写明情况，最多 500 个字。"), "required")
        raise Refusal("reason_missing", _("需要写明情况。"), _("请填写后再提交。"), problems=[problem])
