"""Energy factors on screen: the table of a day, the past of one series, a new edition, what is refused."""

from datetime import date

import pytest

from jiangxin.core.actor import Role
from jiangxin.core.models import EnergyFactor
from jiangxin.core.services.energy import load_shipped_factors

WHERE = "/desk/calls/factors/"
ENTER = f"{WHERE}enter/"
VALUES = {
    "carrier": "electricity",
    "kind": "carbon",
    "area": "33",
    "value": "0.5246",
    "edition": "2023年电力二氧化碳排放因子",
    "year": "2023",
    "source": "公告（虚构）2025年第1号",
    "valid_from": "2026-01-01",
}


@pytest.fixture
def officer(federation, actor):
    load_shipped_factors()
    return actor(Role.OFFICER_CITY, federation.city)


def test_the_table_of_a_day(officer, open_page):
    query = "carrier=natural_gas&kind=equivalent"

    assert open_page(officer, f"{WHERE}?{query}").text.count("GB/T 2589-20") == 2
    then = open_page(officer, f"{WHERE}?{query}&on=2021-03-31")
    assert ("1.2143–1.3300" in then.text, "1.1000–1.3300" in then.text) == (True, False)


def test_a_new_edition_is_entered_and_shown_in_its_past(officer, open_page, send):
    assert ENTER in open_page(officer, WHERE).links()

    done = send(officer, ENTER, VALUES)

    entered = EnergyFactor.objects.get(area="33")
    assert (entered.valid_from, entered.low, entered.high) == (date(2026, 1, 1), entered.value, entered.value)
    assert done.all("tbody th") == ["2026年1月1日"]
    assert "0.5246" in done.text


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(officer, send):
    answer = send(officer, ENTER, VALUES | {"kind": "equivalent"})

    assert (answer.status, EnergyFactor.objects.filter(area="33").count()) == (409, 0)
    assert "只有电力的二氧化碳排放分地区，其他系数请选“全国”。" in answer.text
    assert answer.values("")["source"] == [VALUES["source"]]


@pytest.mark.parametrize(
    ("role", "statuses"), [(Role.LEADER_CITY, (200, 403)), (Role.UNION_OFFICER, (403, 403))], ids=str
)
def test_who_reads_and_who_enters(federation, actor, open_page, role, statuses):
    reader = actor(role, federation.city)

    assert (open_page(reader, WHERE).status, open_page(reader, ENTER).status) == statuses
