"""Blueprints: the list, one to read, its clone, its publication."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.campaigns.enums import BlueprintState
from jiangxin.campaigns.models import Blueprint
from jiangxin.campaigns.policies import may_clone_blueprint, may_edit_blueprint
from jiangxin.campaigns.queries import blueprints_for, get_blueprint_for
from jiangxin.campaigns.services import clone_blueprint, publish_blueprint
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, YesNoFilter, listing_page
from jiangxin.core.ui.parts import Confirmation
from jiangxin.web.desk.blueprint_grading import told_grades, told_vetoes
from jiangxin.web.desk.blueprint_reading import Outline
from jiangxin.web.desk.posting import done, expected, status_of


def _rows(actor: Actor) -> QuerySet[Blueprint]:
    return blueprints_for(actor).select_related("owner", "cloned_from", "edited_by__person").defer("definition")


BLUEPRINTS: Listing[Blueprint] = Listing(
    code="desk.blueprints",
    title=gettext_lazy("活动方案"),
    lead=gettext_lazy("一种活动的表单、评分标准、路线、名额和奖项。系统自带的先复制，再按本地文件修改、发布。"),
    unit=gettext_lazy("份"),
    rows=_rows,
    columns=(
        Column(code="title", label=gettext_lazy("名称"), sort="title"),
        Column(code="version", label=gettext_lazy("版本"), kind=Kind.NUMBER),
        Column(code="state", label=gettext_lazy("状态"), kind=Kind.STATE, sort="state"),
        Column(
            code="owner",
            label=gettext_lazy("归属"),
            value=lambda row: row.owner.name if row.owner else gettext_lazy("系统自带"),
        ),
        Column(code="cloned_from", label=gettext_lazy("复制自"), value=lambda row: str(row.cloned_from or "")),
        Column(code="edited", label=gettext_lazy("最近修改"), value="edited_at", kind=Kind.MOMENT, sort="edited_at"),
        Column(code="editor", label=gettext_lazy("修改人"), value="edited_by.person.name", shown=False),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("名称"), fields=("title",)),
        ChoiceFilter(code="state", label=gettext_lazy("状态"), choices=BlueprintState.choices),
        YesNoFilter(code="own", label=gettext_lazy("本单位的"), condition=Q(owner__isnull=False)),
    ),
    default_sort="-edited",
    row_url=lambda row: reverse("desk:blueprint", args=[row.pk]),
    exportable=False,
    empty=Empty(gettext_lazy("还没有活动方案"), gettext_lazy("系统自带的方案尚未装入，请联系系统管理员。")),
)


def blueprints(request: Request) -> HttpResponseBase:
    """Show the list."""
    return listing_page(request, BLUEPRINTS, template="desk/blueprints/list.html")


def blueprint(request: Request, blueprint_id: int, refusal: Refusal | None = None) -> HttpResponse:
    """Show one blueprint to read: form, rubrics, route, quotas, notice, awards, with sources and what to confirm."""
    found = get_blueprint_for(request.actor, blueprint_id)
    context = {
        "blueprint": found,
        "outline_of": Outline(found.definition),
        "grades": told_grades(found.definition),
        "vetoes": told_vetoes(found.definition),
        "editable": bool(may_edit_blueprint(actor=request.actor, blueprint=found)),
        "clonable": bool(may_clone_blueprint(actor=request.actor)),
        "refusal": refusal,
        "proposed_title": request.POST.get("title") or _("%(title)s（本地）") % {"title": found.title[:110]},
    }
    return render(request, "desk/blueprints/blueprint.html", context, status=status_of(refusal))


def clone(request: Request, blueprint_id: int) -> HttpResponse:
    """Copy a blueprint into a draft of one's own."""
    found = get_blueprint_for(request.actor, blueprint_id)
    if request.method != "POST":
        return blueprint(request, blueprint_id)
    try:
        made = clone_blueprint(actor=request.actor, blueprint=found, title=request.POST.get("title", ""))
    except Refusal as refusal:
        return blueprint(request, blueprint_id, refusal)
    return done(request, reverse("desk:blueprint", args=[made.pk]), _("已复制为草稿，可以修改。"))


def publish(request: Request, blueprint_id: int) -> HttpResponse:
    """Publish a draft, after showing what that does."""
    found = get_blueprint_for(request.actor, blueprint_id)
    may_edit_blueprint(actor=request.actor, blueprint=found).require()
    refusal = None
    if request.method == "POST":
        revision = expected(request, "revision")
        try:
            publish_blueprint(actor=request.actor, blueprint=found, expected_revision=revision)
        except Refusal as caught:
            refusal = caught
        else:
            words = _("方案已发布，可以据此发申报通知。")
            return done(request, reverse("desk:blueprint", args=[found.pk]), words)
    confirmation = Confirmation(
        title=_("发布活动方案"),
        act=_("发布方案"),
        back_url=reverse("desk:blueprint", args=[found.pk]),
        consequences=(
            _("发布后这一版不能再改；需要改动时复制为下一版。"),
            _("发布后可以据此建立申报批次。"),
            _("还有 %(count)s 处标为“平台默认”，请确认与本地文件一致。")
            % {"count": Outline(found.definition).defaults},
        ),
        hidden=[("revision", str(found.revision))],
    )
    context = {"confirmation": confirmation, "refusal": refusal}
    return render(request, "ui/confirm.html", context, status=status_of(refusal))
