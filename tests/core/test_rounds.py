"""The worker's rounds: when they are made, and that a fault of one stops neither the others nor the worker."""

import pytest
from django.db import OperationalError

from jiangxin.core import rounds
from jiangxin.core.rounds import Rounds, every


@pytest.fixture
def made(monkeypatch):
    """Stand alone, with a list of what was made."""
    monkeypatch.setattr(rounds, "_ROUNDS", {})
    return []


def test_each_is_made_at_the_start_and_then_after_its_time(made):
    every(3600, code="test.seldom")(lambda: made.append("seldom"))
    every(0, code="test.often")(lambda: made.append("often"))
    worker = Rounds()

    assert [worker.make(), worker.make()] == [["test.seldom", "test.often"], ["test.often"]]
    assert made == ["seldom", "often", "often"]


def test_a_fault_is_told_and_the_others_go_on(made, caplog):
    def fail():
        raise ValueError("broken")

    every(3600, code="test.broken")(fail)
    every(3600, code="test.sound")(lambda: made.append("sound"))

    assert Rounds().make() == ["test.broken", "test.sound"]
    assert (made, [record.getMessage() for record in caplog.records]) == (["sound"], ["the round test.broken failed"])


def test_a_database_that_is_away_is_met_again(made):
    def away():
        made.append("asked")
        raise OperationalError

    every(3600, code="test.away")(away)
    worker = Rounds()
    for _ in range(2):
        with pytest.raises(OperationalError):
            worker.make()
    assert made == ["asked", "asked"]
