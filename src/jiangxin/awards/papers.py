"""Certificates and plaques as printed paper: the call's words filled in, with number and code to check them by."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from django.conf import settings

from jiangxin.awards.documents import unprintable
from jiangxin.awards.enums import CertificateKind
from jiangxin.awards.models import Certificate
from jiangxin.awards.terms import award_terms, filled, kind_choices
from jiangxin.awards.wording import call_facts
from jiangxin.campaigns.models import Call
from jiangxin.core.press import press
from jiangxin.core.printing import certificates as paper
from jiangxin.core.printing.typesetting import UnprintableText

Progress = Callable[[int, int], object]
_INDENT = "　 "
_CITATION = "经评审、公示，命名为{year}年度{city}{kind}。"


def certificate_pdf(certificate: Certificate) -> bytes:
    """Print one certificate or plaque."""
    return print_pdf([certificate], certificate.kind, progress=_ignore)


def print_pdf(certificates: Sequence[Certificate], kind: str, *, progress: Progress) -> bytes:
    """Print certificates or plaques of one kind, one page each.

    Args:
        certificates: at least one, with award, document and call joined.
        progress: called with (done, total) after each batch; whatever it raises ends the run.

    Raises:
        Refusal: a name holds a character no installed font draws.
    """
    try:
        if kind == CertificateKind.PLAQUE:
            size = _size(certificates[0].award.document.call)
            return paper.plaques_pdf([_plaque(one) for one in certificates], press(), size=size, progress=progress)
        return paper.certificates_pdf([_certificate(one) for one in certificates], press(), progress=progress)
    except UnprintableText as fault:
        raise unprintable(fault) from fault


def verify_address(number: str) -> str:
    """Return the public address a certificate's code leads to."""
    return f"{settings.BASE_ADDRESS}/verify/{quote(number)}"


def _ignore(_done: int, _total: int) -> None:
    """Take no note of progress."""


def _facts(certificate: Certificate) -> dict[str, object]:
    award = certificate.award
    call = award.document.call
    return {
        **call_facts(call),
        "year": award.awarded_on.year,
        "studio": certificate.says_studio,
        "kind": kind_words(call, award.kind),
        "issuer": award.awarding_body,
    }


def kind_words(call: Call, kind: str) -> str:
    """Return what a kind of studio, or of anything else the call names, is called on paper, as its form calls it."""
    found = kind_choices(call.definition).get(kind)
    if found:
        return found.zh
    return "劳模创新工作室" if call.subject.is_studio else call.subject.label.zh


def _certificate(one: Certificate) -> paper.Certificate:
    terms = award_terms(one.award.document.call).certificate
    facts = _facts(one)
    lines = [line.strip(_INDENT) for line in str(terms.get("body") or _CITATION).splitlines()]
    # The name of the studio stands above the citation, set by the press.
    text = [filled(line, facts) for line in lines if line and not line.startswith("{studio}")]
    return paper.Certificate(
        recipient=one.says_studio,
        text="\n".join(text),
        awarding_body=_bodies(terms.get("footer", ()), facts) or one.award.awarding_body,
        issued=one.issued_on,
        number=one.number,
        verify_url=verify_address(one.number),
        title=str(terms.get("title") or "荣誉证书"),
        basis=one.award.document.number,
    )


def _plaque(one: Certificate) -> paper.Plaque:
    lines = award_terms(one.award.document.call).plaque.get("lines") or ("{city}{kind}",)
    facts = _facts(one)
    return paper.Plaque(
        heading=filled(str(lines[0]), facts),
        studio=one.says_studio,
        awarding_body=_bodies(lines[1:], facts) or one.award.awarding_body,
        issued=one.issued_on,
        number=one.number,
        verify_url=verify_address(one.number),
        leader=one.says_leader,
    )


def _bodies(lines: Sequence[object], facts: Mapping[str, object]) -> str:
    """Return who awards, one a line: the call's lines without studio and date, which the press sets."""
    kept = (str(line) for line in lines if line not in {"{studio}", "{month}", "{date}"})
    return "\n".join(filled(line, facts) for line in kept)


def _size(call: Call) -> paper.PlaqueSize:
    plaque = award_terms(call).plaque
    default = paper.DEFAULT_PLAQUE_SIZE
    return paper.PlaqueSize(int(plaque.get("width_mm", default.width)), int(plaque.get("height_mm", default.height)))
