"""Workbooks whose sheet is written by hand, for what programs write and the house does not."""

import io
import re
import zipfile
from collections.abc import Sequence


def with_sheet(file: io.BytesIO, rows: str, merged: Sequence[str] = ()) -> io.BytesIO:
    """Return a workbook with other rows in its first sheet, and cells merged behind them."""
    merges = "".join(f'<mergeCell ref="{place}"/>' for place in merged)
    told = f"<mergeCells>{merges}</mergeCells>" if merged else ""
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                inside = f"<sheetData>{rows}</sheetData>{told}".encode()
                content = re.sub(rb"<sheetData.*</sheetData>", inside.replace(b"\\", b"\\\\"), content, flags=re.DOTALL)
            target.writestr(name, content)
    changed.seek(0)
    return changed
