"""Binding the ledger: asked for with its days, watched while it is made, fetched when it is done."""

from http import HTTPStatus

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from jiangxin.core import jobs
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.models import Job
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.job_status import job_status
from jiangxin.studios.gate import file_for
from jiangxin.studios.services.ledger_exports import FORMS, ask_ledger
from jiangxin.web.studio_file.forms_ledger import PeriodForm
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.views.ledger import TAB, addresses

_SHOWN = 10


def export(request: Request, studio_id: int) -> HttpResponse:
    """Ask which days, and show what was made before."""
    studio = file_for(request.actor, studio_id)
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = request.POST.get("form", "")
        job = ask_ledger(actor=request.actor, studio=studio, form=asked, **form.cleaned_data)
        address = at(request, "studio-ledger-job", studio.pk, job.pk)
        return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
    made = Job.objects.filter(
        kind__in=FORMS.values(), owner_id=request.actor.account_key, parameters__studio=studio.pk
    ).order_by("-id")
    context = {
        **frame(request, studio, TAB),
        **addresses(request, studio),
        "form": form,
        "made": [(job, at(request, "studio-ledger-job", studio.pk, job.pk)) for job in made[:_SHOWN]],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "studios/ledger/export.html", context, status=status)


def job(request: Request, studio_id: int, job_id: int) -> HttpResponse:
    """Show how far it is."""
    found = _found(request, studio_id, job_id)
    urls = {
        f"{act}_url": at(request, f"studio-ledger-job-{act}", studio_id, job_id)
        for act in ("status", "cancel", "result")
    }
    studio = file_for(request.actor, studio_id)
    context = {**frame(request, studio, TAB), **addresses(request, studio), "job": found, **urls}
    return render(request, "studios/ledger/job.html", context)


def status(request: Request, studio_id: int, job_id: int) -> JsonResponse:
    """Tell the page's script how far it is."""
    return JsonResponse(job_status(_found(request, studio_id, job_id)))


def cancel(request: Request, studio_id: int, job_id: int) -> HttpResponse:
    """Stop it."""
    found = _found(request, studio_id, job_id)
    if request.method == "POST":
        jobs.cancel(actor=request.actor, job=found)
    return HttpResponseRedirect(at(request, "studio-ledger-job", studio_id, job_id), status=HTTPStatus.SEE_OTHER)


def result(request: Request, studio_id: int, job_id: int) -> HttpResponseBase:
    """Give what was made to whoever asked for it."""
    found = _found(request, studio_id, job_id)
    if found.result is None:
        raise NotFound
    return send(found.result, download=True)


def _found(request: Request, studio_id: int, job_id: int) -> Job:
    file_for(request.actor, studio_id)
    found = jobs.job_for(request.actor, job_id)
    if found.kind not in FORMS.values() or found.parameters.get("studio") != studio_id:
        raise NotFound
    return found
