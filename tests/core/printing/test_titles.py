"""Title lines are whole words of like length."""

from hypothesis import given
from hypothesis import strategies as st

from jiangxin.core.printing.titles import PER_LINE, title_lines

CHARACTERS = st.text(alphabet="云溪市总工会关于命名劳模创新工作室的决定《》、2026", min_size=1, max_size=90)


def test_short_title_stays_on_one_line():
    assert title_lines("关于命名劳模创新工作室的决定") == ["关于命名劳模创新工作室的决定"]


def test_a_name_is_not_broken_where_a_line_can_hold_it():
    title = "锦川市阿卜杜热西提·吐尔逊江劳模创新工作室"
    assert title_lines(title, 14, whole="阿卜杜热西提·吐尔逊江") == ["锦川市阿卜杜热西提·吐尔逊江", "劳模创新工作室"]
    assert "".join(title_lines(title, 8, whole="阿卜杜热西提·吐尔逊江")) == title


def test_long_title_is_split_by_words():
    assert title_lines("云溪市总工会关于命名2026年度云溪市劳模创新工作室和劳模服务工作室的决定") == [
        "云溪市总工会关于命名2026年度云溪市",
        "劳模创新工作室和劳模服务工作室的决定",
    ]


def test_drafters_break_is_kept():
    assert title_lines("云溪市总工会\n关于表彰的决定\n") == ["云溪市总工会", "关于表彰的决定"]


@given(CHARACTERS)
def test_nothing_is_lost_and_no_line_is_too_long(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= PER_LINE


def test_brackets_of_either_width_stay_with_their_words():
    speech = "全市首批职工创新(服务)工作室授牌仪式上的讲话"
    for one in (speech, f"在{speech}（预览）"):
        lines = title_lines(one, 14)
        assert [line for line in lines if line[0] in ")）" or line[-1] in "(（"] == []
        assert "".join(lines) == one
