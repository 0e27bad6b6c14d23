from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.actor import PUBLIC, SYSTEM
from jiangxin.core.models import JournalEntry
from jiangxin.core.ui.filters import ChoiceFilter, DateRangeFilter, TextFilter, YesNoFilter

DAYS = DateRangeFilter(code="at", label="时间", field="at", moments=True)
TEXT = TextFilter(code="q", label="名称", fields=("name",))


@given(st.text())
def test_any_text_is_read_without_control_characters(text):
    query = QueryDict(mutable=True)
    query["q"] = text
    found = TEXT.read(query, PUBLIC)
    assert found is None or (found.isprintable() and found == found.strip() and 0 < len(found) <= 100)


@given(st.text(), st.text())
def test_any_two_texts_are_read_as_a_range_the_right_way_round_or_none(start, end):
    query = QueryDict(mutable=True)
    query.update({"at_from": start, "at_to": end})
    found = DAYS.read(query, PUBLIC)
    assert found is None or None in found or found[0] <= found[1]


@pytest.mark.parametrize("written", ["0001-01-01", "9999-12-31", "2026-02-30", "昨天", "２０２６-01-01x", "-1"])
def test_days_that_cannot_be_meant_are_none(written):
    assert DAYS.read(QueryDict(f"at_from={written}"), PUBLIC) is None


def test_a_range_the_wrong_way_round_is_turned():
    found = DAYS.read(QueryDict("at_from=2026-12-01&at_to=2026-11-01"), PUBLIC)
    assert found == (date(2026, 11, 1), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ((date(2026, 11, 1), date(2026, 11, 30)), "2026年11月1日 至 2026年11月30日"),
        ((date(2026, 11, 1), None), "2026年11月1日 起"),
        ((None, date(2026, 11, 30)), "至 2026年11月30日"),
    ],
)
def test_a_range_is_told_in_words(value, words):
    with override("zh-hans"):
        assert DAYS.words(value, PUBLIC) == words


def test_choices_may_depend_on_the_actor():
    made = ChoiceFilter(code="who", label="谁", choices=lambda actor: [(actor.name, "我")])
    assert made.read(QueryDict("who=system"), SYSTEM) == "system"
    assert made.read(QueryDict("who=system"), PUBLIC) is None


@pytest.mark.django_db
def test_days_are_those_of_the_federation_s_own_clock(federation):
    # 2026-11-22 23:30 and 2026-11-23 00:30 in Shanghai.
    moments = [datetime(2026, 11, 22, 15, 30, tzinfo=UTC), datetime(2026, 11, 22, 16, 30, tzinfo=UTC)]
    for number, moment in enumerate(moments):
        JournalEntry(
            uid=f"00000000-0000-0000-0000-00000000000{number}",
            at=moment,
            act=f"t{number}",
            digest=str(number),
            outcome="done",
        ).save()
    rows = JournalEntry.objects.filter(act__in=["t0", "t1"])
    day = (date(2026, 11, 22), date(2026, 11, 22))
    assert [row.act for row in DAYS.apply(rows, day)] == ["t0"]


@pytest.mark.django_db
def test_yes_and_no_part_the_rows(federation):
    from django.db.models import Q

    from jiangxin.orgs.models import Organisation

    made = YesNoFilter(code="has", label="有单位", condition=~Q(unit_name=""))
    rows = Organisation.objects.all()
    yes, no = (set(made.apply(rows, answer)) for answer in ("yes", "no"))
    assert yes == {federation.unit, federation.private_unit, federation.other_unit, federation.industry_unit}
    assert yes | no == set(rows)
    assert yes & no == set()
