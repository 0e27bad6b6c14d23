"""The service log: sums of a period, entries, slips to be handed out, and what the served said."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.printing.qr import qr_picture
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.listing import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    YesNoFilter,
    listing_page,
)
from jiangxin.core.ui.parts import Confirmation, Fact
from jiangxin.studios.booking_codes import slip_token
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import ServiceRecord, Studio
from jiangxin.studios.queries import (
    comments_for,
    get_record_for,
    offers_for,
    records_for,
    satisfaction_of,
    service_figures,
)
from jiangxin.studios.queries.services import IS_SERVICE
from jiangxin.studios.service_enums import Served
from jiangxin.studios.service_policies import may_offer
from jiangxin.studios.services import log_service, strike_service_record
from jiangxin.web.studio_file.forms_services import RecordForm
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.views.services.refusing import tell

_COMMENTS = 200
_OFFERS = 200
_COLUMNS: tuple[Column[ServiceRecord], ...] = (
    Column(code="title", label=gettext_lazy("服务事项")),
    Column(code="day", label=gettext_lazy("日期"), kind=Kind.DATE, sort=("day", "id")),
    Column(code="cases", label=gettext_lazy("件数"), kind=Kind.NUMBER),
    Column(code="hours", label=gettext_lazy("时长（小时）"), value=lambda row: f"{row.minutes / 60:.1f}"),
    Column(code="beneficiaries", label=gettext_lazy("受益人次"), kind=Kind.NUMBER),
    Column(code="served", label=gettext_lazy("服务对象"), value=lambda row: row.get_served_display()),
    Column(code="place", label=gettext_lazy("地点")),
    Column(code="offer", label=gettext_lazy("所属项目"), value="offer.title", shown=False),
    Column(code="strike", label=gettext_lazy("更正原因"), value="strike.reason"),
)


def log(request: Request, studio_id: int) -> HttpResponseBase:
    """List the log of one studio with the sums of the days that are filtered."""
    studio = file_for(request.actor, studio_id)
    since, until = _period(request)
    context = {
        **frame(request, studio, "studio-service"),
        "figures": service_figures(request.actor, studio, since, until),
        "since": since,
        "until": until,
        "may_offer": may_offer(actor=request.actor, studio=studio),
    }
    return listing_page(request, _listing(request, studio), template="studios/service/log.html", context=context)


def new_record(request: Request, studio_id: int) -> HttpResponse:
    """Enter what was done."""
    studio = file_for(request.actor, studio_id)
    may_offer(actor=request.actor, studio=studio).require()
    offers = {str(offer.pk): offer for offer in offers_for(request.actor).filter(studio=studio)[:_OFFERS]}
    form = RecordForm(request.POST or None, offers=[(key, offer.title) for key, offer in offers.items()])
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        offer = offers.get(form.cleaned_data["offer"])
        try:
            record = log_service(actor=request.actor, studio=studio, facts=form.facts(), offer=offer)
        except Refusal as refusal:
            status = tell(form, refusal, **form.renamed)
        else:
            messages.success(request, _("已登记。"))
            page = "studio-slips" if record.slips else "studio-service-log"
            return redirect(at(request, page, studio.pk, *([record.pk] if record.slips else [])))
    context = {
        **frame(request, studio, "studio-service"),
        "form": form,
        "form_title": _("登记服务"),
        "act_label": _("登记"),
        "back_url": at(request, "studio-service-log", studio.pk),
    }
    return render(request, "studios/service/form.html", context, status=status)


def record(request: Request, studio_id: int, record_id: int) -> HttpResponse:
    """Show one entry."""
    found = _record(request.actor, studio_id, record_id)
    context = {
        **frame(request, found.studio, "studio-service"),
        "record": found,
        "facts": _facts(request, found),
        "strike": getattr(found, "strike", None),
        "may_offer": may_offer(actor=request.actor, studio=found.studio),
    }
    return render(request, "studios/service/record.html", context)


def strike(request: Request, studio_id: int, record_id: int) -> HttpResponseBase:
    """Take an entry out of the sums, with the reason."""
    found = _record(request.actor, studio_id, record_id)
    may_offer(actor=request.actor, studio=found.studio).require()
    refused = None
    if request.POST.get("confirmed"):
        try:
            strike_service_record(actor=request.actor, record=found, reason=request.POST.get("reason", ""))
        except Refusal as refusal:
            refused = refusal
        else:
            messages.success(request, _("已更正，不再计入合计。"))
            return redirect(at(request, "studio-service-log", studio_id))
    asked = Confirmation(
        title=_("更正服务记录 %(title)s") % {"title": found.title},
        act=_("更正"),
        back_url=at(request, "studio-record", studio_id, found.pk),
        consequences=[_("这条记录不再计入合计，原文和原因保留。"), _("需要时请另外登记正确的记录。")],
        reason_label=_("更正原因"),
        reason_required=True,
    )
    status = refused.status if refused else HTTPStatus.OK
    return render(request, "ui/confirm.html", {"confirmation": asked, "refusal": refused}, status=status)


@never_cache
def slips(request: Request, studio_id: int, record_id: int) -> HttpResponse:
    """Print the slips of an entry: one QR code for each person, good for one answer."""
    found = _record(request.actor, studio_id, record_id)
    may_offer(actor=request.actor, studio=found.studio).require()
    tokens = [slip_token(found.pk, number) for number in range(found.slips)]
    addresses = [f"{settings.BASE_ADDRESS}{reverse('portal:answer', args=[token])}" for token in tokens]
    context = {
        "record": found,
        "studio": found.studio,
        "pictures": [(address, qr_picture(address)) for address in addresses],
        "back_url": at(request, "studio-record", studio_id, found.pk),
    }
    return render(request, "studios/service/slips.html", context)


def satisfaction(request: Request, studio_id: int) -> HttpResponse:
    """Show what the served said, of a year, of some days or of all."""
    studio = file_for(request.actor, studio_id)
    this_year = clock.today().year
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and this_year - 10 <= int(typed) <= this_year else 0
    days: dict[str, Any] = {"since": date(year, 1, 1), "until": date(year, 12, 31)} if year else {}
    if not year and {"day_from", "day_to"} & request.GET.keys():
        days = dict(zip(("since", "until"), _period(request), strict=True))
    context = {
        **frame(request, studio, "studio-service"),
        "satisfaction": satisfaction_of(studio, **days),
        "comments": comments_for(request.actor, studio, **days)[:_COMMENTS],
        "year": year,
        "days": days,
        "years": range(this_year, max(studio.named_on.year, this_year - 10) - 1, -1),
    }
    return render(request, "studios/service/satisfaction.html", context)


def _facts(request: Request, found: ServiceRecord) -> list[Fact]:
    offer = found.offer
    facts = [
        Fact(_("服务日期"), found.day),
        Fact(_("服务件数"), found.cases),
        Fact(_("服务时长"), _("%(minutes)d分钟") % {"minutes": found.minutes}),
        Fact(_("受益人次"), found.beneficiaries),
        Fact(_("服务对象"), found.get_served_display()),
        Fact(_("地点"), found.place),
        Fact(_("备注"), found.note),
    ]
    if offer:
        facts.append(Fact(_("所属项目"), offer.title, url=at(request, "studio-offer", found.studio_id, offer.pk)))
    return [fact for fact in facts if fact.value]


def _listing(request: Request, studio: Studio) -> Listing[ServiceRecord]:
    act = (at(request, "studio-record-new", studio.pk), _("登记服务"))
    return Listing(
        code="studios.service_log",
        title=_("服务记录"),
        rows=lambda actor: records_for(actor).filter(studio=studio),
        unit=_("条"),
        columns=_COLUMNS,
        filters=(
            TextFilter(code="q", label=_("事项、地点或备注"), fields=("title", "place", "note")),
            ChoiceFilter(code="served", label=_("服务对象"), choices=Served.choices),
            DateRangeFilter(code="day", label=_("服务日期"), field="day"),
            YesNoFilter(code="service", label=_("服务（不含参观交流）"), condition=IS_SERVICE),
            YesNoFilter(code="struck", label=_("已更正"), condition=Q(strike__isnull=False)),
        ),
        default_sort="-day",
        row_url=lambda row: at(request, "studio-record", studio.pk, row.pk),
        empty=Empty(
            _("还没有服务记录"),
            _("登记已服务的预约会自动列在这里，也可以直接登记。"),
            *(act if may_offer(actor=request.actor, studio=studio) else ()),
        ),
    )


def _period(request: Request) -> tuple[date, date]:
    today = clock.today()
    asked = DateRangeFilter(code="day", label="", field="day").read(request.GET, request.actor)
    since, until = asked or (None, None)
    return since or date(today.year, 1, 1), until or today


def _record(actor: Actor, studio_id: int, record_id: int) -> ServiceRecord:
    found = get_record_for(actor, record_id)
    if found.studio_id != studio_id:
        raise NotFound
    return found
