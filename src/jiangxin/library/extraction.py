"""What reading a file yields, repaired and recognised, by column of `ImportItem`. Pure."""

from dataclasses import asdict
from typing import Any

from jiangxin.engine.text.restore import Options, restore
from jiangxin.library.reading import Hints, Reading, recognise
from jiangxin.library.repairs import store_changes, store_flags
from jiangxin.library.text import digest_of, normalise


def columns_of(found: Reading, options: Options) -> dict[str, Any]:
    """Repair and recognise what was read."""
    report = restore(found.text, options)
    return {
        "format": str(found.format),
        "encoding": found.encoding,
        "declared": found.declared,
        "source": found.text,
        "changes": store_changes(report.changes),
        "flags": store_flags(report.flags),
        "revoked": [],
        "hints": asdict(found.hints),
        "attachments": [{**asdict(item), "kind": str(item.kind)} for item in found.attachments],
        **text_columns(report.text, found.hints),
    }


def text_columns(text: str, hints: Hints) -> dict[str, Any]:
    """Return the columns that follow from the repaired text."""
    recognised = recognise(text, hints)
    body = normalise(text[slice(*recognised.body)])
    return {"text": text, "recognised": recognised.as_json(), "digest": digest_of(body)}
