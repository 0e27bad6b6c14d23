"""`jiangxin count FILE|-`: how much a text shows, leaves out and has in all, by a rule that is named."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from jiangxin.engine.text.count import Rule, count
from jiangxin.engine.text.page import page_figures, read_page
from jiangxin.library.management.reader import TextCommand


class Command(TextCommand):
    """Counts the article on a page, or a bare text, once it is restored; what is around the article counts nothing."""

    help = "Count the characters of a text, or of the article on a page. 统计字数（先修复文本，只数正文）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        super().add_arguments(parser)
        parser.add_argument(
            "--rule",
            choices=[str(rule) for rule in Rule],
            default=str(Rule.SITE),
            help="site: every character, a line break two; plain: without white space; words: as word processors"
            " 网站（换行计二）、不计空白、文字处理软件",
        )
        parser.add_argument("--json", action="store_true", help="for machines 供机器读取")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print."""
        del args
        figures = figures_of(self.restored(self.read(options), options).text, Rule(options["rule"]))
        if options["json"]:
            self.tell_json(figures)
        else:
            self.tell("".join(f"{line}\n" for line in _lines(figures)))


def figures_of(text: str, rule: Rule) -> dict[str, Any]:
    """Return the figures of a restored page as plain values.

    `shown` is the article's body without gap markers, `omitted` what each gap withholds as the page says, `tail` the
    last of them if the end is cut, `total` the sum; `stated` is what the page says itself, by the site rule; `text`
    counts the whole input.
    """
    page = read_page(text)
    found = page_figures(text, page, rule)
    tail = next((gap for gap in page.gaps if gap.total is not None), None)
    middle = [gap.omitted for gap in page.gaps if gap.total is None and gap.end > page.start]
    return {
        "rule": str(rule),
        "shown": found.shown,
        "omitted": list(found.omitted),
        "middle": middle,
        "tail": tail.omitted if tail else 0,
        "total": found.total,
        "stated": {"total": tail.total, "shown": tail.shown} if tail else None,
        "text": count(text, rule),
    }


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    yield f"规则 rule           {figures['rule']}"
    yield f"显示 shown          {figures['shown']}"
    for omitted in figures["middle"]:
        yield f"中间省略 middle gap {omitted}"
    if figures["stated"]:
        yield f"末尾省略 tail       {figures['tail']}"
    yield f"全文 total          {figures['total']}"
    if figures["stated"]:
        stated = figures["stated"]
        yield f"原文标明 stated     {stated['total']} / {stated['shown']}"
