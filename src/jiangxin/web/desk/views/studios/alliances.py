"""Alliances of studios at the desk: founded, joined, chaired by turns, with agreements and joint projects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor, Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound, Refusal, Text
from jiangxin.core.ui.listing import Column, Empty, Kind, Listing, TextFilter, listing_page
from jiangxin.studios.exchange_policies import may_shape_alliance
from jiangxin.studios.gate import files_for
from jiangxin.studios.models import Alliance
from jiangxin.studios.queries import alliance_parts, alliances, get_alliance
from jiangxin.studios.services import (
    AllianceFacts,
    add_agreement,
    close_joint_project,
    describe_alliance,
    end_alliance,
    found_alliance,
    join_alliance,
    leave_alliance,
    open_joint_project,
    rotate_chair,
)
from jiangxin.web.desk.forms_alliances import (
    AgreementForm,
    AllianceForm,
    ChairForm,
    EndAllianceForm,
    JoinForm,
    LeaveForm,
    ProjectEndForm,
    ProjectForm,
)

Deed = Callable[[Actor, Alliance, Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happens in an alliance: what it is called, what it asks, what it does."""

    title: Text
    form: Callable[..., forms.Form]
    deed: Deed


_ACTS: dict[str, Act] = {
    "join": Act(_("工作室加入"), JoinForm, lambda actor, of, data: join_alliance(actor=actor, alliance=of, **data)),
    "chair": Act(_("轮换盟主"), ChairForm, lambda actor, of, data: rotate_chair(actor=actor, alliance=of, **data)),
    "agreement": Act(
        _("登记协议"), AgreementForm, lambda actor, of, data: add_agreement(actor=actor, alliance=of, **data)
    ),
    "project": Act(
        _("设立联合项目"), ProjectForm, lambda actor, of, data: open_joint_project(actor=actor, alliance=of, **data)
    ),
    "dissolve": Act(
        _("解散联盟"), EndAllianceForm, lambda actor, of, data: end_alliance(actor=actor, alliance=of, **data)
    ),
}
LISTING: Listing[Alliance] = Listing(
    code="desk.alliances",
    title=_("工作室联盟"),
    lead=_("跨单位、跨地区、跨行业的工作室联盟：成员、轮值盟主、协议和联合项目。"),
    rows=lambda _actor: alliances(),
    unit=_("个"),
    columns=(
        Column(code="name", label=_("联盟"), sort=("name", "id")),
        Column(code="present", label=_("现有成员"), kind=Kind.NUMBER),
        Column(code="secretariat", label=_("秘书处"), value="secretariat.name"),
        Column(code="founded_on", label=_("成立日期"), kind=Kind.DATE, sort=("founded_on", "id")),
        Column(code="ended_on", label=_("解散日期"), kind=Kind.DATE),
    ),
    filters=(TextFilter(code="q", label=_("名称或宗旨"), fields=("name", "purpose")),),
    default_sort="-founded_on",
    row_url=lambda row: reverse("desk:alliance", args=[row.pk]),
    empty=Empty(_("还没有联盟"), _("登记联盟后，再加入工作室、推举轮值盟主。")),
)


def list_alliances(request: Request) -> HttpResponseBase:
    """Show the list."""
    context = {"may_shape": may_shape_alliance(actor=request.actor)}
    return listing_page(request, LISTING, template="desk/studios/alliances.html", context=context)


def alliance(request: Request, alliance_id: int) -> HttpResponse:
    """Show one alliance with all that happened in it."""
    found = alliance_parts(alliance_id)
    members = [member.studio_id for member in found.members.all()]
    context = {
        "alliance": found,
        "readable": set(files_for(request.actor).filter(pk__in=members).values_list("pk", flat=True)),
        "acts": [(code, act.title) for code, act in _ACTS.items()],
        "may_shape": may_shape_alliance(actor=request.actor, alliance=found),
    }
    return render(request, "desk/studios/alliance.html", context)


def new(request: Request) -> HttpResponse:
    """Found an alliance."""
    form = AllianceForm(request.POST or None)
    back = reverse("desk:alliances")
    return _ask(
        request,
        form,
        _("登记联盟"),
        back,
        lambda data: found_alliance(actor=request.actor, facts=AllianceFacts(**data)),
    )


def edit(request: Request, alliance_id: int) -> HttpResponse:
    """Change what an alliance says of itself."""
    found = get_alliance(alliance_id)
    first = {name: getattr(found, name) for name in ("name", "purpose", "founded_on", "exit_rule", "plan")}
    form = AllianceForm(request.POST or None, initial={**first, "secretariat": str(found.secretariat_id or "")})
    typed = request.POST.get("revision", "")

    def deed(data: Mapping[str, Any]) -> object:
        revision = int(typed) if typed.isdecimal() else 0
        return describe_alliance(
            actor=request.actor, alliance=found, facts=AllianceFacts(**data), expected_revision=revision
        )

    return _ask(request, form, _("修改联盟资料"), _address(found), deed, revision=found.revision)


def act(request: Request, alliance_id: int, act: str) -> HttpResponse:
    """Do one of the acts of an alliance."""
    found, chosen = get_alliance(alliance_id), _ACTS.get(act)
    if chosen is None:
        raise NotFound
    form = chosen.form(request.POST or None, request.FILES or None, alliance=found)
    return _ask(request, form, chosen.title, _address(found), lambda data: chosen.deed(request.actor, found, data))


def leave(request: Request, alliance_id: int, member_id: int) -> HttpResponse:
    """Let a member leave."""
    found = get_alliance(alliance_id)
    member = found.members.select_related("studio", "alliance").filter(pk=member_id, until=None).first()
    if member is None:
        raise NotFound
    title = _("%(studio)s退出联盟") % {"studio": member.studio}
    form = LeaveForm(request.POST or None)
    return _ask(
        request, form, title, _address(found), lambda data: leave_alliance(actor=request.actor, member=member, **data)
    )


def close_project(request: Request, alliance_id: int, project_id: int) -> HttpResponse:
    """End a joint project."""
    found = get_alliance(alliance_id)
    project = found.projects.select_related("alliance").filter(pk=project_id).first()
    if project is None:
        raise NotFound
    form = ProjectEndForm(request.POST or None)
    return _ask(
        request,
        form,
        _("办结联合项目 %(title)s") % {"title": project.title},
        _address(found),
        lambda data: close_joint_project(actor=request.actor, project=project, **data),
    )


def agreement(request: Request, alliance_id: int, agreement_id: int) -> HttpResponseBase:
    """Give an agreement's file."""
    del request
    found = get_alliance(alliance_id).agreements.select_related("file").filter(pk=agreement_id).first()
    if found is None:
        raise NotFound
    return send(found.file)


def _ask(
    request: Request,
    form: forms.Form,
    title: Text,
    back: str,
    deed: Callable[[Mapping[str, Any]], object],
    *,
    revision: int = 0,
) -> HttpResponse:
    """Show a form, or do its deed and go back; a refusal stands beside its fields."""
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            made = deed(form.cleaned_data)
        except Refusal as refusal:
            status = refusal.status
            for problem in refusal.problems:
                form.add_error(problem.path if problem.path in form.fields else None, str(problem.message))
            if not refusal.problems:
                form.add_error(None, refusal.words)
        else:
            messages.success(request, _("已登记。"))
            return redirect(_address(made) if isinstance(made, Alliance) else back)
    context = {"form": form, "form_title": title, "act_label": title, "back_url": back, "revision": revision}
    return render(request, "desk/studios/alliance_form.html", context, status=status)


def _address(found: Alliance) -> str:
    return reverse("desk:alliance", args=[found.pk])
