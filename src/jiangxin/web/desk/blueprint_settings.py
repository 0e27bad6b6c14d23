"""The plain numbers and texts of a blueprint that an officer sets part by part."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.sentences import CALL, LINES, NOTICE, PAPER
from jiangxin.core.refusal import Text
from jiangxin.forms.words import Words

AMOUNT = r"^[0-9]{1,6}(\.[0-9]{1,2})?\Z"
"""An amount of money, kept as text so that 5.00 stays 5.00; none is negative."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value at `path` inside its part; `kind` is whole, amount, text, long, lines, yes_no or choice."""

    path: str
    label: Text
    kind: str = "text"
    least: int = 0
    most: int = 10_000
    help: Text = ""
    choices: tuple[tuple[str, Text], ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the form's field."""
        return self.path.replace(".", "-")

    def field(self) -> forms.Field:
        """Return the form's field."""
        options: dict[str, Any] = {"label": self.label, "help_text": self.help, "required": False}
        match self.kind:
            case "whole":
                return forms.IntegerField(min_value=self.least, max_value=self.most, **options)
            case "amount":
                return forms.RegexField(AMOUNT, error_messages={"invalid": _("这里应当是数字。")}, **options)
            case "yes_no":
                return forms.BooleanField(**options)
            case "choice":
                return forms.ChoiceField(choices=self.choices, **options)
            case "lines" | "long":
                return forms.CharField(max_length=8000, widget=forms.Textarea(attrs={"rows": 5}), **options)
            case _:
                return forms.CharField(max_length=300, **options)

    def read(self, table: Mapping[str, Any]) -> Any:
        """Return the value as the form shows it."""
        found: Any = table
        for step in self.path.split("."):
            found = found.get(step, "") if isinstance(found, Mapping) else ""
        return "\n".join(found) if self.kind == "lines" and isinstance(found, list) else found

    def write(self, table: dict[str, Any], value: Any) -> None:
        """Write a posted value into a part; an empty number or text leaves what stands there out."""
        *way, last = self.path.split(".")
        for step in way:
            table = table.setdefault(step, {})
        if self.kind == "lines":
            value = [line for line in str(value).splitlines() if line.strip()]
        if value is None or value == "":
            table.pop(last, None)
        else:
            table[last] = value


def _can(known: Iterable[str]) -> Text:
    return format_lazy(_("可用占位：{names}。"), names=" ".join(f"{{{name}}}" for name in sorted(known)))


_NUMBER = _("可用 {area}（行政区划代码）、{year}（年份）、{seq4}（四位流水号，2 至 8 位均可），其余用大写字母和数字。")
_PLAQUE = format_lazy(
    "{order}{names}",
    order=_("依次为：地区和类别一行，{studio} 一行，授予单位一行或几行，最后 {month} 一行。"),
    names=_can(LINES),
)
_FOOTER = format_lazy("{order}{names}", order=_("授予单位一行或几行，最后 {date} 一行。"), names=_can(LINES))
_QUOTA_KINDS = (("hard", _("硬名额（用满即止）")), ("soft", _("参考名额（只作提示）")))
_NAMES = (("masked", _("遮盖一字")), ("full", _("全名")))
PARTS: dict[str, tuple[Text, tuple[Setting, ...]]] = {
    "proposals": (
        _("受理和答复"),
        (
            Setting("accept_days", _("受理期限（工作日）"), "whole", 1, 120),
            Setting("answer_days", _("答复期限（工作日）"), "whole", 1, 120),
            Setting("anonymous", _("可以匿名"), "yes_no"),
        ),
    ),
    "quotas": (
        _("名额"),
        (
            Setting("default_per_area", _("每个推荐单位的名额"), "whole", 0, 1000),
            Setting("kind", _("名额性质"), "choice", choices=_QUOTA_KINDS),
            Setting("reserve_percent", _("机动比例（%）"), "whole", 0, 100),
            Setting("one_per_unit", _("每个单位限报一个"), "yes_no"),
        ),
    ),
    "selection": (
        _("遴选比例和同分次序"),
        (Setting("seats", _("拟命名数"), "whole", 1, 10_000),),
    ),
    "scoring": (
        _("评分规则"),
        (
            Setting("blind", _("盲评（遮盖单位和姓名）"), "yes_no"),
            Setting("experts_per_entry", _("每份申报的专家数"), "whole", 1, 15),
            Setting("minimum_sheets", _("有效评分表下限"), "whole", 1, 15),
            Setting("drop_extremes_from", _("满多少人时去掉最高、最低分"), "whole", 3, 15),
            Setting("veto_votes", _("一票否决需要的票数"), "whole", 1, 15),
        ),
    ),
    "notice": (
        _("公示"),
        (
            Setting("working_days", _("公示期（工作日）"), "whole", 1, 30),
            Setting("minimum_working_days", _("公示期下限（工作日）"), "whole", 1, 30),
            Setting("reply_within_working_days", _("异议答复期限（工作日）"), "whole", 1, 60),
            Setting("names", _("姓名"), "choice", choices=_NAMES),
            Setting("title", _("标题"), "text", help=_can(CALL)),
            Setting("title_en", _("标题（英文）"), "text"),
            Setting("body", _("正文（每段一行）"), "lines", help=_can(NOTICE)),
            Setting("body_en", _("正文（英文，每段一行）"), "lines"),
        ),
    ),
    "award": (
        _("命名与授牌"),
        (
            Setting("number_pattern", _("称号编号"), "text", help=_NUMBER),
            Setting("certificate_number_pattern", _("证书编号"), "text", help=_NUMBER),
            Setting("term_years", _("有效期（年）"), "whole", 1, 20),
            Setting("subsidy_wan", _("补助（万元）"), "amount"),
            Setting("plaque.width_mm", _("牌匾宽（毫米）"), "whole", 100, 3000),
            Setting("plaque.height_mm", _("牌匾高（毫米）"), "whole", 100, 3000),
            Setting("plaque.lines", _("牌匾文字（每行一行）"), "lines", help=_PLAQUE),
            Setting("certificate.title", _("证书标题"), "text"),
            Setting("certificate.body", _("证书正文"), "long", help=_can(PAPER)),
            Setting("certificate.body_en", _("证书正文（英文）"), "long"),
            Setting("certificate.footer", _("证书落款（每行一行）"), "lines", help=_FOOTER),
        ),
    ),
}


class PartForm(forms.Form):
    """One part's settings, with where they come from."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, code: str, table: Mapping[str, Any], revision: int, **kwargs: Any) -> None:
        self.settings = PARTS[code][1]
        initial = {setting.name: setting.read(table) for setting in self.settings}
        initial |= {"revision": revision, "source": table.get("source", "")}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        for setting in self.settings:
            self.fields[setting.name] = setting.field()
        for place, row in enumerate(table.get("proportions", ()) if code == "selection" else ()):
            self.fields[f"percent-{place}"] = forms.IntegerField(
                label=str(Words(str(row.get("label", "")), str(row.get("label_en", "")))),
                initial=row.get("percent"),
                required=False,
                min_value=0,
                max_value=100,
                help_text=_("不低于，%；留空删去这一条")
                if row.get("bound") == "at_least"
                else _("不高于，%；留空删去这一条"),
            )
        self.fields["source"] = forms.CharField(
            label=_("来源"), required=False, max_length=300, help_text=_("写明依据的文件，便于以后查考。")
        )
        self.fields["confirmed"] = forms.BooleanField(label=_("已与本地文件核对，不再是平台默认"), required=False)

    def changed(self, table: Mapping[str, Any]) -> dict[str, Any]:
        """Return the part as posted."""
        part = deepcopy(dict(table))
        for setting in self.settings:
            setting.write(part, self.cleaned_data[setting.name])
        if "proportions" in part:
            part["proportions"] = [
                {**row, "percent": self.cleaned_data[f"percent-{place}"]}
                for place, row in enumerate(part["proportions"])
                if self.cleaned_data.get(f"percent-{place}") is not None
            ]
        part["source"] = self.cleaned_data["source"]
        if self.cleaned_data["confirmed"]:
            part["platform_default"] = False
        return part
