"""A profile is read whole or refused whole; the refusal names every key at fault and what it must hold."""

from pathlib import Path

import pytest

import jiangxin.rehearsal
from jiangxin.core.refusal import Refusal
from jiangxin.rehearsal.profile import read_profile, shape_from
from jiangxin.rehearsal.shapes import CityShape

PROFILES = Path(jiangxin.rehearsal.__file__).parent / "profiles"


def table(**changes):
    least = {
        "name": "临江市",
        "document_word": "临工发",
        "division": "339900",
        "counties": ["东区", "西县"],
        "year": 2026,
        "seats": 4,
    }
    return {**least, **changes}


def faults(given):
    with pytest.raises(Refusal) as raised:
        shape_from(given)
    assert raised.value.code == "profile_invalid"
    return [line.strip() for line in str(raised.value.message).splitlines()[1:]]


def test_the_shipped_profile_is_the_published_city():
    shape = read_profile(PROFILES / "hefei-2022.toml")

    assert (shape.name, shape.year, shape.seats, len(shape.counties)) == ("合肥市", 2022, 35, 9)
    assert (shape.quota_per_area, shape.minimum_per_area, shape.notice_days) == (0, 5, 5)
    assert shape.rubrics == {"innovation": "hangzhou", "service": "hangzhou"}


def test_the_least_a_profile_holds_leaves_the_rest_as_usual():
    assert shape_from(table()) == CityShape(
        name="临江市",
        document_word="临工发",
        division="339900",
        counties=("东区", "西县"),
        industries=(),
        year=2026,
        seats=4,
    )


def test_quotas_are_kept_for_each_area():
    shape = shape_from(table(industries=["电力工会"], quotas={"per_area": 3, "areas": {"西县": 7, "电力工会": 1}}))

    assert (shape.quota_per_area, shape.quotas) == (3, {"西县": 7, "电力工会": 1})


def test_every_missing_key_is_told_at_once():
    assert faults({"name": "临江市", "seats": 4}) == [
        "缺少 document_word – missing",
        "缺少 division – missing",
        "缺少 counties – missing",
        "缺少 year – missing",
    ]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"name": 7}, "name = 7 "),
        ({"seats": -1}, "seats = -1 "),
        ({"seats": "many"}, "seats = 'many' "),
        ({"seats": True}, "seats = True "),
        ({"year": 20260}, "year = 20260 "),
        ({"division": 339900}, "division = 339900 "),
        ({"division": "３３９９００"}, "division = '３３９９００' "),
        ({"counties": []}, "counties = [] "),
        ({"counties": "东区"}, "counties = '东区' "),
        ({"counties": ["东区", 3]}, "counties = ['东区', 3] "),
        ({"experts_per_entry": 0}, "experts_per_entry = 0 "),
        ({"quotas": 5}, "quotas = 5 "),
        ({"quotas": {"per_area": -5}}, "quotas.per_area = -5 "),
        ({"quotas": {"areas": {"东区": -1}}}, "quotas.areas = {'东区': -1} "),
        ({"quotas": {"areas": {"南区": 2}}}, "quotas.areas.南区 "),
        ({"quotas": {"per_county": 5}}, "不认识 quotas.per_county，"),
        ({"notice": {"working_days": 0}}, "notice.working_days = 0 "),
        ({"rubrics": {"innovation": "paris"}}, "rubrics.innovation = 'paris' "),
        ({"route": {"levels": ["city"]}}, "route.levels = ['city'] "),
        ({"counties": ["东区", "东区"]}, "地区重复 – an area twice: 东区"),
        ({"colour": "red"}, "不认识 colour，"),
    ],
)
def test_what_cannot_be_used_is_told_by_its_key(changes, key):
    (told,) = faults(table(**changes))

    assert told.startswith(key)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"name = ", "读不出来"), ("name = '临江市'".encode("gb18030"), "不是 UTF-8 编码的文本"), (None, "没有文件")],
)
def test_a_file_that_cannot_be_read_is_told(content, told, tmp_path):
    path = tmp_path / "city.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(Refusal) as raised:
        read_profile(path)

    assert told in str(raised.value.message)


def test_a_mark_before_the_text_does_no_harm(tmp_path):
    path = tmp_path / "city.toml"
    path.write_bytes(b"\xef\xbb\xbf" + (PROFILES / "hefei-2022.toml").read_bytes())

    assert read_profile(path) == read_profile(PROFILES / "hefei-2022.toml")
