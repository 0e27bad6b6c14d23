"""What the parts of a page say, read from what they render."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override
from selectolax.lexbor import LexborHTMLParser

from jiangxin.core.models import Job, JobState
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.ui.job_status import job_status
from jiangxin.core.ui.parts import Confirmation, Fact, FileLink, HistoryItem, Share, Step, Subject
from jiangxin.engine.measure.working_days import WorkingCalendar

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


def render(source, **context):
    with override("zh-hans"):
        return LexborHTMLParser(Template(source).render(Context(context)))


def words(tree):
    return " ".join(tree.body.text(separator=" ").split())


class StudioForm(forms.Form):
    name = forms.CharField(label="名称", help_text="不超过 60 字")
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect)
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea)
    agreed = forms.BooleanField(label="已核对")
    county = forms.ChoiceField(label="县", choices=[("1", "青石县")])


def test_a_state_is_colour_icon_and_word():
    badge = render("{% state_badge 'named' '已命名' %}").css_first("span")
    assert badge.attributes["class"] == "jx-state jx-state-named"
    assert badge.css_first("svg").attributes["aria-hidden"] == "true"
    assert badge.text() == "已命名"


def test_a_choice_brings_its_own_word():
    assert words(render("{% state_badge state %}", state=JobState.DONE)) == "已完成"


def test_a_page_header_has_one_heading_and_its_acts():
    opening = "{% page_header '申报' lead='说明' state='draft' state_label='草稿' %}"
    tree = render(opening + "<a class='btn'>提交</a>{% endpage_header %}")
    assert [node.text() for node in tree.css("h1")] == ["申报"]
    assert tree.css_first(".jx-acts .btn").text() == "提交"


def test_a_page_header_without_acts_leaves_no_empty_box():
    assert render("{% page_header '申报' %}  {% endpage_header %}").css(".jx-acts") == []


def test_what_stands_in_a_notice_is_escaped_once():
    tree = render("{% notice 'warning' title=name %}{{ name }}<b>粗</b>{% endnotice %}", name="<i>甲</i>")
    assert tree.css("i") == []
    assert tree.css_first("b").text() == "粗"
    assert tree.css_first("strong").text() == "<i>甲</i>"


def test_a_fact_that_is_not_filled_in_says_so():
    tree = render("{% fact_list facts %}", facts=[Fact("电话", None), Fact("成员", 0), Fact("名称", "甲", "/1")])
    assert [node.text(strip=True) for node in tree.css("dd")] == ["未填写", "0", "甲"]
    assert tree.css_first("dd a").attributes["href"] == "/1"


def test_history_tells_who_when_act_opinion_number_seal_and_files():
    item = HistoryItem(
        at=NOW,
        act="推荐",
        who="林知夏",
        organisation="青石县总工会",
        duty="审核",
        state="passed",
        state_label="已通过",
        opinion="同意推荐。",
        document_number="青工〔2026〕8号",
        seal_url="/seal.png",
        delegated_by="沈怀远",
        files=[FileLink("盖章件.pdf", "/file")],
    )
    tree = render("{% history items %}", items=[item])
    assert words(tree) == (
        "推荐 已通过 2026年11月22日 15:30 青石县总工会 林知夏（审核） · 受沈怀远委托"
        " 同意推荐。 文号 青工〔2026〕8号 盖章件.pdf"
    )
    assert tree.css_first("img").attributes["alt"] == "青石县总工会的印章"
    assert tree.css_first("time").attributes["datetime"] == "2026-11-22T15:30:00+08:00"


def test_an_error_summary_links_to_the_fields_and_takes_the_focus():
    refusal = Refusal(
        "invalid", "请更正后再提交。", "可先保存草稿。", problems=[Problem("leader.phone", "手机号码少一位")]
    )
    summary = render("{% error_summary refusal %}", refusal=refusal).css_first(".jx-errors")
    assert summary.attributes["role"] == "alert"
    assert "autofocus" in summary.attributes
    assert [(a.attributes["href"], a.text()) for a in summary.css("a")] == [("#id_leader-phone", "手机号码少一位")]
    assert summary.css_first("h2").text() == "有 1 处需要更正"


def test_a_refusal_without_problems_is_told_in_its_own_words():
    tree = render("{% error_summary refusal %}", refusal=Refusal("quota_full", "推荐名额已满。", "可先撤回一个推荐。"))
    assert words(tree) == "推荐名额已满。 可先撤回一个推荐。"


def test_nothing_wrong_shows_nothing():
    assert words(render("{% error_summary form %}", form=StudioForm())) == ""


@pytest.mark.parametrize(
    ("name", "selector", "css"),
    [
        ("name", "input", "form-control is-invalid"),
        ("county", "select", "form-select is-invalid"),
        ("agreed", "input", "form-check-input is-invalid"),
    ],
)
def test_a_faulty_field_says_so_beside_it_and_to_a_screen_reader(name, selector, css):
    tree = render(f"{{% field form.{name} %}}", form=StudioForm({}))
    control = tree.css_first(selector)
    assert control.attributes["class"] == css
    assert control.attributes["aria-invalid"] == "true"
    described = control.attributes["aria-describedby"].split()
    assert [tree.css_first(f"#{anchor}") is not None for anchor in described] == [True] * len(described)
    assert tree.css_first(f"label[for=id_{name}]") is not None
    assert tree.css_first(f"#id_{name}_error").text(strip=True) == "这个字段是必填项。"


def test_choices_stand_in_a_fieldset_with_a_legend():
    tree = render("{% field form.kind %}", form=StudioForm())
    assert tree.css_first("fieldset legend").text(strip=True) == "类别"
    assert [node.attributes["id"] for node in tree.css("input")] == ["id_kind_0", "id_kind_1"]


def test_what_need_not_be_filled_in_is_marked():
    assert "（选填）" in words(render("{% field form.note %}", form=StudioForm()))
    assert "（选填）" not in words(render("{% field form.name %}", form=StudioForm()))


@pytest.mark.parametrize(
    ("used", "verdict"),
    [
        (3, "还可用 2 个"),
        (5, "名额已满"),
        (6, "名额已满，其中 1 个使用机动名额"),
        (8, "已超出 2 个，须先撤回或申请调剂"),
    ],
)
def test_a_quota_bar_ends_in_a_verdict(used, verdict):
    tree = render("{% quota_bar used 5 1 %}", used=used)
    assert tree.css_first(".jx-quota-verdict").text(strip=True) == verdict


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (date(2026, 11, 25), "2026年11月25日 还有 3 天"),
        (date(2026, 11, 22), "2026年11月22日 今天截止"),
        (date(2026, 11, 20), "2026年11月20日 已逾期 2 天"),
        (NOW + timedelta(hours=1), "2026年11月22日 16:30 今天截止"),
        (NOW - timedelta(hours=1), "2026年11月22日 14:30 今天已截止"),
        (None, "无期限"),
    ],
)
def test_a_deadline_says_how_long_is_left(clock_at, moment, said):
    clock_at(NOW)
    assert words(render("{% due moment %}", moment=moment)) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW + timedelta(days=5), "2026年11月27日 15:30 还有 5 个工作日"),
        (NOW + timedelta(hours=1), "2026年11月22日 16:30 今天截止"),
        (NOW - timedelta(hours=1), "2026年11月22日 14:30 已逾期"),
        (NOW - timedelta(days=4), "2026年11月18日 15:30 已逾期 2 个工作日"),
        (None, "无期限"),
    ],
)
def test_a_deadline_is_told_in_working_days_where_there_is_a_calendar(clock_at, moment, said):
    """The 22nd of November 2026 is a Sunday."""
    clock_at(NOW)
    shown = render("{% due moment moment|working_days:calendar %}", moment=moment, calendar=WorkingCalendar())
    assert words(shown) == said


def test_steps_mark_the_one_under_way():
    tree = render("{% progress_steps steps %}", steps=[Step("申报", "done"), Step("审查", "current"), Step("公示")])
    marked = [node.attributes.get("aria-current") for node in tree.css("li")]
    assert marked == [None, "step", None]


def test_a_spread_is_told_in_words_too():
    tree = render("{% score_spread scores %}", scores=[80, 90])
    assert tree.css_first("svg").attributes["aria-label"] == "2 位专家，平均 85.00，最低 80，最高 90"


def test_every_share_is_a_number_besides_a_colour():
    tree = render("{% share_bar shares unit='家' %}", shares=[Share("国有", 3, url="/s"), Share("私营", 1)])
    assert [" ".join(node.text().split()) for node in tree.css("li")] == ["国有 3家（75%）", "私营 1家（25%）"]


def test_a_running_job_can_be_followed_and_cancelled():
    job = Job(title="生成证书", state=JobState.RUNNING, done=1, total=4, message="正在排版")
    tree = render("{% job_progress job status_url='/s' cancel_url='/c' result_url='/r' %}", job=job)
    assert tree.css_first("[data-job]").attributes["data-status-url"] == "/s"
    assert tree.css_first("progress").attributes["value"] == "25"
    assert tree.css_first("form").attributes["action"] == "/c"
    assert tree.css("a[href='/r']") == []


def test_a_finished_job_offers_its_result_and_no_cancel():
    job = Job(title="生成证书", state=JobState.DONE, done=4, total=4)
    tree = render("{% job_progress job status_url='/s' cancel_url='/c' result_url='/r' %}", job=job)
    assert tree.css("form") == []
    assert tree.css_first("a[href='/r']").text(strip=True) == "下载结果"


def test_the_script_is_told_how_far_a_job_is():
    with override("zh-hans"):
        told = job_status(Job(title="生成证书", state=JobState.RUNNING, done=1, total=4, message="正在排版"))
    assert told == {
        "state": "running", "state_label": "进行中", "over": False, "done": 1, "total": 4, "percent": 25,
        "words": "已处理 1 / 4 正在排版",
    }  # fmt: skip


def test_a_confirmation_counts_what_it_touches_and_what_it_leaves():
    asked = Confirmation("退回", "退回", "/", subjects=[Subject("甲"), Subject("乙", refused="已评审"), Subject("丙")])
    assert (asked.touched, asked.left_alone) == (2, 1)


@pytest.mark.parametrize(
    ("amount", "written"),
    [(125_000, "12.50 万元"), (0, "0.00 万元"), (123_456_789, "12,345.68 万元"), (50, "0.01 万元")],
)
def test_amounts_in_ten_thousands(amount, written):
    assert words(render("{{ amount|wan }}", amount=amount)) == written
