"""Made-up studios, people and acts for the demonstration pages. Every name is invented."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from django.db import models

from jiangxin.core.actor import Actor, Role
from jiangxin.core.models import Record, Retention
from jiangxin.core.ui.house import DutyChoice, House, LanguageChoice, NavigationItem
from jiangxin.core.ui.parts import Fact, FileLink, HistoryItem, InboxItem, Lane, Share, Step, Tab, Task

NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
LONG = "云汐市云山区高端装备与轨道交通关键零部件精密制造跨企业联合劳模和工匠人才创新工作室"
LONG_UNIT = "云汐市云山区高端装备与轨道交通产业集团股份有限公司第二制造事业部数控加工中心工会委员会"
NAMES = ["陈启明", "周若兰", "吴承泽", "郑云舒", "沈怀远", "林知夏", "欧阳静怡", "许立新"]
TRADES = ["数控加工", "焊接技术", "智慧供电", "港口机械", "古法制茶", "城市公交", "护理服务", "模具设计"]
UNITS = ["云汐精工有限公司", "东屏港务集团", "云汐供电公司", "青岚茶业合作社", "云汐市第一人民医院"]
COUNTIES = ["云山区", "东屏县", "青岚县", "澄湖市"]
STATES = [
    ("draft", "草稿"),
    ("submitted", "已提交"),
    ("returned", "已退回"),
    ("scored", "评审完成"),
    ("formal_passed", "形式审查通过"),
    ("named", "已命名"),
    ("withdrawn", "已撤回"),
]
OFFICER = Actor(
    name="郑云舒", account_id=1, role=Role.OFFICER_CITY, organisation_id=1, organisation_name="云汐市总工会"
)


class Sample(Record):
    """A row of the demonstration lists."""

    journal_label: ClassVar[str] = "demo.sample"
    retention: ClassVar[Retention] = Retention.SESSION

    name = models.CharField(max_length=80)
    leader = models.CharField(max_length=40)
    unit = models.CharField(max_length=80)
    county = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=STATES)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "core"

    def __str__(self) -> str:
        return self.name


def sample(number: int, *, long: bool = False) -> Sample:
    """Return the row of this number; the same number gives the same row."""
    state = STATES[number % len(STATES)][0]
    return Sample(
        name=LONG if long else f"{NAMES[number % 8][0]}{NAMES[number % 8][1:]}{TRADES[number % 7]}创新工作室",
        leader="阿卜杜热依木·买买提依明" if long else NAMES[number % 8],
        unit=LONG_UNIT if long else UNITS[number % 5],
        county=COUNTIES[number % 4],
        state=state,
        score=None if state in {"draft", "submitted"} else Decimal(7_000 + number * 37 % 2_900) / 100,
        amount=Decimal(30_000 + number % 13 * 12_500),
        submitted_at=None if state == "draft" else NOW - timedelta(hours=7 * number + 3),
    )


def house(*, current: int = 0, long: bool = False) -> House:
    """Return the frame of a city officer's pages."""
    labels = ["待办", "申报", "评审", "公示与命名", "工作室", "名额", "查询统计"]
    if long:
        labels += ["组织与人员", "学习与培训", "帮扶与协调"]
    name = "云汐市劳模和工匠人才创新工作室管理服务平台" if long else "劳模创新工作室"
    role, place = str(Role.OFFICER_CITY.label), "云汐市总工会"
    return House(
        site_name=name,
        organisation_name=LONG_UNIT if long else place,
        actor=replace(OFFICER, name="阿卜杜热依木·买买提依明") if long else OFFICER,
        navigation=tuple(
            NavigationItem("#", label, count=12 if index == 0 else None, current=index == current)
            for index, label in enumerate(labels)
        ),
        duties=(
            DutyChoice("1", role, place, current=True),
            DutyChoice("2", str(Role.EXPERT.label), "云汐市职工创新专家库"),
            DutyChoice("3", str(Role.LEADER_CITY.label), place, delegated_by="沈怀远"),
        ),
        languages=(LanguageChoice("zh-hans", "简体中文", current=True), LanguageChoice("en", "English")),
        account_links=(NavigationItem("#", "我的账号"), NavigationItem("#", "我的任务", count=2)),
        footer_links=(NavigationItem("#", "隐私说明"), NavigationItem("#", "联系我们")),
        duty_url="#",
        language_url="#",
        sign_out_url="#",
        help_url="#",
    )


FILES = [
    FileLink("近三年主要成果证明.pdf", "#", 2_418_233, "2026年11月3日 上传"),
    FileLink("领衔人劳动模范证书扫描件.jpg", "#", 812_004),
    FileLink("场地照片", required=True, missing=True),
]
HISTORY = [
    HistoryItem(
        NOW - timedelta(hours=2),
        "退回补正",
        "郑云舒",
        "云汐市总工会",
        Role.OFFICER_CITY.label,
        "supplement",
        "待补正",
        "经费决算表缺单位财务章，请补正后重新提交。\n其余材料齐全。",
        delegated_by="沈怀远",
    ),
    HistoryItem(
        NOW - timedelta(days=3, hours=4),
        "推荐",
        "林知夏",
        "云山区总工会",
        Role.REVIEWER_FIRST.label,
        "recommended_county",
        "县（市、区）已推荐",
        "同意推荐，列本区第 1 位。",
        "云山工〔2026〕18号",
        "/static/demo/seal.svg",
        files=FILES[:1],
    ),
    HistoryItem(
        NOW - timedelta(days=6),
        "提交申报",
        "陈启明",
        "云汐精工有限公司工会",
        Role.STUDIO_LEADER.label,
        "submitted",
        "已提交",
    ),
]
STEPS = [
    Step("申报", "done", "11月10日止"),
    Step("推荐", "done", "11月18日止"),
    Step("形式审查", "current", "还有 4 天"),
    Step("专家评审"),
    Step("实地考察"),
    Step("会议研究"),
    Step("公示"),
    Step("命名授牌"),
]
TASKS = [
    Task("基本情况", "#", "done", "已填写"),
    Task("领衔人和成员", "#", "done", "已填写", "成员 9 人"),
    Task("创新成果", "#", "running", "填写中", "还缺 2 项证明材料"),
    Task("经费与场地", "#", "returned", "需更正", "决算合计与明细不符"),
    Task("附件", "#", "todo", "未开始"),
]
SHARES = [
    Share("国有", 128, "review", "#"),
    Share("非公有制", 76, "passed", "#"),
    Share("事业单位", 41, "waiting", "#"),
    Share("其他", 9, "draft", "#"),
]
TABS = [
    Tab("申报材料", "#", current=True),
    Tab("评审", "#", count=5),
    Tab("公示与异议", "#", count=0),
    Tab("档案", "#"),
]
LANES = [
    Lane("申报", 86, "#", window="11月1日–10日", state="done"),
    Lane("推荐", 74, "#", window="11月11日–18日", state="done"),
    Lane("形式审查", 31, "#", 4, "#", "11月19日–26日", "current"),
    Lane("专家评审", 0, window="12月1日–10日"),
    Lane("实地考察", 0, window="12月12日–20日"),
    Lane("会议研究", 0, window="12月下旬"),
    Lane("公示", 0, window="5 个工作日"),
    Lane("命名授牌", 0, window="2027年1月"),
]


def facts(*, long: bool = False) -> list[Fact]:
    """Return the facts of a case."""
    return [
        Fact("工作室名称", LONG if long else "陈启明数控加工创新工作室"),
        Fact("领衔人", "阿卜杜热依木·买买提依明" if long else "陈启明", "#", "全国劳动模范（2020年）· 高级技师"),
        Fact("所在单位", LONG_UNIT if long else "云汐精工有限公司", "#"),
        Fact("推荐单位", "云山区总工会", "#"),
        Fact("成员", "9 人，其中高级工以上 7 人"),
        Fact("年度经费", "12.50 万元"),
        Fact("统一社会信用代码", "91330500MA0000000X"),
        Fact("联系电话", None),
        Fact(
            "主要成果",
            "围绕薄壁件加工变形难题开展攻关，形成“分层对称去应力”操作法，一次交检合格率由 82% 提高到 97.6%。\n"
            "三年来完成技术改进 46 项，获授权专利 11 件，带徒 23 人，其中 6 人晋升技师。" * (3 if long else 1),
            wide=True,
        ),
    ]


def waiting(count: int, *, long: bool = False) -> list[InboxItem]:
    """Return things that wait for the officer, due first."""
    asked = ["审查", "签署推荐意见", "处理异议", "核定名额", "审签公示"]
    return [
        InboxItem(
            asked[number % 5],
            LONG if long else sample(number).name,
            "#",
            "2026年度市级劳模创新工作室命名",
            LONG_UNIT if long else UNITS[number % 5],
            NOW + timedelta(hours=number * 9 - 30) if (number + 1) % 6 else None,
            *STATES[1 + number % 3],
        )
        for number in range(count)
    ]
