"""Naming documents: drafted, previewed, issued; and the print runs of their certificates and plaques."""

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.documents import naming_pdf
from jiangxin.awards.enums import DocumentState, NoticeState
from jiangxin.awards.models import NamingDocument, Notice
from jiangxin.awards.previews import provisional_awards
from jiangxin.awards.queries import (
    awards_for,
    documents_for,
    get_document_for,
    get_own_notice_for,
    own_notices_for,
    proposed_document,
)
from jiangxin.awards.services import DocumentFacts, ask_print_run, draft_naming, issue_naming, update_naming
from jiangxin.awards.services.print_runs import PRINT_RUN
from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock, jobs
from jiangxin.core.actor import Request
from jiangxin.core.files.serve import send
from jiangxin.core.models import Job
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.job_status import job_status
from jiangxin.core.ui.parts import Fact
from jiangxin.studios.services import name_studios
from jiangxin.web.desk.acts_awards import done, status_of, valid
from jiangxin.web.desk.forms_awards import DocumentForm, PrintRunForm, RevisionForm, put_problems
from jiangxin.web.desk.history_awards import history_of

_FIELDS = ("number", "title", "recipients", "body", "dated")


def overview(request: Request) -> HttpResponse:
    """Show the naming documents, and the notices that wait for one."""
    waiting = own_notices_for(request.actor).filter(naming_document=None).exclude(state=NoticeState.DRAFT)
    context = {"documents": documents_for(request.actor)[:100], "waiting": waiting[:20]}
    return render(request, "desk/naming/overview.html", context)


def draft(request: Request, notice_id: int) -> HttpResponse:
    """Draft the document of a notice."""
    notice = get_own_notice_for(request.actor, notice_id)
    if request.method == "POST":
        form = DocumentForm(request.POST)
        try:
            made = draft_naming(actor=request.actor, notice=notice, facts=_facts(form))
        except Refusal as refusal:
            return _form_page(request, form, notice, refusal=refusal)
        return done(request, reverse("desk:document", args=[made.pk]), _("命名文件稿已保存。"))
    proposed = proposed_document(notice)
    form = DocumentForm(initial={name: getattr(proposed, name) for name in _FIELDS})
    return _form_page(request, form, notice)


def edit(request: Request, document_id: int) -> HttpResponse:
    """Change a draft."""
    found = get_document_for(request.actor, document_id)
    if request.method == "POST":
        form = DocumentForm(request.POST)
        try:
            facts = _facts(form)
            revision = form.cleaned_data["revision"] or 0
            update_naming(actor=request.actor, document=found, facts=facts, expected_revision=revision)
        except Refusal as refusal:
            return _form_page(request, form, found.notice, document=found, refusal=refusal)
        return done(request, reverse("desk:document", args=[found.pk]), _("命名文件稿已保存。"))
    form = DocumentForm(initial={name: getattr(found, name) for name in _FIELDS} | {"revision": found.revision})
    return _form_page(request, form, found.notice, document=found)


def _facts(form: DocumentForm) -> DocumentFacts:
    data = valid(form).cleaned_data
    return DocumentFacts(**{name: data[name] for name in _FIELDS})


def _form_page(
    request: Request,
    form: DocumentForm,
    notice: Notice,
    *,
    document: NamingDocument | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    if refusal and form.is_valid():
        put_problems(form, refusal)
    back = reverse("desk:document", args=[document.pk]) if document else reverse("desk:notice", args=[notice.pk])
    context = {
        "form": form,
        "notice": notice,
        "document": document,
        "refusal": refusal if refusal and not refusal.problems else None,
        "back_url": back,
        "act_label": _("保存文件稿"),
    }
    return render(request, "desk/naming/form.html", context, status=status_of(refusal))


def document(request: Request, document_id: int) -> HttpResponse:
    """Show a document as a case."""
    return _case(request, get_document_for(request.actor, document_id))


def _case(request: Request, found: NamingDocument, refusal: Refusal | None = None) -> HttpResponse:
    mine = bool(policies.may_publish(actor=request.actor, call=found.call))
    is_draft = found.state == DocumentState.DRAFT
    notice = found.notice
    context = {
        "document": found,
        "awards": awards_for(request.actor)
        .filter(document=found)
        .prefetch_related("certificates")
        .order_by("position"),
        "items": notice.items.filter(struck_at=None).select_related("entry").order_by("position") if is_draft else [],
        "facts": _shown(found),
        "subject": plan_of(found.call).subject,
        "is_draft": is_draft,
        "is_over": notice.closes_on is not None and clock.today() > notice.closes_on,
        "may_edit": mine and is_draft,
        "may_print": mine and not is_draft,
        "print_form": PrintRunForm(initial={"kind": "certificate"}),
        "runs": _runs(request, found),
        "history": history_of(found),
        "refusal": refusal,
    }
    return render(request, "desk/naming/document.html", context, status=status_of(refusal))


def _shown(found: NamingDocument) -> list[Fact]:
    return [
        Fact(_("发文字号"), found.number),
        Fact(_("标题"), found.title),
        Fact(_("主送机关"), found.recipients),
        Fact(_("成文日期"), found.dated),
        Fact(_("申报通知"), found.call.title),
        Fact(_("公示"), found.notice.title, url=reverse("desk:notice", args=[found.notice_id])),
    ]


def _runs(request: Request, found: NamingDocument) -> list[Job]:
    runs = Job.objects.filter(kind=PRINT_RUN, owner_id=request.actor.account_id, parameters__document=found.pk)
    return list(runs.order_by("-id")[:5])


def preview(request: Request, document_id: int) -> HttpResponse:
    """Set a document as it would be printed now; nothing is kept."""
    found = get_document_for(request.actor, document_id)
    response = HttpResponse(naming_pdf(found, provisional_awards(found)), content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    return response


def paper(request: Request, document_id: int, form: str) -> HttpResponseBase:
    """Give the issued document as PDF or Word."""
    found = get_document_for(request.actor, document_id)
    stored = {"pdf": found.pdf, "docx": found.docx}.get(form)
    if stored is None:
        raise NotFound
    return send(stored)


def issue(request: Request, document_id: int) -> HttpResponse:
    """Issue the document: its studios get their files, anything else is listed beside the call."""
    found = get_document_for(request.actor, document_id)
    if request.method != "POST":
        return _case(request, found)
    try:
        revision = valid(RevisionForm(request.POST)).cleaned_data["revision"]
        if plan_of(found.call).subject.is_studio:
            studios = name_studios(actor=request.actor, document=found, expected_revision=revision)
            words = _("命名文件已印发，%(count)d 个工作室已命名并列入名录。") % {"count": len(studios)}
        else:
            awards = issue_naming(actor=request.actor, document=found, expected_revision=revision)
            words = _("命名文件已印发，%(count)d 个%(subject)s已命名，列在门户的通知页上。") % {
                "count": len(awards),
                "subject": plan_of(found.call).subject.noun,
            }
    except Refusal as refusal:
        return _case(request, found, refusal)
    return done(request, reverse("desk:document", args=[found.pk]), words)


def print_run(request: Request, document_id: int) -> HttpResponse:
    """Ask for the certificates or plaques of a document to be printed."""
    found = get_document_for(request.actor, document_id)
    if request.method != "POST":
        return _case(request, found)
    try:
        kind = valid(PrintRunForm(request.POST)).cleaned_data["kind"]
        job = ask_print_run(actor=request.actor, document=found, kind=kind)
    except Refusal as refusal:
        return _case(request, found, refusal)
    return HttpResponseRedirect(reverse("desk:print-run", args=[job.pk]))


def run(request: Request, job_id: int) -> HttpResponse:
    """Show how far a print run is."""
    job = jobs.job_for(request.actor, job_id)
    return render(request, "desk/naming/run.html", {"job": job, "document": job.parameters.get("document")})


def run_status(request: Request, job_id: int) -> HttpResponse:
    """Tell the page's script how far a print run is."""
    return JsonResponse(job_status(jobs.job_for(request.actor, job_id)))


def run_cancel(request: Request, job_id: int) -> HttpResponse:
    """Stop a print run."""
    job = jobs.job_for(request.actor, job_id)
    if request.method == "POST":
        jobs.cancel(actor=request.actor, job=job)
    return HttpResponseRedirect(reverse("desk:print-run", args=[job.pk]))


def run_result(request: Request, job_id: int) -> HttpResponseBase:
    """Give what a print run made to whoever asked for it."""
    job = jobs.job_for(request.actor, job_id)
    if job.result is None:
        raise NotFound
    return send(job.result, download=True)
