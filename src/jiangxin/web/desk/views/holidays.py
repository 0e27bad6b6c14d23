"""The working calendar: announcements of holidays, and which standing dates they would have computed otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.queries import Shift, shifts
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.holidays import calendar_of, days_of, notices_in_force, working_calendar
from jiangxin.core.models import HolidayNotice
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.services.holidays import enter_holidays, may_keep_calendar, read_announcement, withdraw_holidays
from jiangxin.core.ui.parts import Confirmation
from jiangxin.engine.measure.holiday_notice import Holiday, is_whole_year
from jiangxin.web.desk.forms_holidays import HolidaysForm
from jiangxin.web.desk.posting import done, status_of, tell_form

_PLACES = {"call": "desk:call", "notice": "desk:notice", "objection": "desk:objection"}


@dataclass(frozen=True, slots=True)
class Line:
    """One holiday in words: its days off as spans, its working weekends."""

    name: str
    off: str
    working: str


def holidays(request: Request) -> HttpResponse:
    """Show how far holidays are known and what was announced."""
    notices = list(HolidayNotice.objects.select_related("entered_by__person").prefetch_related("days"))
    shown = [(notice, _lines(_kept(notice))) for notice in notices]
    context = {
        "known": working_calendar().last_known_year,
        "this_year": clock.today().year,
        "shown": shown,
        "may_keep": may_keep_calendar(actor=request.actor),
    }
    return render(request, "desk/holidays/holidays.html", context)


def enter(request: Request) -> HttpResponse:
    """Take an announcement, show which dates it concerns, and after a second look enter it."""
    may_keep_calendar(actor=request.actor).require()
    form = HolidaysForm(request.POST or None, initial={"year": clock.today().year + 1})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            if "confirmed" in request.POST:
                entered = enter_holidays(actor=request.actor, **form.cleaned_data)
                words = _("放假安排%(number)s已录入，此后计算的期限按它推算。") % {"number": entered}
                return done(request, reverse("desk:holidays"), words)
            data = form.cleaned_data
            _number, read = read_announcement(data["document_number"], data["text"], data["year"])
            return _confirm_entering(request, form, read)
        except Refusal as caught:
            refusal = caught
            tell_form(form, caught)
    context = {"form": form, "refusal": refusal, "act_label": _("核对影响"), "back_url": reverse("desk:holidays")}
    status = status_of(refusal, form if form.is_bound else None)
    return render(request, "desk/holidays/enter.html", context, status=status)


def _confirm_entering(request: Request, form: HolidaysForm, read: Sequence[Holiday]) -> HttpResponse:
    data = form.cleaned_data
    standing = notices_in_force()
    years = {data["year"]} if is_whole_year(read) else set()
    after = calendar_of(standing, further=days_of(read), further_years=years)
    hidden = [(name, request.POST.get(name, "")) for name in form.fields if request.POST.get(name)]
    confirmation = Confirmation(
        title=_("录入放假安排"),
        act=_("录入放假安排"),
        back_url=reverse("desk:holidays"),
        consequences=(
            _("此后计算的期限按新的日历推算。"),
            _("已经公布的日期都不会变动。"),
            _("七个法定节日都在其中，%(year)s年的工作日从此确定。") % data
            if years
            else _("没有包括全部七个法定节日，其余日期仍照原来的推算。"),
        ),
        hidden=hidden,
    )
    return _confirm(request, confirmation, _lines(read), shifts(request.actor, calendar_of(standing), after))


def withdraw(request: Request, notice_id: int) -> HttpResponse:
    """Take an announcement out of the calendar, after showing which dates it concerns."""
    may_keep_calendar(actor=request.actor).require()
    found = HolidayNotice.objects.filter(pk=notice_id, withdrawn_at=None).prefetch_related("days").first()
    if found is None:
        raise NotFound
    refusal = None
    if request.method == "POST":
        try:
            withdraw_holidays(actor=request.actor, notice=found, reason=request.POST.get("reason", ""))
        except Refusal as caught:
            refusal = caught
        else:
            return done(request, reverse("desk:holidays"), _("放假安排已撤销。"))
    standing = notices_in_force()
    confirmation = Confirmation(
        title=_("撤销放假安排%(number)s") % {"number": found.document_number},
        act=_("撤销放假安排"),
        back_url=reverse("desk:holidays"),
        consequences=(_("此后计算的期限不再按它推算，记录保留。"), _("已经公布的日期都不会变动。")),
        reason_label=_("撤销原因"),
        reason_required=True,
        dangerous=True,
    )
    after = calendar_of(notice for notice in standing if notice.pk != found.pk)
    moved = shifts(request.actor, calendar_of(standing), after)
    return _confirm(request, confirmation, _lines(_kept(found)), moved, refusal)


def _confirm(
    request: Request,
    confirmation: Confirmation,
    lines: Sequence[Line],
    moved: Sequence[Shift],
    refusal: Refusal | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "confirmation": confirmation,
        "lines": lines,
        "shifts": [(shift, _address(request.actor, shift)) for shift in moved],
        "refusal": refusal,
    }
    return render(request, "desk/holidays/confirm.html", context, status=status_of(refusal))


def _address(actor: Actor, shift: Shift) -> str:
    """Return where a date stands, empty for a duty that has no such page."""
    address = reverse(_PLACES[shift.kind], args=[shift.pk])
    return address if resolve(address).func.policy(actor) else ""  # type: ignore[attr-defined]


def _kept(notice: HolidayNotice) -> list[Holiday]:
    names = dict.fromkeys(row.name for row in notice.days.all())
    rows = [(row.name, row.day, row.is_working) for row in notice.days.all()]
    return [
        Holiday(
            name,
            tuple(day for whose, day, worked in rows if whose == name and not worked),
            tuple(day for whose, day, worked in rows if whose == name and worked),
        )
        for name in names
    ]


def _lines(read: Sequence[Holiday]) -> list[Line]:
    ordered = sorted(read, key=lambda holiday: holiday.off)
    return [Line(holiday.name, _spans(holiday.off), _spans(holiday.working)) for holiday in ordered]


def _spans(days: Sequence[date]) -> str:
    """Return days in words, those that follow one another as one span."""
    spans: list[list[date]] = []
    for day in days:
        if spans and (day - spans[-1][-1]).days == 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    told = [[date_format(day, "DATE_FORMAT") for day in (span[0], span[-1])] for span in spans]
    return "、".join(first if first == last else f"{first}–{last}" for first, last in told)
