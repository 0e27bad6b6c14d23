"""The pages of one studio's file in both faces."""

import pytest

from jiangxin.studios.models import Studio


def of(face, studio, rest=""):
    return f"/{face}/studios/{studio.pk}/{rest}"


def test_a_units_own_people_are_led_to_their_studio(open_page, people, studio):
    answer = open_page(people.secretary, "/studio/studios/").response
    assert (answer.status_code, answer["Location"]) == (302, of("studio", studio))
    shown = open_page(people.secretary, of("studio", studio))
    assert shown.all("h1") == [studio.name]
    assert shown.all(".jx-tabs a")[0] == "档案"


def test_a_unit_without_studios_is_told_what_comes(open_page, people):
    assert "本单位还没有命名的工作室" in open_page(people.other_secretary, "/studio/studios/").text


@pytest.mark.parametrize(
    ("who", "face", "status"),
    [
        ("secretary", "studio", 200),
        ("other_secretary", "studio", 404),
        ("union", "desk", 200),
        ("county", "desk", 200),
        ("officer", "desk", 200),
        ("other_county", "desk", 404),
    ],
)
def test_whose_file_it_is(who, face, status, open_page, people, studio):
    assert open_page(getattr(people, who), of(face, studio)).status == status


def test_the_file_of_a_past_day_and_of_no_day(open_page, people, studio):
    today = open_page(people.county, of("desk", studio))
    assert today.all("#day-title") == ["今天的档案"]
    before = open_page(people.county, of("desk", studio), on="2026-09-14")
    assert before.all("#day-title") == ["2026年9月14日的档案"]
    assert "尚未命名" in before.text
    for wrong in ("2027-01-01", "gestern"):
        assert "请填写今天或今天以前的日期" in open_page(people.county, of("desk", studio), on=wrong).text


def test_the_list_shows_an_area_its_own(open_page, people, studio):
    assert sorted(open_page(people.county, "/desk/studios/").all("tbody th a")) == sorted(
        Studio.objects.filter(area_id=people.county.organisation_id).values_list("name", flat=True)
    )
    assert studio.name not in open_page(people.other_county, "/desk/studios/").text
