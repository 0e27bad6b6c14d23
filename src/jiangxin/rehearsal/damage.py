"""Damage done to an article on purpose, the way copying sites do it, so that the sample city has something to restore.

Each kind is undone by `engine.text.restore`; the same article gives the same bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from opencc import OpenCC

from jiangxin.engine.text.count import count, count_shown

# What a copying site annotates: a table of its own, as such tables are.
_READINGS = {
    "创": "chuàng", "进": "jìn", "发": "fā", "业": "yè", "领": "lǐng", "务": "wù", "强": "qiáng", "现": "xiàn",
    "导": "dǎo", "结": "jié", "机": "jī", "组": "zǔ", "织": "zhī", "质": "zhì", "单": "dān", "项": "xiàng",
    "师": "shī", "带": "dài", "评": "píng", "审": "shěn", "级": "jí", "术": "shù", "节": "jié", "议": "yì",
    "训": "xùn", "员": "yuán", "奖": "jiǎng", "设": "shè", "备": "bèi", "报": "bào", "联": "lián", "电": "diàn",
    "监": "jiān", "众": "zhòng", "护": "hù", "试": "shì", "题": "tí", "问": "wèn", "听": "tīng", "写": "xiě",
}  # fmt: skip
_NOISE = ("🐾", "🌟", "🔧", "🍵")
_CONTENTS_KINDS = ("一、", "二、", "三、", "四、")


@dataclass(frozen=True, slots=True)
class Copied:
    """An article as somebody copied it.

    Attributes:
        name: of the file.
        content: its bytes.
    """

    name: str
    content: bytes


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def damaged(kind: str, *, title: str, body: str, categories: Sequence[str], moment: datetime) -> Copied:
    """Return an article as a page of a copying site, damaged in the way `kind` names.

    Raises:
        LookupError: there is no such kind.
    """
    damage, encoding = _KINDS[kind]
    page = "\n".join(_page(title, body, categories, moment))
    return Copied(f"{title[:20]}.txt", damage(page).encode(encoding))


def _page(title: str, body: str, categories: Sequence[str], moment: datetime) -> list[str]:
    contents = [line for line in body.split("\n") if line.startswith(_CONTENTS_KINDS)]
    head = [f"您的位置：文山会海网>>{'/'.join(categories)}/>>正文", title, f"发表时间：{moment:%Y-%m-%d %H:%M:%S}"]
    listed = ["目录/提纲：……", *contents, "……"] if contents else []
    return [*head, *listed, "", *body.split("\n"), "", "文章搜索", "相关文章"]


def _pinyin(page: str) -> str:
    """Traditional characters, some with their reading in brackets behind them."""
    return "".join(f"{_traditional().convert(c)}({_READINGS[c]})" if c in _READINGS else c for c in _converted(page))


def _converted(page: str) -> str:
    # Annotated characters stay as they are until they are annotated: the table knows their simplified form.
    turned = _traditional().convert(page)
    return "".join(old if old in _READINGS else new for old, new in zip(page, turned, strict=True))


def _wide(page: str) -> str:
    """Simplified characters with readings in full-width brackets, blanks inside them, and doubled commas."""
    annotated = "".join(f"{c}（{_READINGS[c]} ）" if c in _READINGS else c for c in page)
    return annotated.replace("，", "，，")


def _emoji(page: str) -> str:
    """Pictures in brackets in the middle of words, and readings behind some characters."""
    out = []
    for place, char in enumerate(page):
        out.append(f"{char}({_READINGS[char]})" if char in _READINGS and place % 3 == 0 else char)
        if place % 97 == 41 and char.isalpha():  # noqa: PLR2004  any prime spreads them
            out.append(f"({_NOISE[place % len(_NOISE)]})")
    return "".join(out)


def _spaced(page: str) -> str:
    """A blank between all characters of every long line; its indent stays."""
    return "\n".join(_apart(line) if len(line) > 40 else line for line in page.split("\n"))  # noqa: PLR2004


def _apart(line: str) -> str:
    words = line.lstrip("\u3000")
    return line.removesuffix(words) + " ".join(words)


def _gap(page: str) -> str:
    """Readings, a stretch in the middle left out, and the end cut off, with the marks such sites leave."""
    lines = page.split("\n")
    body = lines.index("") + 1
    end = lines.index("", body)
    middle = body + 2 * (end - body) // 5
    cut = end - 2
    hidden = lines[middle]
    marker = f"……(文山会海网 省略{count(hidden)}字,正式会员可完整阅读)……"
    kept = [*lines[body:middle], marker, *lines[middle + 1 : cut]]
    total, shown = count("\n".join(lines[body:end])), count_shown("\n".join(kept)).shown
    tail = f"……(未完,全文共{total}字,当前仅显示{shown}字,请阅读下面提示信息。收藏本文)"
    return _pinyin("\n".join([*lines[:body], *kept, tail, *lines[end:]]))


_KINDS: dict[str, tuple[Callable[[str], str], str]] = {
    "pinyin": (_pinyin, "utf-8"),
    "wide": (_wide, "gb18030"),
    "emoji": (_emoji, "utf-16"),
    "spaced": (_spaced, "gb18030"),
    "gap": (_gap, "utf-8-sig"),
}
DAMAGES = tuple(_KINDS)
"""Kinds of damage."""
