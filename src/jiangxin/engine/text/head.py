"""What a page prints above its article: the path, the time, and labelled facts, each with its place.

`您的位置:site>>a/b/>>正文`, `发表时间:…`, `来源：… 作者：…`, in whatever order, on one line or several. A label counts
only above the article: below its first sentence 时间： and 来源： are the article's own words.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

_ARROW: Final = ">＞›»→"
_PATH: Final = re.compile(
    f"^[ \\t\\u3000]*(?:您的|您?现在的?|您?当前的?|所在)?位置(?:是|为)?[:：](?P<site>[^{_ARROW}\\n]*)[{_ARROW}]+"
    f"(?P<path>[^\\n]*?)(?:[{_ARROW}]+\\s*正文)?[ \\t\\u3000]*$",
    re.MULTILINE,
)
_MOMENT: Final = (
    r"(?P<moment>(?P<year>(?:19|20)\d{2})[-/.年][ ]?(?P<month>\d{1,2})[-/.月][ ]?(?P<day>\d{1,2})日?"
    r"(?:[ \tT\u3000]*(?P<hour>\d{1,2})[:：时](?P<minute>\d{2})分?(?:[:：]?(?P<second>\d{2})秒?)?)?)"
)
_BEFORE: Final = r"(?:^|(?<=[ \t\u3000|｜\[【(（;；]))"
_PRINTED: Final = "发[表布稿文]|更新|录入|添加|上传|创建|成文|印发|生成"
# What is printed by machines only.
_LABELLED: Final = re.compile(f"{_BEFORE}(?:{_PRINTED})(?:时间|日期|于)[:：]?[ \\t\\u3000]*{_MOMENT}", re.MULTILINE)
# What an announcement of a meeting prints as well.
_BARE: Final = re.compile(
    f"^[ \\t\\u3000]*(?:(?:时间|日期)[:：][ \\t\\u3000]*)?{_MOMENT}(?P<rest>[^\\n]*)$", re.MULTILINE
)
_PLACE: Final = re.compile(r"\s*地点[:：]")
_NAMES: Final = {
    "来源": "source",
    "稿源": "source",
    "信息来源": "source",
    "文章来源": "source",
    "转载自": "source",
    "作者": "author",
    "撰稿": "author",
    "供稿": "author",
    "通讯员": "author",
    "发布机构": "issuer",
    "发布单位": "issuer",
    "发文机关": "issuer",
    "发文单位": "issuer",
    "印发机关": "issuer",
    "印发单位": "issuer",
    "制发机关": "issuer",
    "标题": "title",
    "文章标题": "title",
    "名称": "title",
    "文号": "number",
    "发文字号": "number",
}
_OTHERS: Final = "浏览|点击|阅读|字体|字号|编辑|责任编辑|责编|审核|索引号|主题分类|打印|分享|收藏|人气|访问"
_ANY: Final = "|".join(sorted(_NAMES, key=len, reverse=True))
_FIELD: Final = re.compile(
    f"{_BEFORE}(?P<name>{_ANY})[:：][ \\t\\u3000]*(?P<value>[^\\s|｜】\\])）][^|｜\\n]*?)"
    "(?=[ \\t]{2,}|[ \\t]*\\u3000|[ \\t]*[|｜】\\]]|[ \\t]+[\\u4e00-\\u9fff]{2,6}[:：]|[ \\t]*$"
    f"|[ \\t]+(?:{_OTHERS}))",
    re.MULTILINE,
)
_META: Final = re.compile(
    f"[> \\t\\u3000【\\[(（]*(?:(?:{_ANY}|{_OTHERS})(?:次数|量|数)?[:：]|(?:{_PRINTED})?(?:时间|日期)[:：])"
)
_SENTENCE: Final = re.compile("[。；：:！？!?]$")
_LONGEST_LINE: Final = 80
_MOST_LINES: Final = 14


class Found(NamedTuple):
    """A fact and where it stands.

    Attributes:
        value: as printed.
        start: offset of its first character.
        end: offset after its last.
    """

    value: str
    start: int
    end: int


@dataclass(slots=True)
class Head:
    """What stands above an article.

    Attributes:
        site: the name of the site.
        path: the categories, as one string.
        published: the moment printed, without a time zone.
        moment: where that stands.
        fields: the labelled facts by `source`, `author`, `issuer`, `title`, `number`.
        above: offset up to which the title has to be looked for: where the first of the facts after it begins.
        end: offset after the last line of the head.
    """

    site: Found | None = None
    path: Found | None = None
    published: datetime | None = None
    moment: Found | None = None
    fields: dict[str, Found] = field(default_factory=dict)
    above: int = 0
    end: int = 0


def read_head(text: str) -> Head:
    """Read the head of a restored page; a bare article has an empty one."""
    head = Head()
    path = _PATH.search(text)
    if path and path.start() <= len(text) // 2:
        head.site, head.path = _found(path, "site"), _found(path, "path")
        head.end = path.end()
    start = head.above = head.end
    limit = _reach(text, start)
    time = _time(text, start, limit)
    if time:
        head.published = _moment(time)
        head.moment = Found(time["moment"], *time.span("moment"))
    for match in _FIELD.finditer(text, start, limit):
        head.fields.setdefault(_NAMES[match["name"]], _found(match, "value"))
    facts = [found for found in (head.moment, *head.fields.values()) if found]
    if facts:
        first = min(facts, key=lambda found: found.start)
        head.above = text.rfind("\n", 0, first.start) + 1
        head.end = _line_end(text, max(found.end for found in facts))
    return head


def parse_moment(words: str) -> datetime | None:
    """Read a day, perhaps with a time of day, written in digits; None for what is none."""
    match = re.search(_MOMENT, words)
    return _moment(match) if match else None


def _reach(text: str, start: int) -> int:
    """The offset up to which lines may belong to the head: before the first sentence, and before too many lines."""
    at, count = start, 0
    for match in re.finditer(r"[^\n]*\n?", text[start:]):
        line = match.group().strip()
        if not line:
            at = start + match.end()
            continue
        is_meta = _META.match(line) is not None or _LABELLED.search(line) is not None or _BARE.match(line) is not None
        ends = len(line) > _LONGEST_LINE or _SENTENCE.search(line) is not None
        if count >= _MOST_LINES or (ends and not is_meta):
            break
        count += 1
        at = start + match.end()
    return at


def _time(text: str, start: int, limit: int) -> re.Match[str] | None:
    found = _LABELLED.search(text, start, limit)
    if found:
        return found
    for match in _BARE.finditer(text, start, limit):
        rest = match["rest"].strip(" \t\u3000】])）|｜")
        is_meta = _META.match(rest) is not None
        labelled = match.start("moment") > match.start() and match.group().strip()[:1] in "时日"
        # An announced meeting has a place, and its time is told in words.
        announced = bool(rest) and not is_meta
        if (match["hour"] or labelled or is_meta) and not announced and not _PLACE.match(text, match.end()):
            return match
    return None


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _found(match: re.Match[str], group: str) -> Found:
    words = match[group]
    bare = words.strip(" \t\u3000")
    start = match.start(group) + (words.find(bare) if bare else 0)
    return Found(bare, start, start + len(bare))


def _moment(match: re.Match[str]) -> datetime | None:
    parts = [match[name] for name in ("year", "month", "day", "hour", "minute", "second")]
    try:
        return datetime(*(int(part or 0) for part in parts))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:  # the 31st of February
        return None
