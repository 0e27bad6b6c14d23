"""Taking over a ledger: upload, columns, what trying the rows has shown, entering them, taking them back."""

from http import HTTPStatus
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.models import JobState, StoredFile
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.job_status import job_status
from jiangxin.core.ui.listing import listing_page
from jiangxin.orgs.queries import get_organisation_for
from jiangxin.studios.enums import TakeoverState
from jiangxin.studios.importing.plan import plans_of
from jiangxin.studios.importing.tables import tables
from jiangxin.studios.importing.template import takeover_template
from jiangxin.studios.models import StudioImport
from jiangxin.studios.queries.takeovers import get_takeover_for, is_under_way
from jiangxin.studios.services.takeovers import (
    XLSX,
    cancel_takeover,
    enter_takeover,
    map_takeover,
    memory_of,
    start_takeover,
    undo_takeover,
)
from jiangxin.web.desk.posting import done, expected, one_file, status_of, tell_form, whole
from jiangxin.web.desk.takeover_lists import TAKEOVERS, count_of, faults_listing
from jiangxin.web.desk.takeover_mapping import panels_of, posted_plans


class NewTakeoverForm(forms.Form):
    """A workbook to begin with."""

    workbook = forms.FileField(
        label=gettext_lazy("Excel 表格（.xlsx）"),
        widget=forms.FileInput(attrs={"accept": ".xlsx", "class": "form-control"}),
        help_text=gettext_lazy("可以有几个工作表；不认识的工作表和列会留在一边，不影响其余。"),
    )
    title = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("便于以后查找；不填则用文件名。"),
    )


class UndoForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(label=gettext_lazy("撤销原因"), max_length=280, widget=forms.Textarea(attrs={"rows": 3}))


def takeovers(request: Request) -> HttpResponseBase:
    """List the imports."""
    return listing_page(request, TAKEOVERS, template="desk/studios/imports/list.html")


@require_safe
def template(request: Request) -> HttpResponse:
    """Give the empty workbook."""
    del request
    response = HttpResponse(takeover_template(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="jiangxin-studio-ledger.xlsx"'
    return response


def new(request: Request) -> HttpResponse:
    """Upload a workbook."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form, refusal = NewTakeoverForm(*posted), None
    upload = one_file(request, "workbook")
    if request.method == "POST" and form.is_valid() and upload is not None:
        owner = get_organisation_for(request.actor, request.actor.organisation_key)
        title, name = form.cleaned_data["title"], upload.name or "ledger.xlsx"
        try:
            batch = start_takeover(
                actor=request.actor, owner=owner, title=title, name=name, file=cast("BinaryIO", upload)
            )
            return done(request, reverse("desk:takeover-columns", args=[batch.pk]), _("已读取表格，请核对各列。"))
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
    context = {"form": form, "refusal": refusal, "back_url": reverse("desk:takeovers"), "tables": tables().values()}
    return render(request, "desk/studios/imports/new.html", context, status=status_of(refusal, form))


def columns(request: Request, batch_id: int) -> HttpResponse:
    """Show what each sheet and column was taken for, and take corrections."""
    batch = get_takeover_for(request.actor, batch_id)
    if batch.state not in {TakeoverState.MAPPING, TakeoverState.CHECKED} or is_under_way(batch):
        return HttpResponseRedirect(reverse("desk:takeover", args=[batch.pk]))
    plans, refusal, is_other = plans_of(batch.sheets), None, False
    if request.method == "POST":
        plans, is_other = posted_plans(plans, request.POST, memory_of(batch.owner))
        if not is_other:
            try:
                map_takeover(actor=request.actor, batch=batch, plans=plans, expected_revision=expected(request))
                return done(request, reverse("desk:takeover", args=[batch.pk]), _("已开始逐行核对，还没有导入。"))
            except Refusal as refused:
                refusal = refused
    context = {
        "batch": batch,
        "panels": panels_of(plans, refusal),
        "tables": [(code, section.label) for code, section in tables().items()],
        "refusal": refusal,
        "is_other": is_other,
        "back_url": reverse("desk:takeover", args=[batch.pk]),
    }
    return render(request, "desk/studios/imports/columns.html", context, status=status_of(refusal))


def takeover(request: Request, batch_id: int) -> HttpResponseBase:
    """Show how far an import is, what was found, and what can be done next."""
    batch = get_takeover_for(request.actor, batch_id)
    context = _standing(request, batch)
    return listing_page(request, faults_listing(batch), template="desk/studios/imports/batch.html", context=context)


def _standing(request: Request, batch: StudioImport) -> dict[str, Any]:
    running = is_under_way(batch)
    job = batch.job
    sheets = [
        {"number": number, "name": plan.name, "table": tables()[plan.table].label, **batch.counts[str(number)]}
        for number, plan in enumerate(plans_of(batch.sheets))
        if plan.table and str(number) in batch.counts
    ]
    stopped = job is not None and job.state in {JobState.FAILED, JobState.CANCELLED}
    return {
        "batch": batch,
        "running": running,
        "may_cancel": running and job is not None and job.owner_id == request.actor.account_key,
        "sheets": sheets,
        "chosen": request.GET.getlist("ticked") if "refused" in request.GET else None,
        "sound": count_of(batch, "sound"),
        "faulty": count_of(batch, "faulty"),
        "known": count_of(batch, "known"),
        "skipped": count_of(batch, "skipped"),
        "notes": count_of(batch, "notes"),
        "result": batch.counts.get("result"),
        "stopped": stopped and not running,
        "may_map": not running and batch.state in {TakeoverState.MAPPING, TakeoverState.CHECKED},
        "may_enter": not running and batch.state == TakeoverState.CHECKED,
        "may_go_on": not running and batch.state == TakeoverState.ENTERING,
        "may_undo": not running and batch.state in {TakeoverState.DONE, TakeoverState.ENTERING, TakeoverState.UNDOING},
        "has_report": "report" in batch.counts,
    }


def enter(request: Request, batch_id: int) -> HttpResponseBase:
    """Enter the sound rows of the sheets that were ticked."""
    batch = get_takeover_for(request.actor, batch_id)
    address = reverse("desk:takeover", args=[batch.pk])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    chosen = [number for number in map(whole, request.POST.getlist("sheet")) if number is not None]
    try:
        enter_takeover(
            actor=request.actor,
            batch=batch,
            sheets=chosen,
            expected_revision=expected(request),
            partly=request.POST.get("partly") == "yes",
        )
    except Refusal as refusal:  # back to the page it was asked on, with what was ticked
        messages.error(request, f"{refusal.message}{refusal.remedy}")
        ticked = "".join(f"&ticked={number}" for number in chosen)
        return HttpResponseRedirect(f"{address}?refused=yes{ticked}", status=HTTPStatus.SEE_OTHER)
    return done(request, address, _("已开始导入。"))


def undo(request: Request, batch_id: int) -> HttpResponse:
    """Take an import back as a whole."""
    batch = get_takeover_for(request.actor, batch_id)
    address = reverse("desk:takeover", args=[batch.pk])
    form = UndoForm(request.POST) if request.method == "POST" else UndoForm(initial={"reason": batch.undone_reason})
    refusal = None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            undo_takeover(actor=request.actor, batch=batch, reason=reason, expected_revision=expected(request))
            return done(request, address, _("已开始撤销。"))
        except Refusal as refused:
            refusal = refused
    context = {"form": form, "batch": batch, "refusal": refusal, "back_url": address}
    return render(request, "desk/studios/imports/undo.html", context, status=status_of(refusal, form))


def status(request: Request, batch_id: int) -> JsonResponse:
    """Tell the page how far the job is."""
    batch = get_takeover_for(request.actor, batch_id)
    if batch.job is None:
        raise NotFound
    return JsonResponse(job_status(batch.job))


def cancel(request: Request, batch_id: int) -> HttpResponse:
    """Stop the job after the rows in hand."""
    batch = get_takeover_for(request.actor, batch_id)
    address = reverse("desk:takeover", args=[batch.pk])
    if request.method != "POST":
        return HttpResponseRedirect(address, status=HTTPStatus.FOUND)
    cancel_takeover(actor=request.actor, batch=batch)
    return done(request, address, _("已要求停止；已经导入的行保留，可以继续，也可以撤销。"))


@require_safe
def report(request: Request, batch_id: int) -> HttpResponseBase:
    """Give the rows that cannot be entered, marked cell by cell."""
    batch = get_takeover_for(request.actor, batch_id)
    stored = StoredFile.objects.filter(pk=batch.counts.get("report", 0), purpose="studios.takeover").first()
    if stored is None:
        raise NotFound
    return send(stored, download=True)
