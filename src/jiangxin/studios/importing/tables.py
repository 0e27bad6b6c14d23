"""The sheets a ledger is made of: the columns of each as a form's fields, and what other tables call them."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from django.utils.translation import override

from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.forms.definition import Choice, Field, FieldKind, Money, Section
from jiangxin.forms.words import NOTHING, Words
from jiangxin.people.enums import HonourKind
from jiangxin.people.enums import HonourLevel as PersonHonourLevel
from jiangxin.studios.enums import MemberRole, StudioKind, StudioLevel, SubsidySource
from jiangxin.studios.ledger_enums import HonourLevel, LedgerCategory, OutcomeKind, ProjectKind, ProjectState
from jiangxin.studios.subsidy_use import allowed_uses

MOST_ROWS: Final = 300_000
"""Rows of one workbook, all sheets together."""
_LARGEST_YUAN: Final = "9999999999.99"


def _choices(offered: Iterable[tuple[Any, Any]]) -> tuple[Choice, ...]:
    found = []
    for code, label in offered:
        with override("zh-hans"):
            zh = str(label)
        with override("en"):
            found.append(Choice(str(code), Words(zh, str(label))))
    return tuple(found)


def _field(code: str, zh: str, en: str, kind: FieldKind = FieldKind.TEXT, *, note: str = "", **more: Any) -> Field:
    if kind is FieldKind.TEXT:
        more.setdefault("max_length", 120)
    return Field(code=code, kind=kind, label=Words(zh, en), help=Words(note) if note else NOTHING, **more)


def _day(code: str, zh: str, en: str, **more: Any) -> Field:
    return _field(code, zh, en, FieldKind.DATE, **more)


def _past(code: str, zh: str, en: str, **more: Any) -> Field:
    return _day(code, zh, en, maximum="today", **more)


def _choice(code: str, zh: str, en: str, offered: Iterable[tuple[Any, Any]], **more: Any) -> Field:
    return _field(code, zh, en, FieldKind.CHOICE, choices=_choices(offered), **more)


def _yuan(code: str, zh: str, en: str, **more: Any) -> Field:
    more = {"minimum": "0.01", **more}
    return _field(code, zh, en, FieldKind.MONEY, money_in=Money.YUAN, maximum=_LARGEST_YUAN, **more)


def _wan(code: str, zh: str, en: str, **more: Any) -> Field:
    return _field(
        code, zh, en, FieldKind.MONEY, money_in=Money.WAN, decimals=6, minimum="0", maximum="999999.999999", **more
    )


def _table(code: str, zh: str, en: str, note: str, fields: tuple[Field, ...]) -> Section:
    return Section(code=code, label=Words(zh, en), help=Words(note), fields=fields, repeated=True, max_rows=MOST_ROWS)


def _studio() -> Field:
    return _field("studio", "工作室名称", "Studio", required=True, note="与“工作室”表或系统中的名称一致。")


def _studios() -> Section:
    industries = [(section.code, Words(section.zh, section.en)) for section in SECTIONS.values()]
    return _table(
        "studios",
        "工作室",
        "Studios",
        "每行一个工作室。所在单位须先在组织机构中登记。",
        (
            _field("name", "工作室名称", "Studio", required=True),
            _choice("kind", "类别", "Kind", StudioKind.choices, required=True),
            _choice("level", "级别", "Level", StudioLevel.choices, required=True, note="现有的最高级别。"),
            _field("unit", "所在单位", "Host unit", required=True, note="单位或其工会的全称，与组织机构中的一致。"),
            _field("uscc", "统一社会信用代码", "USCC", FieldKind.USCC, note="填了就按代码找单位。"),
            _field("leader", "领衔人", "Leader", required=True, max_length=60),
            _field("leader_id", "领衔人身份证号", "Leader's ID number", FieldKind.RESIDENT_ID),
            _past("named_on", "命名日期", "Named on", required=True),
            _field("document_number", "命名文号", "Document number", required=True, max_length=60),
            _field("awarding_body", "命名机关", "Named by", required=True),
            _day("valid_until", "有效期至", "Valid until", not_before="named_on"),
            _choice("industry", "所属行业", "Industry", industries, note="不填则用单位的行业。"),
            _field("field", "专业领域", "Field", max_length=60),
            _past("founded_on", "成立日期", "Founded on"),
            _field("address", "地址", "Address", max_length=200),
        ),
    )


def _members() -> Section:
    return _table(
        "members",
        "成员",
        "Members",
        "每行一人在一个工作室的一段任职；没有身份证号的，同一工作室的同名者视为一人。",
        (
            _studio(),
            _field("name", "姓名", "Name", required=True, max_length=60),
            _field("resident_id", "身份证号", "ID number", FieldKind.RESIDENT_ID),
            _choice("role", "角色", "Role", MemberRole.choices, required=True),
            _past("since", "加入日期", "Since", required=True),
            _past("until", "离开日期", "Until", not_before="since"),
            _field("front_line", "一线职工", "Front line", FieldKind.YES_NO),
            _field("task", "分工", "Task", max_length=60),
            _field("phone", "手机", "Phone", FieldKind.PHONE),
        ),
    )


def _projects() -> Section:
    return _table(
        "projects",
        "项目",
        "Projects",
        "每行一个课题或项目。",
        (
            _studio(),
            _field("title", "课题名称", "Title", required=True),
            _choice("kind", "项目类型", "Type", ProjectKind.choices, required=True),
            _choice("level", "立项级别", "Level", HonourLevel.choices, required=True),
            _field("source", "来源", "Source"),
            _field("approval_number", "立项文号", "Approval number", max_length=60),
            _day("starts_on", "开始日期", "Starts on", required=True),
            _day("ends_on", "计划完成日期", "To be finished by", required=True, not_before="starts_on"),
            _field("leader_name", "负责人", "In charge", required=True, max_length=60),
            _wan("cost", "经费", "Cost"),
            _choice("state", "状态", "State", ProjectState.choices, required=True),
            _past("closed_on", "结题日期", "Closed on", not_before="starts_on", note="已完成或已中止的填写。"),
            _field("result", "结果", "Result", FieldKind.LONG_TEXT, max_length=2000),
        ),
    )


def _outcomes() -> Section:
    return _table(
        "outcomes",
        "成果",
        "Outcomes",
        "每行一项专利、论文、标准、工法、革新等成果。填写经济效益的须有财务证明编号。",
        (
            _studio(),
            _field("title", "成果名称", "Title", required=True),
            _choice("kind", "成果类型", "Type", OutcomeKind.choices, required=True),
            _field("number", "编号", "Number", max_length=80, note="专利号、文号等。"),
            _past("day", "申请、发表或提出日期", "Applied, published or proposed on", required=True),
            _past("granted_on", "授权、采纳或获奖日期", "Granted on", not_before="day"),
            _field("owner", "权利人或完成人", "Owner", required=True),
            _field("rank", "本工作室排名", "Studio's rank", max_length=20),
            _choice("level", "级别", "Level", HonourLevel.choices),
            _field("applied_units", "应用单位", "Applied by", max_length=300),
            _wan("benefit", "经济效益", "Economic benefit"),
            _field("finance_number", "财务证明编号", "Finance proof number", max_length=60),
            _field("social_benefit", "社会效益", "Social benefit", max_length=220),
        ),
    )


def _entries() -> Section:
    return _table(
        "entries",
        "台账记录",
        "Ledger",
        "每行一次会议、学习、培训、交流等活动。",
        (
            _studio(),
            _choice("category", "活动类别", "Category", LedgerCategory.choices, required=True),
            _past("day", "日期", "Day", required=True),
            _field("title", "主题", "Subject", required=True, max_length=100),
            _field("place", "地点", "Place", max_length=200),
            _field("content", "内容", "Content", FieldKind.LONG_TEXT, max_length=5000),
            _field(
                "minutes",
                "时长",
                "Length",
                FieldKind.INTEGER,
                unit=Words("分钟", "minutes"),
                minimum="0",
                maximum="44640",
            ),
            _field("headcount", "参加人数", "People", FieldKind.INTEGER, minimum="0", maximum="100000"),
            _choice("level", "荣誉级别", "Level of honour", HonourLevel.choices, note="类别为“荣誉”的填写。"),
        ),
    )


def _subsidies() -> Section:
    return _table(
        "subsidies",
        "补助资金",
        "Subsidies",
        "每行一笔拨给一个工作室的补助；没有凭证号的金额不能导入。",
        (
            _studio(),
            _choice("source", "资金来源", "Source", SubsidySource.choices, required=True),
            _field("budget_line", "预算科目", "Budget line", required=True),
            _field("approval_number", "批准文号", "Approval number", required=True, max_length=60),
            _yuan("amount", "补助金额", "Amount", required=True),
            _yuan("matching_due", "应配套金额", "Matching due", minimum="0", note="不填则按一比一。"),
            _field("payee", "收款单位", "Payee", required=True),
            _past("paid_on", "拨付日期", "Paid on", required=True),
            _day("spend_by", "使用期限", "To be spent by", required=True, not_before="paid_on"),
            _field("voucher_number", "拨款凭证号", "Voucher number", required=True, max_length=40),
        ),
    )


def _expenses() -> Section:
    uses = [(use.code, Words(use.zh, use.en)) for use in allowed_uses().values()]
    return _table(
        "expenses",
        "支出",
        "Expenses",
        "每行一笔从补助资金中的支出；没有凭证号的金额不能导入。",
        (
            _studio(),
            _field("approval_number", "补助批准文号", "Subsidy's approval number", required=True, max_length=60),
            _choice("category", "支出类别", "Category", uses, required=True),
            _yuan("amount", "支出金额", "Amount", required=True),
            _past("spent_on", "支出日期", "Spent on", required=True),
            _field("payee", "收款方", "Payee", required=True),
            _field("purpose", "用途", "Purpose", required=True, max_length=140),
            _field("voucher_number", "支出凭证号", "Voucher number", required=True, max_length=40),
        ),
    )


def _honours() -> Section:
    return _table(
        "honours",
        "荣誉",
        "Honours",
        "每行一个人的一项荣誉。导入的荣誉要核验证书以后才作为领衔资格的依据。",
        (
            _field("person", "姓名", "Name", required=True, max_length=60),
            _field("resident_id", "身份证号", "ID number", FieldKind.RESIDENT_ID),
            _field("studio", "所属工作室", "Studio", note="没有身份证号的，按工作室的领衔人和成员找人。"),
            _choice("kind", "荣誉类别", "Kind", HonourKind.choices, required=True),
            _choice("level", "荣誉级别", "Level", PersonHonourLevel.choices, required=True),
            _field("name", "荣誉名称", "Honour", required=True, max_length=100),
            _field("awarded_by", "授予机关", "Given by", required=True, max_length=100),
            _past("awarded_on", "授予日期", "Given on", required=True),
            _field("document_number", "授予文号", "Document number", max_length=60),
        ),
    )


@cache
def tables() -> dict[str, Section]:
    """Return the sheets by code, in the order they are entered: what others refer to comes first."""
    made = (_studios(), _members(), _projects(), _outcomes(), _entries(), _subsidies(), _expenses(), _honours())
    return {section.code: section for section in made}


SHEET_WORDS: Final = {
    "studios": ("工作室", "名录", "基本情况"),
    "members": ("成员", "团队", "人员"),
    "projects": ("项目", "课题", "攻关"),
    "outcomes": ("成果", "专利", "论文"),
    "entries": ("台账", "活动", "记录"),
    "subsidies": ("补助", "拨款", "资金"),
    "expenses": ("支出", "开支", "报销"),
    "honours": ("荣誉", "获奖", "表彰"),
}
"""Words in the name of a sheet that tell what it holds."""

SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("名称", "工作室", "姓名", "成员姓名", "人员姓名", "荣誉", "称号", "荣誉称号"),
    "studio": ("工作室", "所在工作室", "所属工作室", "劳模工作室", "名称"),
    "kind": ("类型", "类别", "工作室类别", "工作室类型", "种类", "性质", "项目类别", "成果类别", "荣誉类型"),
    "level": ("级别", "等级", "命名级别", "层级", "荣誉等级", "立项等级"),
    "unit": ("单位", "单位名称", "所在企业", "依托单位", "工作单位", "企业名称"),
    "uscc": ("信用代码", "组织机构代码"),
    "leader": ("领军人", "负责人", "带头人", "领衔人姓名", "领办人", "主持人"),
    "leader_id": ("身份证号", "身份证", "领衔人身份证"),
    "resident_id": ("身份证", "身份证号码", "公民身份号码", "证件号码"),
    "named_on": ("命名时间", "授牌时间", "授牌日期", "批准时间", "命名年月日"),
    "document_number": ("文号", "命名文件", "文件号", "批准文号", "表彰文号"),
    "awarding_body": ("授予单位", "命名单位", "批准机关", "授牌单位"),
    "valid_until": ("有效期", "到期日期", "期限"),
    "industry": ("行业", "所在行业", "行业类别"),
    "field": ("领域", "专业", "研究方向", "技术领域"),
    "founded_on": ("成立时间", "创建时间", "创建日期", "组建时间"),
    "address": ("工作地点", "工作室地址", "场所"),
    "role": ("职务", "分类", "身份", "成员角色"),
    "since": ("加入时间", "进入时间", "起始日期", "入室时间", "自", "开始日期", "开始时间"),
    "until": ("离开时间", "终止日期", "退出时间", "至", "结束日期"),
    "front_line": ("是否一线", "是否一线职工", "一线"),
    "task": ("职责", "承担任务", "职责分工"),
    "phone": ("电话", "联系电话", "手机号", "手机号码"),
    "title": ("项目名称", "课题", "题目", "成果", "活动主题", "活动名称", "标题", "内容摘要"),
    "source": ("项目来源", "来源单位", "拨款单位", "资金渠道", "补助来源", "经费来源", "拨款来源"),
    "approval_number": ("立项编号", "批文号", "拨款文号", "文号", "补助文号", "批复文号"),
    "starts_on": ("起始时间", "开始时间", "立项时间", "立项日期"),
    "ends_on": ("完成时间", "计划完成时间", "结束时间", "截止日期"),
    "leader_name": ("项目负责人", "课题负责人", "牵头人"),
    "cost": ("经费(万元)", "项目经费", "投入", "投入资金"),
    "state": ("进展", "项目状态", "进度", "完成情况"),
    "closed_on": ("结题时间", "验收日期", "验收时间", "完成日期"),
    "result": ("项目结果", "成效", "完成结果"),
    "number": ("专利号", "证书号", "成果编号", "登记号"),
    "day": ("时间", "活动日期", "活动时间", "申请日期", "发表时间", "取得时间"),
    "granted_on": ("授权日期", "授权时间", "获奖时间", "采纳时间"),
    "owner": ("权利人", "完成人", "作者", "发明人", "所有人"),
    "rank": ("排名", "名次", "位次"),
    "applied_units": ("推广单位", "应用情况"),
    "benefit": ("效益", "创造效益", "经济效益(万元)", "直接经济效益"),
    "finance_number": ("财务证明", "效益证明"),
    "social_benefit": ("社会影响",),
    "category": ("类别", "类型", "活动类型", "记录类型", "费用类别", "科目"),
    "place": ("活动地点", "场地", "地址"),
    "content": ("活动内容", "主要内容", "情况说明"),
    "minutes": ("时长(分钟)", "分钟", "用时"),
    "headcount": ("人数", "参与人数", "参加人次"),
    "budget_line": ("科目", "预算项目", "资金科目"),
    "amount": ("金额", "补助", "拨款金额", "金额(元)", "支出", "费用"),
    "matching_due": ("配套金额", "单位配套", "配套资金"),
    "payee": ("收款人", "收款单位", "收款方名称", "供应商"),
    "paid_on": ("拨款日期", "拨款时间", "到账日期", "到账时间", "下拨时间"),
    "spend_by": ("截止日期", "使用截止", "资金使用期限"),
    "voucher_number": ("凭证号", "凭证编号", "票据号", "记账凭证"),
    "spent_on": ("日期", "报销日期", "支付日期", "发生日期"),
    "purpose": ("事由", "摘要", "支出事项", "用途说明"),
    "person": ("获奖人", "人员", "获得者"),
    "awarded_by": ("授予单位", "颁发单位", "表彰单位", "颁奖单位"),
    "awarded_on": ("授予时间", "获奖时间", "表彰时间", "颁发时间"),
}
"""What tables kept elsewhere call a column, by the field's code."""
