"""A city's ledger is taken over from a workbook, tried without effect, entered, resumed and taken back."""

import io

import pytest

from jiangxin.core import jobs
from jiangxin.core.actor import Actor, Role
from jiangxin.people.models import Honour
from jiangxin.studios.enums import StudioState
from jiangxin.studios.importing.plan import plans_of
from jiangxin.studios.models import (
    Expense,
    ImportFault,
    LedgerEntry,
    Outcome,
    Project,
    Studio,
    StudioImport,
    StudioMembership,
    Subsidy,
    yuan,
)
from jiangxin.studios.services.takeovers import (
    enter_takeover,
    map_takeover,
    start_takeover,
    undo_takeover,
)
from tests.conftest import Federation, MakeActor, SetClock
from tests.studios.takeover_books import NAME, ledger, workbook


@pytest.fixture
def officer(federation: Federation, actor: MakeActor, clock_at: SetClock) -> Actor:
    clock_at("2026-11-23 09:00")
    return actor(Role.OFFICER_CITY, federation.city)


def started(officer: Actor, federation: Federation, book: io.BytesIO) -> StudioImport:
    return start_takeover(actor=officer, owner=federation.city, title="", name="甲市台账.xlsx", file=book)


def tried(officer: Actor, batch: StudioImport) -> StudioImport:
    map_takeover(actor=officer, batch=batch, plans=plans_of(batch.sheets), expected_revision=batch.revision)
    assert jobs.work_off() == 1
    batch.refresh_from_db()
    return batch


def entered(officer: Actor, batch: StudioImport, *, partly: bool = False) -> StudioImport:
    sheets = range(len(batch.sheets))
    enter_takeover(actor=officer, batch=batch, sheets=sheets, expected_revision=batch.revision, partly=partly)
    assert jobs.work_off() == 1
    batch.refresh_from_db()
    return batch


def test_a_whole_ledger_comes_in_and_can_be_taken_back(officer: Actor, federation: Federation) -> None:
    batch = started(officer, federation, workbook(ledger(federation.unit.name)))
    assert [plan.table for plan in plans_of(batch.sheets)] == [
        "studios",
        "members",
        "projects",
        "outcomes",
        "entries",
        "subsidies",
        "expenses",
        "honours",
    ]
    batch = tried(officer, batch)
    assert list(ImportFault.objects.values_list("message", flat=True)) == []
    assert {count["sound"] for count in batch.counts.values()} == {1, 2}
    assert not Studio.objects.exists()
    batch = entered(officer, batch)
    assert batch.counts["result"] == {"entered": 9, "left_out": 0}
    studio = Studio.objects.get()
    assert (studio.name, studio.award, studio.taken_over) == (NAME, None, batch)
    assert yuan(Subsidy.objects.get().spent_fen) == 12_000
    assert yuan(Outcome.objects.get().benefit_fen or 0) == 860_000
    assert Honour.objects.get().person == studio.leader
    undo_takeover(actor=officer, batch=batch, reason="表格版本有误", expected_revision=batch.revision)
    assert jobs.work_off() == 1
    studio.refresh_from_db()
    assert studio.state == StudioState.STRUCK
    assert not Subsidy.objects.exists()
    assert not Honour.objects.exists()
    assert not Expense.objects.filter(reversal=None).exists()
    for model in (StudioMembership, Project, Outcome, LedgerEntry):
        assert not model.objects.filter(struck_at=None).exists()
