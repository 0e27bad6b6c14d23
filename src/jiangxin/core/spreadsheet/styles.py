"""The few looks of cells a written workbook knows: four shades of text, of text that begins like a formula, of days."""

from collections.abc import Iterable
from typing import Final

TEXT: Final = 0
QUOTED: Final = 4
DAY: Final = 8
MOMENT: Final = 12
"""Where the styles of a kind begin; a shade is added."""
_SHADES: Final = range(4)
_KINDS: Final = ("application/vnd.openxmlformats-", "officedocument.spreadsheetml.")
_DAY_FORMAT, _MOMENT_FORMAT = 164, 165


def _styles() -> str:
    fonts = (
        '<font><sz val="11"/><name val="Calibri"/></font>',
        '<font><b/><sz val="11"/><name val="Calibri"/></font>',
        '<font><sz val="11"/><color rgb="FF8A1414"/><name val="Calibri"/></font>',
        '<font><i/><sz val="11"/><color rgb="FF6B635B"/><name val="Calibri"/></font>',
    )
    fills = (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
        '<fill><patternFill patternType="solid"><fgColor rgb="FFF4F0EA"/></patternFill></fill>',
        '<fill><patternFill patternType="solid"><fgColor rgb="FFF9E1DE"/></patternFill></fill>',
    )
    fill_of = (0, 2, 3, 0)
    looks = []
    plain, quoted = 'numFmtId="0"', 'numFmtId="0" quotePrefix="1"'
    wrap = ("", *[' wrapText="1"'] * 3)
    for extra in (plain, quoted, f'numFmtId="{_DAY_FORMAT}"', f'numFmtId="{_MOMENT_FORMAT}"'):
        looks += [
            f'<xf {extra} fontId="{shade}" fillId="{fill_of[shade]}" borderId="0" xfId="0" applyNumberFormat="1"'
            ' applyFont="1" applyFill="1" applyAlignment="1">'
            f'<alignment vertical="top"{wrap[shade]}/></xf>'
            for shade in _SHADES
        ]
    return (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<numFmts count="2"><numFmt numFmtId="{_DAY_FORMAT}" formatCode="yyyy\\-mm\\-dd"/>'
        f'<numFmt numFmtId="{_MOMENT_FORMAT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
        f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts><fills count="{len(fills)}">{"".join(fills)}</fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{"".join(looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


STYLES: Final = _styles()


def content_types(sheets: Iterable[int]) -> str:
    """Return the list of what each part of a workbook is."""
    base = "".join(_KINDS)
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    parts |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in sheets}
    told = "".join(f'<Override PartName="{name}" ContentType="{base}{kind}+xml"/>' for name, kind in parts.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )
