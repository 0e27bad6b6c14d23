"""Questions to the studio's leader: those that wait, answering, and for the city moderating."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.studios import exchange_policies as policies
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import StudioQuestion
from jiangxin.studios.queries import get_question_for, questions_for
from jiangxin.studios.service_enums import QuestionState
from jiangxin.studios.services import answer_question, keep_answer_private, publish_answer, reject_question
from jiangxin.web.studio_file.forms_services import AnswerQuestionForm, ModerateForm
from jiangxin.web.studio_file.frame import at, face_of, frame
from jiangxin.web.studio_file.views.services.refusing import tell

_SHOWN = 100
_SAID = {
    "publicly": _("已答复，市总工会审核后公开。"),
    "privately": _("已答复，提问人凭提问号可以看到。"),
    "reject": _("已登记不予答复。"),
    "publish": _("问题和答复已公开。"),
    "keep": _("答复只给提问人看。"),
}


def questions(request: Request, studio_id: int) -> HttpResponse:
    """List what one studio was asked, what waits first."""
    studio = file_for(request.actor, studio_id)
    rows = questions_for(request.actor).filter(studio=studio)
    waiting = rows.filter(state=QuestionState.RECEIVED).order_by("id")
    context = {
        **frame(request, studio, "studio-service"),
        "waiting": waiting[:_SHOWN],
        "others": rows.exclude(state=QuestionState.RECEIVED).order_by("-id")[:_SHOWN],
    }
    return render(request, "studios/service/questions.html", context)


def question(request: Request, question_id: int) -> HttpResponse:
    """Show a question; answer it, or decide whether its answer is shown to everybody."""
    found = get_question_for(request.actor, question_id)
    may_answer = policies.may_answer(actor=request.actor, question=found)
    may_keep = policies.may_keep_private(actor=request.actor, question=found)
    form = (AnswerQuestionForm if may_answer else ModerateForm)(request.POST or None)
    status = HTTPStatus.OK
    act = request.POST.get("act", "")
    if form.is_bound and form.is_valid():
        try:
            _do(request, found, act, form.cleaned_data)
        except Refusal as refusal:
            status = tell(form, refusal, reason="answer" if may_answer else "reason")
        else:
            messages.success(request, _SAID[act])
            return redirect(reverse(f"{face_of(request)}:question", args=[found.pk]))
    context = {
        **frame(request, found.studio, "studio-service"),
        "question": found,
        "form": form,
        "may_answer": may_answer,
        "may_publish": policies.may_moderate(actor=request.actor, question=found),
        "may_keep": may_keep,
        "questions_url": at(request, "studio-questions", found.studio_id),
    }
    return render(request, "studios/service/question.html", context, status=status)


def _do(request: Request, found: StudioQuestion, act: str, data: dict[str, str]) -> None:
    actor = request.actor
    if act in {"publicly", "privately"}:
        answer_question(actor=actor, question=found, answer=data.get("answer", ""), publicly=act == "publicly")
    elif act == "reject":
        reject_question(actor=actor, question=found, reason=data.get("answer", ""))
    elif act == "publish":
        publish_answer(actor=actor, question=found)
    elif act == "keep":
        keep_answer_private(actor=actor, question=found, reason=data.get("reason", ""))
    else:
        raise NotFound
