"""Sound lines become rows of the house: a chunk at a time, in bulk, with the keys of what they became."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import F, Model

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.people.models import Honour, Person
from jiangxin.studios.importing.lines import Line
from jiangxin.studios.importing.money_checks import expense_purpose, fen
from jiangxin.studios.models import (
    Expense,
    LedgerEntry,
    Outcome,
    Project,
    Studio,
    StudioHosting,
    StudioImport,
    StudioLeadership,
    StudioLevelHeld,
    StudioMembership,
    StudioName,
    StudioStanding,
    Subsidy,
)
from jiangxin.studios.services.naming import index

M = TypeVar("M", bound=Model)
Keys = dict[str, list[int]]
_BATCH = 500
_WAN_IN_FEN = 1_000_000


class Entering:
    """Enters the lines of one import for an actor."""

    def __init__(self, batch: StudioImport, actor: Actor) -> None:
        self._batch, self._actor = batch, actor
        self._now = clock.now()
        self._enter: dict[str, Callable[[Sequence[Line], Keys], None]] = {
            "studios": self._studios,
            "members": self._members,
            "projects": self._projects,
            "outcomes": self._outcomes,
            "entries": self._entries,
            "subsidies": self._subsidies,
            "expenses": self._expenses,
            "honours": self._honours,
        }

    def enter(self, table: str, lines: Sequence[Line]) -> Keys:
        """Enter sound lines of a table; return the keys of what they became, by model."""
        keys: Keys = {}
        if lines:
            self._enter[table](lines, keys)
        return keys

    def _common(self) -> dict[str, Any]:
        return {"entered_by_id": self._actor.account_id, "entered_at": self._now}

    def _people(self, lines: Iterable[Line], number: str, name: str, keys: Keys) -> None:
        """Give every line its person: the one found, one of the same number or the same team, or a new one."""
        new: dict[Any, Person] = {}
        for line in lines:
            if line.found.get("person_id") or line.found.get("person"):
                continue
            typed = line.values.get(number) or ""
            studio = line.found.get("studio")
            key = typed or (getattr(studio, "pk", line.number), line.values[name])
            if key not in new:
                person = Person(name=line.values[name])
                person.set_resident_id(typed)
                person.set_phone(line.values.get("phone") or "")
                new[key] = person
            line.found["person"] = new[key]
        if new:
            _create(Person, list(new.values()), keys)

    def _studios(self, lines: Sequence[Line], keys: Keys) -> None:
        self._people(lines, "leader_id", "leader", keys)
        studios = _create(Studio, [self._studio(line) for line in lines], keys)
        index(studios)
        periods: dict[type[Any], list[Any]] = {}
        for studio, line in zip(studios, lines, strict=True):
            common = {
                "studio": studio,
                "since": studio.named_on,
                "document_number": line.values["document_number"],
                **self._common(),
            }
            for row in _opening(studio, line, common):
                periods.setdefault(type(row), []).append(row)
        for model, rows in periods.items():
            _create(model, rows, keys)

    def _studio(self, line: Line) -> Studio:
        values, unit, named_on = line.values, line.found["unit"], _day(line, "named_on")
        return Studio(
            taken_over=self._batch,
            name=values["name"],
            kind=values["kind"],
            level=values["level"],
            leader=line.found["person"],
            leader_name=values["leader"],
            unit=unit,
            unit_name=unit.host_unit,
            area=line.found["area"],
            industry_section=values.get("industry") or unit.industry_section,
            field=values.get("field") or "",
            named_on=named_on,
            year=named_on.year,
            founded_on=line.day("founded_on"),
            public_address=values.get("address") or "",
        )

    def _members(self, lines: Sequence[Line], keys: Keys) -> None:
        self._people(lines, "resident_id", "name", keys)
        rows = [
            StudioMembership(
                studio=line.found["studio"],
                person_id=_person_id(line),
                person_name=line.values["name"],
                role=line.values["role"],
                since=_day(line, "since"),
                until=line.day("until"),
                front_line=bool(line.values.get("front_line")),
                task=line.values.get("task") or "",
                **self._common(),
            )
            for line in lines
        ]
        _create(StudioMembership, rows, keys)

    def _projects(self, lines: Sequence[Line], keys: Keys) -> None:
        rows = [
            Project(
                studio=line.found["studio"],
                **_texts(line, "title", "kind", "level", "source", "approval_number", "leader_name", "state", "result"),
                starts_on=_day(line, "starts_on"),
                ends_on=_day(line, "ends_on"),
                closed_on=line.day("closed_on"),
                cost_fen=_wan(line.values.get("cost")),
                **self._common(),
            )
            for line in lines
        ]
        _create(Project, rows, keys)

    def _outcomes(self, lines: Sequence[Line], keys: Keys) -> None:
        _create(Outcome, [self._outcome(line) for line in lines], keys)

    def _outcome(self, line: Line) -> Outcome:
        benefit = _wan(line.values.get("benefit")) or None
        # The proof of a benefit stays in the unit's binder; the kept workbook tells its number, and so does the row.
        paper = line.values.get("finance_number")
        social = line.values.get("social_benefit") or ""
        return Outcome(
            studio=line.found["studio"],
            **_texts(line, "title", "kind", "number", "owner", "rank", "level", "applied_units"),
            day=_day(line, "day"),
            granted_on=line.day("granted_on"),
            benefit_fen=benefit,
            finance_proof=self._batch.file if benefit else None,
            social_benefit=f"{social}（原财务证明编号{paper}）".lstrip() if benefit else social,
            **self._common(),
        )

    def _entries(self, lines: Sequence[Line], keys: Keys) -> None:
        rows = [
            LedgerEntry(
                studio=line.found["studio"],
                **_texts(line, "category", "title", "place", "content", "level"),
                day=_day(line, "day"),
                minutes=line.values.get("minutes"),
                headcount=line.values.get("headcount") or 0,
                **self._common(),
            )
            for line in lines
        ]
        _create(LedgerEntry, rows, keys)

    def _subsidies(self, lines: Sequence[Line], keys: Keys) -> None:
        rows = []
        for line in lines:
            amount = fen(line.values["amount"])
            due = line.values.get("matching_due")
            rows.append(
                Subsidy(
                    studio=line.found["studio"],
                    **_texts(line, "source", "approval_number", "payee"),
                    budget_line=f"{line.values['budget_line']}（原凭证号{line.values['voucher_number']}）"[:120],
                    amount_fen=amount,
                    matching_due_fen=amount if due is None else fen(due),
                    paid_on=_day(line, "paid_on"),
                    spend_by=_day(line, "spend_by"),
                    voucher=self._batch.file,
                    **self._common(),
                )
            )
        _create(Subsidy, rows, keys)

    def _expenses(self, lines: Sequence[Line], keys: Keys) -> None:
        rows, spent = [], dict[int, int]()
        for line in lines:
            amount, subsidy = fen(line.values["amount"]), int(line.found["subsidy_id"])
            spent[subsidy] = spent.get(subsidy, 0) + amount
            rows.append(
                Expense(
                    subsidy_id=subsidy,
                    purse=line.found["purse"],
                    **_texts(line, "category", "payee"),
                    purpose=expense_purpose(line),
                    amount_fen=amount,
                    spent_on=_day(line, "spent_on"),
                    voucher=self._batch.file,
                    **self._common(),
                )
            )
        # In the order of their keys, so that two imports never wait for each other; the database refuses an overdraft.
        for key in sorted(spent):
            Subsidy.objects.filter(pk=key).update(spent_fen=F("spent_fen") + spent[key])
        _create(Expense, rows, keys)

    def _honours(self, lines: Sequence[Line], keys: Keys) -> None:
        self._people(lines, "resident_id", "person", keys)
        rows = [
            Honour(
                person_id=_person_id(line),
                **_texts(line, "kind", "name", "awarded_by", "document_number"),
                level=int(line.values["level"]),
                awarded_on=_day(line, "awarded_on"),
                entered_by_id=self._actor.account_id,
            )
            for line in lines
        ]
        _create(Honour, rows, keys)


def _opening(studio: Studio, line: Line, common: dict[str, Any]) -> list[Any]:
    """The facts a studio's file opens with, since the day of its naming."""
    return [
        StudioName(name=studio.name, **common),
        StudioLeadership(person=studio.leader, person_name=studio.leader_name, **common),
        StudioHosting(unit=studio.unit, unit_name=studio.unit_name, **common),
        StudioLevelHeld(
            level=studio.level,
            kind=studio.kind,
            awarding_body=line.values["awarding_body"],
            valid_until=line.day("valid_until"),
            **common,
        ),
        StudioStanding(state=studio.state, **common),
    ]


def _create(model: Any, rows: list[M], keys: Keys) -> list[M]:
    made: list[M] = model.objects.bulk_create(rows, batch_size=_BATCH)
    keys.setdefault(model.__name__.lower(), []).extend(row.pk for row in made)
    return made


def _texts(line: Line, *names: str) -> dict[str, str]:
    return {name: line.values.get(name) or "" for name in names}


def _day(line: Line, name: str) -> date:
    found = line.day(name)
    assert found is not None, "required, and read without a fault"
    return found


def _wan(value: str | None) -> int | None:
    return None if value is None else int(Decimal(value) * _WAN_IN_FEN)


def _person_id(line: Line) -> int:
    return int(line.found.get("person_id") or line.found["person"].pk)
