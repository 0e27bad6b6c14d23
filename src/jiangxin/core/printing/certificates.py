"""Honour certificates (荣誉证书, A4 landscape) and artwork for plaques (牌匾), one sheet or a whole print run."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jiangxin.engine.measure.chinese_numerals import chinese_year_month

from .joining import joined
from .qr import qr_svg
from .titles import title_lines
from .typesetting import ARCHIVAL, Imprint, Picture, Typesetter

BATCH = 50  # sheets set at once: about a fifth of a second between two reports of progress
_NAME_PER_LINE = 20  # characters of a studio's name before it takes a second line


@dataclass(frozen=True, slots=True)
class Certificate:
    """An honour certificate.

    Args:
        recipient: who is honoured; stands before the text, with a colon.
        text: the citation, one or more paragraphs divided by newlines.
        awarding_body: who awards it.
        issued: shown as year and month in Chinese numerals.
        number: certificate number.
        verify_url: what the QR code says; empty for no code.
        title: the heading.
        basis: number of the naming document, such as 云工〔2026〕35号.
        seal: laid over awarding body and date.
    """

    recipient: str
    text: str
    awarding_body: str
    issued: date
    number: str
    verify_url: str = ""
    title: str = "荣誉证书"
    basis: str = ""
    seal: Picture | None = None


@dataclass(frozen=True, slots=True)
class Plaque:
    """What stands on a plaque, line by line.

    Args:
        heading: area and kind, such as 云溪市劳模创新工作室.
        studio: the studio's name; up to 40 characters keep a worthy size.
        leader: a name inside the studio's that no line may break; empty for none.
        awarding_body: who awards it; a newline parts several.
        issued: shown as year and month in Chinese numerals.
        number: plaque number.
        verify_url: what the QR code says; empty for no code.
    """

    heading: str
    studio: str
    awarding_body: str
    issued: date
    number: str
    verify_url: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True)
class PlaqueSize:
    """Width and height in millimetres."""

    width: int
    height: int


PLAQUE_SIZES: Mapping[str, PlaqueSize] = {
    "60x40": PlaqueSize(600, 400),
    "70x50": PlaqueSize(700, 500),
    "80x60": PlaqueSize(800, 600),
}
DEFAULT_PLAQUE_SIZE = PLAQUE_SIZES["60x40"]

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]


class PrintRunCancelled(Exception):  # noqa: N818  it is not an error but an answer
    """The run was stopped between two batches; nothing is returned."""


def _ignore(_done: int, _total: int) -> None:
    """Take no note of progress."""


def _never() -> bool:
    return False


def certificates_pdf(
    items: Sequence[Certificate],
    typesetter: Typesetter,
    *,
    progress: Progress = _ignore,
    cancelled: Cancelled = _never,
) -> bytes:
    """Set certificates, one page each, in the order given.

    Args:
        items: at least one certificate.
        typesetter: the press.
        progress: called with (done, total) after each batch.
        cancelled: asked before each batch; true ends the run.

    Raises:
        ValueError: there is nothing to print.
        UnprintableText: a text holds characters the fonts lack.
        PrintRunCancelled: see `cancelled`.
    """
    sheets = [_certificate_data(item) for item in items]
    return _print_run("certificate", sheets, {}, _imprint(items), typesetter, progress, cancelled)


def plaques_pdf(
    items: Sequence[Plaque],
    typesetter: Typesetter,
    *,
    size: PlaqueSize = DEFAULT_PLAQUE_SIZE,
    progress: Progress = _ignore,
    cancelled: Cancelled = _never,
) -> bytes:
    """Set the artwork of plaques at full size, one page each; arguments and errors as for `certificates_pdf`."""
    sheets = [_plaque_data(item) for item in items]
    shared = {"width": size.width, "height": size.height}
    return _print_run("plaque", sheets, shared, _imprint(items), typesetter, progress, cancelled)


def _print_run(
    template: str,
    sheets: Sequence[Mapping[str, object]],
    shared: Mapping[str, object],
    imprint: Imprint,
    typesetter: Typesetter,
    progress: Progress,
    cancelled: Cancelled,
) -> bytes:
    parts: list[bytes] = []
    for start in range(0, len(sheets), BATCH):
        if cancelled():
            raise PrintRunCancelled
        batch = sheets[start : start + BATCH]
        parts.append(typesetter.pdf(template, {**shared, "sheets": batch}, imprint, standards=ARCHIVAL))
        progress(start + len(batch), len(sheets))
    return joined(parts)


def _imprint(items: Sequence[Certificate] | Sequence[Plaque]) -> Imprint:
    if not items:
        raise ValueError("there is nothing to print")
    first = items[0]
    heading = first.title if isinstance(first, Certificate) else first.heading
    numbers = first.number if len(items) == 1 else f"{first.number} – {items[-1].number}"
    return Imprint(f"{heading} {numbers}", first.awarding_body.replace("\n", "、"), max(item.issued for item in items))


def _certificate_data(item: Certificate) -> dict[str, object]:
    return {
        "title": item.title,
        "recipient": item.recipient,
        "paragraphs": [line for line in item.text.split("\n") if line.strip()],
        "bodies": item.awarding_body.split("\n"),
        "month": chinese_year_month(item.issued),
        "number": item.number,
        "basis": item.basis,
        "qr": qr_svg(item.verify_url) if item.verify_url else "",
        "seal": item.seal,
    }


def _plaque_data(item: Plaque) -> dict[str, object]:
    return {
        "heading": item.heading,
        "studio": title_lines(item.studio, per_line=_NAME_PER_LINE, whole=item.leader),
        "bodies": item.awarding_body.split("\n"),
        "month": chinese_year_month(item.issued),
        "number": item.number,
        "qr": qr_svg(item.verify_url, ink="#3a1208") if item.verify_url else "",
    }
