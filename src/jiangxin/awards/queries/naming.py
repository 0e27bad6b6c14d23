"""Reading naming documents, and what a new one starts from."""

from django.db.models import QuerySet

from jiangxin.awards.models import Award, NamingDocument, Notice
from jiangxin.awards.policies import WATCHING_ROLES
from jiangxin.awards.services.naming import DocumentFacts
from jiangxin.awards.terms import document_terms, filled
from jiangxin.awards.wording import call_facts
from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.engine.measure.document_number import parse_document_number
from jiangxin.engine.measure.fault import MeasureError


def documents_for(actor: Actor) -> QuerySet[NamingDocument]:
    """Return the naming documents of the actor's own federation."""
    if not actor.is_any(*WATCHING_ROLES):
        return NamingDocument.objects.none()
    return NamingDocument.objects.filter(call__organiser_id=actor.organisation_id).select_related(
        "call__organiser", "notice", "pdf", "docx"
    )


def get_document_for(actor: Actor, document_id: int) -> NamingDocument:
    """Return one naming document; absent and forbidden look alike."""
    found = documents_for(actor).filter(pk=document_id).first()
    if found is None:
        raise NotFound
    return found


def awards_for(actor: Actor) -> QuerySet[Award]:
    """Return the awards of the actor's own federation."""
    return Award.objects.filter(document__in=documents_for(actor)).select_related("entry__call", "area", "document")


def get_award_for(actor: Actor, award_id: int) -> Award:
    """Return one award; absent and forbidden look alike."""
    found = awards_for(actor).filter(pk=award_id).first()
    if found is None:
        raise NotFound
    return found


def proposed_document(notice: Notice) -> DocumentFacts:
    """Return what a new document of a notice starts from: the call's words filled in, the next number of the year."""
    call = notice.call
    terms = document_terms(call)
    items = notice.items.filter(struck_at=None).select_related("entry").order_by("position")
    first = next((item.entry.name for item in items[:1]), "")
    facts = {**call_facts(call), "count": items.count(), "first_studio": first}
    return DocumentFacts(
        number=_next_number(notice),
        title=filled(terms.title, facts),
        recipients=filled(terms.recipients, facts).rstrip("：:"),
        body="\n".join(filled(line, facts) for line in terms.body),
        dated=clock.today(),
    )


def _next_number(notice: Notice) -> str:
    word, year = notice.call.organiser.document_word, clock.today().year
    if not word:
        return ""
    known = NamingDocument.objects.filter(number__startswith=f"{word}〔{year}〕").values_list("number", flat=True)
    return f"{word}〔{year}〕{max(map(_serial, known), default=0) + 1}号"


def _serial(number: str) -> int:
    try:
        return parse_document_number(number).serial
    except MeasureError:
        return 0
