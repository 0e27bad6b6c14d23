"""The annex of a ranking for the minutes (评分可靠性附件): one page on paper, and all its tables for a workbook.

Both are drawn from one `RankingAnnex`, whose numbers are texts already, so that no output rounds for itself.
"""

from dataclasses import dataclass
from datetime import date

from .official import Column
from .summary_list import SummaryList, summary_list_pdf
from .typesetting import Typesetter

ON_ONE_PAGE = 5
"""Entries within reach of the line the page has room for; the workbook holds all."""
_QUOTAS = 3
_NAME = 24
ENTRY_COLUMNS = ("名次", "工作室", "得分", "校准后", "名次范围", "应在线上的可能", "线上线下分不清")
EXPERT_COLUMNS = ("专家", "评分表", "宽严", "偶然误差")
WITHOUT_COLUMNS = ("去掉哪位专家", "进入名单", "退出名单", "评分表不足")
QUOTA_COLUMNS = ("结构要求", "因它让出", "因它进入", "名单总分少")


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """One entry; texts as they are to be shown."""

    place: str
    name: str
    score: str
    calibrated: str
    interval: str
    above: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class AnnexExpert:
    """One expert by number, and the list without the expert's sheets."""

    number: str
    sheets: str
    leniency: str
    noise: str
    enters: str
    leaves: str
    short: str


@dataclass(frozen=True, slots=True)
class AnnexQuota:
    """One quota that costs points."""

    rule: str
    displaced: str
    favoured: str
    points: str


@dataclass(frozen=True, slots=True)
class RankingAnnex:
    """The annex of one ranking.

    Args:
        title: of the call.
        facts: label and value pairs: how scores were formed, the tie rule, the line, the method, its seed.
        entries: in order of the ranking.
        clash: quotas that cannot hold together, in words; then none has a cost of its own.
        number: of the ranking.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    entries: tuple[AnnexEntry, ...]
    experts: tuple[AnnexExpert, ...]
    quotas: tuple[AnnexQuota, ...]
    clash: tuple[str, ...]
    number: str
    issued: date


Rows = tuple[tuple[str, ...], ...]


def annex_tables(annex: RankingAnnex) -> tuple[tuple[str, Rows], ...]:
    """Return all tables with their names, each with its heading as first row."""
    entries = tuple((*_entry_cells(one), "是" if one.is_open else "") for one in annex.entries)
    return (
        ("说明", (("项目", "内容"), ("标题", annex.title), *annex.facts)),
        ("申报", (ENTRY_COLUMNS, *entries)),
        ("专家", (EXPERT_COLUMNS, *((e.number, e.sheets, e.leniency, e.noise) for e in annex.experts))),
        ("去掉一位专家", (WITHOUT_COLUMNS, *((e.number, e.enters, e.leaves, e.short) for e in annex.experts))),
        (
            "结构要求",
            (
                QUOTA_COLUMNS,
                *((q.rule, q.displaced, q.favoured, q.points) for q in annex.quotas),
                *((words, "不能同时满足", "", "") for words in annex.clash),
            ),
        ),
    )


def annex_page_pdf(annex: RankingAnnex, typesetter: Typesetter) -> bytes:
    """Set the one page for the minutes: the entries within reach of the line, and what the quotas displaced."""
    near = [one for one in annex.entries if one.is_open]
    widths = (0.6, 3.4, 0.9, 0.9, 1.0, 1.3)
    columns = [Column(label, width) for label, width in zip(ENTRY_COLUMNS[:-1], widths, strict=True)]
    page = SummaryList(
        title="评审排名可靠性说明（会议纪要附件）",
        columns=tuple(columns),
        rows=tuple(_entry_cells(one, _NAME) for one in near[:ON_ONE_PAGE]),
        issued=annex.issued,
        facts=(("申报通知", _cut(annex.title, 60)), *((label, _cut(value, 60)) for label, value in annex.facts)),
        number=annex.number,
        signatures=("评审委员会（盖章）", "记录人（签字）", "监督人（签字）"),
        note="\n".join(_notes(annex, len(near))),
        numbered=False,
    )
    return summary_list_pdf(page, typesetter)


def _notes(annex: RankingAnnex, near: int) -> list[str]:
    notes = ["表中是线上线下分不清、偶然误差就可能改变去留的申报，数字供会议参考，不改变得分和名次。"]
    if near > ON_ONE_PAGE:
        notes.append(f"另有 {near - ON_ONE_PAGE} 份没有列出，见完整附件。")
    notes += [f"{_cut(words, 60)}：与其他结构要求不能同时满足。" for words in annex.clash[:_QUOTAS]]
    notes += [_quota_words(one) for one in annex.quotas[:_QUOTAS]]
    if len(annex.quotas) > _QUOTAS or len(annex.clash) > _QUOTAS:
        notes.append("其余结构要求见完整附件。")
    if not annex.quotas and not annex.clash:
        notes.append("没有哪条结构要求让名单少得分。")
    return notes


def _quota_words(one: AnnexQuota) -> str:
    moved = f"{_cut(one.displaced, 40)}让出，{_cut(one.favoured, 40)}进入"
    return f"{_cut(one.rule, 40)}：{moved}，名单总分少 {one.points} 分。"


def _entry_cells(one: AnnexEntry, longest: int = 0) -> tuple[str, ...]:
    name = _cut(one.name, longest) if longest else one.name
    return (one.place, name, one.score, one.calibrated, one.interval, one.above)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
