"""The two sheets a federation fills in to bring its tree and its people in: columns, and lines read from them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.forms.answers import Row
from jiangxin.forms.definition import Choice, Field, FieldKind, Section
from jiangxin.forms.words import NOTHING, Words
from jiangxin.orgs.enums import Level, Ownership
from jiangxin.orgs.importing import OrganisationLine, PersonLine, Verdict, plan_organisations, plan_people
from jiangxin.orgs.policies import may_give

MOST_LINES = 1000
_ABOVE_THE_CITY = (Level.NATIONAL, Level.PROVINCE, Level.CITY)
_INDUSTRIES = tuple(Choice(section.code, Words(section.zh, section.en)) for section in SECTIONS.values())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of import.

    Attributes:
        section: its columns for an actor.
        plan: what would become of rows that read well.
    """

    code: str
    section: Callable[[Actor], Section]
    plan: Callable[[Actor, Sequence[Row]], list[Verdict]]


def _words(text: Promise) -> Words:
    with override("zh-hans"):
        chinese = str(text)
    with override("en"):
        return Words(chinese, str(text))


def _choices(offered: Iterable[tuple[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(str(code), _words(label)) for code, label in offered)


def _field(code: str, label: Promise, kind: FieldKind = FieldKind.TEXT, **more: Any) -> Field:
    note = more.pop("note", None)
    if kind is FieldKind.TEXT:
        more.setdefault("max_length", 120)
    return Field(code=code, kind=kind, label=_words(label), help=_words(note) if note else NOTHING, **more)


def _organisations(_actor: Actor) -> Section:
    levels = [(item.value, item.label) for item in Level if item not in _ABOVE_THE_CITY]
    return Section(
        code="organisations",
        label=_words(_("组织")),
        help=_words(_("每行一个组织。上级可以是已有的组织，也可以是本表里的另一行，次序不限。")),
        repeated=True,
        max_rows=MOST_LINES,
        fields=(
            _field("parent", _("上级组织"), required=True, note=_("全称；没有重名时可写简称。")),
            _field("name", _("名称"), required=True, note=_("工会组织的全称。")),
            _field("level", _("层级"), FieldKind.CHOICE, required=True, choices=_choices(levels)),
            _field("short_name", _("简称"), max_length=60),
            _field("division_code", _("行政区划代码"), FieldKind.DIVISION),
            _field("unit_name", _("单位名称"), note=_("基层工会填写所在单位。")),
            _field("uscc", _("统一社会信用代码"), FieldKind.USCC),
            _field("ownership", _("单位性质"), FieldKind.CHOICE, choices=_choices(Ownership.choices)),
            _field("industry_section", _("所属行业"), FieldKind.CHOICE, choices=_INDUSTRIES),
            _field("employees", _("职工数"), FieldKind.INTEGER, minimum="0", maximum="9999999"),
            _field("members", _("会员数"), FieldKind.INTEGER, minimum="0", maximum="9999999"),
            _field("phone", _("联系电话"), FieldKind.PHONE),
            _field("address", _("地址"), max_length=200),
        ),
    )


def _people(actor: Actor) -> Section:
    roles = [(role.value, role.label) for role in Role if role != Role.EXPERT and may_give(actor, role)]
    return Section(
        code="people",
        label=_words(_("人员和账号")),
        help=_words(_("每行一项职责；一人有几项职责的写几行，登录名和姓名相同。评审专家在专家库录入。")),
        repeated=True,
        max_rows=MOST_LINES,
        fields=(
            _field("organisation", _("组织"), required=True, note=_("全称；没有重名时可写简称。")),
            _field("name", _("姓名"), required=True, max_length=60),
            _field(
                "username",
                _("登录名"),
                required=True,
                max_length=60,
                pattern=r"\S+",
                pattern_help=_words(_("登录名里不能有空格。")),
                note=_("已有账号的填其登录名；新账号自定一个，字母、数字都可以。"),
            ),
            _field("role", _("职责"), FieldKind.CHOICE, required=True, choices=_choices(roles)),
            _field("phone", _("手机"), FieldKind.PHONE),
            _field("post", _("职务"), max_length=60),
            _field("since", _("自"), FieldKind.DATE, note=_("不填即今天。")),
        ),
    )


def organisation_lines(rows: Sequence[Row]) -> list[OrganisationLine]:
    """Return rows that have been checked as lines of an import."""
    return [OrganisationLine(**row) for row in rows]


def person_lines(rows: Sequence[Row]) -> list[PersonLine]:
    """Return rows that have been checked as lines of an import."""
    today = clock.today().isoformat()
    return [PersonLine(**{**row, "since": date.fromisoformat(row.get("since") or today)}) for row in rows]


ORGANISATIONS = Sheet(
    "organisations", _organisations, lambda actor, rows: plan_organisations(actor, organisation_lines(rows))
)
PEOPLE = Sheet("people", _people, lambda actor, rows: plan_people(actor, person_lines(rows)))
