"""What studios offer to everyone, and booking it."""

from http import HTTPStatus
from itertools import groupby

from django.contrib import messages
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import PUBLIC, Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.throttle import hold_back
from jiangxin.core.ui.listing import ChoiceFilter, Column, Empty, Kind, Listing, TextFilter, YesNoFilter, listing_page
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.models import ServiceOffer, ServiceSlot
from jiangxin.studios.queries import (
    directory_areas,
    get_public_offer,
    get_public_slot,
    public_offers,
    satisfaction_of_offer,
    slots_to_come,
)
from jiangxin.studios.service_enums import OfferKind, ServiceField
from jiangxin.studios.service_policies import may_book
from jiangxin.studios.services import BookingFacts, book_slot
from jiangxin.web.portal.forms_services import BookingForm

MINE = "bookings"
"""The session's list of bookings made in this browser."""
_SHOWN = 60
_HOUR = 3600
ASK_STUDIO = _("如急需预约，请按服务项目页面上的联系方式与工作室联系。")


def _rows(_actor: object) -> QuerySet[ServiceOffer]:
    free = slots_to_come().filter(offer=OuterRef("pk"), taken__lt=F("capacity"))
    return public_offers().annotate(next_day=Subquery(free.values("day")[:1]))


SERVICES: Listing[ServiceOffer] = Listing(
    code="portal.services",
    title=_("服务预约"),
    lead=_("劳模和工匠工作室面向社会和企业提供的服务、参观学习和经验交流，无需登录即可预约。"),
    rows=_rows,
    unit=_("项"),
    page_size=30,
    columns=(
        Column(code="title", label=_("项目")),
        Column(code="kind", label=_("类型"), value=lambda row: row.get_kind_display()),
        Column(code="field", label=_("服务领域"), value=lambda row: row.get_field_display()),
        Column(code="audience", label=_("服务对象")),
        Column(code="studio", label=_("工作室"), value="studio.name"),
        Column(code="area", label=_("地区或产业"), value="studio.area.short_name"),
        Column(code="next_day", label=_("最近可约"), kind=Kind.DATE),
        Column(code="state", label=_("状态"), kind=Kind.STATE),
        Column(code="published_at", label=_("发布时间"), kind=Kind.DATE, sort="published_at", shown=False),
    ),
    filters=(
        TextFilter(
            code="q",
            label=_("项目、工作室或对象"),
            fields=("title", "description", "audience", "studio__name", "place"),
        ),
        ChoiceFilter(code="kind", label=_("类型"), choices=OfferKind.choices),
        ChoiceFilter(code="field", label=_("服务领域"), choices=ServiceField.choices),
        ChoiceFilter(
            code="area", label=_("地区或产业"), choices=lambda _actor: directory_areas(), field="studio__area_id"
        ),
        YesNoFilter(code="free", label=_("近期有名额"), condition=Q(next_day__isnull=False)),
    ),
    default_sort="-published_at",
    row_url=lambda row: reverse("portal:service", args=[row.pk]),
    exportable=False,
    empty=Empty(_("没有找到服务项目"), _("请减少筛选条件，或先看看工作室名录。"), "/studios/", _("工作室名录")),
)


def services(request: Request) -> HttpResponseBase:
    """List what can be booked."""
    return listing_page(request, SERVICES, template="portal/services/services.html")


def service(request: Request, offer_id: int) -> HttpResponse:
    """Show one offer with its days."""
    offer = get_public_offer(offer_id)
    slots = list(slots_to_come().filter(offer=offer)[:_SHOWN])
    for slot in slots:
        slot.offer = offer
    context = {
        "offer": offer,
        "facts": facts_of(offer),
        "days": [(day, [(slot, may_book(slot=slot)) for slot in group]) for day, group in groupby(slots, _day)],
        "satisfaction": satisfaction_of_offer(offer),
    }
    return render(request, "portal/services/service.html", context)


def book(request: Request, slot_id: int) -> HttpResponse:
    """Take a booking of one slot; the receipt follows."""
    slot = get_public_slot(slot_id)
    if request.method != "POST":
        if not (booked := may_book(slot=slot)):  # too late, or called off: other days stand on the offer's page
            messages.warning(request, f"{booked.message}{booked.remedy}")
            return HttpResponseRedirect(reverse("portal:service", args=[slot.offer_id]))
        return _form(request, slot, BookingForm())
    form = BookingForm(request.POST)
    if form.is_valid() and form.cleaned_data["website"]:  # answered like a success, and nothing is kept
        return HttpResponseRedirect(reverse("portal:service", args=[slot.offer_id]))
    if not form.is_valid():
        return _form(request, slot, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    hold_back(request, "booking", most=20, seconds=_HOUR, remedy=ASK_STUDIO)
    data = {name: value for name, value in form.cleaned_data.items() if name != "website"}
    try:
        booking = book_slot(actor=PUBLIC, slot=slot, facts=BookingFacts(**data))
    except Refusal as refusal:
        for problem in refusal.problems:
            form.add_error(problem.path if problem.path in form.fields else None, str(problem.message))
        if not refusal.problems:
            form.add_error(None, refusal.words)
        return _form(request, get_public_slot(slot_id), form, refusal.status)
    request.session[MINE] = [*request.session.get(MINE, []), booking.code][-20:]
    return HttpResponseRedirect(reverse("portal:booking-receipt", args=[booking.code]))


def facts_of(offer: ServiceOffer) -> list[Fact]:
    """Return what a booker has to know of an offer."""
    facts = [
        Fact(_("服务对象"), offer.audience),
        Fact(_("地点"), offer.place),
        Fact(_("请携带"), offer.to_bring),
        Fact(_("联系方式"), offer.contact),
        Fact(_("预约确认"), _("由工作室确认后生效") if offer.by_hand else _("提交后立即生效")),
        Fact(_("预约截止"), _("开始前%(hours)d小时") % {"hours": offer.book_hours}),
        Fact(_("工作室"), offer.studio.name, url=reverse("portal:studio", args=[offer.studio_id])),
    ]
    return [fact for fact in facts if fact.value]


def _form(request: Request, slot: ServiceSlot, form: BookingForm, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"slot": slot, "offer": slot.offer, "form": form}
    return render(request, "portal/services/book.html", context, status=status)


def _day(slot: ServiceSlot) -> object:
    return slot.day
