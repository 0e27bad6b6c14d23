"""What a rehearsal tells: a table of stages for people, or the same for machines."""

import json
import unicodedata
from typing import Protocol

from jiangxin.rehearsal.run import Run

_COLUMNS = (28, 12, 14, 12, 14)
_WIDE = sum(_COLUMNS)


class Out(Protocol):
    """Where the report is written."""

    def write(self, text: str, /) -> object:
        """Write a text."""


def tell(run: Run, out: Out, *, as_json: bool) -> None:
    """Write the report."""
    if as_json:
        out.write(json.dumps(_data(run), ensure_ascii=False, indent=2) + "\n")
        return
    out.write(_line("阶段 stage", "办理 acts", "拒绝 refused", "页面 pages", "秒 seconds"))
    out.write(f"{'─' * _WIDE}\n")
    for record in run.records:
        figures = (record.acts, record.refused, record.pages)
        out.write(_line(record.name, *map(str, figures), f"{record.seconds:.1f}"))
    out.write(f"{'─' * _WIDE}\n")
    counted = [str(sum(getattr(record, key) for record in run.records)) for key in ("acts", "refused", "pages")]
    out.write(_line("合计 total", *counted, f"{sum(record.seconds for record in run.records):.1f}"))
    for source in run.shape.sources:
        out.write(f"来源 source: {source}\n")
    for mismatch in run.mismatches:
        out.write(f"✗ {mismatch}\n")
    verdict = "全部符合预期 everything as expected" if not run.mismatches else f"{len(run.mismatches)} 处不符 differ"
    out.write(f"{verdict}\n")


def _line(name: str, *figures: str) -> str:
    cells = [name + " " * (_COLUMNS[0] - _width(name))]
    cells += [" " * (wide - _width(cell)) + cell for wide, cell in zip(_COLUMNS[1:], figures, strict=True)]
    return "".join(cells) + "\n"


def _width(text: str) -> int:
    """Return the columns a text takes on a terminal, where Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _data(run: Run) -> dict[str, object]:
    return {
        "city": run.shape.name,
        "entries": run.entries,
        "experts": run.experts,
        "seed": run.seed,
        "stages": [
            {
                "name": record.name,
                "acts": record.acts,
                "refused": record.refused,
                "pages": record.pages,
                "seconds": round(record.seconds, 2),
            }
            for record in run.records
        ],
        "mismatches": run.mismatches,
        "sources": list(run.shape.sources),
    }
