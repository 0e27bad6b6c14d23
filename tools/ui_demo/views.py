"""The demonstration pages: every kind, each empty, usual, with long names and with a thousand rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.db import connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.test import RequestFactory
from ui_demo import samples
from ui_demo.samples import LONG, NOW, OFFICER, Sample

from jiangxin.core import clock
from jiangxin.core.models import Job, JobState, SavedView
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.listing import (
    BatchAct,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    YesNoFilter,
    listing_page,
)
from jiangxin.core.ui.parts import Confirmation, Subject

LISTING: Listing[Sample] = Listing(
    code="demo.samples",
    title="申报",
    lead="2026年度市级劳模创新工作室命名，云汐市全部推荐单位。",
    rows=lambda _actor: Sample.objects.all(),
    columns=[
        Column(code="name", label="工作室", sort="name"),
        Column(code="leader", label="领衔人", sort="leader"),
        Column(code="unit", label="所在单位"),
        Column(code="county", label="推荐单位", sort="county"),
        Column(code="state", label="状态", kind=Kind.STATE, sort="state"),
        Column(code="score", label="得分", kind=Kind.NUMBER, sort="score"),
        Column(code="amount", label="经费（万元）", kind=Kind.WAN, sort="amount"),
        Column(code="submitted_at", label="提交时间", kind=Kind.MOMENT, sort="submitted_at"),
        Column(code="id", label="编号", kind=Kind.NUMBER, shown=False),
    ],
    filters=[
        TextFilter(code="q", label="工作室或领衔人", fields=("name", "leader")),
        ChoiceFilter(code="state", label="状态", choices=samples.STATES),
        ChoiceFilter(code="county", label="推荐单位", choices=[(name, name) for name in samples.COUNTIES]),
        YesNoFilter(code="scored", label="已有得分", condition=Q(score__isnull=False)),
        DateRangeFilter(code="submitted", label="提交时间", field="submitted_at", moments=True),
    ],
    default_sort="-submitted_at",
    row_url=lambda row: f"#{row.pk}",
    batch_acts=[BatchAct("通过形式审查", "#", main=True), BatchAct("退回补正", "#"), BatchAct("催办", "#")],
    empty=Empty(
        "还没有申报", "批次开放后，各单位提交的申报会列在这里。先核对申报时间和推荐名额。", "#", "查看批次设置"
    ),
    unit="项",
)


class StudioForm(forms.Form):
    """A form with every sort of field."""

    name = forms.CharField(label="工作室名称", max_length=60, help_text="领衔人姓名＋专业方向＋“创新工作室”。")
    kind = forms.ChoiceField(
        label="类别",
        choices=[("innovation", "劳模创新工作室"), ("service", "劳模服务工作室")],
        widget=forms.RadioSelect,
    )
    founded = forms.DateField(label="成立时间", widget=forms.DateInput(attrs={"type": "date"}))
    industry = forms.ChoiceField(
        label="所属行业", choices=[("", "请选择"), ("C", "制造业"), ("D", "电力、热力、燃气及水生产和供应业")]
    )
    fields_of_work = forms.MultipleChoiceField(
        label="主要工作",
        choices=[("1", "技术攻关"), ("2", "带徒传技"), ("3", "成果推广")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    summary = forms.CharField(
        label="主要事迹", widget=forms.Textarea(attrs={"rows": 5}), help_text="1,500 字以内，写清做了什么、效果如何。"
    )
    plan = forms.FileField(label="工作计划", required=False, help_text="PDF 或 Word，不超过 20 MB。")
    agreed = forms.BooleanField(label="已核对以上内容真实准确，同意在公示时公开工作室名称、领衔人和所在单位。")


def _request(path: str = "/") -> Any:
    request = RequestFactory().get(path)
    request.actor = OFFICER  # type: ignore[attr-defined]
    return request


def _page(template: str, **context: Any) -> str:
    return render_to_string(template, {"house": samples.house(), **context}, request=_request())


def pages() -> Iterator[tuple[str, str]]:
    """Yield name and text of every page, at a fixed moment."""
    with clock.stopped_at(NOW):
        _lay_tables()
        yield from _lists()
        yield from _parts()
        yield from _inboxes()
        yield from _cases()
        yield from _forms()
        yield from _others()


def _lay_tables() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Sample)
        editor.create_model(SavedView)
    connection.disable_constraint_checking()  # there is no table of accounts here


def _lists() -> Iterator[tuple[str, str]]:
    def shown(query: str = "", *, long: bool = False) -> str:
        context = {"house": samples.house(current=1, long=long)}
        return listing_page(_request(f"/list.html{query}"), LISTING, context=context).content.decode()  # type: ignore[attr-defined]

    yield "list-empty", shown()
    yield "list-nothing-found", shown("?q=没有这样的名字&state=named")
    Sample.objects.bulk_create(samples.sample(number) for number in range(24))
    SavedView(account_id=1, listing=LISTING.code, name="待我审查", query="state=submitted").save()
    SavedView(account_id=1, listing=LISTING.code, name="云山区得分从高到低", query="county=x&sort=-score").save()
    yield "list-usual", shown("?state=submitted&submitted_from=2026-11-01")
    Sample.objects.bulk_create(samples.sample(number) for number in range(24, 1_000))
    yield "list-thousand", shown("?sort=-score&page=3")
    Sample.objects.all().delete()
    Sample.objects.bulk_create(samples.sample(number, long=True) for number in range(6))
    yield "list-long", shown(long=True)


def _parts() -> Iterator[tuple[str, str]]:
    job = Job(title="生成 1,000 份证书", state=JobState.RUNNING, done=412, total=1000, message="正在排版")
    base = {
        "title": "界面部件",
        "states": [*samples.STATES, ("overdue", "已逾期")],
        "scores": [78, 84, 85, 88, 95],
        "close": [86, 87, 87, 88, 89],
        "none": [],
        "long_name": LONG,
        "late": date(2026, 11, 18),
        "soon": NOW + timedelta(hours=30),
        "later": date(2026, 12, 31),
        "job": job,
        "shares": samples.SHARES,
        "csrf_token": "x",
    }
    full = {"facts": samples.facts(), "history_items": samples.HISTORY, "steps": samples.STEPS}
    full |= {"tasks": samples.TASKS, "files": samples.FILES, "tab_items": samples.TABS}
    yield "parts-usual", _page("demo/parts.html", **base, **full)
    long = {**base, "title": LONG, "facts": samples.facts(long=True), "house": samples.house(long=True)}
    yield "parts-long", _page("demo/parts.html", **{**full, **long})
    nothing: dict[str, Any] = {name: [] for name in (*full, "shares")}
    yield "parts-empty", _page("demo/parts.html", **{**base, **nothing})


def _inboxes() -> Iterator[tuple[str, str]]:
    heading = {"tabs": [samples.TABS[0], samples.TABS[1]]}
    yield "inbox-empty", _page("demo/inbox.html", items=[])
    yield "inbox-usual", _page("demo/inbox.html", items=samples.waiting(12), **heading)
    yield "inbox-long", _page("demo/inbox.html", items=samples.waiting(6, long=True), house=samples.house(long=True))


def _cases() -> Iterator[tuple[str, str]]:
    near = SimpleNamespace(back_url="#", previous_url="#", next_url="#", position=3, total=12)
    context = {"files": samples.FILES, "tab_items": samples.TABS, "steps": samples.STEPS, "neighbours": near}
    context |= {"history": samples.HISTORY}
    yield "case-usual", _page("demo/case.html", name="陈启明数控加工创新工作室", facts=samples.facts(), **context)
    yield "case-long", _page("demo/case.html", name=LONG, facts=samples.facts(long=True), **context)
    yield "case-empty", _page("demo/case.html", name="新的申报", facts=[], history=[], files=[], tab_items=samples.TABS)


def _forms() -> Iterator[tuple[str, str]]:
    common = {"sections": samples.TASKS, "act_label": "保存并继续", "back_url": "#"}
    yield "form-empty", _page("demo/form.html", form=StudioForm(), **common)
    wrong = StudioForm({"name": LONG * 2, "founded": "昨天", "kind": "", "summary": "围绕薄壁件加工变形难题开展攻关。"})
    yield "form-wrong", _page("demo/form.html", form=wrong, saved_at=NOW, **common)
    yield "confirm", _page("ui/confirm.html", confirmation=_confirmation())


def _confirmation() -> Confirmation:
    refused = Subject(samples.sample(9).name, "#", refused="已进入专家评审，不能再退回。")
    return Confirmation(
        title="退回 6 份申报",
        act="退回 6 份申报",
        back_url="#",
        consequences=[
            "6 份申报退回申报单位，申报人可以修改后重新提交。",
            "补正期限为 2026年11月27日，逾期视为放弃。",
            "申报人和推荐单位会收到通知，退回意见记入办理记录，不能删除。",
        ],
        subjects=[
            *(Subject(samples.sample(number).name, "#", samples.UNITS[number % 5]) for number in range(6)),
            refused,
        ],
        hidden=[("selected", "1")],
        reason_label="退回意见",
        reason_required=True,
    )


def _others() -> Iterator[tuple[str, str]]:
    quotas = [
        ("云山区总工会", 3, 5, 1),
        ("东屏县总工会", 5, 5, 1),
        ("青岚县总工会", 6, 5, 1),
        ("澄湖市总工会", 7, 5, 1),
    ]
    yield "board", _page("demo/board.html", lanes=samples.LANES, quotas=quotas)
    title = "关于2026年度市级劳模创新工作室拟命名名单的公示"
    outline = [("p1", "公示时间"), ("p2", "拟命名名单"), ("p3", "异议的提出")]
    rows = [SimpleNamespace(anchor=anchor, label=label) for anchor, label in outline]
    yield "reading", _page("demo/reading.html", name=title, outline=rows)
    yield "screen", _page("demo/screen.html", shares=samples.SHARES)
    yield "sheet", _page("demo/sheet.html", name="陈启明数控加工创新工作室")
    refusal = Refusal(
        "quota_full", "推荐名额已满（本县 5 个，已推荐 5 个）。", "可先撤回一个推荐，或向市总工会申请调剂。"
    )
    yield "refusal", _page("core/refusal.html", refusal=refusal)
    yield "refusal-bare", render_to_string("core/refusal.html", {"refusal": refusal}, request=_request())
