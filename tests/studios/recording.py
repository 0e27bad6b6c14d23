"""A studio's team, entries, projects and outcomes, in few words."""

import io
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from jiangxin.core.actor import SYSTEM
from jiangxin.rehearsal.papers import pdf
from jiangxin.studios.enums import MemberRole
from jiangxin.studios.models import LedgerEntry, Outcome, Project, Studio, StudioMembership
from jiangxin.studios.services import add_member
from jiangxin.studios.services.ledger import EntryFacts, Evidence, record_entry
from jiangxin.studios.services.outcomes import OutcomeFacts, Proofs, enter_outcome
from jiangxin.studios.services.projects import ProjectFacts, open_project
from tests.factories import PersonFactory

TODAY = date(2026, 11, 30)


def photo(name: str = "现场.jpg", size: tuple[int, int] = (60, 40), **options: object) -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", size, "#8C1D18").save(target, "JPEG", **options)
    return SimpleUploadedFile(name, target.getvalue(), "image/jpeg")


def paper(name: str = "证明.pdf", pages: int = 1) -> SimpleUploadedFile:
    """Return pages that say "original", as a scanner turns them."""
    writer, target = PdfWriter(), io.BytesIO()
    for _number in range(pages):
        writer.append(io.BytesIO(pdf("original")))
        writer.pages[-1].rotate(90)
    writer.write(target)
    return SimpleUploadedFile(name, target.getvalue(), "application/pdf")


def member(studio: Studio, name: str, role: str = MemberRole.MEMBER) -> StudioMembership:
    return add_member(
        actor=SYSTEM, studio=studio, person=PersonFactory(name=name), role=MemberRole(role), since=date(2026, 10, 1)
    )


def entry_facts(**changes: object) -> EntryFacts:
    facts: dict[str, object] = {"category": "meeting", "day": TODAY, "title": "十一月例会", "place": "一号楼"}
    return EntryFacts(**{**facts, **changes})  # type: ignore[arg-type]


def recorded(studio: Studio, evidence: Evidence | None = None, **changes: object) -> LedgerEntry:
    return record_entry(actor=SYSTEM, studio=studio, facts=entry_facts(**changes), evidence=evidence or Evidence())


def project_facts(**changes: object) -> ProjectFacts:
    facts: dict[str, object] = {
        "title": "主轴温升攻关",
        "kind": "research",
        "level": "enterprise",
        "starts_on": date(2026, 9, 20),
        "ends_on": date(2027, 3, 31),
        "leader_name": "王铁柱",
    }
    return ProjectFacts(**{**facts, **changes})  # type: ignore[arg-type]


def opened(studio: Studio, **changes: object) -> Project:
    return open_project(actor=SYSTEM, studio=studio, facts=project_facts(**changes))


def outcome_facts(**changes: object) -> OutcomeFacts:
    facts: dict[str, object] = {
        "title": "一种夹具",
        "kind": "utility_model",
        "day": date(2026, 10, 8),
        "owner": "云江重型机床厂",
    }
    return OutcomeFacts(**{**facts, **changes})  # type: ignore[arg-type]


def entered(studio: Studio, proofs: Proofs | None = None, **changes: object) -> Outcome:
    return enter_outcome(actor=SYSTEM, studio=studio, facts=outcome_facts(**changes), proofs=proofs or Proofs())


def benefiting(studio: Studio, yuan: str, **changes: object) -> Outcome:
    return entered(studio, Proofs(finance_proof=paper()), benefit=Decimal(yuan), **changes)
