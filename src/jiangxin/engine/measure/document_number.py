"""Document numbers of official papers: 机关代字〔2026〕35号 (GB/T 9704-2012, clause 7.2.5).

The issuer's code, the full year in hexagonal brackets, the serial number without leading zero and without 第, then 号.
"""

import re
from dataclasses import dataclass

from jiangxin.engine.measure.fault import Fault, MeasureError
from jiangxin.engine.measure.plain_text import plain

OPENING = "〔\\[(（【［<〈《{"
CLOSING = "〕\\])）】］>〉》}"
TYPED = re.compile(
    rf"(?P<issuer>[\u3400-\u9fff]{{1,16}}?)(?P<open>[{OPENING}])(?P<year>\d+)年?(?P<close>[{CLOSING}])(?P<ordinal>第?)(?P<serial>\d+)号?",
    re.ASCII,
)
STANDARD = re.compile(r"[\u3400-\u9fff]{1,16}〔\d{4}〕[1-9]\d{0,5}号", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2199
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number.

    Attributes:
        issuer: The issuing office's code, such as 湖总工发.
        year: Four digits.
        serial: From 1, running within the year.
    """

    issuer: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.issuer}〔{self.year}〕{self.serial}号"


def parse_document_number(text: str) -> DocumentNumber:
    """Read a number as people type it ([2026], (2026), 【2026】, 第035号) and return its standard form.

    Raises:
        MeasureError: ``document_number.form``, ``document_number.year`` (not four digits, or not a year of ours),
            ``document_number.serial``.
    """
    match = TYPED.fullmatch(_tidy(text))
    if match is None:
        raise MeasureError("document_number.form", found=text)
    year, serial = match["year"], int(match["serial"])
    if len(year) != YEAR_DIGITS or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise MeasureError("document_number.year", found=year)
    if serial == 0 or len(str(serial)) > 6:  # noqa: PLR2004 -- six digits, as in STANDARD
        raise MeasureError("document_number.serial", found=match["serial"])
    return DocumentNumber(match["issuer"], int(year), serial)


def document_number_faults(text: str) -> tuple[Fault, ...]:
    """Say in which points a number as written departs from the standard; empty for a number fit for print.

    Codes: those of `parse_document_number`, and ``document_number.brackets``, ``document_number.leading_zero``,
    ``document_number.ordinal`` (第), ``document_number.ending`` (号 missing), ``document_number.spacing`` (spaces or
    full-width digits).
    """
    try:
        parse_document_number(text)
    except MeasureError as error:
        return (error.fault,)
    if STANDARD.fullmatch(text):
        return ()
    tidy = _tidy(text)
    match = TYPED.fullmatch(tidy)
    assert match is not None  # parse_document_number has matched the same text
    points = {
        "document_number.brackets": (match["open"], match["close"]) != ("〔", "〕"),
        "document_number.year": "年" in tidy[match.end("year") : match.start("close")],
        "document_number.ordinal": bool(match["ordinal"]),
        "document_number.leading_zero": match["serial"].startswith("0"),
        "document_number.ending": not tidy.endswith("号"),
        "document_number.spacing": tidy != text,
    }
    return tuple(Fault(code) for code, wrong in points.items() if wrong)


def _tidy(text: str) -> str:
    # Compatibility form would not touch 〔〕 but turns （） into (); both are accepted anyway.
    return plain(text)
