"""Leave for one person to lead in a call without meeting its conditions: given and taken back by the leader."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.campaigns.policies import may_give_leader_exception, may_revoke_leader_exception
from jiangxin.campaigns.queries import get_call_for, get_leader_exception_for
from jiangxin.campaigns.services import give_leader_exception, revoke_leader_exception
from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.parts import Confirmation
from jiangxin.web.desk.forms_calls import LeaderExceptionForm
from jiangxin.web.desk.posting import done, status_of, tell_form


def give(request: Request, call_id: int) -> HttpResponse:
    """Let one person lead, with a reason."""
    call = get_call_for(request.actor, call_id)
    may_give_leader_exception(actor=request.actor, call=call).require()
    form, refusal = LeaderExceptionForm(request.POST or None), None
    back = reverse("desk:call", args=[call.pk])
    if request.method == "POST" and form.is_valid():
        try:
            give_leader_exception(actor=request.actor, call=call, **form.cleaned_data)
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
        else:
            return done(request, f"{back}#leader-exceptions-title", _("已批准，并记入日志。"))
    context = {
        "call": call,
        "form": form,
        "refusal": refusal,
        "back_url": back,
        "title": _("批准领衔人个案例外"),
        "lead": _("只对这一个人、这一批次有效：不受领衔人条件限制，其余条件照旧。没有申报据此提交之前可以撤销。"),
        "act_label": _("批准"),
    }
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/calls/settings.html", context, status=status)


def revoke(request: Request, call_id: int, exception_id: int) -> HttpResponse:
    """Take leave back that nothing rests on, with a reason."""
    call = get_call_for(request.actor, call_id)
    given = get_leader_exception_for(request.actor, call, exception_id)
    may_give_leader_exception(actor=request.actor, call=call).require()
    may_revoke_leader_exception(exception=given).require()
    back, refusal = reverse("desk:call", args=[call.pk]), None
    if request.method == "POST":
        try:
            revoke_leader_exception(actor=request.actor, exception=given, reason=request.POST.get("reason", ""))
        except Refusal as caught:
            refusal = caught
        else:
            return done(request, f"{back}#leader-exceptions-title", _("已撤销，并记入日志。"))
    told = {"name": given.person.name, "reason": given.reason}
    confirmation = Confirmation(
        title=_("撤销领衔人个案例外"),
        act=_("撤销"),
        back_url=back,
        consequences=(
            _("%(name)s在本次申报中领衔，重新按领衔人条件审核。批准时的理由：%(reason)s") % told,
            _("批准和撤销的记录都保留。"),
        ),
        reason_label=_("撤销理由"),
        reason_required=True,
        dangerous=True,
    )
    context = {"confirmation": confirmation, "refusal": refusal}
    return render(request, "ui/confirm.html", context, status=status_of(refusal))
