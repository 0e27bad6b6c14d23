"""Where errands lead at the desk, and what stands before and after each. Their words are in `orgs/asked.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from jiangxin.awards.models import AssessmentResult
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Text
from jiangxin.orgs.asked import ASKED, sort_of, words_of
from jiangxin.orgs.models import Errand
from jiangxin.orgs.queries import errands_in_order
from jiangxin.review.models import Assignment

__all__ = ["ASKED", "address_of", "after", "before", "kind_of", "trail", "waiting_for", "words_of"]
_PAGES = {
    "campaigns.entry": "desk:entry",
    "campaigns.call": "desk:call",
    "review.panel": "desk:panel",
    "review.visit": "desk:visit",
    "awards.ranking": "desk:ranking",
    "awards.meeting": "desk:meeting",
    "awards.notice": "desk:notice",
    "awards.objection": "desk:objection",
    "awards.naming_document": "desk:document",
    "awards.certificate": "desk:plaque",
    "studios.studio": "desk:studio-file",
    "studios.studio_change": "desk:change",
    "studios.rectification": "desk:rectification",
    "studios.reward": "desk:reward",
    "studios.subsidy": "desk:subsidy",
    "studios.clawback": "desk:clawback",
    "studios.service_slot": "desk:service-slot",
    "studios.studio_question": "desk:question",
    "studios.studio_report": "desk:report",
    "proposals.proposal": "desk:proposal",
    "library.article": "desk:library-article",
    "orgs.escalation": "desk:escalation",
}


def kind_of(errand: Errand) -> Text:
    """Return what sort of thing an errand is about."""
    return sort_of(errand.subject)


def waiting_for(actor: Actor, asked: str = "") -> QuerySet[Errand]:
    """Return the actor's errands, due first, those without a day last; only what is `asked`, when given."""
    return errands_in_order(actor, *_of_kind(asked))


def before(actor: Actor, errand: Errand, asked: str = "") -> QuerySet[Errand]:
    """Return what stands in front of an errand in the inbox, in order."""
    earlier = Q(due_order__lt=errand.due_order) | Q(due_order=errand.due_order, pk__lt=errand.pk)
    return errands_in_order(actor, earlier, *_of_kind(asked))


def after(actor: Actor, errand: Errand, asked: str = "") -> QuerySet[Errand]:
    """Return what stands behind an errand in the inbox, in order."""
    later = Q(due_order__gt=errand.due_order) | Q(due_order=errand.due_order, pk__gt=errand.pk)
    return errands_in_order(actor, later, *_of_kind(asked))


def _of_kind(asked: str) -> list[Q]:
    return [Q(asked=asked)] if asked else []


def trail(errand_id: int, asked: str = "") -> str:
    """Return the query by which a page remembers its place in the inbox."""
    return f"?errand={errand_id}" + (f"&asked={asked}" if asked else "")


@dataclass(frozen=True, slots=True)
class Leading:
    """How the page of a thing is found when its address needs more than the thing's own number."""

    page: str
    number: Callable[[int], int | None]


def _panel_of(assignment_id: int) -> int | None:
    return Assignment.objects.filter(pk=assignment_id).values_list("member__panel_id", flat=True).first()


def _call_of(result_id: int) -> int | None:
    return AssessmentResult.objects.filter(pk=result_id).values_list("call_id", flat=True).first()


_ELSEWHERE = {
    "review.assignment": Leading("desk:panel", _panel_of),
    "awards.assessment_result": Leading("desk:consequences", _call_of),
}


def address_of(errand: Errand, *, look_up: bool = False) -> str:
    """Return the address of what an errand is about; empty when it has none, or (without `look_up`) a costly one."""
    leading = _ELSEWHERE.get(errand.subject)
    page = leading.page if leading else _PAGES.get(errand.subject, "")
    number = errand.subject_id if leading is None else leading.number(errand.subject_id) if look_up else None
    if not page or number is None:
        return ""
    try:
        return reverse(page, args=[number])
    except NoReverseMatch:
        return ""
