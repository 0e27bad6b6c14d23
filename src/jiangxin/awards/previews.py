"""Papers before they are issued, as they would be."""

from collections.abc import Mapping
from typing import Any

from jiangxin.awards.enums import CertificateKind, DocumentState
from jiangxin.awards.models import Award, Certificate, NamingDocument
from jiangxin.awards.papers import certificate_pdf
from jiangxin.awards.terms import award_terms, kind_choices
from jiangxin.campaigns.models import Call
from jiangxin.core import clock
from jiangxin.engine.measure.numbering import parse_pattern
from jiangxin.orgs.models import Organisation


def provisional_awards(document: NamingDocument) -> list[Award]:
    """Return the awards of a document; for a draft those it would make, not kept."""
    if document.state == DocumentState.ISSUED:
        return list(document.awards.select_related("area").order_by("position"))
    items = document.notice.items.filter(struck_at=None).select_related("entry__unit", "entry__area")
    return [
        Award(
            document=document,
            entry=item.entry,
            position=position,
            studio_name=item.entry.name,
            leader_name=item.entry.leader_name,
            unit_name=item.entry.unit.host_unit,
            area=item.entry.area,
        )
        for position, item in enumerate(items.order_by("position"), 1)
    ]


def sample_pdf(definition: Mapping[str, Any], *, organiser: Organisation, title: str, kind: str) -> bytes:
    """Print the certificate or plaque a blueprint would give, for an invented studio; nothing is kept.

    Raises:
        Refusal: a text cannot be printed.
    """
    today = clock.today()
    call = Call(definition=dict(definition), organiser=organiser, year=today.year, title=title)
    terms = award_terms(call)
    award = Award(
        document=NamingDocument(call=call, number=f"×工发〔{today.year}〕×号", dated=today),
        studio_name="李明劳模创新工作室" if call.subject.is_studio else f"×××{call.subject.label.zh}",
        leader_name="李明",
        kind=next(iter(kind_choices(definition)), ""),
        awarding_body=organiser.name,
        awarded_on=today,
    )
    pattern = terms.plaque_pattern if kind == CertificateKind.PLAQUE else terms.certificate_pattern
    number = parse_pattern(pattern).render(seq=1, year=today.year, area=organiser.division_code[:6] or "000000")
    return certificate_pdf(Certificate(award=award, kind=kind, number=number, issued_on=today))
