"""Taking an import back: what it entered is struck, as a person would strike it, unless something rests on it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from jiangxin.core.actor import Actor
from jiangxin.people.models import Honour
from jiangxin.studios import models as rows
from jiangxin.studios.enums import StudioState
from jiangxin.studios.models import (
    Expense,
    ExpenseReversal,
    ImportStep,
    LedgerEntry,
    Outcome,
    Project,
    Studio,
    StudioImport,
    StudioToken,
    Subsidy,
)

_PERIODS: Final[dict[str, Any]] = {
    model.__name__.lower(): model
    for model in (
        rows.StudioName,
        rows.StudioLeadership,
        rows.StudioHosting,
        rows.StudioLevelHeld,
        rows.StudioStanding,
        rows.StudioMembership,
    )
}
_STRUCK: Final[dict[str, Any]] = {"project": Project, "outcome": Outcome, "ledgerentry": LedgerEntry, **_PERIODS}
_RESTED_ON: Final[dict[str, Any]] = {
    "studio": Studio,
    "project": Project,
    "outcome": Outcome,
    "ledgerentry": LedgerEntry,
    "subsidy": Subsidy,
    "expense": Expense,
}
_OF_OURS: Final = (StudioToken, ExpenseReversal)
_CHUNK: Final = 900
MOST_TOLD: Final = 10


def obstacles(batch: StudioImport) -> list[str]:
    """Return, in words, what rests on what an import entered; at most `MOST_TOLD`."""
    own = _own_keys(batch)
    found: list[str] = []
    for words in (*_resting(own), *_changed(own)):
        found.append(words)
        if len(found) == MOST_TOLD:
            break
    return found


def _own_keys(batch: StudioImport) -> dict[str, set[int]]:
    own: dict[str, set[int]] = {}
    for keys in ImportStep.objects.filter(batch=batch, undone_at=None).values_list("keys", flat=True).iterator():
        for name, numbers in keys.items():
            own.setdefault(name, set()).update(numbers)
    return own


def _chunks(numbers: set[int]) -> Iterator[Sequence[int]]:
    listed = sorted(numbers)
    return (listed[at : at + _CHUNK] for at in range(0, len(listed), _CHUNK))


def _resting(own: dict[str, set[int]]) -> Iterator[str]:
    """Ask every table that refers to what was entered, whichever room it is of, for rows the import did not enter."""
    for name, model in _RESTED_ON.items():
        for relation in model._meta.related_objects:  # noqa: SLF001  the one way to ask for tables of later rooms
            other = relation.related_model
            if other in _OF_OURS or relation.many_to_many:
                continue
            columns = {field.name for field in other._meta.get_fields()}  # noqa: SLF001
            standing = Q(struck_at=None) if "struck_at" in columns else Q()
            mine = own.get(other.__name__.lower(), set())
            for numbers in _chunks(own.get(name, set())):
                met = other._base_manager.filter(standing, **{f"{relation.field.name}__in": numbers})  # noqa: SLF001
                key = next((key for key in met.values_list("pk", flat=True).iterator() if key not in mine), None)
                if key is not None:
                    row = met.select_related(relation.field.name).get(pk=key)
                    words = {"what": getattr(row, relation.field.name), "kind": other._meta.verbose_name}  # noqa: SLF001
                    yield _("“%(what)s”在导入之后又有了%(kind)s。") % words


def _changed(own: dict[str, set[int]]) -> Iterator[str]:
    """Ask for what was entered and has been worked on since."""
    for name, model, touched in (
        ("project", Project, Q(revision__gt=1)),
        ("outcome", Outcome, Q(revision__gt=1)),
        ("honour", Honour, Q(verified_at__isnull=False) | Q(withdrawn_on__isnull=False)),
        ("studio", Studio, ~Q(state=StudioState.ACTIVE)),
    ):
        for numbers in _chunks(own.get(name, set())):
            for row in model.objects.filter(touched, pk__in=numbers)[:1]:
                yield _("“%(what)s”在导入之后已经修改、核验或办理过。") % {"what": row}


def undo_step(step: ImportStep, actor: Actor, *, reason: str, at: datetime) -> None:
    """Strike what one step entered; for services. Steps are undone in the opposite order."""
    keys: dict[str, list[int]] = step.keys
    for name, undo in _UNDONE.items():
        for numbers in _chunks(set(keys.get(name, ()))):
            undo(numbers, actor, reason, at)
    for name, model in _STRUCK.items():
        for numbers in _chunks(set(keys.get(name, ()))):
            model.objects.filter(pk__in=numbers, struck_at=None).update(struck_at=at, struck_reason=reason)


def _reverse_expenses(numbers: Sequence[int], actor: Actor, reason: str, at: datetime) -> None:
    standing = Expense.objects.filter(pk__in=numbers, reversal=None)
    sums = standing.order_by().values_list("subsidy_id").annotate(total=Sum("amount_fen")).order_by("subsidy_id")
    for subsidy, total in list(sums):
        Subsidy.objects.filter(pk=subsidy).update(spent_fen=F("spent_fen") - total)
    ExpenseReversal.objects.bulk_create(
        [
            ExpenseReversal(expense_id=key, reason=reason, entered_by_id=actor.account_id, entered_at=at)
            for key in list(standing.values_list("pk", flat=True))
        ]
    )


def _strike_subsidies(numbers: Sequence[int], _actor: Actor, _reason: str, at: datetime) -> None:
    Subsidy.objects.filter(pk__in=numbers).update(struck_at=at)


def _strike_studios(numbers: Sequence[int], _actor: Actor, _reason: str, _at: datetime) -> None:
    Studio.objects.filter(pk__in=numbers).update(state=StudioState.STRUCK)
    StudioToken.objects.filter(studio__in=numbers).delete()


def _remove_honours(numbers: Sequence[int], _actor: Actor, _reason: str, _at: datetime) -> None:
    Honour.objects.filter(pk__in=numbers, verified_at=None).delete()


_UNDONE: Final[dict[str, Callable[[Sequence[int], Actor, str, datetime], None]]] = {
    "expense": _reverse_expenses,
    "subsidy": _strike_subsidies,
    "studio": _strike_studios,
    "honour": _remove_honours,
}
