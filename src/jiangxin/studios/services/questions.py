"""Questions to a studio's leader: asked by anyone, answered privately or publicly; what is public was moderated."""

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.studios import exchange_policies as policies
from jiangxin.studios.booking_codes import new_code
from jiangxin.studios.models import Studio, StudioQuestion
from jiangxin.studios.service_enums import QuestionState

ANSWER = "answer_question"
MODERATE = "moderate_answer"
LONGEST_QUESTION, LONGEST_ANSWER = 1000, 3000
_SHORTEST = 5


@service("studios.ask_question", about="studio")
def ask_question(*, actor: Actor, studio: Studio, text: str, asker: str = "", may_show: bool = False) -> StudioQuestion:
    """Ask a studio's leader; the code is how the asker reads the answer."""
    policies.may_ask(studio=studio).require()
    text, asker = text.strip(), asker.strip()
    problems = []
    if not _SHORTEST <= len(text) <= LONGEST_QUESTION:
        problems.append(Problem("text", _("请写明问题，5至1000个字。"), "length"))
    if len(asker) > 30:  # noqa: PLR2004  how somebody is to be called
        problems.append(Problem("asker", _("最多30个字。"), "too_long"))
    if problems:
        raise Refusal("form_invalid", _("还有几处需要补充或改正。"), _("请按提示修改后再提交。"), problems=problems)
    question = StudioQuestion.objects.create(
        studio=studio, code=new_code(), asker=asker, text=text, may_show=may_show, asked_at=clock.now()
    )
    for role in (Role.STUDIO_LEADER, Role.STUDIO_SECRETARY):
        open_errand(role=role, organisation=studio.unit, asked=ANSWER, about=question, title=text[:100])
    journal.record(actor=actor, act="studios.ask_question", obj=question, after={"may_show": may_show})
    return question


@service("studios.answer_question", about="question")
def answer_question(*, actor: Actor, question: StudioQuestion, answer: str, publicly: bool) -> StudioQuestion:
    """Answer; publicly only with the asker's leave, and once the city's officer has agreed."""
    locked = _locked(question)
    policies.may_answer(actor=actor, question=locked).require()
    _require_words(answer)
    if publicly and not locked.may_show:
        raise Refusal("no_leave", _("提问人没有同意公开。"), _("请选择只答复提问人。"))
    locked.answer, locked.answered_by_id, locked.answered_at = answer.strip(), actor.account_id, clock.now()
    _move(locked, QuestionState.PENDING if publicly else QuestionState.DONE)
    if publicly:
        city = Organisation.objects.get(level=Level.CITY)
        open_errand(role=Role.OFFICER_CITY, organisation=city, asked=MODERATE, about=locked, title=locked.text[:100])
    after = {"state": locked.state}
    journal.record(actor=actor, act="studios.answer_question", obj=locked, after=after)
    return locked


@service("studios.reject_question", about="question")
def reject_question(*, actor: Actor, question: StudioQuestion, reason: str) -> StudioQuestion:
    """Leave a question without an answer, and tell the asker why."""
    locked = _locked(question)
    policies.may_answer(actor=actor, question=locked).require()
    locked.note = _reason(reason)
    _move(locked, QuestionState.REJECTED)
    journal.record(actor=actor, act="studios.reject_question", obj=locked, reason=locked.note)
    return locked


@service("studios.publish_answer", about="question")
def publish_answer(*, actor: Actor, question: StudioQuestion) -> StudioQuestion:
    """Show question and answer to everybody."""
    locked = _locked(question)
    policies.may_moderate(actor=actor, question=locked).require()
    locked.published_at = clock.now()
    _move(locked, QuestionState.PUBLISHED)
    journal.record(actor=actor, act="studios.publish_answer", obj=locked, after={"state": locked.state})
    return locked


@service("studios.keep_answer_private", about="question")
def keep_answer_private(*, actor: Actor, question: StudioQuestion, reason: str) -> StudioQuestion:
    """Leave an answer to its asker alone; also takes a public one back."""
    locked = _locked(question)
    policies.may_keep_private(actor=actor, question=locked).require()
    before = {"state": locked.state}
    locked.note, locked.published_at = _reason(reason), None
    _move(locked, QuestionState.DONE)
    after = {"state": locked.state}
    journal.record(
        actor=actor, act="studios.keep_answer_private", obj=locked, before=before, after=after, reason=locked.note
    )
    return locked


def _locked(question: StudioQuestion) -> StudioQuestion:
    return StudioQuestion.objects.select_for_update(of=("self",)).select_related("studio__unit").get(pk=question.pk)


def _move(question: StudioQuestion, state: QuestionState) -> None:
    question.state = state
    question.save()
    close_errands(about=question)


def _require_words(answer: str) -> None:
    if not 0 < len(answer.strip()) <= LONGEST_ANSWER:
        problem = Problem("answer", _("请填写答复，最多3000个字。"), "required")
        raise Refusal("incomplete", _("请填写答复。"), _("请补充后再提交。"), problems=[problem])


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not 0 < len(reason) <= 200:  # noqa: PLR2004  column width
        problem = Problem("reason", _("请写明理由，最多200个字。"), "required")
        raise Refusal("incomplete", _("请写明理由。"), _("请补充后再提交。"), problems=[problem])
    return reason
