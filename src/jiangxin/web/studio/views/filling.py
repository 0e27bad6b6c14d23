"""The application form: filled in, saved while typing, files taken as they are chosen."""

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from jiangxin.campaigns.assessing import assessment_problems, locked_sections
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.policies import may_edit_answers
from jiangxin.campaigns.queries import draft_answers, form_of, get_entry_for
from jiangxin.campaigns.services import attach_file, file_reference, save_answers, save_changes
from jiangxin.campaigns.wording import words_of
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.forms.acts import apply_act, is_form_act
from jiangxin.forms.answers import Answers, Reading, progress, read_post, validate
from jiangxin.forms.answers.checking import draft_problems
from jiangxin.forms.protocol import posted_files, read_autosave, read_posted, saved, stale, uploaded
from jiangxin.forms.rendering import FormPage, bind
from jiangxin.forms.telling import Difference, differences
from jiangxin.web.studio.from_ledger import SECTIONS
from jiangxin.web.studio.standing import standing_of


@require_http_methods(["GET", "POST"])
def fill(request: Request, entry_id: int) -> HttpResponse:
    """Show the form, or save what was posted: the whole page, one row added or removed, files attached."""
    entry = get_entry_for(request.actor, entry_id)
    may_edit_answers(actor=request.actor, entry=entry).require()
    if request.method == "POST":
        return _save(request, entry)
    answers = draft_answers(entry)
    at = clock.today()
    check = validate if request.GET.get("check") else draft_problems
    problems = check(form_of(entry.call), answers, at=at)
    if request.GET.get("check"):
        problems += assessment_problems(entry, answers)
    return _page(request, entry, answers, problems)


def _page(
    request: Request,
    entry: Entry,
    answers: Answers,
    problems: list[Problem],
    *,
    refusal: Refusal | None = None,
    differing: Sequence[Difference] = (),
) -> HttpResponse:
    form = bind(form_of(entry.call), answers, problems=problems)
    kept = entry.answers
    page = FormPage(
        action=reverse("studio:fill", args=[entry.pk]),
        autosave_url=reverse("studio:autosave", args=[entry.pk]),
        upload_url=reverse("studio:upload", args=[entry.pk]),
        excel_url=reverse("studio:excel", args=[entry.pk]),
        ledger_sections=SECTIONS,
        locked_sections=locked_sections(entry),
        submit_url=reverse("studio:submit", args=[entry.pk]),
        submit_label=words_of(entry.call).check,
        sign_in_url=reverse("account:sign-in"),
        username=request.user.get_username(),
        duty=request.actor.duty_id,
        local_key=f"{request.actor.account_id}:{entry.pk}",
        revision=kept.revision,
        saved_at=kept.saved_at,
    )
    context = {
        "entry": entry,
        "words": words_of(entry.call),
        "form": form,
        "form_page": page,
        "standing": standing_of(entry),
        "refusal": refusal,
        "differing": differing,
    }
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, "studio/fill.html", context, status=status)


def _save(request: Request, entry: Entry) -> HttpResponse:
    """Save a posted page. Whatever is refused, what was typed is shown again."""
    posted = read_posted(request)
    definition = form_of(entry.call)
    base = draft_answers(entry)
    try:
        reading = read_post(definition, posted, base=base, at=clock.today())
    except Refusal as refusal:
        return _page(request, entry, base, list(refusal.problems), refusal=refusal)
    act = posted.get("act", "save")
    try:
        answers, anchor = reading.answers, ""
        if is_form_act(act):
            answers, anchor = apply_act(definition, answers, act)
        save_answers(actor=request.actor, entry=entry, answers=answers, base_revision=_revision(posted.get("revision")))
        entry.answers.refresh_from_db()
        for path, upload_ in posted_files(definition, request):
            attach_file(actor=request.actor, entry=entry, path=path, upload=upload_)
    except Refusal as refusal:
        entry.answers.refresh_from_db()
        return _again(request, entry, reading, refusal)
    if act == "check":
        return redirect("studio:submit", entry.pk)
    return redirect(reverse("studio:fill", args=[entry.pk]) + (f"#{anchor}" if anchor else ""))


def _again(request: Request, entry: Entry, reading: Reading, refusal: Refusal) -> HttpResponse:
    """Show what was typed again; where somebody else saved first, also what the server holds instead."""
    problems = [*reading.problems, *refusal.problems]
    stale_page = refusal.code == "stale_answers"
    differing = differences(form_of(entry.call), draft_answers(entry), reading.answers) if stale_page else ()
    return _page(request, entry, reading.answers, problems, refusal=refusal, differing=differing)


def _revision(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else -1


@require_POST
def autosave(request: Request, entry_id: int) -> JsonResponse:
    """Save changed fields in the background; see `forms.protocol`."""
    entry = get_entry_for(request.actor, entry_id)
    asked = read_autosave(request)
    try:
        kept, problems = save_changes(actor=request.actor, entry=entry, changes=asked.changes, base_revision=asked.base)
    except Refusal as refusal:
        if refusal.code != "stale_answers":
            raise
        current = entry.answers
        current.refresh_from_db()
        who = current.saved_by.person.name if current.saved_by else ""
        return stale(revision=current.revision, saved_at=current.saved_at, saved_by=who)
    entry.answers = kept
    done = progress(form_of(entry.call), draft_answers(entry))
    return saved(revision=kept.revision, saved_at=kept.saved_at, problems=problems, progress=done)


@require_POST
def upload(request: Request, entry_id: int) -> JsonResponse:
    """Take one file for one place of the form, in the background."""
    entry = get_entry_for(request.actor, entry_id)
    read_posted(request)
    files = posted_files(form_of(entry.call), request)
    if not files:
        raise Refusal(
            "file_missing", _("没有收到文件。"), _("请重新选择文件上传。"), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    path, file = files[0]
    attached = attach_file(actor=request.actor, entry=entry, path=path, upload=file)
    kept = entry.answers
    kept.refresh_from_db()
    return uploaded(path=path, reference=file_reference(attached), revision=kept.revision, saved_at=kept.saved_at)
