"""What a studio's file, its funds and its service log hold of a period: the rows a bound ledger and its Excel share.

Inspectors ask for name list, equipment list, funds ledger with vouchers beside the diary (domain 4.3).
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from jiangxin.core.actor import Actor
from jiangxin.core.models import StoredFile
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import (
    Clawback,
    Expense,
    MatchingPayment,
    Period,
    ServiceRecord,
    Studio,
    StudioEquipment,
    StudioLevelHeld,
    StudioMembership,
    Subsidy,
)
from jiangxin.studios.queries.ledger import within
from jiangxin.studios.queries.services import records_for
from jiangxin.studios.subsidy_use import allowed_uses

P = TypeVar("P", bound=Period)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Everything of a studio's file that held on some day of a period, and what was paid and served in it."""

    studio: Studio
    levels: tuple[StudioLevelHeld, ...]
    team: tuple[StudioMembership, ...]
    equipment: tuple[StudioEquipment, ...]
    subsidies: tuple[Subsidy, ...]
    payments: tuple[MatchingPayment, ...]
    expenses: tuple[Expense, ...]
    clawbacks: tuple[Clawback, ...]
    services: tuple[ServiceRecord, ...]

    def papers(self) -> list[tuple[StoredFile | None, str]]:
        """Return the documents of levels and the vouchers of all money, each with what it belongs to."""
        found: list[tuple[StoredFile | None, str]] = [(level.paper, level.title) for level in self.levels]
        found += [(row.voucher, row.approval_number) for row in self.subsidies]
        found += [(row.voucher, row.subsidy.approval_number) for row in self.payments]
        found += [(row.voucher, row.purpose) for row in self.expenses]
        found += [(row.document, row.document_number) for row in self.clawbacks]
        return found


def record_of(actor: Actor, studio: Studio, days: tuple[date, date]) -> FileRecord:
    """Return the record of a period, both days included, for whoever may open the file."""
    found = file_for(actor, studio.pk)
    since, until = days
    open_then = Q(closed_on=None) | Q(closed_on__gte=since)
    subsidies = Subsidy.objects.filter(open_then, studio=found, paid_on__lte=until).select_related("voucher")
    of_these = Q(subsidy__studio=found, subsidy__struck_at=None)
    payments = within(MatchingPayment.objects.filter(of_these), "paid_on", *days)
    expenses = within(Expense.objects.filter(of_these), "spent_on", *days)
    clawbacks = within(Clawback.objects.filter(of_these), "decided_on", *days)
    services = within(records_for(actor).filter(studio=found, strike=None), "day", *days)
    return FileRecord(
        found,
        _held(StudioLevelHeld, found, days, "award__document__pdf"),
        _held(StudioMembership, found, days),
        _held(StudioEquipment, found, days),
        tuple(subsidies.order_by("paid_on", "pk")),
        tuple(payments.select_related("voucher", "subsidy").order_by("paid_on", "pk")),
        tuple(expenses.select_related("voucher", "subsidy", "reversal").order_by("spent_on", "pk")),
        tuple(clawbacks.select_related("document", "subsidy").order_by("decided_on", "pk")),
        tuple(services.order_by("day", "pk")),
    )


def _held(model: type[P], studio: Studio, days: tuple[date, date], *also: str) -> tuple[P, ...]:
    lasting = Q(until=None) | Q(until__gte=days[0])
    rows = model.rows().filter(lasting, studio=studio, struck_at=None, since__lte=days[1])
    return tuple(rows.select_related("proof", *also).order_by("since", "pk"))


def use_of(category: str) -> str:
    """Return what an expense was for, in words; a code that is no longer listed stands as it is."""
    use = allowed_uses().get(category)
    return use.title if use else category
