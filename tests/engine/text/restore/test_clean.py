"""What is not damage stays; restoring twice is restoring once; nothing but the module's own error is ever raised."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiangxin.engine.text.decode import decode
from jiangxin.engine.text.errors import TextError
from jiangxin.engine.text.han import simplifier
from jiangxin.engine.text.restore import Damage, Options, apply_changes, restore, undo_changes

from .damage import annotate, clean_texts, to_traditional

PROTECTED = Options(protected=True)


@given(clean_texts)
def test_simplified_text_stays(clean):
    result = restore(clean)
    assert (result.text, result.changes, result.flags) == (clean, (), ())


@given(clean_texts)
def test_traditional_text_loses_nothing_but_its_strokes(clean):
    text = to_traditional(clean)
    assert restore(text).text == simplifier().convert(text)
    assert restore(text, Options(simplify=False)).changes == ()


@pytest.mark.parametrize(
    "text",
    [
        "A theorem (see below) holds; f(x) and (a, b, c) are (m) long (he said), etc.",
        "质量管理小组(QC)用PPT汇报,长5米(m),他(he)来了(OK)。",
        "公式(a)和(b)都对,选项额(e),函数f(x)=1。",
        "创新(服务)工作室(2012年9月21日)共和国(China)",
        "李明(Li Ming)和王芳(Wang Fang)",
        "太好了!!真的吗??他说……好吧。。。",
        "def f(a, b):\n    return a[b,, :]  # 中文注释(fa), 别动\n",
        "x = {'工会': ';;', 'b': '::'}",
        "**重点工作** 与 _强调_ 和 姓名____ 电话____",
        "亳(bó)州、濮(pú)阳",
        "目  录\n第 一 章",
        "甲 乙 丙",
        "满意□ 不满意□ 合格(√) 不合格(×) 五星(★)",
        "日本語の勞働組合は時間を決める",
        "张三\t李四\n王五\t赵六",
        "时间:14:15:27,比例3:5",
        "字段：部门(bumen)、姓名(xingming)、性别(xingbie)。联系人：王芳(wangfang)，选项额(e)",
        "张三(zhang san)和李四(li si)",
        "命名空间工会::服务，示例如下::",
        "case a) echo 你好;;",
        "日 一 二 三 四 五 六",
        "赵 钱 孙 李 周 吴 郑 王",
        "甲 乙 丙 丁",
        "单(shàn，古姓)",
        "公式f(行",
        "",
        "\ud800中文",
    ],
)
def test_what_only_looks_like_damage_stays(text):
    assert restore(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "汉语拼音(hàn yǔ pīn yīn)是拼写汉语的字母。",
        "(chūn)春天,花(huā)开。",
        "春 天 来 了 花 开",
        "天(tian)地(di)人(ren)(🐄)",
    ],
)
def test_a_textbook_is_protected(text):
    assert restore(text, PROTECTED).text == text
    assert restore(text).text != text


@pytest.mark.parametrize(
    "text",
    [
        "推动企业开展劳动竞赛，面向社会开展宣传，科学开展评选，活动健康开展。",
        "公司创立于1958年，现有职员；双轨制；标新立异；完美收官；晋升职务。",
        "市第一医院工会、市人民医院门诊部、职工妇科普查在医院进行，专家组到医院考察。",
        "三A级企业，维C片，阿Q正传，卡拉OK，二○一二年，5×4=20，创新×服务",
        "满意□ 不满意□",
        "党建+工会，企业-职工，十二.五规划，增强党性，展开讨论，篮球比赛，履行职责，扫一扫，了解更多。",
    ],
)
def test_what_only_sounds_like_damage_is_not_flagged(text):
    result = restore(text)
    assert (result.text, result.flags) == (text, ())


@given(clean_texts)
def test_protection_keeps_every_reading(clean):
    assert restore(annotate(clean), PROTECTED).text == annotate(clean)


def test_names_keep_their_characters():
    text = "陳昇與范徐麗泰、鍾楚紅參加頒獎典禮"
    keep = frozenset({"陳昇", "鍾楚紅", "不在此"})
    assert restore(text, Options(keep=keep)).text == "陳昇与范徐丽泰、鍾楚紅参加颁奖典礼"
    assert restore("陳昇(shēng)與會", Options(keep=keep)).text == "陳昇与会"


@given(clean_texts, st.sampled_from([Options(widen=True), PROTECTED, Options(keep=frozenset({"獎勵", "組"}))]))
def test_restoring_again_changes_nothing(clean, options):
    once = restore(annotate(clean, traditional=True), options)
    assert restore(once.text, options).changes == ()


PIECES = st.sampled_from(
    [
        *"創新劳模的⼀⻓一行重長们日;,。，、:(（)）?？ 　_*…ａǎāüɡ\n\r\u0301\ufffd🐄の著乾於",
        "(chuàng)",
        "(xin)",
        "?wù)",
        "……(",
        "(g",
        "芦@",
        "；顒",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([Options(), PROTECTED, Options(widen=True)]))
@example("行(hang)行(hang)(🐄)", Options())
@example("創((xin)xin)", Options())
@example("的 ,的 ,的 ,的 ,", Options())
def test_any_mixture_is_reported_exactly_and_settles(text, options):
    result = restore(text, options)
    assert undo_changes(result.text, result.changes) == text
    assert apply_changes(text, result.changes) == result.text
    assert all(change.before != change.after for change in result.changes)
    for flag in result.flags:
        assert result.text[flag.place : flag.place + flag.length] == flag.text
        assert 0 <= flag.start < flag.end <= len(text)
    again = restore(result.text, options)
    assert (again.text, again.changes) == (result.text, ())


@given(st.text(max_size=60))
def test_any_text_settles(text):
    result = restore(text)
    assert undo_changes(result.text, result.changes) == text
    assert restore(result.text).text == result.text


@given(st.binary(max_size=120))
def test_any_bytes_are_restored_or_refused(data):
    try:
        decoded = decode(data)
    except TextError:
        return
    result = restore(decoded.text)
    assert len(result.flags) >= 0
    assert undo_changes(result.text, result.changes) == decoded.text


def test_a_change_names_its_class():
    result = restore("e\u0301創(chuàng)")
    assert [(change.before, change.after, change.damages) for change in result.changes] == [
        ("e\u0301", "é", (Damage.UNCOMPOSED,)),
        ("創", "创", (Damage.TRADITIONAL,)),
        ("(chuàng)", "", (Damage.READING,)),
    ]
