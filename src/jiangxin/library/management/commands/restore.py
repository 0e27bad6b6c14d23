"""`jiangxin restore FILE|-`: the text made whole again, or the report of what was done to it."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from typing import Any

from jiangxin.engine.text.decode import Decoded
from jiangxin.engine.text.restore import Change, Damage, Flag, Restoration
from jiangxin.library.management.reader import TextCommand

_EPILOG = """The report in JSON: `text` is the restored text; each of `changes` stood at `start` of the original as
`before` and stands at `place` of `text` as `after`, so that putting every `before` back gives the original; `flags` are
places left for a person. `encoding`, `mark` and `scars` give the original bytes back from the original text. Offsets
count Unicode code points from 0."""


class Command(TextCommand):
    """Prints the restored text, or with `--report` what was changed and what a person has to judge."""

    help = "Undo the damage copying sites do to Chinese texts. 修复转载网站损坏的中文文本。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options."""
        super().add_arguments(parser)
        parser.epilog = _EPILOG
        parser.add_argument("--report", choices=["json", "text"], help="the report instead of the text 输出修复报告")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print."""
        del args
        decoded = self.read(options)
        found = self.restored(decoded, options)
        if options["report"] == "json":
            self.tell_json(report_of(decoded, found))
        elif options["report"] == "text":
            self.tell("".join(f"{line}\n" for line in _lines(found)))
        else:
            self.tell(found.text)


def report_of(decoded: Decoded, found: Restoration) -> dict[str, Any]:
    """Return the report as plain values; see the command's help."""
    return {
        "encoding": decoded.encoding,
        "declared": decoded.declared,
        "misdeclared": decoded.misdeclared,
        "mark": decoded.mark.hex(),
        "scars": [{"offset": scar.offset, "length": scar.length, "bytes": scar.raw.hex()} for scar in decoded.scars],
        "summary": {
            "changes": _tally(damage for change in found.changes for damage in change.damages),
            "flags": _tally(flag.damage for flag in found.flags),
        },
        "changes": [change_as_json(change) for change in found.changes],
        "flags": [flag_as_json(flag) for flag in found.flags],
        "text": found.text,
    }


def change_as_json(change: Change) -> dict[str, Any]:
    """Return one change as plain values."""
    return {
        "start": change.start,
        "place": change.place,
        "before": change.before,
        "after": change.after,
        "classes": [str(damage) for damage in change.damages],
        "certainty": str(change.certainty),
    }


def flag_as_json(flag: Flag) -> dict[str, Any]:
    """Return one flag as plain values."""
    return {
        "start": flag.start,
        "end": flag.end,
        "place": flag.place,
        "length": flag.length,
        "text": flag.text,
        "class": str(flag.damage),
        "candidates": list(flag.candidates),
    }


def _tally(damages: Iterable[Damage]) -> dict[str, int]:
    return {str(damage): count for damage, count in sorted(Counter(damages).items())}


def _lines(found: Restoration) -> Iterable[str]:
    changes, flags = len(found.changes), len(found.flags)
    yield f"改动 {changes} 处，待核 {flags} 处。 {changes} changes, {flags} flags."
    for change in found.changes:
        damages = "+".join(map(str, change.damages))
        yield f"{change.start:>7}  {damages:<12} {change.certainty:<8} {change.before!r} → {change.after!r}"
    for flag in found.flags:
        candidates = f" → {'、'.join(flag.candidates)}?" if flag.candidates else ""
        yield f"{flag.start:>7}  {flag.damage:<12} 待核 flag {flag.text!r}{candidates}"
