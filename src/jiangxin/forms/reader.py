"""Reading a table of a blueprint: typed, with every fault noted at its path and none of them fatal."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Problem
from jiangxin.forms.words import Words

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
LONGEST_WORDS = 2000
T = TypeVar("T")


class Reader:
    """One table at `path`; problems go to the list shared by the whole reading."""

    def __init__(self, data: object, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.asked: list[str] = []
        if isinstance(data, Mapping):
            self.data: Mapping[str, Any] = data
        else:
            self.data = {}
            self.fault("", _("这里应当是一张表（键 = 值）。"), "not_a_table")

    def at(self, key: str) -> str:
        """Return the path of a key."""
        return ".".join(part for part in (self.path, key) if part)

    def fault(self, key: str, message: str, code: str) -> None:
        """Note what is wrong at a key."""
        self.problems.append(Problem(self.at(key), message, code))

    def take(self, key: str) -> object:
        """Return the raw value of a key, and count the key as known."""
        self.asked.append(key)
        return self.data.get(key)

    def has(self, key: str) -> bool:
        """Say whether a key is written."""
        return key in self.data

    def code(self, key: str = "code") -> str:
        """Read a code: small letters, digits and underscores."""
        value = self.take(key)
        if isinstance(value, str) and CODE.fullmatch(value):
            return value
        self.fault(key, _("代码应由小写字母、数字和下划线组成，以字母开头，最多 40 个字符。"), "bad_code")
        return ""

    def text(self, key: str, longest: int = LONGEST_WORDS) -> str:
        """Read a text; an absent one is empty."""
        value = self.take(key)
        if value is None:
            return ""
        if isinstance(value, str) and len(value) <= longest:
            return value
        self.fault(key, _("这里应当是文字，最多 %(longest)s 字。") % {"longest": longest}, "not_a_text")
        return ""

    def number_text(self, key: str) -> str:
        """Read a limit written as number, text or TOML date, and return it as text."""
        value = self.take(key)
        if value is None or isinstance(value, bool):
            return "" if value is None else self._not_a_limit(key)
        return str(value)

    def words(self, key: str, *, required: bool = False) -> Words:
        """Read a text in both languages: `key` and `key_en`."""
        words = Words(self.text(key), self.text(f"{key}_en"))
        if required and not words.zh:
            self.fault(key, _("缺少中文文字。"), "missing")
        return words

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read true or false."""
        value = self.take(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.fault(key, _("这里只能写 true 或 false。"), "not_a_flag")
        return default

    def whole(self, key: str, low: int, high: int) -> int | None:
        """Read a whole number between two bounds; None when absent."""
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        message = _("这里应当是 %(low)s 到 %(high)s 之间的整数。") % {"low": low, "high": high}
        self.fault(key, message, "not_a_whole_number")
        return None

    def one_of(self, key: str, allowed: Mapping[str, T], default: T | None = None) -> T | None:
        """Read one of the allowed words, and return what it stands for."""
        value = self.take(key)
        if value is None and default is not None:
            return default
        if isinstance(value, str) and value in allowed:
            return allowed[value]
        self.fault(key, _("只能是下列之一：%(allowed)s。") % {"allowed": "、".join(allowed)}, "not_allowed")
        return default

    def items(self, key: str, read: Callable[[object, str], T | None]) -> tuple[T, ...]:
        """Read a list with `read(item, path)`; faulty items are left out, their problems stay."""
        value = self.take(key)
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            self.fault(key, _("这里应当是一个列表。"), "not_a_list")
            return ()
        found = (read(item, self.at(f"{key}.{index}")) for index, item in enumerate(value))
        return tuple(item for item in found if item is not None)

    def finish(self) -> None:
        """Note keys nobody asked for: a misspelt key must not be silently without effect."""
        for key in self.data:
            if key not in self.asked:
                allowed = "、".join(sorted(self.asked))
                self.fault(key, _("不认识这个键；可以写的有：%(allowed)s。") % {"allowed": allowed}, "unknown_key")

    def _not_a_limit(self, key: str) -> str:
        self.fault(key, _("这里应当是数字或日期。"), "not_a_limit")
        return ""
