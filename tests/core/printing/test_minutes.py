"""Minutes of meetings."""

from dataclasses import replace

import pytest

from jiangxin.core.printing.minutes import MeetingMinutes, minutes_document, minutes_pdf
from jiangxin.core.printing.official import Paragraph

from .samples import DAY, SENTENCE

MINUTES = MeetingMinutes(
    mark="云溪市总工会主席办公会议纪要",
    number="〔2026〕3号",
    title="关于审定劳模创新工作室名单",
    body=(Paragraph(SENTENCE * 2),),
    issued=DAY,
    issuer="云溪市总工会",
    present="王建国、李卫东",
    observing="钱江",
)


def test_minutes_have_their_own_mark(typesetter, read):
    lines = read(minutes_pdf(MINUTES, typesetter))[0].lines
    assert [line.text for line in lines[:3]] == [MINUTES.mark, MINUTES.number, MINUTES.title]
    assert lines[0].top == pytest.approx(72, abs=0.3)


def test_people_follow_the_text(typesetter, read):
    text = "".join(sheet.text for sheet in read(minutes_pdf(MINUTES, typesetter)))
    assert "出席：王建国、李卫东列席：钱江云溪市总工会2026年11月22日" in text


def test_absent_people_are_named_only_when_there_are_some():
    assert [people.label for people in minutes_document(MINUTES).attendance] == ["出席", "列席"]
    assert [people.label for people in minutes_document(replace(MINUTES, absent="赵明")).attendance] == [
        "出席",
        "请假",
        "列席",
    ]


def test_minutes_are_not_sealed():
    assert minutes_document(MINUTES).sealed is False
