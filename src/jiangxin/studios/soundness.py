"""Gathering what is wrong with typed facts, so that a form tells all of it at once."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.refusal import Problem, Refusal, Text

LARGEST = Decimal("9999999999.99")  # as subsidies: far above any amount a studio reports


class Faults:
    """The problems found so far; `settle` refuses when there are any."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, path: str, code: str, message: Text) -> None:
        """Note one problem of a field."""
        self.problems.append(Problem(path, message, code))

    def text(self, path: str, value: str, longest: int, *, required: bool = False) -> str:
        """Return a text without the space around it; note when it is missing or too long."""
        value = value.strip()
        if (required and not value) or len(value) > longest:
            code = "too_long" if value else "required"
            words = _("请填写，最多%(longest)d个字。") if required else _("最多%(longest)d个字。")
            self.add(path, code, words % {"longest": longest})
        return value

    def past(self, path: str, day: date | None) -> None:
        """Note a day to come."""
        if day is not None and day > clock.today():
            self.add(path, "day_to_come", _("日期不能晚于今天。"))

    def one_of(self, path: str, value: str, values: Any, *, required: bool = True) -> None:
        """Note a code that is not in the list."""
        if (value or required) and value not in values:
            self.add(path, "not_in_list", _("请从列表中选择。"))

    def between(self, path: str, value: int | None, least: int, most: int) -> None:
        """Note a number out of its bounds; none is none."""
        if value is not None and not least <= value <= most:
            self.add(path, "out_of_range", _("应在%(least)d至%(most)d之间。") % {"least": least, "most": most})

    def fen(self, path: str, amount: Decimal | None) -> int | None:
        """Return an amount in whole fen; note what is no amount of money. None stays none."""
        if amount is None:
            return None
        if not amount.is_finite() or not 0 < amount <= LARGEST or amount != round(amount, 2):
            self.add(path, "amount_invalid", _("金额应大于0，以元为单位，最多两位小数。"))
            return None
        return int(amount.scaleb(2))

    def settle(self) -> None:
        """Refuse when anything was noted.

        Raises:
            Refusal: "form_invalid".
        """
        if self.problems:
            message, remedy = _("还有几处需要补充或改正。"), _("请按提示修改后再提交。")
            raise Refusal("form_invalid", message, remedy, problems=self.problems)


def sound_reason(reason: str) -> str:
    """Return why something is struck or returned.

    Raises:
        Refusal: "form_invalid", when none is given.
    """
    faults = Faults()
    reason = faults.text("reason", reason, 300, required=True)
    faults.settle()
    return reason
