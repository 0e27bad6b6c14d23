"""Recognising what a restored text says of itself: title, time, categories, issuing body, source, gaps and the rest."""

import re
from typing import Final

from jiangxin.engine.text.head import parse_moment
from jiangxin.engine.text.outline import outline
from jiangxin.engine.text.page import Page, read_page
from jiangxin.library.reading.document import Hints
from jiangxin.library.reading.recognised import Fact, Omission, Origin, Point, Recognised
from jiangxin.library.reading.signature import find_signature, listed_attachments

_WAY: Final = re.compile("[>＞›»→]+")
_SUBTITLE: Final = re.compile(r"[ \t\u3000]*(?:——|--|—)[ \t]*(?P<words>\S[^\n]{0,80})")
_LATE: Final = re.compile(r"(?:发[表布稿文]|更新|录入|上传)(?:时间|日期)[:：][ \t\u3000]*(?P<moment>[^\n]{8,40})")
# Codes of `enums.ArticleKind`; not imported, for reading does without Django.
_KINDS: Final = (
    ("method", "操作法"),
    ("speech", "讲话|致辞|致词|发言|主持词|演讲"),
    ("regulation", "办法|细则|规定|条例|章程|制度|规则|标准|守则"),
    ("notice", "通知|通告|公告|公示|通报|函|决定|批复|意见|方案"),
    ("exhibition", "图片|摄影|图集|画展"),
    ("story", "故事|事迹|风采|人物|劳模说"),
    ("experience", "经验|做法|交流材料|汇报|总结|探索|体会"),
)
_WEB: Final = ("http://", "https://")


def recognise(text: str, hints: Hints | None = None) -> Recognised:
    """Recognise what a text says of itself.

    Args:
        text: restored text.
        hints: what the file it comes from says of itself; the text itself is believed first.
    """
    hints = hints or Hints()
    page = read_page(text)
    signature = find_signature(text, page.start, page.end)
    title = _printed(page, "title", page.title) or _said(hints.title)
    body_start, subtitle = _below_title(text, page, title)
    tail = next((gap for gap in page.gaps if gap.total is not None), None)
    categories = _categories(text, page)
    return Recognised(
        title=title,
        subtitle=subtitle,
        published=_published(text, page, hints) or signature.day,
        categories=categories,
        issuing_body=_printed(page, "issuer", page.issuer) or _said(hints.issuer) or signature.issuer,
        author=_printed(page, "author", page.author) or _said(hints.author),
        source=_printed(page, "source", page.source) or _said(hints.source) or _site(page),
        source_url=_said(hints.address) if hints.address.startswith(_WEB) else None,
        document_number=_printed(page, "document_number", page.document_number),
        kind=_kind(title, categories),
        attachments=listed_attachments(text, page.start, page.end),
        body=(body_start, page.end),
        contents=page.contents,
        outline=_outline(text),
        gaps=tuple(Omission(gap.start, gap.end, gap.omitted, gap.total is not None) for gap in page.gaps),
        stated_total=tail.total if tail else None,
        stated_shown=tail.shown if tail else None,
    )


def _printed(page: Page, name: str, value: str | None) -> Fact | None:
    if not value:
        return None
    start, end = page.places[name]
    return Fact(value, Origin.PAGE, start, end)


def _said(value: str) -> Fact | None:
    return Fact(value, Origin.DOCUMENT) if value else None


def _site(page: Page) -> Fact | None:
    """The site it stands on, unless the page calls it 首页."""
    found = _printed(page, "site", page.site)
    return found if found and not found.value.endswith(("首页", "主页")) else None


def _below_title(text: str, page: Page, title: Fact | None) -> tuple[int, Fact | None]:
    """Where the article begins: a bare one behind its own title, which is shown above it anyway."""
    if title is None or title.start is None or title.end is None or title.start < page.start:
        return page.start, None
    above = text[page.start : title.start]
    if above.strip("# \t\u3000\r\n"):
        return page.start, None
    start = _next_line(text, title.end, page.end)
    found = _SUBTITLE.match(text, start, page.end)
    if found is None:
        return start, None
    subtitle = Fact(found["words"].strip(), Origin.PAGE, *found.span("words"))
    return _next_line(text, found.end(), page.end), subtitle


def _next_line(text: str, offset: int, end: int) -> int:
    match = re.compile(r"[^\r\n]*[\r\n]*").match(text, offset, end)
    return match.end() if match else offset


def _published(text: str, page: Page, hints: Hints) -> Fact | None:
    if page.published:
        start, end = page.places["published"]
        return Fact(page.published.isoformat(), Origin.PAGE, start, end)
    said = parse_moment(hints.published)
    if said:
        return Fact(said.isoformat(), Origin.DOCUMENT)
    late = _LATE.search(text, page.end)
    moment = parse_moment(late["moment"]) if late else None
    return Fact(moment.isoformat(), Origin.PAGE, *late.span("moment")) if late and moment else None


def _categories(text: str, page: Page) -> tuple[Fact, ...]:
    """Categories side by side are divided by `/`; each may be a way through a tree, divided by arrows."""
    if "categories" not in page.places:
        return ()
    start, end = page.places["categories"]
    found = []
    for match in re.finditer("[^/]+", text[start:end]):
        names = [name.strip() for name in _WAY.split(match.group()) if name.strip()]
        if names:
            found.append(Fact(" > ".join(names), Origin.PAGE, start + match.start(), start + match.end()))
    return tuple(found)


def _kind(title: Fact | None, categories: tuple[Fact, ...]) -> Fact:
    """What its title ends in says most, then what its title holds, then its categories."""
    words = re.sub(r"[(（][^()（）]*[)）]$", "", title.value) if title else ""
    for kind, pattern in _KINDS:
        if re.search(f"(?:{pattern})$", words):
            return Fact(kind, Origin.GUESS)
    every = words + "".join(category.value for category in categories)
    for kind, pattern in _KINDS:
        if re.search(pattern, every):
            return Fact(kind, Origin.GUESS)
    return Fact("news", Origin.GUESS)


def _outline(text: str) -> tuple[Point, ...]:
    found = outline(text)
    return tuple(
        Point(heading.title, depth, heading.start, heading.end, heading.gap) for depth, heading in found.walk()
    )
