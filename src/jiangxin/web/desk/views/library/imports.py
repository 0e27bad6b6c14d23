"""Importing articles: the batches, a new one, more files for one, and how far its reading is."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiangxin.core.actor import Actor, Request
from jiangxin.core.files import Upload
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.job_status import job_status
from jiangxin.core.ui.listing import listing_page
from jiangxin.library.enums import ImportState
from jiangxin.library.models import ImportBatch
from jiangxin.library.queries import get_import_batch_for, import_items_for, import_progress_of
from jiangxin.library.reading import MOST_BYTES
from jiangxin.library.services import ImportOptions, cancel_import, read_import, start_import
from jiangxin.library.services.imports import MOST_FILES
from jiangxin.library.unpacking import add_import_files
from jiangxin.web.desk.forms_imports import FilesForm, NewImportForm
from jiangxin.web.desk.import_files import BATCHES, CLEAN, files_listing
from jiangxin.web.desk.posting import done, status_of, tell_form
from jiangxin.web.desk.views.library.import_batch_acts import start_reading

LIMITS = {"most_files": MOST_FILES, "most_megabytes": MOST_BYTES // 1024 // 1024}
_LONGEST_NAME = 255


def batches(request: Request) -> HttpResponseBase:
    """List the batches."""
    return listing_page(request, BATCHES, template="desk/library/imports/list.html")


def new(request: Request) -> HttpResponse:
    """Begin a batch with its first files, and have them read."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NewImportForm(*posted, actor=request.actor)
    refusal = None
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        options = ImportOptions(counting=chosen["counting"], protected=chosen["protected"], keep=form.names())
        try:
            batch = start_import(actor=request.actor, owner=chosen["owner"], title=chosen["title"], options=options)
            return _take(request, batch, form.uploads())
        except Refusal as refused:
            refusal = refused
            tell_form(form, refused)
    context = {"form": form, "refusal": refusal, "back_url": reverse("desk:imports"), **LIMITS}
    return render(request, "desk/library/imports/new.html", context, status=status_of(refusal, form))


def add(request: Request, batch_id: int) -> HttpResponse:
    """Put more files into a batch, and have them read."""
    found = get_import_batch_for(request.actor, batch_id)
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if request.method == "POST" and form.is_valid():
        return _take(request, found, form.uploads())
    context = {"form": form, "batch": found, "back_url": reverse("desk:import", args=[found.pk]), **LIMITS}
    return render(request, "desk/library/imports/add.html", context, status=status_of(None, form))


def _take(request: Request, batch: ImportBatch, uploads: Sequence[Upload]) -> HttpResponse:
    """Keep what was uploaded, each file by itself; unless more is to come, have the worker read it."""
    refusal = _keep(request.actor, batch, uploads, request.POST.getlist("path"))
    if refusal is not None:
        messages.error(request, refusal.words)
    address = reverse("desk:import", args=[batch.pk])
    more = request.POST.get("more") == "yes"
    if not more:
        start_reading(request.actor, batch)
        count = batch.items.count()
        words = ngettext("这一批共收到 %(count)s 个文件。", "这一批共收到 %(count)s 个文件。", count)
        messages.success(request, words % {"count": count})
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"batch_url": address, "add_url": reverse("desk:import-add", args=[batch.pk])})
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)


def _keep(actor: Actor, batch: ImportBatch, uploads: Sequence[Upload], paths: Sequence[str]) -> Refusal | None:
    """Add files; what is wrong with one is kept with it. Returns why no more were taken, if so."""
    names = paths if len(paths) == len(uploads) else [upload.name or "" for upload in uploads]
    for upload, name in zip(uploads, names, strict=True):
        content = upload.read(MOST_BYTES + 1)  # one byte too many is enough to know
        try:
            add_import_files(actor, batch, name[-_LONGEST_NAME:], content)
        except Refusal as refusal:
            return refusal
    return None


def batch(request: Request, batch_id: int) -> HttpResponseBase:
    """Show how far a batch is and what became of each of its files."""
    found = get_import_batch_for(request.actor, batch_id)
    context: dict[str, Any] = {"batch": found}
    if request.method != "POST" and "export" not in request.GET:
        context |= _standing(request.actor, found)
    return listing_page(request, files_listing(found), template="desk/library/imports/batch.html", context=context)


def _standing(actor: Actor, found: ImportBatch) -> dict[str, Any]:
    progress = import_progress_of(found)
    figures = [
        (label, progress.counts[state], f"?state={state}")
        for state, label in ImportState.choices
        if progress.counts[state] or state in {ImportState.READ, ImportState.CONFIRMED}
    ]
    return {
        "progress": progress,
        "figures": figures,
        "unread": progress.counts[ImportState.WAITING],
        "clean": import_items_for(actor, found).filter(CLEAN).count(),
        "may_cancel": found.job is not None and found.job.owner_id == actor.account_key,
    }


def status(request: Request, batch_id: int) -> JsonResponse:
    """Tell the page how far the reading is."""
    found = get_import_batch_for(request.actor, batch_id)
    if found.job is None:
        raise NotFound
    return JsonResponse(job_status(found.job))


def read(request: Request, batch_id: int) -> HttpResponse:
    """Go on reading a batch that was cancelled or interrupted."""
    found = get_import_batch_for(request.actor, batch_id)
    address = reverse("desk:import", args=[found.pk])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    read_import(actor=request.actor, batch=found)
    return done(request, address, _("已继续读取。"))


def cancel(request: Request, batch_id: int) -> HttpResponse:
    """Stop reading a batch after the file in hand."""
    found = get_import_batch_for(request.actor, batch_id)
    address = reverse("desk:import", args=[found.pk])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    try:
        cancel_import(actor=request.actor, batch=found)
    except Refusal as refusal:
        if refusal.code != "import_not_under_way":
            raise
        return done(request, address, _("这一批没有在读取。"))  # it was quicker than the hand
    return done(request, address, _("已要求停止；读过的文件保留，其余可以以后继续读取。"))
