"""A studio's outcomes: list, case, entering, changing, showing to the public."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.amounts import in_yuan
from jiangxin.core.ui.listing import listing_page
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Outcome
from jiangxin.studios.policies import may_keep_file
from jiangxin.studios.queries.ledger import get_outcome_for, ledger_for
from jiangxin.studios.services.outcomes import enter_outcome, show_outcome, strike_outcome, update_outcome
from jiangxin.web.studio_file.answering import ask, done
from jiangxin.web.studio_file.forms_file import ReasonForm
from jiangxin.web.studio_file.forms_projects import OutcomeForm, initial_of_outcome
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.ledger_history import acts_on
from jiangxin.web.studio_file.ledger_lists import outcomes_listing
from jiangxin.web.studio_file.views.ledger import keeps
from jiangxin.web.studio_file.views.projects import TAB, sides

LIST = "studio-outcomes"
_SHOWN = 50
_PAPERS = ("proof", "application_proof", "finance_proof")


def outcomes(request: Request, studio_id: int) -> HttpResponseBase:
    """List the outcomes."""
    studio = file_for(request.actor, studio_id)
    context = {
        **frame(request, studio, TAB),
        "sides": sides(request, studio, LIST),
        "new_url": at(request, "studio-outcome-new", studio.pk) if keeps(request, studio) else "",
        "new_label": _("登记成果"),
    }
    return listing_page(
        request, outcomes_listing(request, studio), template="studios/ledger/works.html", context=context
    )


def new(request: Request, studio_id: int) -> HttpResponse:
    """Enter an outcome."""
    studio = file_for(request.actor, studio_id)
    may_keep_file(actor=request.actor, studio=studio).require()
    initial = {"project": request.GET.get("project", ""), "owner": studio.unit_name}
    form = OutcomeForm(request.POST or None, request.FILES or None, actor=request.actor, studio=studio, initial=initial)
    return ask(
        request,
        studio,
        form,
        deed=lambda _data: enter_outcome(actor=request.actor, studio=studio, facts=form.facts(), proofs=form.proofs()),
        words=_("成果已登记。"),
        page={**_words(_("登记成果")), "back_url": at(request, LIST, studio.pk)},
    )


def outcome(request: Request, studio_id: int, outcome_id: int) -> HttpResponse:
    """Show an outcome with its proofs and where the ledger speaks of it."""
    found = _found(request, studio_id, outcome_id)
    entries = ledger_for(request.actor, found.studio).filter(outcome=found)[:_SHOWN]
    context = {
        **frame(request, found.studio, TAB),
        "outcome": found,
        "facts": _facts(request, found),
        "entries": [(row, at(request, "studio-entry", studio_id, row.pk)) for row in entries],
        "keeps": found.struck_at is None and keeps(request, found.studio),
        "acts": {
            act: at(request, f"studio-outcome-{act}", studio_id, outcome_id) for act in ("edit", "strike", "show")
        },
        "list_url": at(request, LIST, studio_id),
        "history": acts_on(found),
    }
    return render(request, "studios/ledger/outcome.html", context)


def edit(request: Request, studio_id: int, outcome_id: int) -> HttpResponse:
    """Change an outcome."""
    found = _kept(request, studio_id, outcome_id)
    form = OutcomeForm(
        request.POST or None,
        request.FILES or None,
        actor=request.actor,
        studio=found.studio,
        initial=initial_of_outcome(found),
    )
    return ask(
        request,
        found.studio,
        form,
        deed=lambda data: update_outcome(
            actor=request.actor,
            outcome=found,
            facts=form.facts(),
            expected_revision=data["revision"],
            proofs=form.proofs(),
        ),
        words=_("已保存。"),
        page=_page(request, found, _("修改成果")),
    )


def strike(request: Request, studio_id: int, outcome_id: int) -> HttpResponse:
    """Take an outcome out of everything."""
    found = _kept(request, studio_id, outcome_id)
    return ask(
        request,
        found.studio,
        ReasonForm(request.POST or None),
        deed=lambda data: strike_outcome(actor=request.actor, outcome=found, reason=data["reason"]),
        words=_("已作废。"),
        page={**_page(request, found, _("作废成果")), "consequences": (_("成果不再计数，也不再公开，不能恢复。"),)},
    )


def show(request: Request, studio_id: int, outcome_id: int) -> HttpResponse:
    """Show an outcome on the portal, or take it away; asked by a button."""
    found = _kept(request, studio_id, outcome_id)
    address = at(request, "studio-outcome", studio_id, outcome_id)
    if request.method != "POST":
        return HttpResponseRedirect(address)
    public = request.POST.get("public") == "yes"
    show_outcome(actor=request.actor, outcome=found, is_public=public)
    return done(request, address, _("已在门户公开。") if public else _("已不再公开。"))


def paper(request: Request, studio_id: int, outcome_id: int, kind: str) -> HttpResponseBase:
    """Give a proof."""
    found = _found(request, studio_id, outcome_id)
    stored = getattr(found, kind) if kind in _PAPERS else None
    if stored is None:
        raise NotFound
    return send(stored)


def _found(request: Request, studio_id: int, outcome_id: int) -> Outcome:
    found = get_outcome_for(request.actor, outcome_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found


def _kept(request: Request, studio_id: int, outcome_id: int) -> Outcome:
    found = _found(request, studio_id, outcome_id)
    may_keep_file(actor=request.actor, studio=found.studio).require()
    return found


def _words(title: Any) -> dict[str, Any]:
    return {"title": title, "act_label": title, "current": TAB}


def _page(request: Request, found: Outcome, title: Any) -> dict[str, Any]:
    back = at(request, "studio-outcome", found.studio_id, found.pk)
    return {**_words(title), "back_url": back, "back_label": found.title}


def _facts(request: Request, found: Outcome) -> list[Fact]:
    def filed(kind: str) -> str:
        stored = getattr(found, f"{kind}_id")
        return at(request, "studio-outcome-paper", found.studio_id, found.pk, kind) if stored else ""

    project = found.project
    return [
        Fact(_("类型"), found.get_kind_display()),
        Fact(_("编号"), found.number),
        Fact(_("申请、发表或提出日期"), found.day),
        Fact(_("授权、采纳或获奖日期"), found.granted_on),
        Fact(_("权利人或完成人"), found.owner),
        Fact(_("本工作室排名"), found.rank),
        Fact(_("级别"), found.get_level_display()),
        Fact(
            _("来自项目"),
            project or "",
            url=at(request, "studio-project", found.studio_id, project.pk) if project else "",
        ),
        Fact(_("证书或证明"), found.proof or "", url=filed("proof")),
        Fact(_("应用单位"), found.applied_units),
        Fact(_("应用证明"), found.application_proof or "", url=filed("application_proof")),
        Fact(_("经济效益"), _("%(yuan)s元") % {"yuan": in_yuan(found.benefit)} if found.benefit is not None else ""),
        Fact(_("财务证明"), found.finance_proof or "", url=filed("finance_proof")),
        Fact(_("节能量"), _("%(kg)d千克标准煤") % {"kg": found.energy_saved_kg} if found.energy_saved_kg else ""),
        Fact(_("社会效益"), found.social_benefit, wide=True),
    ]
