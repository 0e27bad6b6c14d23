"""An article told from the page around it, in restored text: path, title, time, contents, body.

Pages of document sites begin with `您的位置:site>>category/category/>>正文`, give the title and `发表时间:`, print the
contents between a line `目录` and a line of dots, then the body, and end in search boxes and the like.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from jiangxin.engine.text.count import Figures, Rule, count_shown
from jiangxin.engine.text.gaps import Gap, find_gaps

_PATH: Final = re.compile(
    r"^[ \t]*(?:您的|当前|您现在的|所在)?位置[:：](?P<site>[^>\n]*)>+(?P<path>[^\n]*?)(?:>+\s*正文)?\s*$", re.MULTILINE
)
_TIME: Final = re.compile(
    r"^[ \t]*(?:发表|发布|更新|成文)?(?:时间|日期)[:：]\s*"
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:[ T]*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?",
    re.MULTILINE,
)
_FIELD: Final = re.compile(
    r"^[ \t]*(?P<name>来源|作者|发布机构|发布单位|发文机关|印发单位|标题|文章标题)[:：]"
    r"[ \t]*(?P<value>\S[^\n]*?)[ \t]*$",
    re.MULTILINE,
)
_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［(（]\d{4}[〕\]］)）]第?\d{1,5}号")
_CONTENTS: Final = re.compile(
    r"^[ \t]*目[ \u3000]*录(?:/提纲)?[:：]?[ \t]*(?:…+|\.{3,})?[ \t]*\n"
    r"(?P<lines>(?:[^\n]*+\n){0,400}?)[ \t]*(?:…{2,}|\.{6,})[ \t]*$",
    re.MULTILINE,
)
_END: Final = re.compile(
    r"^[ \t]*(?:文章搜索|相关文章|相关链接|上一篇|下一篇|责任编辑|收藏本文|打印本页|关闭窗口)[^\n]{0,60}$", re.MULTILINE
)
# The blanks that set in the first paragraph belong to the article, as those of all others do.
_BLANK_LINES: Final = re.compile(r"(?:[ \t\u00a0\u3000]*+(?:\r\n|[\r\n]))*+")
_ISSUERS: Final = ("发布机构", "发布单位", "发文机关", "印发单位")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about its article; what it does not say is None or empty.

    Attributes:
        site: the name of the site.
        categories: all categories of the article; they stand side by side, none within another.
        title: the title above the body.
        published: the time of publication, without a time zone, as printed.
        source: where the page says it has the article from.
        issuer: the issuing body, if named.
        document_number: such as 〔2012〕15号 with its agency code.
        contents: start and end of the printed contents in the page.
        start: offset of the article's body in the page.
        end: offset of its end; gap markers at the end lie behind it.
        gaps: gap markers, in the coordinates of the page.
    """

    site: str | None
    categories: tuple[str, ...]
    title: str | None
    published: datetime | None
    source: str | None
    issuer: str | None
    document_number: str | None
    contents: tuple[int, int] | None
    start: int
    end: int
    gaps: tuple[Gap, ...]


def read_page(text: str) -> Page:
    """Recognise the parts of a page.

    Args:
        text: a restored page, or a bare article, which is all body then.
    """
    path, time = _PATH.search(text), _TIME.search(text)
    gaps = find_gaps(text)
    contents = _CONTENTS.search(text)
    fields = {match["name"]: match["value"] for match in _FIELD.finditer(text)}
    head = max((found.end() for found in (path, time, contents) if found and found.start() < len(text) // 2), default=0)
    end = _end_of_body(text, head, gaps)
    start = _skip_blank_lines(text, head, end)
    number = _NUMBER.search(text[: start + 400])
    return Page(
        site=path["site"].strip() if path else None,
        categories=tuple(filter(None, map(str.strip, path["path"].split("/")))) if path else (),
        title=fields.get("标题") or fields.get("文章标题") or _title(text, path, time),
        published=_moment(time) if time else None,
        source=fields.get("来源"),
        issuer=next((fields[name] for name in _ISSUERS if name in fields), None),
        document_number=number.group() if number else None,
        contents=contents.span("lines") if contents else None,
        start=start,
        end=end,
        gaps=tuple(gaps),
    )


def page_figures(text: str, page: Page, rule: Rule = Rule.SITE) -> Figures:
    """The lengths of a page's article: what its body shows, and what all gaps withhold, the cut end among them."""
    shown = count_shown(text[page.start : page.end], rule).shown
    omitted = tuple(gap.omitted for gap in page.gaps if gap.end > page.start)
    return Figures(shown, omitted, shown + sum(omitted))


def _skip_blank_lines(text: str, start: int, end: int) -> int:
    blank = _BLANK_LINES.match(text, start, end)
    return blank.end() if blank else start


def _end_of_body(text: str, head: int, gaps: list[Gap]) -> int:
    tails = [gap.start for gap in gaps if gap.total is not None]
    after = _END.search(text, head)
    end = min([*tails, after.start() if after else len(text)])
    return max(head, len(text[:end].rstrip()))


def _title(text: str, path: re.Match[str] | None, time: re.Match[str] | None) -> str | None:
    """The nearest line above the time, or else the first below the path."""
    if time:
        start = path.end() if path and path.end() < time.start() else 0
        lines = [line.strip() for line in text[start : time.start()].splitlines() if line.strip()]
        return lines[-1] if lines else None
    lines = [line.strip() for line in text[path.end() if path else 0 :].splitlines() if line.strip()]
    return lines[0] if lines and len(lines[0]) <= 60 and not lines[0].endswith(("。", "；")) else None  # noqa: PLR2004


def _moment(match: re.Match[str]) -> datetime | None:
    try:
        return datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:  # the 31st of February
        return None
