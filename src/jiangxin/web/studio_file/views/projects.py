"""A studio's projects: list, case, entering, changing, closing, milestones."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.amounts import in_yuan
from jiangxin.core.ui.listing import listing_page
from jiangxin.core.ui.parts import Fact, Tab
from jiangxin.studios.gate import file_for
from jiangxin.studios.ledger_enums import ENDED
from jiangxin.studios.models import Milestone, Project, Studio
from jiangxin.studios.policies import may_keep_file
from jiangxin.studios.queries.ledger import get_project_for, ledger_for, outcomes_for
from jiangxin.studios.services.projects import (
    add_milestone,
    close_project,
    finish_milestone,
    open_project,
    strike_milestone,
    strike_project,
    update_project,
)
from jiangxin.web.studio_file.answering import ask
from jiangxin.web.studio_file.forms_file import ReasonForm
from jiangxin.web.studio_file.forms_projects import CloseForm, DoneForm, ProjectForm, StepForm, initial_of_project
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.ledger_history import acts_on
from jiangxin.web.studio_file.ledger_lists import projects_listing
from jiangxin.web.studio_file.views.ledger import keeps

TAB = "studio-projects"
_SHOWN = 50


def projects(request: Request, studio_id: int) -> HttpResponseBase:
    """List the projects."""
    studio = file_for(request.actor, studio_id)
    context = {
        **frame(request, studio, TAB),
        "sides": sides(request, studio, TAB),
        "new_url": at(request, "studio-project-new", studio.pk) if keeps(request, studio) else "",
        "new_label": _("登记项目"),
    }
    return listing_page(
        request, projects_listing(request, studio), template="studios/ledger/works.html", context=context
    )


def new(request: Request, studio_id: int) -> HttpResponse:
    """Enter a project."""
    studio = file_for(request.actor, studio_id)
    may_keep_file(actor=request.actor, studio=studio).require()
    form = ProjectForm(request.POST or None, request.FILES or None, actor=request.actor, studio=studio)
    return ask(
        request,
        studio,
        form,
        deed=lambda data: open_project(
            actor=request.actor, studio=studio, facts=form.facts(), approval=data["approval"]
        ),
        words=_("项目已登记。"),
        page={**_words(_("登记项目")), "back_url": at(request, TAB, studio.pk)},
    )


def project(request: Request, studio_id: int, project_id: int) -> HttpResponse:
    """Show a project with its steps, outcomes and entries of the ledger."""
    found = _found(request, studio_id, project_id)
    may = found.struck_at is None and keeps(request, found.studio)
    steps = [
        {
            "step": step,
            "late": step.done_on is None and step.due_on < clock.today(),
            "done_url": at(request, "studio-step-done", studio_id, step.pk),
            "strike_url": at(request, "studio-step-strike", studio_id, step.pk),
        }
        for step in found.milestones.all()
    ]
    entries = ledger_for(request.actor, found.studio).filter(project=found)[:_SHOWN]
    context = {
        **frame(request, found.studio, TAB),
        "project": found,
        "facts": _facts(request, found),
        "steps_of_project": steps,
        "outcomes": [
            (row, at(request, "studio-outcome", studio_id, row.pk))
            for row in outcomes_for(request.actor, found.studio).filter(project=found)[:_SHOWN]
        ],
        "entries": [(row, at(request, "studio-entry", studio_id, row.pk)) for row in entries],
        "keeps": may,
        "is_open": found.state not in ENDED,
        "acts": {
            act: at(request, f"studio-project-{act}", studio_id, project_id)
            for act in ("edit", "close", "strike", "step")
        },
        "list_url": at(request, TAB, studio_id),
        "history": acts_on(found, *found.milestones.all()),
    }
    return render(request, "studios/ledger/project.html", context)


def edit(request: Request, studio_id: int, project_id: int) -> HttpResponse:
    """Change a project."""
    found = _kept(request, studio_id, project_id)
    form = ProjectForm(
        request.POST or None,
        request.FILES or None,
        actor=request.actor,
        studio=found.studio,
        initial=initial_of_project(found),
    )
    return ask(
        request,
        found.studio,
        form,
        deed=lambda data: update_project(
            actor=request.actor,
            project=found,
            facts=form.facts(),
            expected_revision=data["revision"],
            approval=data["approval"],
        ),
        words=_("已保存。"),
        page=_page(request, found, _("修改项目")),
    )


def close(request: Request, studio_id: int, project_id: int) -> HttpResponse:
    """Close a project."""
    found = _kept(request, studio_id, project_id)
    return ask(
        request,
        found.studio,
        CloseForm(request.POST or None, request.FILES or None),
        deed=lambda data: close_project(actor=request.actor, project=found, **data),
        words=_("项目已结题。"),
        page=_page(request, found, _("结题")),
    )


def strike(request: Request, studio_id: int, project_id: int) -> HttpResponse:
    """Take a project that should not have been entered out of everything."""
    found = _kept(request, studio_id, project_id)
    words = (_("项目不再计数，不能恢复；做不下去的项目请用“结题”登记中止。"),)
    return ask(
        request,
        found.studio,
        ReasonForm(request.POST or None),
        deed=lambda data: strike_project(actor=request.actor, project=found, reason=data["reason"]),
        words=_("已作废。"),
        page={**_page(request, found, _("作废项目")), "consequences": words},
    )


def step(request: Request, studio_id: int, project_id: int) -> HttpResponse:
    """Add a milestone."""
    found = _kept(request, studio_id, project_id)
    return ask(
        request,
        found.studio,
        StepForm(request.POST or None),
        deed=lambda data: add_milestone(actor=request.actor, project=found, **data),
        words=_("节点已增加。"),
        page=_page(request, found, _("增加节点")),
    )


def step_done(request: Request, studio_id: int, step_id: int) -> HttpResponse:
    """Note the day a milestone was done."""
    found, row = _step(request, studio_id, step_id)
    return ask(
        request,
        found.studio,
        DoneForm(request.POST or None),
        deed=lambda data: finish_milestone(actor=request.actor, milestone=row, done_on=data["done_on"]),
        words=_("节点已完成。"),
        page={**_page(request, found, _("登记节点完成")), "told": [Fact(_("节点"), row.title)]},
    )


def step_strike(request: Request, studio_id: int, step_id: int) -> HttpResponse:
    """Take a milestone out of a project."""
    found, row = _step(request, studio_id, step_id)
    return ask(
        request,
        found.studio,
        ReasonForm(request.POST or None),
        deed=lambda data: strike_milestone(actor=request.actor, milestone=row, reason=data["reason"]),
        words=_("已作废。"),
        page={**_page(request, found, _("作废节点")), "told": [Fact(_("节点"), row.title)]},
    )


def paper(request: Request, studio_id: int, project_id: int, kind: str) -> HttpResponseBase:
    """Give a paper of a project."""
    found = _found(request, studio_id, project_id)
    stored = {"approval": found.approval, "closing": found.closing}.get(kind)
    if stored is None:
        raise NotFound
    return send(stored)


def sides(request: Request, studio: Studio, current: str) -> list[Tab]:
    """Return the two lists under the tab."""
    pages = ((TAB, _("项目")), ("studio-outcomes", _("成果")))
    return [Tab(label, at(request, page, studio.pk), page == current) for page, label in pages]


def _found(request: Request, studio_id: int, project_id: int) -> Project:
    found = get_project_for(request.actor, project_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found


def _kept(request: Request, studio_id: int, project_id: int) -> Project:
    found = _found(request, studio_id, project_id)
    may_keep_file(actor=request.actor, studio=found.studio).require()
    return found


def _step(request: Request, studio_id: int, step_id: int) -> tuple[Project, Milestone]:
    row = Milestone.objects.filter(pk=step_id).first()
    if row is None:
        raise NotFound
    return _kept(request, studio_id, row.project_id), row


def _words(title: Any) -> dict[str, Any]:
    return {"title": title, "act_label": title, "current": TAB}


def _page(request: Request, found: Project, title: Any) -> dict[str, Any]:
    back = at(request, "studio-project", found.studio_id, found.pk)
    return {**_words(title), "back_url": back, "back_label": found.title}


def _facts(request: Request, found: Project) -> list[Fact]:
    def filed(kind: str, stored: object) -> str:
        return at(request, "studio-project-paper", found.studio_id, found.pk, kind) if stored else ""

    return [
        Fact(_("类型"), found.get_kind_display()),
        Fact(_("来源"), found.source),
        Fact(_("立项级别"), found.get_level_display()),
        Fact(_("立项文号"), found.approval_number),
        Fact(_("立项文件"), found.approval or "", url=filed("approval", found.approval)),
        Fact(_("负责人"), found.leader_name),
        Fact(_("开始日期"), found.starts_on),
        Fact(_("计划完成日期"), found.ends_on),
        Fact(_("经费"), _("%(yuan)s元") % {"yuan": in_yuan(found.cost)} if found.cost is not None else ""),
        Fact(_("结题日期"), found.closed_on),
        Fact(_("结题材料"), found.closing or "", url=filed("closing", found.closing)),
        Fact(_("结果"), found.result, wide=True),
    ]
