"""A blueprint told for reading: every part in words, with its source and whether it still is the platform's default."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.campaigns.blueprint.plan import Plan, read_plan
from jiangxin.campaigns.blueprint.proposing import ProposalRules
from jiangxin.campaigns.blueprint.rubrics import Rubric, parse_rubrics
from jiangxin.campaigns.enums import EntryState
from jiangxin.core.actor import Role
from jiangxin.core.refusal import Text
from jiangxin.core.ui.parts import Fact
from jiangxin.forms.definition import FieldKind
from jiangxin.forms.words import Words

KIND_WORDS: dict[str, Text] = {
    FieldKind.TEXT: gettext_lazy("单行文字"),
    FieldKind.LONG_TEXT: gettext_lazy("多行文字"),
    FieldKind.INTEGER: gettext_lazy("整数"),
    FieldKind.DECIMAL: gettext_lazy("小数"),
    FieldKind.MONEY: gettext_lazy("金额"),
    FieldKind.DATE: gettext_lazy("日期"),
    FieldKind.MONTH: gettext_lazy("年月"),
    FieldKind.CHOICE: gettext_lazy("单选"),
    FieldKind.CHOICES: gettext_lazy("多选"),
    FieldKind.YES_NO: gettext_lazy("是否"),
    FieldKind.PHONE: gettext_lazy("电话"),
    FieldKind.EMAIL: gettext_lazy("电子邮箱"),
    FieldKind.USCC: gettext_lazy("统一社会信用代码"),
    FieldKind.RESIDENT_ID: gettext_lazy("身份证号"),
    FieldKind.DIVISION: gettext_lazy("行政区划"),
    FieldKind.INDUSTRY: gettext_lazy("行业门类"),
    FieldKind.ORGANISATION: gettext_lazy("组织"),
    FieldKind.FILE: gettext_lazy("一个附件"),
    FieldKind.FILES: gettext_lazy("多个附件"),
    FieldKind.DECLARATION: gettext_lazy("承诺勾选"),
    FieldKind.COMPUTED: gettext_lazy("自动计算"),
}


def words_in(row: Mapping[str, Any], key: str) -> str:
    """Return a text of a table in the reader's language."""
    return str(Words(str(row.get(key, "")), str(row.get(f"{key}_en", ""))))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a blueprint: its facts, where they come from, whether they are the platform's default."""

    code: str
    title: Text
    facts: tuple[Fact, ...]
    source: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage as read."""

    label: str
    days: int
    working: bool
    source: str
    is_default: bool


class Outline:
    """A definition laid out for reading."""

    def __init__(self, definition: Mapping[str, Any]) -> None:
        self.definition = definition

    @cached_property
    def plan(self) -> Plan:
        """The definition as one object, as far as it can be read."""
        return read_plan(self.definition)[0]

    @cached_property
    def rubrics(self) -> list[Rubric]:
        """The rubrics."""
        return list(parse_rubrics(self.definition.get("rubrics", {}))[0].values())

    @property
    def rubric_notes(self) -> list[tuple[Rubric, str, bool, list[str]]]:
        """Each rubric with its source, whether it is the platform's default, and the variants that use it."""
        rows = self.definition.get("rubrics", {})
        return [
            (
                rubric,
                str(rows[rubric.code].get("source", "")),
                bool(rows[rubric.code].get("platform_default")),
                [words_in(variant, "label") for variant in self.variants if variant.get("rubric") == rubric.code],
            )
            for rubric in self.rubrics
        ]

    @property
    def variants(self) -> list[Mapping[str, Any]]:
        """The variants of a campaign kind."""
        return list(self.definition.get("variants", {}).get("list", ()))

    @property
    def stages(self) -> list[StageLine]:
        """The stages of the route."""
        return [
            StageLine(
                words_in(row, "label"),
                int(row.get("days", 0)),
                row.get("day_kind") == "working",
                str(row.get("source", "")),
                bool(row.get("platform_default")),
            )
            for row in self.definition.get("stages", ())
        ]

    @property
    def transitions(self) -> list[tuple[str, str, str, str]]:
        """The table of transitions in words: act, from, to, who."""
        states, roles = dict(EntryState.choices), dict(Role.choices)
        return [
            (
                str(rule.label),
                "、".join(str(states.get(state, state)) for state in rule.from_states),
                str(states.get(rule.to_state, rule.to_state)),
                "、".join(str(roles.get(role, _("系统"))) for role in rule.roles),
            )
            for rule in self.plan.transitions
        ]

    @property
    def defaults(self) -> int:
        """How many parts are still the platform's default."""
        return sum(1 for found in _tables(self.definition) if found.get("platform_default") is True)

    @property
    def parts(self) -> list[Part]:
        """The parts told as plain facts."""
        if self.plan.proposals is not None:
            return [self._proposals(self.plan.proposals)]
        told = [self._quotas(), self._selection(), self._scoring(), self._notice(), self._award()]
        if "assessment" not in self.definition:
            return told
        return [part for part in told if part.code in self.definition and part.code != "selection"]

    def _part(self, code: str, title: Text, facts: list[Fact]) -> Part:
        table = self.definition.get(code, {})
        return Part(code, title, tuple(facts), str(table.get("source", "")), bool(table.get("platform_default")))

    def _proposals(self, rules: ProposalRules) -> Part:
        days = _("%(count)s 个工作日")
        facts = [
            Fact(_("受理期限"), days % {"count": rules.accept_days}),
            Fact(_("答复期限"), days % {"count": rules.answer_days}),
            Fact(_("可以匿名"), _("是") if rules.anonymous else _("否")),
            Fact(_("不采纳、暂存的理由"), "\n".join(str(reason.label) for reason in rules.reasons), wide=True),
        ]
        return self._part("proposals", _("受理和答复"), facts)

    def _quotas(self) -> Part:
        table = self.definition.get("quotas", {})
        facts = [
            Fact(_("每个推荐单位"), _("%(count)s 个") % {"count": table.get("default_per_area", 0)}),
            Fact(_("名额性质"), _("参考名额") if table.get("kind") == "soft" else _("硬名额")),
            Fact(_("机动比例"), f"{table.get('reserve_percent', 0)}%"),
        ]
        return self._part("quotas", _("名额"), facts)

    def _selection(self) -> Part:
        table = self.definition.get("selection", {})
        facts = [Fact(_("拟命名数"), table.get("seats", 0))]
        for row in table.get("proportions", ()):
            sign = "≥" if row.get("bound") == "at_least" else "≤"
            facts.append(Fact(words_in(row, "label"), f"{sign} {row.get('percent')}%", note=str(row.get("source", ""))))
        ties = " → ".join(words_in(row, "label") for row in table.get("tie", ()))
        return self._part("selection", _("遴选比例和同分次序"), [*facts, Fact(_("同分依次比较"), ties, wide=True)])

    def _scoring(self) -> Part:
        table = self.definition.get("scoring", {})
        weights = "，".join(f"{words_in(row, 'label')} {row.get('percent')}%" for row in table.get("weights", ()))
        facts = [
            Fact(_("盲评"), _("是") if table.get("blind") else _("否")),
            Fact(_("每份申报的专家数"), table.get("experts_per_entry")),
            Fact(_("去掉最高最低分"), _("满 %(count)s 人时") % {"count": table.get("drop_extremes_from")}),
            Fact(_("小数位"), table.get("decimals")),
            Fact(_("各部分权重"), weights),
        ]
        return self._part("scoring", _("评分规则"), facts)

    def _notice(self) -> Part:
        table = self.definition.get("notice", {})
        facts = [
            Fact(_("公示期"), _("%(count)s 个工作日") % {"count": table.get("working_days")}),
            Fact(_("姓名"), _("遮盖一字") if table.get("names") == "masked" else _("全名")),
            Fact(_("答复期限"), _("%(count)s 个工作日") % {"count": table.get("reply_within_working_days")}),
            Fact(_("标题"), words_in(table, "title"), wide=True),
            Fact(_("正文"), "\n".join(table.get("body", ())), wide=True),
        ]
        return self._part("notice", _("公示"), facts)

    def _award(self) -> Part:
        table = self.definition.get("award", {})
        plaque, certificate = table.get("plaque", {}), table.get("certificate", {})
        facts = [
            Fact(_("称号编号"), table.get("number_pattern")),
            Fact(_("证书编号"), table.get("certificate_number_pattern")),
            Fact(_("有效期"), _("%(count)s 年") % {"count": table.get("term_years")}),
            Fact(_("补助（万元）"), table.get("subsidy_wan")),
            Fact(_("牌匾"), " / ".join(plaque.get("lines", ())), wide=True),
            Fact(_("证书正文"), words_in(certificate, "body"), wide=True),
        ]
        return self._part("award", _("命名与授牌"), facts)

    @staticmethod
    def kind_word(kind: str) -> Text:
        """Return what a kind of field is called."""
        return KIND_WORDS.get(kind, kind)


def _tables(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _tables(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _tables(inner)
