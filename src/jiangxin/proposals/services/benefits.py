"""What a proposal brings in a year: computed by a formula of its campaign, proven by finance, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from jiangxin.campaigns.blueprint.proposing import BenefitRule
from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock, files, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Accepted, Upload
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.measure.formula import FormulaError, parse_formula
from jiangxin.engine.measure.money import round_to_fen
from jiangxin.proposals import policies
from jiangxin.proposals.models import Benefit, Proposal
from jiangxin.proposals.services.passage import lock_proposal, write_step
from jiangxin.studios.soundness import LARGEST

PROOFS = Accepted(kinds=("pdf", "jpeg", "png"))
_LONGEST_NAME, _LONGEST_REASON = 60, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitFacts:
    """What finance proves.

    Attributes:
        rule: Code of the campaign's way of computing.
        quantities: By code, in the units the campaign names.
        proven_by: Who in finance answers for it.
        reason: Why a year is computed once more.
    """

    year: int
    rule: str
    quantities: Mapping[str, Decimal]
    proof: Upload | None
    proven_by: str
    reason: str = ""


@service("proposals.record_benefit", about="proposal")
def record_benefit(*, actor: Actor, proposal: Proposal, facts: BenefitFacts, expected_version: int) -> Benefit:
    """Record the benefit of a year; of several for one year the newest counts.

    Raises:
        Refusal: "incomplete" with the faults; nothing is gained; the policy's.
    """
    locked = lock_proposal(proposal, expected_version)
    policies.may_record_benefit(actor=actor, proposal=locked).require()
    rule, amount = _computed(locked, facts)
    assert facts.proof is not None, "_computed has asked"
    made = Benefit.objects.create(
        proposal=locked,
        year=facts.year,
        rule_code=rule.code,
        rule_label=str(rule.label.zh)[:60],
        formula=rule.formula,
        quantities=[
            {"code": one.code, "label": one.label.zh, "unit": one.unit.zh, "value": str(facts.quantities[one.code])}
            for one in rule.quantities
        ],
        amount=amount,
        proof=files.keep(actor=actor, upload=facts.proof, purpose="proposals.benefit", accepted=PROOFS),
        proven_by=facts.proven_by.strip(),
        reason=facts.reason.strip(),
        recorded_by_id=actor.account_key,
        recorded_at=clock.now(),
    )
    write_step(actor, locked, act="record_benefit", from_state=locked.state, words=made.reason)
    after = {"benefit": made.pk, "year": made.year, "amount": made.amount, "formula": made.formula}
    journal.record(actor=actor, act="proposals.record_benefit", obj=locked, after=after, reason=made.reason)
    return made


def _computed(proposal: Proposal, facts: BenefitFacts) -> tuple[BenefitRule, Decimal]:
    rules = plan_of(proposal.call).proposals
    rule = rules.benefit(facts.rule) if rules else None
    if rule is None:
        problem = Problem("rule", _("请选择算法。"), "required")
        raise Refusal("incomplete", _("请选择效益的算法。"), _("请按提示修改后再提交。"), problems=[problem])
    problems = [*_faults(proposal, facts)]
    problems += [
        Problem(one.code, _("请填写不小于零的数。"), "out_of_range")
        for one in rule.quantities
        if facts.quantities.get(one.code) is None or facts.quantities[one.code] < 0
    ]
    if problems:
        raise Refusal("incomplete", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
    try:
        amount = round_to_fen(parse_formula(rule.formula).value(facts.quantities))
    except FormulaError as fault:
        raise Refusal("not_computable", _("按这个公式算不出来：有一个数不能是零。"), _("请核对填写的数。")) from fault
    if amount > LARGEST:
        raise Refusal(
            "too_large",
            _("算出来是 %(amount)s 元，超出了可以登记的 %(most)s 元。")
            % {"amount": f"{amount:,}", "most": f"{LARGEST:,}"},
            _("请核对数量和单位。"),
        )
    if amount <= 0:
        raise Refusal(
            "no_gain",
            _("算出来是 %(amount)s 元，不是收益。") % {"amount": f"{amount:,}"},
            _("请核对数量和单位；没有收益的不用登记。"),
        )
    return rule, amount


def _faults(proposal: Proposal, facts: BenefitFacts) -> list[Problem]:
    first, today = (proposal.used_on or clock.today()).year, clock.today()
    problems = []
    if not first <= facts.year <= today.year:
        words = _("应为 %(least)s 到 %(most)s 之间的年份。") % {"least": first, "most": today.year}
        problems.append(Problem("year", words, "out_of_range"))
    if facts.proof is None:
        problems.append(Problem("proof", _("请上传财务盖章的证明。"), "required"))
    if not 0 < len(facts.proven_by.strip()) <= _LONGEST_NAME:
        problems.append(Problem("proven_by", _("请写明财务部门由谁证明。"), "required"))
    again = Benefit.objects.filter(proposal=proposal, year=facts.year).exists()
    if again and not 0 < len(facts.reason.strip()) <= _LONGEST_REASON:
        problems.append(Problem("reason", _("这一年已经登记过，请写明更正原因。"), "required"))
    return problems
