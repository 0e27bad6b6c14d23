"""A proposal as it is shown: its facts and what was done with it, the same for its proposer and for the desk."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.campaigns.queries import form_of, plan_of
from jiangxin.core.refusal import Text
from jiangxin.core.ui.parts import Fact, HistoryItem
from jiangxin.engine.measure.formula import parse_formula
from jiangxin.forms.answers import rows_of
from jiangxin.forms.sensitive import mask_sensitive
from jiangxin.forms.wording import words_of
from jiangxin.proposals.enums import OPEN
from jiangxin.proposals.models import Benefit, Proposal, ProposalProject, Reward
from jiangxin.proposals.queries.outcomes import benefits_of, parts_of, savings_of
from jiangxin.proposals.telling_energy import told_saving

ACTS: dict[str, Text] = {
    "propose": gettext_lazy("提出建议"),
    "accept": gettext_lazy("受理"),
    "adopt": gettext_lazy("采纳"),
    "pilot": gettext_lazy("先试行"),
    "store": gettext_lazy("暂存备用"),
    "reject": gettext_lazy("不采纳"),
    "put_to_use": gettext_lazy("投入使用"),
    "withdraw": gettext_lazy("撤回"),
    "record_benefit": gettext_lazy("登记效益"),
    "reward_proposal": gettext_lazy("奖励"),
    "make_project": gettext_lazy("工作室立项"),
    "record_saving": gettext_lazy("登记节能量"),
    "follow_up": gettext_lazy("回访"),
    "stop": gettext_lazy("停用"),
    "offer_proposal": gettext_lazy("推广到其他单位"),
    "end_offer": gettext_lazy("结束推广"),
    "take_over": gettext_lazy("其他单位采用"),
    "give_up": gettext_lazy("其他单位停用"),
}
"""What was done with a proposal, in words."""


def facts_of(proposal: Proposal) -> list[Fact]:
    """Return what was proposed and by whom, until when it is answered, and what was answered."""
    return [
        *_answers_of(proposal),
        Fact(_("建议人"), authors_of(proposal)),
        Fact(_("单位"), proposal.unit.host_unit),
        Fact(_("征集活动"), proposal.call.title),
        Fact(_("提出时间"), proposal.submitted_at),
        *_promised(proposal),
        *_answered(proposal),
    ]


def _answers_of(proposal: Proposal) -> Iterator[Fact]:
    form, rules = form_of(proposal.call), plan_of(proposal.call).proposals
    answers = mask_sensitive(form, proposal.answers)
    for section in form.sections:
        if rules and section.code == rules.authors:
            continue
        for number, row in enumerate(rows_of(section, answers), 1):
            for field in section.fields:
                named = rules is not None and rules.title == f"{section.code}.{field.code}"
                words = "" if field.is_file or named else words_of(field, row.get(field.code))
                if words:
                    label = f"{section.label} {number} · {field.label}" if section.repeated else str(field.label)
                    yield Fact(label, words, wide=len(words) > 40)  # noqa: PLR2004  longer than a column


def authors_of(proposal: Proposal) -> str:
    """Return whose a proposal is; with co-authors the share of each."""
    authors = list(proposal.authors.all())
    names = [author.name or _("匿名") for author in authors]
    if len(authors) == 1:
        return names[0]
    return "、".join(f"{name} {author.percent}%" for name, author in zip(names, authors, strict=True))


def _promised(proposal: Proposal) -> Iterator[Fact]:
    if proposal.state in OPEN:
        yield Fact(_("受理期限"), proposal.accept_due_on)
        yield Fact(_("答复期限"), proposal.answer_due_on)


def _answered(proposal: Proposal) -> Iterator[Fact]:
    if not proposal.answered_at:
        return
    yield Fact(_("答复"), proposal.answer, note=_reason_of(proposal), wide=True)
    if proposal.owner:
        yield Fact(_("落实人"), proposal.owner)
        yield Fact(_("完成期限"), proposal.due_on)
    if proposal.used_on:
        yield Fact(_("投入使用日期"), proposal.used_on)
        yield Fact(_("使用情况"), proposal.effect, wide=True)


def _reason_of(proposal: Proposal) -> str:
    rules = plan_of(proposal.call).proposals
    reasons = rules.reasons if rules else ()
    return next((str(reason.label) for reason in reasons if reason.code == proposal.reason_code), "")


def gained(proposal: Proposal) -> Iterator[Fact]:
    """Return what it brought, what was given for it, and the project it became, for its proposer."""
    yield from _yearly(proposal)
    if reward := Reward.objects.select_related("proposal").filter(proposal=proposal).first():
        parts = "、".join(f"{name or _('匿名')} {part:,}" for name, part in parts_of(reward))
        yield Fact(_("奖励（元）"), f"{reward.amount:,}", note=parts)
    if made := ProposalProject.objects.select_related("project__studio").filter(proposal=proposal).first():
        yield Fact(_("工作室立项"), made.project.title, note=made.project.studio.name)


def offered_facts(proposal: Proposal) -> list[Fact]:
    """Return what other units are told of a proposal that is offered: what it is, how it is used, what it brings."""
    return [
        Fact(_("要点"), proposal.offer.summary, wide=True),
        Fact(_("联系人"), proposal.offer.contact),
        *_answers_of(proposal),
        Fact(_("建议人"), authors_of(proposal)),
        Fact(_("原单位"), proposal.unit.host_unit),
        Fact(_("投入使用日期"), proposal.used_on),
        Fact(_("使用情况"), proposal.effect, wide=True),
        *_yearly(proposal),
    ]


def _yearly(proposal: Proposal) -> Iterator[Fact]:
    for benefit in benefits_of(proposal):
        label = _("%(year)s 年效益（元）") % {"year": benefit.year}
        yield Fact(label, f"{benefit.amount:,}", note=formula_of(benefit))
    for told in map(told_saving, savings_of(proposal)):
        label = _("%(year)s 年节约标准煤（吨）") % {"year": told.saving.year}
        factors = "；".join(factor for row in told.rows for factor in row.factors)
        yield Fact(label, told.coal, note=factors)
        yield Fact(_("%(year)s 年减少二氧化碳（吨）") % {"year": told.saving.year}, told.carbon)


def steps_of(proposal: Proposal) -> list[HistoryItem]:
    """Return what was done, newest first."""
    steps = proposal.steps.select_related("organisation").order_by("-id")
    return [
        HistoryItem(
            at=step.at,
            act=ACTS.get(step.act, step.act),
            who=step.by_name,
            organisation=step.organisation.name if step.organisation else "",
            opinion=step.words,
        )
        for step in steps
    ]


def formula_of(benefit: Benefit) -> str:
    """Return a benefit's formula with the numbers recorded: "（120 个 − 80 个） × 35 元 × 12 期 = 16,800.00 元"."""
    words = {row["code"]: f"{row['value']} {row['unit']}".strip() for row in benefit.quantities}
    return f"{parse_formula(benefit.formula).told(words)} = {benefit.amount:,} {_('元')}"
