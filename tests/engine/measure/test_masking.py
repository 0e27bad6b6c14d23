import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiangxin.engine.measure.masking import (
    mask_address,
    mask_bank_account,
    mask_document_number,
    mask_email,
    mask_name,
    mask_name_in,
    mask_phone,
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳", "欧*"),
        ("欧阳修", "欧阳*"),
        ("欧阳娜娜", "欧阳**"),
        ("𠮷田", "𠮷*"),
        ("张", "张*"),
        ("李　明", "李*"),
        ("李 明", "李*"),
        ("李\u200b明", "李*"),
        ("买买提·吐尔逊", "买**·***"),
        ("John Smith", "J*** S****"),
        ("X", "X*"),
        ("A B", "A B*"),
        (" ", ""),
    ],
)
def test_name(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("33050219900101123X", "3305**********123X"),
        ("110105491231002", "1101*******1002"),
        ("E12345678", "E******78"),
        ("AB1", "***"),
        ("", ""),
    ],
)
def test_document_number(number, shown):
    assert mask_document_number(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13812341234", "138****1234"),
        ("+86 138 1234 1234", "+86138****1234"),
        ("0572-2012345", "0572-*****45"),
        ("057187654321", "0571******21"),
        ("95598", "***98"),
        ("12", "**"),
        ("", ""),
    ],
)
def test_phone(number, shown):
    assert mask_phone(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("zhangsan@example.com", "zh***@example.com"),
        ("zs@example.com", "z***@example.com"),
        ("@example.com", "***@example.com"),
        ("nonsense", "***"),
        ("", ""),
    ],
)
def test_email(address, shown):
    assert mask_email(address) == shown


@pytest.mark.parametrize(("number", "shown"), [("6222 0212 0500 1234", "************1234"), ("1234", "****"), ("", "")])
def test_bank_account(number, shown):
    assert mask_bank_account(number) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("浙江省湖州市吴兴区织里镇富民路12号", "浙江省湖州市吴兴区织里镇***"),
        ("湖州市安吉县递铺街道市民路3号", "湖州市安吉县递铺街道***"),
        ("安吉县递铺街道市民路3号", "安吉县递铺街道***"),
        ("浙江省湖州市吴兴区凤凰路100号东乡小区", "浙江省湖州市吴兴区***"),
        ("江苏省镇江市京口区学府路301号", "江苏省镇江市京口区***"),
        ("镇江市京口区学府路301号", "镇江市京口区***"),
        ("江西省景德镇市珠山区新厂街道1号", "江西省景德镇市珠山区新厂街道***"),
        ("上海市浦东新区张江镇祖冲之路88号", "上海市浦东新区张江镇***"),
        ("内蒙古自治区锡林郭勒盟苏尼特右旗额仁淖尔苏木1号", "内蒙古自治区锡林郭勒盟苏尼特右旗额仁淖尔苏木***"),
        ("浙江省丽水市景宁畲族自治县东坑镇1号", "浙江省丽水市景宁畲族自治县东坑镇***"),
        ("文一西路969号3幢", "***"),
        ("浙江省湖州市吴兴区织里镇", "浙江省湖州市吴兴区织里镇"),
        ("", ""),
    ],
)
def test_address(address, shown):
    assert mask_address(address) == shown


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_house_number_is_ever_shown(text):
    shown = mask_address(f"湖州市吴兴区织里镇{text}77号801室")
    assert not re.search(r"77|801", shown)


@given(st.integers(0, 10**19))
def test_account_keeps_its_length_and_shows_four_digits_at_most(number):
    shown = mask_bank_account(str(number))
    assert len(shown) == len(str(number))
    assert sum(char != "*" for char in shown) <= 4


@given(st.text(max_size=30))
def test_something_of_every_name_is_hidden(text):
    shown = mask_name(text)
    assert ("*" in shown) == (text.strip() != "")


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("李明劳模创新工作室", "李明", "李*劳模创新工作室"),
        ("李 明工作室", "李明", "李*工作室"),
        ("李明工作室", "李　明", "李*工作室"),
        ("欧阳修远工作室", "欧阳修远", "欧阳**工作室"),
        ("买买提•艾力工作室", "买买提·艾力", "买**·**工作室"),
        ("买买提艾力工作室", "买买提·艾力", "买**·**工作室"),
        ("艾力工作室", "买买提·艾力", "艾*工作室"),
        ("JohnSmith工作室", "John Smith", "J*** S****工作室"),
        ("焊接工作室", "李明", "焊接工作室"),
        ("焊接工作室", "", "焊接工作室"),
    ],
)
def test_a_name_is_hidden_inside_other_words_too(text, name, shown):
    assert mask_name_in(text, name) == shown
