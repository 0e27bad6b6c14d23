"""A studio's offers: written, published, paused, ended, and their days."""

from dataclasses import asdict
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.parts import Fact
from jiangxin.studios import service_policies as policies
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import ServiceOffer
from jiangxin.studios.queries import get_offer_for, satisfaction_of_offer, slots_for
from jiangxin.studios.services import (
    OfferFacts,
    add_slots,
    close_offer,
    draft_offer,
    pause_offer,
    publish_offer,
    update_offer,
)
from jiangxin.web.studio_file.forms_services import OfferForm, SlotForm
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.views.services.refusing import tell

_SHOWN = 200
_ACTS = {"publish": publish_offer, "pause": pause_offer, "close": close_offer}


def new(request: Request, studio_id: int) -> HttpResponse:
    """Write an offer."""
    studio = file_for(request.actor, studio_id)
    policies.may_offer(actor=request.actor, studio=studio).require()
    form = OfferForm(request.POST or None)
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            offer = draft_offer(actor=request.actor, studio=studio, facts=form.facts())
        except Refusal as refusal:
            status = tell(form, refusal)
        else:
            messages.success(request, _("项目已建立。请增加时段，再发布。"))
            return redirect(at(request, "studio-offer", studio.pk, offer.pk))
    context = {
        **frame(request, studio, "studio-service"),
        "form": form,
        "form_title": _("新建服务项目"),
        "act_label": _("保存草稿"),
        "back_url": at(request, "studio-service", studio.pk),
    }
    return render(request, "studios/service/form.html", context, status=status)


def offer(request: Request, studio_id: int, offer_id: int) -> HttpResponse:
    """Show an offer with its days; add days."""
    found = _offer(request.actor, studio_id, offer_id)
    form = SlotForm(request.POST or None, initial={"capacity": found.capacity})
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        try:
            made = add_slots(actor=request.actor, offer=found, plan=form.plan())
        except Refusal as refusal:
            status = tell(form, refusal)
        else:
            messages.success(request, _("已增加%(count)d个时段。") % {"count": len(made)})
            return redirect(at(request, "studio-offer", studio_id, found.pk))
    slots = slots_for(request.actor).filter(offer=found)
    context = {
        **frame(request, found.studio, "studio-service"),
        "offer": found,
        "facts": _facts(found),
        "coming": slots.filter(day__gte=clock.today()).order_by("day", "starts")[:_SHOWN],
        "past": slots.filter(day__lt=clock.today()).order_by("-day", "-starts")[:_SHOWN],
        "form": form,
        "satisfaction": satisfaction_of_offer(found),
        "may_change": policies.may_add_slots(actor=request.actor, offer=found),
        "may_publish": policies.may_publish(actor=request.actor, offer=found),
        "may_pause": policies.may_pause(actor=request.actor, offer=found),
        "may_close": policies.may_close(actor=request.actor, offer=found),
    }
    return render(request, "studios/service/offer.html", context, status=status)


def edit(request: Request, studio_id: int, offer_id: int) -> HttpResponse:
    """Change what an offer says."""
    found = _offer(request.actor, studio_id, offer_id)
    policies.may_add_slots(actor=request.actor, offer=found).require()
    names = asdict(_of(found))
    form = OfferForm(request.POST or None, initial=names)
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        typed = request.POST.get("revision", "")
        revision = int(typed) if typed.isdecimal() else 0
        try:
            update_offer(actor=request.actor, offer=found, facts=form.facts(), expected_revision=revision)
        except Refusal as refusal:
            status = tell(form, refusal)
        else:
            messages.success(request, _("已保存。"))
            return redirect(at(request, "studio-offer", studio_id, found.pk))
    context = {
        **frame(request, found.studio, "studio-service"),
        "form": form,
        "form_title": _("修改服务项目"),
        "act_label": _("保存修改"),
        "back_url": at(request, "studio-offer", studio_id, found.pk),
        "revision": found.revision,
    }
    return render(request, "studios/service/form.html", context, status=status)


@require_POST
def act(request: Request, studio_id: int, offer_id: int, act: str) -> HttpResponseBase:
    """Publish, pause or end an offer."""
    found = _offer(request.actor, studio_id, offer_id)
    if act not in _ACTS:
        raise NotFound
    moved = _ACTS[act](actor=request.actor, offer=found)
    messages.success(request, _("项目现在“%(state)s”。") % {"state": moved.get_state_display()})
    return redirect(at(request, "studio-offer", studio_id, found.pk))


def _offer(actor: Actor, studio_id: int, offer_id: int) -> ServiceOffer:
    found = get_offer_for(actor, offer_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found


def _of(found: ServiceOffer) -> OfferFacts:
    return OfferFacts(**{name: getattr(found, name) for name in OfferFacts.__dataclass_fields__})


def _facts(found: ServiceOffer) -> list[Fact]:
    return [
        Fact(_("类型"), found.get_kind_display()),
        Fact(_("服务领域"), found.get_field_display()),
        Fact(_("服务对象"), found.audience),
        Fact(_("地点"), found.place),
        Fact(_("请携带"), found.to_bring),
        Fact(_("公开联系方式"), found.contact),
        Fact(_("每场人数"), found.capacity),
        Fact(_("预约截止"), _("开始前%(hours)d小时") % {"hours": found.book_hours}),
        Fact(_("预约确认"), _("由工作室逐个确认") if found.by_hand else _("有名额即自动确认")),
        Fact(_("内容"), found.description, wide=True),
    ]
