"""Refuses templates with text that is not translatable, with inline script or style, or that switch escaping off."""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

ROOT = Path(__file__).resolve().parents[1]
_HAN = re.compile(r"[\u3400-\u9fff]")
# Chinese punctuation is text, too: beside an English word it stands far too wide.
_WORD = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff：；，。、（）！？]")
# The same in every language.
_NAMES = re.compile(r"\b(PDF|DOCX|XLSX|Word|Excel|QR|A3|A4|MB|KB)\b")
_MARKED = re.compile(r"""_\(\s*("[^"]*"|'[^']*')\s*\)""")
_SPOKEN = {"alt", "title", "placeholder", "label", "abbr", "summary"} | {
    f"aria-{name}" for name in ("label", "description", "roledescription", "valuetext", "placeholder", "braillelabel")
}
# In these a Latin word is a value of the form; in a button it is what people read.
_BUTTONS = {"submit", "button", "reset"}
# A word that begins a sentence, in quotation marks: no code of the house begins with a capital.
_SENTENCE = re.compile(r"""(?<!date:)(?<!time:)["'][A-Z][a-z]+[ ,.!?:"']""")
# Blocks of the base template that stand inside an attribute: their text is class names.
_ATTRIBUTE_BLOCKS = {"kind", "columns", "ground"}
_TRANSLATING = {"translate", "trans", "blocktranslate", "blocktrans", "plural"}


class _Page(HTMLParser):
    """Collects faults of what is left of a template when its tags are taken out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes; remember being inside a script."""
        names = dict(attrs)
        self.inside = tag if tag in {"script", "style"} else ""
        if tag == "style" or "style" in names:
            self._tell("inline style")
        for name, value in attrs:
            if name.startswith("on"):
                self._tell(f"inline script in {name}")
            if (value or "").strip().lower().startswith("javascript:"):
                self._tell("script in an address")
            if (_is_spoken(tag, name, names) and _has_words(value or "")) or _HAN.search(value or ""):
                self._tell(f"{name} is not translatable: {value}")

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        del tag
        self.inside = ""

    def handle_data(self, data: str) -> None:
        """Look at the text."""
        if not data.strip():
            return
        if self.inside:
            self._tell(f"inline {self.inside}")
        elif _has_words(data):
            self._tell(f"text is not translatable: {' '.join(data.split())[:60]}")

    def _tell(self, what: str) -> None:
        self.found.append((self.getpos()[0], what))


def _is_spoken(tag: str, name: str, attributes: dict[str, str | None]) -> bool:
    if name == "content":
        return tag == "meta" and attributes.get("name") == "description"
    return name in _SPOKEN or (tag == "input" and name == "value" and attributes.get("type") in _BUTTONS)


def _has_words(text: str) -> bool:
    return bool(_WORD.search(_NAMES.sub("", text)))


def faults_in(source: str) -> list[tuple[int, str]]:
    """Return the faults of a template as line and what is wrong there."""
    page = _Page()
    found: list[tuple[int, str]] = []
    skipping = ""  # the tag that ends what is not text of the page
    for token in Lexer(source).tokenize():
        words = token.split_contents() if token.token_type == TokenType.BLOCK else []
        name = words[0] if words else ""
        if not skipping:
            found += [(token.lineno or 0, what) for what in _tag_faults(token, name)]
        shown = token.token_type == TokenType.TEXT and not skipping
        page.feed(token.contents if shown else "\n" * token.contents.count("\n"))
        skipping = ("" if name == skipping else skipping) if skipping else _skips_to(words)
    page.close()
    return sorted(found + page.found)


def _skips_to(words: list[str]) -> str:
    """Return the tag up to which a tag's content is not shown as it stands, if it opens such a stretch."""
    if words and words[0] in {"blocktranslate", "blocktrans", "comment"}:
        return f"end{words[0]}"
    return "endblock" if words[:1] == ["block"] and words[1] in _ATTRIBUTE_BLOCKS else ""


def _tag_faults(token: Token, name: str) -> Iterator[str]:
    if token.token_type in {TokenType.TEXT, TokenType.COMMENT} or name in _TRANSLATING:
        return
    bare = _MARKED.sub("", token.contents)
    if _HAN.search(bare) or _SENTENCE.search(bare):
        yield f"text in a tag is not translatable: {token.contents[:60]}"
    if re.search(r"\|\s*safe\b", token.contents) or (name == "autoescape" and "off" in token.contents):
        yield "escaping is switched off"


def faults() -> Iterator[str]:
    """Return every fault of every template."""
    for path in sorted((ROOT / "src").rglob("*.html")):
        for line, what in faults_in(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(ROOT).as_posix()}:{line}: {what}"


if __name__ == "__main__":
    told = list(faults())
    for fault in told:
        print(fault)
    sys.exit(bool(told))
