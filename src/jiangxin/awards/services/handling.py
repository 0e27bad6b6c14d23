"""Handling an objection: who handles it, what was found, what is decided, and its effect on the list."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import ObjectionState
from jiangxin.awards.models import NoticeItem, Objection, ObjectionFile
from jiangxin.awards.services.moments import end_of
from jiangxin.awards.services.objections import EVIDENCE, FILES_AT_MOST
from jiangxin.awards.terms import act_between
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import plan_of
from jiangxin.campaigns.services import may_move, move_entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.files import Upload, keep
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.plain_text import plain
from jiangxin.orgs.models import Duty
from jiangxin.orgs.services import close_errands, open_errand

HANDLE = "handle_objection"
STRIKE = "strike_from_notice"
_DECIDED = (ObjectionState.UPHELD, ObjectionState.DISMISSED)
_LONGEST = 5000
_LONGEST_REASON = 500


@service("awards.assign_objection", about="objection")
def assign_objection(*, actor: Actor, objection: Objection, duty: Duty, expected_revision: int) -> Objection:
    """Give an objection to a handler from another organisation; giving it to somebody else takes it from the first."""
    locked = _lock(objection, expected_revision)
    policies.may_assign_handler(actor=actor, call=locked.item.entry.call).require()
    _require_open(locked)
    policies.may_be_handler(duty=duty, entry=locked.item.entry).require()
    before = {"handler": locked.handler_id}
    locked.handler, locked.handler_organisation = duty.account, duty.organisation
    locked.state, locked.revision = ObjectionState.INVESTIGATING, locked.revision + 1
    locked.save(update_fields=["handler", "handler_organisation", "state", "revision"])
    close_errands(about=locked)
    open_errand(
        role=Role(duty.role),
        organisation=duty.organisation,
        account_id=duty.account_id,
        asked=HANDLE,
        about=locked,
        title=locked.item.shown_name,
        note=locked.receipt,
        due_at=end_of(locked.due_on),
    )
    journal.record(
        actor=actor, act="awards.assign_objection", obj=locked, before=before, after={"handler": duty.account_id}
    )
    return locked


@service("awards.record_finding", about="objection")
def record_finding(
    *,
    actor: Actor,
    objection: Objection,
    finding: str,
    expected_revision: int,
    uploads: Sequence[Upload] = (),
) -> Objection:
    """Keep what the investigation found so far, with its papers."""
    locked = _lock(objection, expected_revision)
    policies.may_handle(actor=actor, objection=locked).require()
    _require_open(locked)
    _require_text("finding", finding)
    if locked.files.filter(from_handler=True).count() + len(uploads) > FILES_AT_MOST * 2:
        raise Refusal("too_many_files", _("调查材料最多 10 个文件。"), _("请合并后再上传。"))
    for upload in uploads:
        stored = keep(actor=actor, upload=upload, purpose="objection_finding", accepted=EVIDENCE)
        ObjectionFile.objects.create(objection=locked, stored=stored, from_handler=True)
    locked.finding, locked.revision = finding.strip(), locked.revision + 1
    locked.save(update_fields=["finding", "revision"])
    journal.record(actor=actor, act="awards.record_finding", obj=locked, after={"files": len(uploads)})
    return locked


@service("awards.decide_objection", about="objection")
def decide_objection(
    *, actor: Actor, objection: Objection, upheld: bool, reply: str, expected_revision: int, reason: str = ""
) -> Objection:
    """Decide and reply. An upheld objection takes the studio off the list, with the reason.

    Args:
        reply: what the objector is told.
        reason: what the studio and its unions are told when it is taken off; must not name the objector.

    When the handler's own duty may not move entries (discipline), the organiser's officers are asked to carry it out;
    until then the notice cannot be closed.
    """
    locked = _lock(objection, expected_revision)
    policies.may_handle(actor=actor, objection=locked).require()
    _require_open(locked)
    if not locked.finding.strip():
        problem = Problem("finding", _("请先记录调查情况。"), "required")
        raise Refusal("finding_missing", _("还没有记录调查情况，不能作出决定。"), _("请先填写。"), problems=[problem])
    _require_text("reply", reply)
    if upheld:
        _require_reason(locked, reason)
        locked.outcome_reason = reason.strip()
    locked.state = ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED
    locked.reply, locked.decided_at, locked.revision = reply.strip(), clock.now(), locked.revision + 1
    locked.save(update_fields=["state", "reply", "outcome_reason", "decided_at", "revision"])
    close_errands(about=locked)
    if upheld:
        _carry_out(actor, locked)
    after = {"state": locked.state, "late": clock.today() > locked.due_on}
    journal.record(actor=actor, act="awards.decide_objection", obj=locked, after=after, reason=reply.strip())
    return locked


@service("awards.strike_from_notice", about="objection")
def strike_from_notice(*, actor: Actor, objection: Objection, expected_revision: int) -> Objection:
    """Carry out an objection upheld by a handler who may not move entries."""
    locked = _lock(objection, expected_revision)
    policies.may_publish(actor=actor, call=locked.item.entry.call).require()
    if locked.state != ObjectionState.UPHELD or locked.item.struck_at is not None:
        raise Refusal("nothing_to_strike", _("没有需要落实的异议决定。"), _("请刷新页面查看最新进展。"))
    _strike(actor, locked)
    locked.revision += 1
    locked.save(update_fields=["revision"])
    close_errands(about=locked)
    journal.record(actor=actor, act="awards.strike_from_notice", obj=locked, after={"item": locked.item_id})
    return locked


def _carry_out(actor: Actor, objection: Objection) -> None:
    entry = objection.item.entry
    if objection.item.struck_at is not None:  # a second objection to the same studio was upheld before
        return
    act = _act_of_upholding(entry)
    if entry.state != EntryState.DISPLAYED or may_move(actor=actor, entry=entry, act=act):
        _strike(actor, objection)
        return
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=entry.call.organiser,
        asked=STRIKE,
        about=objection,
        title=objection.item.shown_name,
        note=objection.receipt,
    )


def _strike(actor: Actor, objection: Objection) -> None:
    item = NoticeItem.objects.select_for_update().get(pk=objection.item_id)
    entry = objection.item.entry
    if entry.state == EntryState.DISPLAYED:
        move_entry(
            actor=actor,
            entry=entry,
            act=_act_of_upholding(entry),
            opinion=objection.outcome_reason,
            facts={"objection": objection.receipt},
        )
    item.struck_at, item.struck_reason = clock.now(), objection.outcome_reason
    item.save(update_fields=["struck_at", "struck_reason"])
    objection.item = item


def _act_of_upholding(entry: Entry) -> str:
    """Return the act: off the list for a naming, back to be graded again for an assessment."""
    target = EntryState.REJECTED if plan_of(entry.call).assessment is None else EntryState.GRADED
    return act_between(entry.call, EntryState.DISPLAYED, target)


def _require_reason(objection: Objection, reason: str) -> None:
    """Refuse a reason that is missing, too long, or tells who objected."""
    fault: Problem | None = None
    if not reason.strip():
        fault = Problem("reason", _("请填写移出名单的理由，被反映的一方会看到。"), "required")
    elif len(reason) > _LONGEST_REASON:
        fault = Problem("reason", _("最多 500 个字。"), "too_long")
    elif any(plain(told) in plain(reason) for told in (objection.objector_name, objection.objector_contact)):
        fault = Problem("reason", _("被反映的一方会看到这段文字，请勿写出异议人的姓名、单位或电话。"), "names_objector")
    if fault is not None:
        raise Refusal("outcome_reason", _("移出名单的理由需要修改。"), _("请按提示改正后再提交。"), problems=[fault])


def _lock(objection: Objection, expected_revision: int) -> Objection:
    found = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("item__entry__call__organiser", "item__entry__unit", "item__entry__area")
        .get(pk=objection.pk)
    )
    if found.revision != expected_revision:
        raise Refusal(
            "stale_page",
            _("这件异议在您打开页面之后已有变化，这次操作没有生效。"),
            _("请刷新页面，看过最新情况后再办。"),
        )
    return found


def _require_open(objection: Objection) -> None:
    if objection.state in _DECIDED:
        raise Refusal("objection_decided", _("这件异议已经作出决定，不能再改。"), _("请刷新页面查看结果。"))


def _require_text(name: str, text: str) -> None:
    if not text.strip():
        problem = Problem(name, _("请填写这一项。"), "required")
        raise Refusal(f"{name}_missing", _("还有内容没有填写。"), _("请填写后再提交。"), problems=[problem])
    if len(text) > _LONGEST:
        problem = Problem(name, _("最多 5000 个字。"), "too_long")
        raise Refusal("form_invalid", _("内容太长。"), _("请精简后再提交。"), problems=[problem])
