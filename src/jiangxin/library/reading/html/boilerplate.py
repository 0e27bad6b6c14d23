"""Telling an article from what a site puts around it: by tags, by names of classes, and by how much of it is links."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

_NEVER: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "svg",
        "canvas",
        "nav",
        "footer",
        "aside",
        "dialog",
        "video",
        "audio",
        "map",
    ]
)
_CONTAINERS: Final = frozenset(["div", "ul", "ol", "table", "td", "section", "header", "p", "dl", "center", "tr"])
_NAMES: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|footer|foot|share|comments?|related|recommend\w*|hot|rank\w*|ads?|advert\w*|"
    r"banner|login|search|pager|pagination|page-?nav|copyright|qrcode|toolbar|friend-?links?|breadcrumbs?-hidden)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_PATH: Final = re.compile("位置[:：]")
_SENTENCE: Final = re.compile("[。；]")
_FEW_LINKS: Final = 3
_LINK_SHARE: Final = 0.6
_WHOLE_SHARE: Final = 0.5
_LONGEST_WAY: Final = 400
_LAYOUT: Final = frozenset(("ul", "h1", "h2", "h3", "iframe"))


@dataclass(slots=True)
class Weight:
    """What an element holds.

    Attributes:
        chars: characters that are no blanks.
        links: links.
        link_chars: characters within links.
        tables: tables, the element itself included.
        titled: whether it holds a first heading.
        on_the_way: whether it holds the words that begin a path.
        speaks: whether a sentence ends in it outside a link.
        laid_out: whether it holds a list, a heading or a form.
    """

    chars: int = 0
    links: int = 0
    link_chars: int = 0
    tables: int = 0
    titled: bool = False
    on_the_way: bool = False
    speaks: bool = False
    laid_out: bool = False

    def add(self, other: "Weight") -> None:
        """Add what an element within holds."""
        self.chars += other.chars
        self.links += other.links
        self.link_chars += other.link_chars
        self.tables += other.tables
        self.titled |= other.titled
        self.on_the_way |= other.on_the_way
        self.speaks |= other.speaks
        self.laid_out |= other.laid_out


class Boilerplate:
    """Judges the elements of one page.

    Args:
        body: the page's body.
        lenient: leave out only what no reader sees.
    """

    def __init__(self, body: LexborNode, *, lenient: bool = False) -> None:
        self._lenient = lenient
        self._weights: dict[int, Weight] = {}
        self._weigh(body)
        self._whole = self._weights[body.mem_id].chars

    def weight(self, node: LexborNode) -> Weight:
        """What an element holds; nothing for one that is not of this page."""
        return self._weights.get(node.mem_id) or Weight()

    def holds(self, node: LexborNode) -> bool:
        """Whether an element is no part of the article, with all that is in it."""
        tag = node.tag or ""
        if tag in _NEVER:
            return True
        attributes = node.attributes
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
            return True
        weight = self.weight(node)
        if self._lenient or tag not in _CONTAINERS or self._is_precious(weight):
            return False
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        mostly_links = weight.links >= _FEW_LINKS and weight.link_chars > _LINK_SHARE * weight.chars
        return bool(_NAMES.search(names)) or (mostly_links and not weight.speaks)

    def _is_precious(self, weight: Weight) -> bool:
        """Whether an element holds the title, the path, or most of the page."""
        most = weight.chars > _WHOLE_SHARE * self._whole and weight.link_chars < _LINK_SHARE * weight.chars
        return most or weight.titled or (weight.on_the_way and weight.chars < _LONGEST_WAY)

    def _weigh(self, body: LexborNode) -> None:
        """Add up from the leaves, each element once."""
        sums = [Weight()]
        in_link = 0

        def enter(node: LexborNode) -> bool:
            nonlocal in_link
            in_link += node.tag == "a"
            sums.append(Weight())
            return True

        def leave(node: LexborNode) -> None:
            nonlocal in_link
            weight, tag = sums.pop(), node.tag or ""
            if tag == "a":
                in_link -= 1
                weight.links, weight.link_chars = weight.links + 1, weight.chars
            if tag in _NEVER:
                weight = Weight(laid_out=tag == "form")
            weight.tables += tag == "table"
            weight.titled |= tag == "h1"
            weight.laid_out |= tag in _LAYOUT
            self._weights[node.mem_id] = weight
            sums[-1].add(weight)

        def words(text: str) -> None:
            weight = sums[-1]
            weight.chars += len("".join(text.split()))
            weight.on_the_way |= _PATH.search(text) is not None
            weight.speaks |= not in_link and _SENTENCE.search(text) is not None

        visit(body, enter=enter, leave=leave, words=words)


def visit(
    root: LexborNode,
    *,
    enter: Callable[[LexborNode], bool],
    leave: Callable[[LexborNode], None],
    words: Callable[[str], None],
) -> None:
    """Visit a root and all below it in order, without recursion, for pages may be deep.

    Args:
        root: an element.
        enter: called at each element; where it answers no, nothing in it is visited, and it is not left.
        leave: called at the end of each.
        words: called with each text.
    """
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            leave(node)
        elif node.is_text_node:
            words(node.text_content or "")
        elif node.is_element_node and enter(node):
            stack.append((node, True))
            child = node.last_child
            while child is not None:
                stack.append((child, False))
                child = child.prev
