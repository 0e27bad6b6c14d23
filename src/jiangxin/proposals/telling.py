"""A proposal as it is shown: its facts and what was done with it, the same for its proposer and for the desk."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.campaigns.queries import form_of, plan_of
from jiangxin.core.refusal import Text
from jiangxin.core.ui.parts import Fact, HistoryItem
from jiangxin.forms.answers import rows_of
from jiangxin.forms.sensitive import mask_sensitive
from jiangxin.forms.wording import words_of
from jiangxin.proposals.enums import OPEN
from jiangxin.proposals.models import Proposal

ACTS: dict[str, Text] = {
    "propose": gettext_lazy("提出建议"),
    "accept": gettext_lazy("受理"),
    "adopt": gettext_lazy("采纳"),
    "pilot": gettext_lazy("先试行"),
    "store": gettext_lazy("暂存备用"),
    "reject": gettext_lazy("不采纳"),
    "put_to_use": gettext_lazy("投入使用"),
    "withdraw": gettext_lazy("撤回"),
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
