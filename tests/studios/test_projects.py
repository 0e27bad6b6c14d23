"""Projects, milestones and outcomes: changed with a revision, proven benefit only, struck with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from jiangxin.core import journal
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.studios.models import Outcome, Studio
from jiangxin.studios.queries.ledger import get_outcome_for, get_project_for, outcomes_for, projects_for
from jiangxin.studios.services.outcomes import Proofs, show_outcome, strike_outcome, update_outcome
from jiangxin.studios.services.projects import (
    add_milestone,
    close_project,
    finish_milestone,
    strike_milestone,
    strike_project,
    update_project,
)
from tests.conftest import Federation, MakeActor
from tests.studios.recording import benefiting, entered, opened, outcome_facts, paper, project_facts


def test_a_project_from_its_beginning_to_its_end(studio: Studio) -> None:
    project = opened(studio, cost=Decimal("12000.50"))
    step = add_milestone(actor=SYSTEM, project=project, title="方案", due_on=date(2026, 10, 31))
    wrong = add_milestone(actor=SYSTEM, project=project, title="重复", due_on=date(2026, 11, 30))
    finish_milestone(actor=SYSTEM, milestone=step, done_on=date(2026, 10, 20))
    strike_milestone(actor=SYSTEM, milestone=wrong, reason="重复登记")
    with pytest.raises(Refusal, match="wrong_state"):
        finish_milestone(actor=SYSTEM, milestone=step, done_on=date(2026, 10, 21))
    changed = update_project(
        actor=SYSTEM, project=project, facts=project_facts(title="主轴温升与振动攻关"), expected_revision=1
    )
    with pytest.raises(Refusal, match="stale"):
        update_project(actor=SYSTEM, project=project, facts=project_facts(), expected_revision=1)

    closed = close_project(
        actor=SYSTEM, project=changed, closed_on=date(2026, 11, 20), completed=True, result="温升降低4度"
    )

    found = get_project_for(SYSTEM, closed.pk)
    assert [str(row) for row in found.milestones.all()] == ["方案"]
    assert (found.state, found.cost, found.revision) == ("completed", None, 3)
    assert journal.of(project)[2].before == {"title": "主轴温升攻关", "cost_fen": 1200050}
    with pytest.raises(Refusal, match="wrong_state"):
        close_project(actor=SYSTEM, project=found, closed_on=date(2026, 11, 21), completed=False, result="再结一次")


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": ""}, "title"),
        ({"kind": "fun"}, "kind"),
        ({"level": ""}, "level"),
        ({"ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"starts_on": date(2026, 12, 1)}, "starts_on"),
        ({"cost": Decimal("0.001")}, "cost"),
    ],
)
def test_a_project_that_is_refused(studio: Studio, changes: dict[str, object], path: str) -> None:
    with pytest.raises(Refusal) as refused:
        opened(studio, **changes)
    assert [problem.path for problem in refused.value.problems] == [path]


def test_a_project_to_come_is_planned(studio: Studio) -> None:
    assert opened(studio, starts_on=date(2027, 1, 1), planned=True).state == "planned"


def test_no_benefit_without_the_finance_departments_paper(studio: Studio) -> None:
    with pytest.raises(Refusal) as refused:
        entered(studio, benefit=Decimal(5000))
    assert [problem.path for problem in refused.value.problems] == ["finance_proof"]
    proven = benefiting(studio, "123456.78")
    assert get_outcome_for(SYSTEM, proven.pk).benefit == Decimal("123456.78")
    with pytest.raises(DatabaseError), transaction.atomic():
        Outcome.objects.filter(pk=proven.pk).update(finance_proof=None)

    bare = entered(studio)
    facts = outcome_facts(benefit=Decimal(1))
    with pytest.raises(Refusal, match="form_invalid"):
        update_outcome(actor=SYSTEM, outcome=bare, facts=facts, expected_revision=1)
    papers = Proofs(finance_proof=paper())
    changed = update_outcome(actor=SYSTEM, outcome=bare, facts=facts, expected_revision=1, proofs=papers)
    assert (changed.benefit_fen, journal.of(bare)[0].before["benefit_fen"]) == (100, None)


def test_a_project_with_outcomes_is_not_struck(studio: Studio) -> None:
    project = opened(studio)
    outcome = entered(studio, project=project)
    with pytest.raises(Refusal, match="has_outcomes"):
        strike_project(actor=SYSTEM, project=project, reason="重复")
    show_outcome(actor=SYSTEM, outcome=outcome, is_public=True)
    strike_outcome(actor=SYSTEM, outcome=outcome, reason="不是本工作室的")
    strike_project(actor=SYSTEM, project=project, reason="重复")
    assert (list(projects_for(SYSTEM, studio)), list(outcomes_for(SYSTEM, studio))) == ([], [])
    with pytest.raises(Refusal, match="struck_already"):
        show_outcome(actor=SYSTEM, outcome=outcome, is_public=False)
    with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
        Outcome.objects.filter(pk=outcome.pk).update(title="改写")


def test_strangers_find_nothing(studio: Studio, federation: Federation, actor: MakeActor) -> None:
    stranger = actor(Role.STUDIO_SECRETARY, federation.other_unit)
    project, outcome = opened(studio), entered(studio)
    for get, row in ((get_project_for, project), (get_outcome_for, outcome)):
        with pytest.raises(NotFound):
            get(stranger, row.pk)
    assert (list(projects_for(stranger)), list(outcomes_for(stranger))) == ([], [])
