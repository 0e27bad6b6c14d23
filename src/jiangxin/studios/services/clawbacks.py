"""Claiming money back: the rest of a subsidy when its studio ends or its term is over, and what was misused."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal, Text
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.studios import policies
from jiangxin.studios.deadlines import SETTLE_DAYS, end_of, in_working_days
from jiangxin.studios.enums import ClawbackGround
from jiangxin.studios.models import Clawback, ClawbackReturn, Expense, ExpenseReversal, Studio, Subsidy
from jiangxin.studios.periods import require_past
from jiangxin.studios.proofs import Proof, kept


@dataclass(frozen=True, slots=True)
class Claim:
    """Why money goes back, by which decision, decided when, due when."""

    reason: str
    document_number: str
    decided_on: date
    due_on: date
    document: Proof = None


@service("studios.claw_back", about="subsidy")
def claw_back(
    *,
    actor: Actor,
    subsidy: Subsidy,
    reason: str,
    document_number: str,
    decided_on: date,
    due_on: date,
    document: Proof = None,
    expense: Expense | None = None,
) -> Clawback:
    """Decide that money goes back.

    Args:
        expense: the misused one; its money is returned by the unit, and it stays among the expenses. None claims all
            that was not spent, and closes the subsidy: nothing is spent or reversed from then on.
    """
    policies.may_settle_subsidy(actor=actor).require()
    return _claim(subsidy, Claim(reason, document_number, decided_on, due_on, document), expense, actor=actor)


def claim_rest(subsidy: Subsidy, claim: Claim, *, actor: Actor) -> Clawback:
    """Claim what was not spent, as part of a service that has asked its own policy."""
    return _claim(subsidy, claim, None, actor=actor)


def _claim(subsidy: Subsidy, claim: Claim, expense: Expense | None, *, actor: Actor) -> Clawback:
    locked = Subsidy.objects.select_for_update(of=("self",)).select_related("studio__unit").get(pk=subsidy.pk)
    require_past("decided_on", claim.decided_on)
    if claim.due_on < claim.decided_on:
        raise _refusal("due_on", "ends_before_start", _("应退回日期早于决定日期。"))
    fen = _misused(locked, expense) if expense else _rest(locked)
    row = Clawback.objects.create(
        subsidy=locked,
        ground=ClawbackGround.MISUSED if expense else ClawbackGround.UNSPENT,
        expense=expense,
        amount_fen=fen,
        reason=_required("reason", claim.reason, 300),
        document_number=_required("document_number", claim.document_number, 60),
        document=kept(actor, claim.document, "studios.proof"),
        decided_on=claim.decided_on,
        due_on=claim.due_on,
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    if expense is None:
        locked.clawed_back_fen, locked.closed_on = fen, claim.decided_on
        locked.save(update_fields=["clawed_back_fen", "closed_on"])
        close_errands(about=locked, asked="settle_subsidy")
    _ask_for_the_return(row, locked)
    after = {"amount": row.amount, "ground": row.ground, "document": row.document_number, "clawback": row.pk}
    journal.record(actor=actor, act="studios.claw_back", obj=locked, after=after, reason=claim.reason)
    return row


@service("studios.settle_clawback", about="clawback")
def settle_clawback(*, actor: Actor, clawback: Clawback, returned_on: date, voucher: Proof) -> ClawbackReturn:
    """Enter that the money came back, with the voucher."""
    policies.may_settle_subsidy(actor=actor).require()
    locked = Clawback.objects.select_for_update(of=("self",)).select_related("subsidy").get(pk=clawback.pk)
    if ClawbackReturn.objects.filter(clawback=locked).exists():
        raise Refusal("settled_already", _("这笔资金已经登记退回。"), _("请刷新页面查看最新情况。"))
    require_past("returned_on", returned_on)
    if returned_on < locked.decided_on:
        raise _refusal("returned_on", "before_decision", _("退回日期早于决定追回的日期。"))
    stored = kept(actor, voucher, "studios.voucher")
    if stored is None:
        raise _refusal("voucher", "voucher_missing", _("请上传退款凭证。没有凭证不能登记退回。"))
    row = ClawbackReturn.objects.create(
        clawback=locked, returned_on=returned_on, voucher=stored, entered_by_id=actor.account_id, entered_at=clock.now()
    )
    close_errands(about=locked)
    after = {"returned_on": returned_on, "amount": locked.amount, "clawback": locked.pk}
    journal.record(actor=actor, act="studios.settle_clawback", obj=locked.subsidy, after=after)
    return row


def ask_to_settle(studio: Studio) -> None:
    """Ask the city for every subsidy of an ended studio that has a rest; for services."""
    for subsidy in Subsidy.objects.filter(studio=studio, closed_on=None):
        if subsidy.balance > 0:
            open_errand(
                role=Role.OFFICER_CITY,
                organisation=studio.area.parent or studio.area,
                asked="settle_subsidy",
                about=subsidy,
                title=studio.name,
                note=subsidy.approval_number,
                due_at=in_working_days(SETTLE_DAYS),
            )


def _ask_for_the_return(row: Clawback, subsidy: Subsidy) -> None:
    area = subsidy.studio.area
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=area.parent or area,
        asked="settle_clawback",
        about=row,
        title=subsidy.studio.name,
        note=row.document_number,
        due_at=end_of(row.due_on),
    )


def _rest(subsidy: Subsidy) -> int:
    if subsidy.closed_on is not None:
        raise Refusal("closed_already", _("这笔补助已经结清。"), _("请刷新页面查看最新情况。"))
    fen = subsidy.amount_fen - subsidy.spent_fen
    if fen == 0:
        raise Refusal("nothing_left", _("这笔补助已经用完，没有结余可以追回。"), _("违规支出请在该笔支出上办理追回。"))
    return fen


def _misused(subsidy: Subsidy, expense: Expense) -> int:
    if expense.subsidy_id != subsidy.pk or ExpenseReversal.objects.filter(expense=expense).exists():
        raise Refusal("not_an_expense", _("这笔支出已经冲销，钱已回到余额。"), _("请核对支出。"))
    if Clawback.objects.filter(expense=expense).exists():
        raise Refusal("claimed_already", _("这笔支出已经决定追回。"), _("请刷新页面查看最新情况。"))
    return expense.amount_fen


def _required(path: str, text: str, longest: int) -> str:
    text = text.strip()
    if text and len(text) <= longest:
        return text
    raise _refusal(path, "required", _("请填写，最多%(longest)d个字。") % {"longest": longest})


def _refusal(path: str, code: str, message: Text) -> Refusal:
    return Refusal(code, _("追回登记有误。"), _("请核对后再提交。"), problems=[Problem(path, message, code)])
