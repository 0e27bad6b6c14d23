"""The form of an energy saving: two times, what was made in each, what was used of each carrier."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.files import Upload
from jiangxin.core.models.energy import in_language
from jiangxin.engine.measure.energy_carriers import CARRIERS, ELECTRICITY, NATION, STANDARD_COAL, FactorKind
from jiangxin.engine.measure.energy_factors import FactorTable, Series
from jiangxin.proposals.services import CarrierUse, SavingFacts
from jiangxin.web.desk.energy_list import area_choices

ROWS = 4
_DIGITS, _PLACES = 15, 6
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def _number(label: Any, *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=_DIGITS, decimal_places=_PLACES, min_value=Decimal(0), required=required
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class SavingForm(forms.Form):
    """Up to four carriers; empty rows count for nothing.

    `table` tells which carriers have a coefficient, and the range of those that have one.
    """

    year = forms.IntegerField(label=_("年度"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)
    before_from = _day(_("从"))
    before_to = _day(_("到"))
    after_from = _day(_("从"))
    after_to = _day(_("到"))
    output_unit = forms.CharField(label=_("产量单位"), max_length=20, help_text=_("如：件、吨、平方米。"))
    output_before = _number(_("产量"), required=True)
    output_after = _number(_("产量"), required=True)
    basis = forms.ChoiceField(
        label=_("电力折标方法"),
        choices=[(FactorKind.EQUIVALENT.value, _("当量值")), (FactorKind.EQUAL_VALUE.value, _("等价值"))],
        help_text=_("不清楚的选当量值。"),
    )
    area = forms.ChoiceField(
        label=_("电网排放因子"), choices=area_choices, initial=NATION, help_text=_("只用于电力；不清楚的选全国。")
    )
    measured_by = forms.CharField(label=_("计量负责人"), max_length=60, help_text=_("部门及姓名，如：动力科 王敏。"))
    proof = forms.FileField(label=_("计量记录"), help_text=_("表计读数、台账的扫描件或照片：PDF、JPEG、PNG。"))

    def __init__(self, *args: Any, again: bool, table: FactorTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("不填")), *_carriers(table)]
        for row in range(1, ROWS + 1):
            self.fields[f"carrier_{row}"] = forms.ChoiceField(label=_("能源品种"), choices=choices, required=row == 1)
            self.fields[f"before_{row}"] = _number(_("改进前用量"), required=row == 1)
            self.fields[f"after_{row}"] = _number(_("改进后用量"), required=row == 1)
            self.fields[f"chosen_{row}"] = _number(_("选用系数"))
        if again:
            self.fields["reason"] = forms.CharField(
                label=_("更正原因"), max_length=200, required=False, help_text=_("同一年再次登记时填写；以最新的为准。")
            )

    def clean(self) -> dict[str, Any]:
        """Ask for both quantities of every carrier chosen."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for row in range(2, ROWS + 1):
            names = [f"carrier_{row}", f"before_{row}", f"after_{row}"]
            given = [name for name in names if data.get(name) not in (None, "")]
            for name in names:
                if given and name not in given and name not in self.errors:
                    self.add_error(name, _("这一行没有填完；不需要的请整行清空。"))
        return data

    def rows(self) -> Iterator[tuple[bool, list[forms.BoundField]]]:
        """Yield the fields of each carrier, and whether they are shown at once."""
        for row in range(1, ROWS + 1):
            fields = [self[f"{name}_{row}"] for name in ("carrier", "before", "after", "chosen")]
            yield row == 1 or any(field.value() not in (None, "") or field.errors for field in fields), fields

    def group(self, names: str) -> list[forms.BoundField]:
        """Return the fields of these names, as far as the form has them."""
        return [self[name] for name in names.split() if name in self.fields]

    def general(self) -> list[forms.BoundField]:
        """Return the year and the unit of output."""
        return self.group("year output_unit")

    def before(self) -> list[forms.BoundField]:
        """Return the time before."""
        return self.group("before_from before_to output_before")

    def after(self) -> list[forms.BoundField]:
        """Return the time after."""
        return self.group("after_from after_to output_after")

    def conversion(self) -> list[forms.BoundField]:
        """Return how electricity is converted."""
        return self.group("basis area")

    def proving(self) -> list[forms.BoundField]:
        """Return who measured, and the proof."""
        return self.group("measured_by proof reason")

    def facts(self, data: dict[str, Any], proof: Upload | None) -> SavingFacts:
        """Return what was measured."""
        uses = [
            CarrierUse(data[f"carrier_{row}"], data[f"before_{row}"], data[f"after_{row}"], data[f"chosen_{row}"])
            for row in range(1, ROWS + 1)
            if data.get(f"carrier_{row}")
        ]
        names = "year before_from before_to after_from after_to output_unit output_before output_after area measured_by"
        return SavingFacts(
            **{name: data[name] for name in names.split()},
            basis=FactorKind(data["basis"]),
            carriers=uses,
            proof=proof,
            reason=data.get("reason", ""),
        )


def _carriers(table: FactorTable) -> Iterator[tuple[str, str]]:
    """Yield the carriers that have a coefficient today, with unit and published range; electricity first."""
    today = clock.today()
    for carrier in sorted(CARRIERS.values(), key=lambda one: one.code != ELECTRICITY):
        factor = table.find(Series(carrier.code, FactorKind.EQUIVALENT), today)
        if carrier.code != STANDARD_COAL and factor is not None:
            name = f"{in_language(carrier.zh, carrier.en)}（{carrier.unit}）"
            between = f" {factor.low.normalize():f}–{factor.high.normalize():f}" if factor.is_range else ""
            yield carrier.code, name + between
