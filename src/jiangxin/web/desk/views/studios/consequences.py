"""What follows for every studio of an assessment: shown before anything is done, then carried out."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.awards.assessment import Consequence
from jiangxin.awards.models import AssessmentResult
from jiangxin.campaigns.models import Call
from jiangxin.campaigns.queries import get_call_for
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.amounts import in_yuan
from jiangxin.studios.assessment_enums import Act
from jiangxin.studios.assessment_policies import may_carry_out, may_read_consequences
from jiangxin.studios.consequences import Planned, plan_of
from jiangxin.studios.enums import StudioLevel
from jiangxin.studios.services import ask_consequences
from jiangxin.web.desk.posting import done, status_of, tell_form


class CarryOutForm(forms.Form):
    """The document the consequences rest on."""

    document_number = forms.CharField(
        label=gettext_lazy("考核结果通报文号"), max_length=60, help_text=gettext_lazy("如：云工发〔2026〕70号。")
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One studio as the page shows it."""

    planned: Planned
    words: tuple[str, ...]
    state: str
    state_label: str


def consequences(request: Request, call_id: int) -> HttpResponse:
    """Show who gets what and why; with the document's number, have it carried out."""
    call = get_call_for(request.actor, call_id)
    may_read_consequences(actor=request.actor, call=call).require()
    result = AssessmentResult.objects.filter(call=call).first()
    initial = {"document_number": result.document_number if result else ""}
    form, refusal = CarryOutForm(request.POST or None, initial=initial), None
    if request.method == "POST" and form.is_valid():
        try:
            job = ask_consequences(actor=request.actor, call=call, **form.cleaned_data)
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            return done(request, reverse("desk:job", args=[job.pk]), _("已开始落实，完成后可回到本页查看。"))
    context = {"call": call, "form": form, "refusal": refusal, **_board(request.actor, call)}
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/studios/consequences.html", context, status=HTTPStatus(status))


def _board(actor: Actor, call: Call) -> dict[str, object]:
    plan = plan_of(call)
    lines = [_line(actor, one) for one in plan]
    counts = {state: sum(1 for line in lines if line.state == state) for state in ("todo", "waiting", "done")}
    return {"lines": lines, "counts": counts, "carries": counts["todo"] > 0}


def _line(actor: Actor, one: Planned) -> Line:
    if one.outcome is not None:
        label = _("已落实")
        return Line(one, (one.outcome.act_labels or _("无"), one.outcome.document_number), "done", label)
    if not one.can_be_done:
        return Line(one, (), "closed", _("工作室已不在册，不再落实"))
    allowed = may_carry_out(actor=actor, call=one.grade.entry.call, acts=list(one.consequences))
    words = tuple(_words(act, one) for act in one.consequences)
    if allowed:
        return Line(one, words or (_("没有后续事项"),), "todo", _("待落实"))
    return Line(one, words, "waiting", _("待分管领导落实"))


def _words(act: str, one: Planned) -> str:
    return _WORDS[act](one, one.consequences[act])


def _confirmed(one: Planned, rule: Consequence) -> str:
    del rule
    return _("复核确认") + "".join(
        _("，%(level)s有效期延至%(until)s") % {"level": level, "until": date_format(until)}
        for level, until in one.terms
        if until is not None
    )


def _rewarded(one: Planned, rule: Consequence) -> str:
    del one
    return _("奖励 %(amount)s 元，凭拨款凭证登记") % {"amount": in_yuan(rule.amount or 0)}


def _mending(one: Planned, rule: Consequence) -> str:
    del rule
    due = date_format(one.tasks[0].due_on) if one.tasks else ""
    words = {"count": len(one.tasks), "due": due, "what": "、".join(task.what for task in one.tasks[:3])}
    return _("限期整改：%(count)d 项，%(due)s前完成（%(what)s等）") % words


def _recommended(one: Planned, rule: Consequence) -> str:
    del rule
    if not one.next_level:
        return _("已是最高级别，不再推荐")
    return _("推荐申报%(level)s") % {"level": StudioLevel(one.next_level).label}


_WORDS: dict[str, Callable[[Planned, Consequence], str]] = {
    Act.RECONFIRM: _confirmed,
    Act.REWARD: _rewarded,
    Act.WARN: lambda _one, _rule: _("警示：告知所在单位和县（市、区）、产业工会"),
    Act.RECTIFY: _mending,
    Act.WITHDRAW: lambda _one, _rule: _("撤销命名：牌匾和证书当即查验为“已撤销”"),
    Act.SETTLE: lambda one, _rule: _("追回结余补助 %(amount)s 元") % {"amount": in_yuan(one.rest)},
    Act.BAR: lambda _one, rule: _("单位和领衔人 %(years)d 年内不得申报") % {"years": rule.years or 0},
    Act.RECOMMEND: _recommended,
}
