"""Opening and closing errands. Called inside other services, whose own records tell why."""

from datetime import datetime
from typing import Any

from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.core.models import Record
from jiangxin.orgs.asked import ESCALATION
from jiangxin.orgs.models import Errand, Escalation, Organisation
from jiangxin.orgs.terms import due_by_term


def open_errand(
    *,
    role: Role,
    organisation: Organisation | None,
    asked: str,
    about: Record,
    account_id: int | None = None,
    title: str = "",
    note: str = "",
    due_at: datetime | None = None,
) -> Errand:
    """Ask something of a role at an organisation (or of one account in that role); asking twice asks once.

    Args:
        due_at: the day its stage sets; without one the table of terms sets it, in working days.
    """
    asked_of: dict[str, Any] = (
        {"account_id": account_id} if account_id else {"organisation": organisation, "account__isnull": True}
    )
    standing = Errand.objects.filter(
        role=role, asked=asked, subject=about.journal_label, subject_id=about.pk, closed_at__isnull=True, **asked_of
    ).first()
    return standing or Errand.objects.create(
        organisation=organisation,
        role=role,
        account_id=account_id,
        asked=asked,
        subject=about.journal_label,
        subject_id=about.pk,
        title=(title or str(about))[:200],
        note=note[:300],
        due_at=due_at or due_by_term(asked),
        opened_at=clock.now(),
    )


def postpone_errands(*, subject: str, subject_ids: Any, asked: str, due_at: datetime | None) -> int:
    """Give what waits about some things (ids, or a query for them) another day; returns how many.

    Without a day the table of terms sets one, as when it was opened.
    """
    waiting = Errand.objects.filter(subject=subject, subject_id__in=subject_ids, asked=asked, closed_at=None)
    return waiting.update(due_at=due_at or due_by_term(asked))


def close_errands(*, about: Record, asked: str = "", account_id: int | None = None) -> int:
    """Close what was asked about a thing (all of it, or one `asked`, or of one account); returns how many."""
    open_ones = Errand.objects.filter(subject=about.journal_label, subject_id=about.pk, closed_at=None)
    if asked:
        open_ones = open_ones.filter(asked=asked)
    if account_id:
        open_ones = open_ones.filter(account_id=account_id)
    count = open_ones.update(closed_at=clock.now())
    if count:
        _end_escalations(about)
    return count


def _end_escalations(about: Record) -> None:
    """Close what superiors are asked about errands that are done now."""
    done = Errand.objects.filter(subject=about.journal_label, subject_id=about.pk, closed_at__isnull=False)
    over = Escalation.objects.filter(errand__in=done.values("pk")).values("pk")
    Errand.objects.filter(subject=ESCALATION, subject_id__in=over, closed_at=None).update(closed_at=clock.now())
