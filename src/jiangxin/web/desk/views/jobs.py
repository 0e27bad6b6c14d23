"""Long work: its progress, its result, stopping it."""

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import jobs
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.job_status import job_status
from jiangxin.web.desk.posting import done


def job(request: Request, job_id: int) -> HttpResponse:
    """Show how far a job is."""
    return render(request, "desk/job.html", {"job": jobs.job_for(request.actor, job_id)})


def status(request: Request, job_id: int) -> JsonResponse:
    """Tell the page how far a job is."""
    return JsonResponse(job_status(jobs.job_for(request.actor, job_id)))


def cancel(request: Request, job_id: int) -> HttpResponse:
    """Ask a job to stop."""
    found = jobs.job_for(request.actor, job_id)
    address = reverse("desk:job", args=[found.pk])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    jobs.cancel(actor=request.actor, job=found)
    return done(request, address, _("已要求停止。"))


def result(request: Request, job_id: int) -> HttpResponseBase:
    """Give what a job has made."""
    found = jobs.job_for(request.actor, job_id)
    if found.result is None:
        raise NotFound
    return send(found.result, download=True)
