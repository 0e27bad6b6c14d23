"""What a rehearsal tells: a table of stages for people, or the same for machines."""

import json
from typing import Protocol

from jiangxin.rehearsal.run import Run


class Out(Protocol):
    """Where the report is written."""

    def write(self, text: str, /) -> object:
        """Write a text."""


def tell(run: Run, out: Out, *, as_json: bool) -> None:
    """Write the report."""
    if as_json:
        out.write(json.dumps(_data(run), ensure_ascii=False, indent=2) + "\n")
        return
    head = f"{'阶段 stage':<30}{'办理 acts':>10}{'拒绝 refused':>12}{'页面 pages':>10}{'秒 seconds':>12}"
    out.write(f"{head}\n{'─' * 76}\n")
    for record in run.records:
        out.write(f"{record.name:<30}{record.acts:>10}{record.refused:>12}{record.pages:>10}{record.seconds:>12.1f}\n")
    out.write(f"{'─' * 76}\n")
    total = [sum(getattr(record, key) for record in run.records) for key in ("acts", "refused", "pages", "seconds")]
    out.write(f"{'合计 total':<30}{total[0]:>10}{total[1]:>12}{total[2]:>10}{total[3]:>12.1f}\n")
    for source in run.shape.sources:
        out.write(f"来源 source: {source}\n")
    for mismatch in run.mismatches:
        out.write(f"✗ {mismatch}\n")
    verdict = "全部符合预期 everything as expected" if not run.mismatches else f"{len(run.mismatches)} 处不符 differ"
    out.write(f"{verdict}\n")


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
