"""What the page of an imported file tells beside its text: repairs by class, doubts, outline, counts, attachments."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.utils.translation import gettext as _

from jiangxin.core.refusal import Text
from jiangxin.engine.text.restore import Certainty, Damage
from jiangxin.library.models import ImportItem
from jiangxin.library.proposal import Proposal
from jiangxin.library.repairs import Doubt, StoredChange, around, doubts_of
from jiangxin.library.text import Heading, headings_of, measure
from jiangxin.web.desk.import_text import Layout
from jiangxin.web.desk.import_words import CERTAINTY, DAMAGE

MOST_SHOWN = 60
"""Lines of one table of the page."""
_LONGEST_WORDS = 40


@dataclass(frozen=True, slots=True)
class ClassLine:
    """Repairs of one class: how many, how many of them were taken back, one example, and how sure the least sure is."""

    code: str
    label: Text
    certainty: Certainty
    certainty_label: Text
    count: int
    revoked: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Repairs that are alike; `number` is that of the first, by which all of them are named."""

    number: int
    before: str
    after: str
    classes: tuple[Damage, ...]
    labels: tuple[Text, ...]
    certainty: Certainty
    certainty_label: Text
    count: int
    revoked: int


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """A place for a person to judge, with a few characters around it and the page of the text it lies on."""

    number: int
    label: Text
    before: str
    words: str
    after: str
    candidates: tuple[str, ...]
    page: int


@dataclass(frozen=True, slots=True)
class CountLine:
    """A length the source states beside the one counted; `agrees` is None where nothing is stated."""

    label: Text
    stated: int | None
    counted: int
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything told beside the text."""

    classes: list[ClassLine]
    groups: list[GroupLine]
    more_groups: int
    doubts: list[DoubtLine]
    more_doubts: int
    headings: list[Heading]
    more_headings: int
    counts: list[CountLine]
    attachments: list[str]
    more_attachments: int
    repairs: int
    revoked: int
    doubt_count: int


def findings_of(item: ImportItem, proposal: Proposal, layout: Layout, ticked: Sequence[int]) -> Findings:
    """Return what a file's page tells."""
    groups = _groups(item.changes, set(ticked))
    headings = _headings(proposal)
    attachments = _attachments(item)
    return Findings(
        classes=_classes(groups),
        groups=groups[:MOST_SHOWN],
        more_groups=max(0, len(groups) - MOST_SHOWN),
        doubts=_doubts(item, layout),
        more_doubts=max(0, len(item.flags) - MOST_SHOWN),
        headings=headings[:MOST_SHOWN],
        more_headings=max(0, len(headings) - MOST_SHOWN),
        counts=_counts(item, proposal),
        attachments=attachments[:MOST_SHOWN],
        more_attachments=max(0, len(attachments) - MOST_SHOWN),
        repairs=len(item.changes),
        revoked=len(set(ticked)),
        doubt_count=len(item.flags),
    )


def _groups(changes: Sequence[StoredChange], revoked: Collection[int]) -> list[GroupLine]:
    """Return repairs that are alike together, the least certain first, then the most frequent."""
    # Counted on what is stored: a page may hold two hundred thousand repairs.
    first: dict[tuple[str, str, str, str], int] = {}
    counts: Counter[tuple[str, str, str, str]] = Counter()
    back: Counter[tuple[str, str, str, str]] = Counter()
    for number, (_start, before, after, classes, certainty) in enumerate(changes):
        key = before, after, classes, certainty
        first.setdefault(key, number)
        counts[key] += 1
        if number in revoked:
            back[key] += 1
    order = [str(certainty) for certainty in reversed(Certainty)]
    keys = sorted(first, key=lambda key: (order.index(key[3]), -counts[key], first[key]))
    return [_group(key, first[key], counts[key], back[key]) for key in keys]


def _group(key: tuple[str, str, str, str], number: int, count: int, revoked: int) -> GroupLine:
    before, after, classes, certainty = key
    return GroupLine(
        number=number,
        before=_short(before),
        after=_short(after),
        classes=tuple(map(Damage, classes.split("+"))),
        labels=tuple(DAMAGE[Damage(code)] for code in classes.split("+")),
        certainty=Certainty(certainty),
        certainty_label=CERTAINTY[Certainty(certainty)],
        count=count,
        revoked=revoked,
    )


def _classes(groups: Sequence[GroupLine]) -> list[ClassLine]:
    order = list(Certainty)
    counts: Counter[Damage] = Counter()
    revoked: Counter[Damage] = Counter()
    least: dict[Damage, Certainty] = {}
    for group in groups:
        for damage in group.classes:
            counts[damage] += group.count
            revoked[damage] += group.revoked
            least[damage] = max(least.get(damage, order[0]), group.certainty, key=order.index)
    return [
        ClassLine(str(code), DAMAGE[code], least[code], CERTAINTY[least[code]], counts[code], revoked[code])
        for code in DAMAGE
        if counts[code]
    ]


def _doubts(item: ImportItem, layout: Layout) -> list[DoubtLine]:
    flags = item.flags[:MOST_SHOWN]
    end = max((flag[1] for flag in flags), default=0)
    before_them = item.changes[: bisect_right(item.changes, end, key=itemgetter(0))]
    found: list[Doubt] = doubts_of(item.source, flags, before_them, set(item.revoked))
    lines = []
    for number, doubt in enumerate(found):
        before, words, after = around(item.text, doubt.place, doubt.length)
        page = layout.page_of_place(doubt.start)
        label = DAMAGE[doubt.damage]
        lines.append(DoubtLine(number, label, before, _short(words or doubt.words), after, doubt.candidates[:5], page))
    return lines


def _headings(proposal: Proposal) -> list[Heading]:
    facts = proposal.facts
    return headings_of(facts.body, contents=facts.contents, stated_total=facts.stated_total)


def _counts(item: ImportItem, proposal: Proposal) -> list[CountLine]:
    facts, recognised = proposal.facts, item.recognised
    lengths = measure(facts.body, counting=facts.counting, stated_total=facts.stated_total)
    inside = sum(gap["omitted"] for gap in lengths.gaps)
    total, shown = facts.stated_total, recognised.get("stated_shown")
    lines = [_line(_("显示"), shown, lengths.characters)]
    lines += [
        CountLine(_("第 %(number)s 处省略") % {"number": number}, gap["omitted"], gap["omitted"], None)
        for number, gap in enumerate(lengths.gaps[:MOST_SHOWN], start=1)
    ]
    if lengths.missing - inside:
        lines.append(CountLine(_("末尾未显示"), None, lengths.missing - inside, None))
    return [*lines, _line(_("全文"), total, lengths.characters + lengths.missing)]


def _line(label: str, stated: int | None, counted: int) -> CountLine:
    return CountLine(label, stated, counted, None if stated is None else stated == counted)


def _attachments(item: ImportItem) -> list[str]:
    """What the document holds, what it points to, and what its text lists as attached; addresses are words only."""
    held = [
        _short(attachment["name"] or attachment["address"]) for attachment in item.attachments if attachment["inside"]
    ]
    away = [
        f"{_short(attachment['name'])}（{_short(attachment['address'])}）"
        for attachment in item.attachments
        if not attachment["inside"]
    ]
    return [*held, *away, *(_short(fact["value"]) for fact in item.recognised.get("attachments", []))]


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"
