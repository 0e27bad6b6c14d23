"""The application form (申报表) on A4: cover, boxed tables, long texts, opinions with room for signature and seal."""

from dataclasses import dataclass, field
from datetime import date

from .qr import qr_svg
from .titles import title_lines
from .typesetting import Imprint, Typesetter

TWELFTHS = 12
_TITLE_PER_LINE = 16  # characters on the cover before the title takes another line


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value; `width` is the share of the printed row in twelfths, label included."""

    label: str
    value: str
    width: int = 6


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: titles, relative widths, rows of texts. The header row repeats on every page."""

    titles: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LongText:
    """A text of paragraphs in a box of its own."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """One block of the form: pairs first, then a table, then long texts; any of them may be missing."""

    title: str
    pairs: tuple[Pair, ...] = ()
    grid: Grid | None = None
    texts: tuple[LongText, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """A box for an opinion: filled in from the record, or left empty to be written, signed and sealed by hand."""

    title: str
    text: str = ""
    signer: str = ""
    seal: bool = True
    signed_by: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A whole form.

    Args:
        title: as on the cover, such as 锦川市劳模创新（服务）工作室申报表.
        number: the entry's number; printed with the digest and a QR, so that a scan can be matched.
        digest: of the answers printed (hexadecimal); the first sixteen characters are shown.
        cover: label and value pairs of the cover.
    """

    title: str
    number: str
    digest: str
    cover: tuple[Pair, ...]
    sections: tuple[PrintedSection, ...]
    opinions: tuple[Opinion, ...] = ()
    issued: date = field(default=date(1970, 1, 1))
    note: str = ""


def application_pdf(form: PrintedForm, press: Typesetter) -> bytes:
    """Set the form. Characters no font can draw are printed as 〓: a draft can always be printed."""
    data = {
        "title": form.title,
        "title_lines": title_lines(form.title, per_line=_TITLE_PER_LINE),
        "number": form.number,
        "digest": form.digest[:16],
        "cover": [[pair.label, pair.value] for pair in form.cover],
        "sections": [_section(section) for section in form.sections],
        "opinions": form.opinions,
        "note": form.note,
        "qr": qr_svg(f"{form.number} {form.digest[:16]}"),
        "opinion_words": {"sign": "签字", "seal": "（盖章）", "date": "年　　月　　日"},
    }
    imprint = Imprint(title=f"{form.title} {form.number}", author=form.title, issued=form.issued)
    return press.pdf("application", data, imprint, strict=False)


def _section(section: PrintedSection) -> dict[str, object]:
    return {
        "title": section.title,
        "rows": [[[pair.label, pair.value, pair.width] for pair in row] for row in _filled_rows(section.pairs)],
        "grid": section.grid,
        "texts": list(section.texts),
    }


def _filled_rows(pairs: tuple[Pair, ...]) -> list[list[Pair]]:
    """Return the pairs in rows of exactly twelve twelfths; the last of each row takes what is left."""
    rows: list[list[Pair]] = []
    used = TWELFTHS
    for pair in pairs:
        width = max(3, min(pair.width, TWELFTHS))
        if used + width > TWELFTHS:
            rows.append([])
            used = 0
        rows[-1].append(Pair(pair.label, pair.value, width))
        used += width
    for row in rows:
        last = row.pop()
        row.append(Pair(last.label, last.value, TWELFTHS - sum(pair.width for pair in row)))
    return rows
