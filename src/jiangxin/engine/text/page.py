"""An article told from the page around it, in restored text: path, title, time, contents, body.

Pages of document sites begin with `您的位置:site>>category/category/>>正文`, give the title and `发表时间:`, print the
contents between a line `目录` and a line of dots, then the body, and end in search boxes and the like.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from jiangxin.engine.text.count import Figures, Rule, count_shown
from jiangxin.engine.text.gaps import Gap, find_gaps
from jiangxin.engine.text.head import Found, Head, read_head

_NUMBER: Final = re.compile(
    r"^[ \t\u3000]*(?P<number>[\u4e00-\u9fff]{1,12}[〔\[［(（]\d{4}[〕\]］)）]第?\d{1,5}号)"
    r"(?=[ \t\u3000]*(?:签发人|$))",
    re.MULTILINE,
)
_CONTENTS: Final = re.compile(
    r"^[ \t]*目[ \u3000]*录(?:/提纲)?[:：]?[ \t]*(?:…+|\.{3,})?[ \t]*\n"
    r"(?P<lines>(?:[^\n]*+\n){0,400}?)[ \t]*(?:…{2,}|\.{6,})[ \t]*$",
    re.MULTILINE,
)
_FURNITURE: Final = "文章搜索|相关(?:文章|链接|新闻|阅读)|[上下]一[篇条页]|责任编辑|收藏本文|打印本页|关闭窗口|分享到"
_END: Final = re.compile(f"^[ \\t]*[【\\[(（]?(?:{_FURNITURE})[^\\n]{{0,60}}$", re.MULTILINE)
# The blanks that set in the first paragraph belong to the article, as those of all others do.
_BLANK_LINES: Final = re.compile(r"(?:[ \t\u00a0\u3000]*+(?:\r\n|[\r\n]))*+")
_BELOW: Final = 400
_LONGEST_TITLE: Final = 60
# A title that says what it is the title of is whole.
_WHOLE_TITLE: Final = re.compile(
    "(?:讲话|致辞|发言|通知|通告|公告|公示|通报|意见|办法|细则|规定|条例|章程|制度|方案|计划|规划|要点|总结|报告|汇报|决定|决议|纪要|请示|"
    "批复|函|倡议书|材料|事迹|简报|主持词|建议)(?:[(（][^()（）\n]{1,20}[)）])?$"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about its article; what it does not say is None or empty.

    Attributes:
        site: the name of the site.
        categories: all categories of the article; they stand side by side, none within another. One that the page
            itself writes as a way, `a > b`, is left so.
        title: the title above the body.
        published: the time of publication, without a time zone, as printed.
        source: where the page says it has the article from.
        author: who wrote it, if named.
        issuer: the issuing body, if named.
        document_number: such as 〔2012〕15号 with its agency code.
        contents: start and end of the printed contents in the page.
        start: offset of the article's body in the page.
        end: offset of its end; gap markers at the end lie behind it.
        gaps: gap markers, in the coordinates of the page.
        places: start and end of each fact above, by the name of its attribute.
    """

    site: str | None
    categories: tuple[str, ...]
    title: str | None
    published: datetime | None
    source: str | None
    author: str | None
    issuer: str | None
    document_number: str | None
    contents: tuple[int, int] | None
    start: int
    end: int
    gaps: tuple[Gap, ...]
    places: dict[str, tuple[int, int]] = field(default_factory=dict)


def read_page(text: str) -> Page:
    """Recognise the parts of a page.

    Args:
        text: a restored page, or a bare article, which is all body then.
    """
    text = text.replace("\r\n", " \n").replace("\r", "\n")  # as long as it was, so that places stay
    head, gaps, contents = read_head(text), find_gaps(text), _CONTENTS.search(text)
    below = contents.end() if contents and contents.start() < len(text) // 2 else 0
    top = max(head.end, below)
    end = _end_of_body(text, top, gaps)
    start = _skip_blank_lines(text, top, end)
    facts = _facts(text, head, start)
    path = head.path.value if head.path else ""
    return Page(
        site=facts["site"].value if "site" in facts else None,
        categories=tuple(filter(None, map(str.strip, path.split("/")))),
        title=facts["title"].value if "title" in facts else None,
        published=head.published,
        source=facts["source"].value if "source" in facts else None,
        author=facts["author"].value if "author" in facts else None,
        issuer=facts["issuer"].value if "issuer" in facts else None,
        document_number=facts["document_number"].value if "document_number" in facts else None,
        contents=contents.span("lines") if contents else None,
        start=start,
        end=end,
        gaps=tuple(gaps),
        places={name: (found.start, found.end) for name, found in facts.items()},
    )


def page_figures(text: str, page: Page, rule: Rule = Rule.SITE) -> Figures:
    """The lengths of a page's article: what its body shows, and what all gaps withhold, the cut end among them."""
    shown = count_shown(text[page.start : page.end], rule).shown
    omitted = tuple(gap.omitted for gap in page.gaps if gap.end > page.start)
    return Figures(shown, omitted, shown + sum(omitted))


def _facts(text: str, head: Head, start: int) -> dict[str, Found]:
    number = _NUMBER.search(text, 0, min(len(text), start + _BELOW))
    facts = {
        "site": head.site,
        "categories": head.path,
        "published": head.moment,
        "source": head.fields.get("source"),
        "author": head.fields.get("author"),
        "issuer": head.fields.get("issuer"),
        "title": head.fields.get("title") or _title(text, head),
        "document_number": head.fields.get("number")
        or (Found(number["number"], *number.span("number")) if number else None),
    }
    return {name: found for name, found in facts.items() if found and found.value}


def _skip_blank_lines(text: str, start: int, end: int) -> int:
    blank = _BLANK_LINES.match(text, start, end)
    return blank.end() if blank else start


def _end_of_body(text: str, head: int, gaps: list[Gap]) -> int:
    tails = [gap.start for gap in gaps if gap.total is not None]
    after = _END.search(text, head)
    end = min([*tails, after.start() if after else len(text)])
    return max(head, len(text[:end].rstrip()))


def _title(text: str, head: Head) -> Found | None:
    """The nearest line above the first fact, or else the first below the path."""
    below = head.path.end if head.path else 0
    below = _line_end(text, below) if head.path else 0
    if head.moment or head.fields:
        lines = _lines(text, below, head.above)
        return lines[-1] if lines else None
    lines = _lines(text, below, below + _BELOW)
    if len(lines) > 1 and lines[0].value.endswith("文件") and (number := _NUMBER.search(text, below, below + _BELOW)):
        lines = _lines(text, number.end(), number.end() + _BELOW)  # the red head of an official document is no title
    if not lines or len(lines[0].value) > _LONGEST_TITLE or lines[0].value.endswith(("。", "；")):
        return None
    return _joined(lines)


def _joined(lines: list[Found]) -> Found:
    """A title may take two lines: the first does not say what it is the title of, the second does."""
    first, second = lines[0], lines[1] if len(lines) > 1 else None
    if second and not _WHOLE_TITLE.search(first.value) and _WHOLE_TITLE.search(second.value):
        whole = first.value + second.value
        return Found(whole, first.start, second.end) if len(whole) <= _LONGEST_TITLE else first
    return first


def _lines(text: str, start: int, end: int) -> list[Found]:
    found = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        words = match.group().strip(" \t\r\u3000\u00a0")
        if words:
            at = start + match.start() + match.group().find(words)
            bare = words.lstrip("# ")
            found.append(Found(bare, at + len(words) - len(bare), at + len(words)))
    return found


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
