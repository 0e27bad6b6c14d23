"""What a proposal brought, what was given for it, and the project it becomes."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.proposing import BenefitRule
from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Text
from jiangxin.proposals.models import Benefit, Proposal
from jiangxin.proposals.policies import may_make_project, may_record_benefit, may_reward
from jiangxin.proposals.queries import benefits_of, best_benefit
from jiangxin.proposals.services import BenefitFacts, make_project, record_benefit, reward_proposal
from jiangxin.studios.ledger_enums import HonourLevel, ProjectKind
from jiangxin.studios.services.projects import ProjectFacts
from jiangxin.web.desk.forms_outcomes import BenefitForm, MadeProjectForm, RewardForm
from jiangxin.web.desk.posting import expected, one_file
from jiangxin.web.desk.proposal_asking import ask, readable

_USUAL_DAYS = 180


def benefit(request: Request, proposal_id: int) -> HttpResponse:
    """Choose how it is computed, then ask for the quantities and the proof."""
    found = readable(request, proposal_id)
    may_record_benefit(actor=request.actor, proposal=found).require()
    rule = _rule(found, request.GET.get("rule", ""))
    if rule is None:
        rules = plan_of(found.call).proposals
        context = {"proposal": found, "rules": rules.benefits if rules else ()}
        return render(request, "desk/proposals/rules.html", context)
    again = bool(benefits_of(found))
    initial = {"year": clock.today().year}
    form = BenefitForm(request.POST or None, request.FILES or None, initial=initial, rule=rule, again=again)

    def deed(data: dict[str, Any]) -> Benefit:
        facts = BenefitFacts(
            year=data["year"],
            rule=rule.code,
            quantities=form.quantities(),
            proof=one_file(request, "proof"),
            proven_by=data["proven_by"],
            reason=data.get("reason", ""),
        )
        return record_benefit(actor=request.actor, proposal=found, facts=facts, expected_version=expected(request))

    words = _("效益已登记。")
    return ask(request, found, form, deed, words=words, title=_("登记效益"), formula=rule.told(), rule=rule)


def _rule(found: Proposal, code: str) -> BenefitRule | None:
    rules = plan_of(found.call).proposals
    return rules.benefit(code) if rules else None


def proof(request: Request, proposal_id: int, benefit_id: int) -> HttpResponseBase:
    """Give the proof of a benefit."""
    found = Benefit.objects.filter(proposal=readable(request, proposal_id), pk=benefit_id).first()
    if found is None:
        raise NotFound
    return send(found.proof)


def reward(request: Request, proposal_id: int) -> HttpResponse:
    """Ask for the amount inside the tier, and give it."""
    found = readable(request, proposal_id)
    may_reward(actor=request.actor, proposal=found).require()
    form = RewardForm(request.POST or None)
    form.fields["amount"].help_text = str(_tier_words(found))

    def deed(data: dict[str, Any]) -> object:
        return reward_proposal(actor=request.actor, proposal=found, expected_version=expected(request), **data)

    return ask(request, found, form, deed, words=_("奖励已登记。"), title=_("登记奖励"))


def _tier_words(found: Proposal) -> Text:
    best, rules = best_benefit(found), plan_of(found.call).proposals
    tier = rules.tier(best.amount) if rules and best else None
    if best is None or tier is None:
        return ""
    return _("最好一年的效益 %(benefit)s 元，按办法 %(least)s 至 %(most)s 元；合作者按份额分到分。") % {
        "benefit": f"{best.amount:,}",
        "least": f"{tier.least:,}",
        "most": f"{tier.most:,}",
    }


def project(request: Request, proposal_id: int) -> HttpResponse:
    """Ask for the studio and the project's dates, and open it."""
    found = readable(request, proposal_id)
    may_make_project(actor=request.actor, proposal=found).require()
    today = clock.today()
    initial = {
        "title": found.title,
        "kind": ProjectKind.values[0],
        "level": HonourLevel.values[0],
        "starts_on": today,
        "ends_on": found.due_on or today + timedelta(days=_USUAL_DAYS),
        "leader_name": found.owner,
    }
    form = MadeProjectForm(request.POST or None, initial=initial, actor=request.actor, proposal=found)

    def deed(data: dict[str, Any]) -> object:
        studio = data.pop("studio")
        facts = ProjectFacts(**data, source=f"{found.call.title} {found.number}"[:120])
        return make_project(
            actor=request.actor, proposal=found, studio=studio, facts=facts, expected_version=expected(request)
        )

    return ask(request, found, form, deed, words=_("已由工作室立项，课题记入台账。"), title=_("转为工作室课题"))
