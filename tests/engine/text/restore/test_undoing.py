"""Each class of damage, made by a generator, is undone; what cannot be known is flagged."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiangxin.engine.text.restore import Certainty, Damage, Options, apply_changes, restore, undo_changes

from .damage import SENTENCES, TABLE, annotate, clean_texts, marks, to_traditional

FORMS = {
    Damage.READING: "{char}({reading})",
    Damage.SPACED_READING: "{char}({reading} )",
    Damage.WIDE_BRACKETS: "{char}（{reading}）",
    Damage.TONELESS_OR_DOUBLED: "{char}({reading})({reading})",
}


def check(damaged, clean, options=None):
    result = restore(damaged, options)
    assert result.text == clean
    assert undo_changes(result.text, result.changes) == damaged
    assert apply_changes(damaged, result.changes) == clean
    assert restore(clean, options).changes == ()
    return result


def kinds(result):
    return {damage for change in result.changes for damage in change.damages}


@given(clean_texts, st.sampled_from([*FORMS.items()]))
def test_readings_behind_traditional_characters(clean, form):
    damage, written = form
    assume(marks(clean))
    result = check(annotate(clean, written, traditional=True), clean)
    assert kinds(result) - {Damage.TRADITIONAL, Damage.SIMPLIFIED_BASE} <= {damage}


@given(clean_texts, st.sampled_from([*FORMS.values()]))
def test_readings_behind_simplified_characters(clean, form):
    check(annotate(clean, form), clean)


@given(clean_texts)
def test_readings_without_tones(clean):
    bare = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ", "aaaaeeeeiiiioooouuuuüüüü")
    assume(marks(clean) > 1)
    result = check(annotate(clean).translate(bare), clean)
    assert kinds(result) == {Damage.TONELESS_OR_DOUBLED}


@given(clean_texts)
def test_readings_before_their_characters(clean):
    # A homophone on the left is a neighbour as well: the reading goes all the same.
    result = check(annotate(clean, "({reading}){char}"), clean)
    assert kinds(result) <= {Damage.READING_FIRST, Damage.SIMPLIFIED_BASE, Damage.READING}


@given(clean_texts)
def test_readings_split_by_bracketed_emoji(clean):
    damaged = "".join(
        f"{char}({TABLE[char][:2]}(🧔‍♂️){TABLE[char][2:]} )(🐄)" if char in TABLE else char for char in clean
    )
    check(damaged, clean)


@given(clean_texts)
def test_readings_split_over_two_brackets(clean):
    damaged = "".join(f"{char}({TABLE[char][:1]})({TABLE[char][1:]})" if char in TABLE else char for char in clean)
    check(damaged, clean)


@given(clean_texts)
def test_readings_in_one_another(clean):
    check(annotate(clean, "{char}({reading}({reading}))"), clean)


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("省总工会(shěngzǒnggōnghuì)发文", "省总工会发文"),
        ("全面开展(kāizhǎn)活动", "全面开展活动"),
        ("惠及万余人次(wànyúréncì)", "惠及万余人次"),
        ("组织(zǔ zhī)建设(jiàn shè)", "组织建设"),
        ("西安(xī'ān)", "西安"),
        ("绿(lǜ)色旅(lv)游女(nü)工", "绿色旅游女工"),
        ("哪儿(nǎr)来", "哪儿来"),
        ("關(ɡuān)於發(fɑ̄)展", "关于发展"),
        ("朋友(péngyou)们，先生(xiānsheng)们", "朋友们，先生们"),
        ("創(Chuàng)新發(Fā)展", "创新发展"),
        ("東(DONG)部", "东部"),
        ("劳动(laodong)竞赛(jingsai)活动(huodong)", "劳动竞赛活动"),
        ("开展(kāi(🐾)zhǎn)(kāizhǎn)活动", "开展活动"),
        ("創(chu(àng))新，劳(l)(á)(o)模(QC)", "创新，劳模(QC)"),
        ("组(z)(ǔ)(QC)", "组(QC)"),
        ("創(chuang)新", "创新"),
        ("创(chuang)新", "创新"),
        ("會(huì\n)議", "会议"),
        ("((服務(wù))(類(lèi)))", "((服务)(类))"),
    ],
)
def test_whole_words_and_odd_spellings(damaged, clean):
    check(damaged, clean)


@given(clean_texts, st.integers(0, 5))
def test_an_unclosed_reading_at_the_cut(clean, length):
    damaged = f"{annotate(clean)}\n继续发({'fā'[:length]}"
    check(damaged, f"{clean}\n继续发")
    gap = "……(某网省略20字,会员可读)……"
    check(f"{annotate('创业')}发({'fā'[:length]}{gap}\n后文", f"创业发{gap}\n后文")


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("省总工会(shěngzǒng", "省总工会"),
        ("国家(guójiā的支柱", "国家的支柱"),
        ("頒發(fā獎章(試行)", "颁发奖章(试行)"),
        ("頒發（fā，然后", "颁发，然后"),
        ("頒發(fā\n下一行", "颁发\n下一行"),
        ("创(chuàng)业(yè)颁发(f\n文章搜索", "创业颁发\n文章搜索"),
    ],
)
def test_readings_that_lost_their_bracket(damaged, clean):
    assert {Damage.CUT_READING} <= kinds(check(damaged, clean))


@given(clean_texts, st.randoms(use_true_random=False))
def test_one_reading_anywhere_loses_its_bracket(clean, rng):
    places = [at for at, char in enumerate(clean) if char in TABLE and clean[at + 1 : at + 2] not in {"", "("}]
    places = [at for at in places if ")" not in clean[at:].split("\n")[0]]
    assume(places)
    at = rng.choice(places)
    check(f"{clean[: at + 1]}({TABLE[clean[at]]}{clean[at + 1 :]}", clean)


@given(clean_texts)
def test_traditional_characters(clean):
    result = check(to_traditional(clean), clean)
    assert kinds(result) <= {Damage.TRADITIONAL}


@given(clean_texts, st.sampled_from([" ", "\u00a0", "\u3000", "\u2003", "  ", "\u3000\u3000"]))
def test_text_spaced_out(clean, blank):
    lines = [line for line in clean.split("\n") if not any(char.isascii() for char in line)]
    assume(lines)
    damaged = "\n".join(blank.join(line) for line in lines)
    result = check(damaged, "\n".join(lines))
    assert kinds(result) == {Damage.SPACED_OUT}


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("全 体 会 员   大 会 决 议", "全体会员 大会决议"),
        ("全  体  会  员     大  会  决  议", "全体会员 大会决议"),
        ("\u3000 \u3000 全 体 会 员 大 会 开 幕", "\u3000\u3000全体会员大会开幕"),
        ("我 们 用 P P T 汇 报 2 0 3 1 年 工 作", "我们用PPT汇报2031年工作"),
        ("同 志 们 ：\n今 天 召 开 会 议 。\n表 彰 先 进 。\n谢 谢", "同志们：\n今天召开会议。\n表彰先进。\n谢谢"),
    ],
)
def test_spaces_of_a_spaced_out_text_come_back(damaged, clean):
    check(damaged, clean)


@given(clean_texts)
def test_readings_spaced_out(clean):
    lines = [line for line in clean.split("\n") if not any(char.isascii() for char in line)]
    assume(lines)
    damaged = "\n".join(" ".join(annotate(line, traditional=True)) for line in lines)
    check(damaged, "\n".join(lines))


@given(clean_texts, st.sampled_from([",", ",,"]))
def test_doubled_punctuation(clean, extra):
    damaged = "".join(char + extra if char in "，。；：" else char for char in clean)
    check(damaged, clean)


@given(clean_texts)
def test_everything_at_once(clean):
    lines = [f"{annotate(line, traditional=True)}" for line in clean.split("\n")]
    damaged = "\n".join(lines).replace("，", "，,").replace("工", "工(🐾)")
    check(damaged, clean)


SPARSE = "他写作於此。" + "我们这样说，这里没有问题，让我们进来谈谈这个计划，车间里设备运转，数据应该没问题。" * 3


@pytest.mark.parametrize(
    ("text", "damage", "found", "candidates"),
    [
        ("这是国家_的支柱", Damage.MASKED, "_", ()),
        ("职工**代表", Damage.MASKED, "**", ()),
        ("劳ย动竞赛", Damage.MASKED, "ย", ()),
        ("劳\ufffd动竞赛", Damage.MASKED, "\ufffd", ()),
        ("国家××的支柱", Damage.MASKED, "××", ()),
        ("国家□□的支柱", Damage.MASKED, "□□", ()),
        ("劳d动竞赛", Damage.MASKED, "d", ()),
        ("劳\u200b动竞赛", Damage.MASKED, "\u200b", ()),
        ("促进经济又好又快开展。", Damage.SWAPPED_WORD, "开展", ("发展",)),
        ("为群众效劳", Damage.SWAPPED_WORD, "效劳", ("服务",)),
        ("深入创立劳模工作室", Damage.SWAPPED_WORD, "创立", ("创建",)),
        ("引导广大职员参与", Damage.SWAPPED_WORD, "职员", ("职工",)),
        ("要高度重视哪家癫痫医院好认真落实", Damage.ADVERT, "要高度重视哪家癫痫医院好认真落实", ()),
        ("代写论文", Damage.ADVERT, "代写论文", ()),
        ("西安(Xī'ān)举行会议", Damage.GLOSS, "(Xī'ān)", ()),
        ("部门(bumen)、姓名(xingming)、性别(xingbie)。", Damage.GLOSS, "(bumen)", ()),
        ("创?chān)?偨Y", Damage.BYTE_SHIFT, "?", ()),
        ("他提公道化建议三条", Damage.SWAPPED_WORD, "提公道化建议", ("提合理化建议",)),
        ("会后，看白癜风哪家医院好。散会", Damage.ADVERT, "看白癜风哪家医院好", ()),
        ("详见www.example.com/a.html。", Damage.ADVERT, "www.example.com/a.html", ()),
        ("加微信:abc12345领资料", Damage.ADVERT, "加微信:abc12345", ()),
        ("亳(bó)州举行会议", Damage.GLOSS, "(bó)", ()),
        ("各级工.会要带头", Damage.MASKED, ".", ()),
        ("要进步职工素质", Damage.SWAPPED_WORD, "进步", ("提高",)),
        ("增强领导", Damage.SWAPPED_WORD, "增强", ("加强",)),
        ("扫码下载APP，散会", Damage.ADVERT, "扫码下载APP", ()),
        (SPARSE, Damage.TRADITIONAL, "於", ("于",)),
    ],
)  # fmt: skip
def test_what_cannot_be_known_is_flagged_and_left(text, damage, found, candidates):
    result = restore(text)
    flag = next(flag for flag in result.flags if flag.damage is damage)
    assert result.text == text
    assert (flag.text, flag.candidates, text[flag.start : flag.end]) == (found, candidates, found)


def test_flags_have_their_place_in_both_texts():
    text = "創(chuàng)新國家_的創(chuàng)造"
    result = restore(text)
    (flag,) = result.flags
    assert (flag.start, flag.end, flag.place, flag.length) == (text.index("_"), text.index("_") + 1, 4, 1)


def test_certainty_tells_proof_from_evidence():
    result = restore("創(chuàng)新技(ji)(ji)能(fàn)饭")
    assert [(change.before, change.certainty) for change in result.changes if change.after == ""] == [
        ("(chuàng)", Certainty.CERTAIN),
        ("(ji)(ji)", Certainty.LIKELY),
        ("(fàn)", Certainty.LIKELY),
    ]


@given(clean_texts)
def test_radicals_from_pdf_files_become_characters(clean):
    drawn = clean.translate(str.maketrans("工月日一二人力大金车长门见", "⼯⽉⽇⼀⼆⼈⼒⼤⾦⻋⻓⻔⻅"))
    assume(drawn != clean)

    assert kinds(check(drawn, clean)) == {Damage.RADICAL}
    assert restore(drawn, Options(protected=True)).changes == ()


def test_punctuation_is_widened_on_demand():
    result = restore('会议(全体)强调:"务实",很好;见http://a.cn/?b=1,2 f(x)', Options(widen=True))
    assert result.text == '会议（全体）强调："务实",很好；见http://a.cn/?b=1,2 f(x)'


def test_any_choice_of_changes_can_be_kept():
    result = restore(annotate("创业，创新。", traditional=True))
    kept = [change for change in result.changes if change.damages == (Damage.TRADITIONAL,)]
    assert apply_changes(result.original, kept) == "创(chuàng)业(yè)，创(chuàng)新。"


@given(st.sampled_from(SENTENCES), st.integers(0, 30))
def test_a_report_of_another_text_is_refused(clean, offset):
    result = restore(annotate(clean, traditional=True))
    assume(result.changes)
    other = result.original[: result.changes[0].start]
    with pytest.raises(ValueError, match=r"report\.mismatch"):
        apply_changes(other, result.changes)


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("創(ｃｈｕàｎｇ)新", "创新"),
        ("总(z\u200dǒng)工(\u2060gōng)会(huì\u00ad)", "总工会"),
        ("女(NǙ)工旅(lu:3)途(tu2)绿(lv4)色(se4)", "女工旅途绿色"),
        ("劳动(lao2 dong4)创造(chuang4zao4)价值，劳(lao2)模", "劳动创造价值，劳模"),
        ("附件(fujian4)，图(tu1)，表(B1)", "附件(fujian4)，图(tu1)，表(B1)"),
        ("（含五一劳动奖章获(huò得者）参加", "（含五一劳动奖章获得者）参加"),
        ("国家级(jí4家、省级(jí)37家", "国家级4家、省级37家"),
        ("创(chuàng)建工作(\n各单位(区)落实", "创建工作\n各单位(区)落实"),
        ("创(chuàng)建工作(\n试行)通知", "创建工作(\n试行)通知"),
        ("模(1️⃣)范(#️⃣)劳(©️)动(㊗️)，合格(✔️)", "模范劳动，合格(✔️)"),
        ("模((❤️)❤)范", "模范"),
        ("工(gōng(❤)……", "工……"),
    ],
)
def test_readings_as_unlike_each_other_as_sites_write_them(damaged, clean):
    check(damaged, clean)


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u2009", "\u3000"])
def test_a_spaced_out_page_keeps_its_tabs_dates_and_numbers(gap):
    page = "各单位要认真落实\n姓名\t单位\t得分\n2024年2月26日\n1. 申报条件\n第一条 　为了推动工作\n联系邮箱 gh@li.cn"
    check("\n".join(gap.join(line) for line in page.split("\n")), page)


def test_blanks_between_characters_only_are_not_the_gaps_after_numbers():
    check("各 单 位 认 真 落 实\n1. 申 报 条 件", "各单位认真落实\n1. 申报条件")


@pytest.mark.parametrize(
    ("taiwan", "clean"),
    [
        ("隨著時代，著名作家看著名單，成效顯著，靜靜站著。", "随着时代，著名作家看着名单，成效显著，静静站着。"),
        ("先後著有《論工匠》，《吶喊》，魯迅著。著書立說", "先后著有《论工匠》，《呐喊》，鲁迅著。著书立说"),
        ("為甚麼衞生", "为什么卫生"),
        ("顯著，跟着，王著", "显著，跟着，王著"),
    ],
)
def test_old_forms_that_opencc_leaves(taiwan, clean):
    check(taiwan, clean)


def test_a_few_kana_of_shifted_bytes_make_no_japanese_line():
    assert restore("每?しN的獲獎選手，與一名入圍未獲獎的年輕選手結成幫帶").text.endswith(
        "获奖选手，与一名入围未获奖的年轻选手结成帮带"
    )


def test_a_mark_may_be_the_first_character_that_was_shifted():
    result = restore("身份證號?guǎi)㈦娫?huà)、住址")
    assert result.text == "身份证号?guǎi)㈦娫?huà)、住址"
    assert result.flags[0].candidates == ("、電", "盛電")
