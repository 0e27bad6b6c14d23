"""All a studio did as one line of time and one matrix; what could be linked next, with its reason."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import Role
from jiangxin.proposals.enums import Verdict
from jiangxin.proposals.queries.fusion import Kind, events_of, hints_of, label_of, matrix_of
from jiangxin.proposals.services import make_project
from jiangxin.studios.ledger_enums import HonourLevel, LedgerCategory, OutcomeKind, ProjectKind
from jiangxin.studios.models import LedgerEntry, Outcome
from jiangxin.studios.services.projects import ProjectFacts
from tests.campaigns.scene import person_at


def entered(studio, day, category="meeting", **more):
    """Write one entry of the ledger, as taking a ledger over does."""
    return LedgerEntry.objects.create(
        studio=studio, category=category, day=day, title=f"{category} {day}", entered_at="2026-03-02T09:00:00Z", **more
    )


def method(studio, **more):
    """Enter an operating method."""
    return Outcome.objects.create(
        studio=studio,
        title="三点定位操作法",
        kind=OutcomeKind.OPERATING_METHOD,
        day=date(2026, 2, 1),
        owner="工作室",
        entered_at="2026-03-02T09:00:00Z",
        **more,
    )


@pytest.fixture
def studio(scene):
    """Return a studio of the unit, with a ledger of two years and a project made of a proposal."""
    found = scene.studio()
    for day in (date(2025, 5, 6), date(2026, 1, 8), date(2026, 2, 9)):
        entered(found, day)
    entered(found, date(2026, 2, 10), "visit", struck_at="2026-03-02T09:00:00Z", struck_reason="记错")
    method(found)
    stored = scene.answer(scene.propose(), Verdict.STORE)
    facts = ProjectFacts(
        title=stored.title,
        kind=ProjectKind.RENOVATION,
        level=HonourLevel.ENTERPRISE,
        starts_on=date(2026, 3, 2),
        ends_on=date(2026, 9, 1),
        leader_name="郑立",
    )
    make_project(actor=scene.union, proposal=stored, studio=found, facts=facts, expected_version=stored.version)
    return found


def test_the_matrix_counts_each_kind_by_year_and_leaves_out_what_was_struck(scene, studio):
    found = matrix_of(scene.union, studio)
    assert found.years == (2026, 2025)
    assert [(row.kind, row.counts) for row in found.rows] == [
        (Kind("ledger", "meeting"), (2, 1)),
        (Kind("project", "renovation"), (1, 0)),
        (Kind("proposal", ""), (1, 0)),
        (Kind("outcome", "operating_method"), (1, 0)),
    ]
    assert [str(label_of(row.kind)) for row in found.rows] == [
        "会议",
        "课题：技术革新",
        "职工建议转来的课题",
        "成果：先进操作法",
    ]


def test_the_line_of_time_is_newest_first_and_can_be_cut_to_a_year(scene, studio):
    assert [event.day for event in events_of(scene.union, studio)] == [
        date(2026, 3, 2),
        date(2026, 2, 9),
        date(2026, 2, 1),
        date(2026, 1, 8),
        date(2025, 5, 6),
    ]
    assert [event.day.year for event in events_of(scene.union, studio, 2025)] == [2025]


def test_the_next_links_tell_their_reason_and_go_when_they_are_made(scene, studio):
    kept = scene.answer(scene.propose("换模具用快卡"), Verdict.STORE)
    found = hints_of(scene.union, studio)
    assert [(hint.act, hint.title) for hint in found] == [("training", "三点定位操作法"), ("project", "换模具用快卡")]
    entered(studio, date(2026, 3, 1), LedgerCategory.TRAINING, outcome=Outcome.objects.get(studio=studio))
    scene.answer(kept, Verdict.REJECT)
    assert hints_of(scene.union, studio) == []


def test_a_stranger_reads_nothing_and_much_costs_as_many_queries_as_little(scene, studio, federation):
    stranger = person_at(Role.UNION_OFFICER, federation.other_unit)
    assert (matrix_of(stranger, studio).rows, events_of(stranger, studio)) == ((), [])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            matrix_of(scene.union, studio)
            events_of(scene.union, studio)
            hints_of(scene.union, studio)
        return len(queries)

    few = asked()
    for number in range(6):
        entered(studio, date(2024, 1, 1 + number), "safety")
    assert asked() == few
