"""Minutes (纪要) in the form GB/T 9704-2012 gives them: own red mark, people listed after the text, no seal."""

from dataclasses import dataclass
from datetime import date

from .official import Attachment, Attendance, Block, OfficialDocument, official_pdf
from .typesetting import Typesetter


@dataclass(frozen=True, slots=True)
class MeetingMinutes:
    """Minutes as the secretary wrote them.

    Args:
        mark: the red mark, such as 云溪市总工会主席办公会议纪要.
        number: such as 〔2026〕3号 or 第3期.
        title: what was decided on; stands above the text.
        body: what was discussed and decided.
        issued: date of the minutes.
        issuer: whose meeting it was.
        present, absent, observing: names under 出席, 请假, 列席; empty ones are left out.
        attachments: such as the ranking that was decided on.
        copy_to, printer, printed: as for any official document.
    """

    mark: str
    number: str
    title: str
    body: tuple[Block, ...]
    issued: date
    issuer: str
    present: str = ""
    absent: str = ""
    observing: str = ""
    attachments: tuple[Attachment, ...] = ()
    copy_to: str = ""
    printer: str = ""
    printed: date | None = None


def minutes_pdf(minutes: MeetingMinutes, typesetter: Typesetter) -> bytes:
    """Set minutes; see `official_pdf` for what is refused."""
    return official_pdf(minutes_document(minutes), typesetter)


def minutes_document(minutes: MeetingMinutes) -> OfficialDocument:
    """The minutes as an official document (GB/T 9704-2012, 10.3)."""
    people = (("出席", minutes.present), ("请假", minutes.absent), ("列席", minutes.observing))
    return OfficialDocument(
        title=minutes.title,
        issued=minutes.issued,
        marks=(minutes.mark,),
        mark_suffix="",
        number=minutes.number,
        body=minutes.body,
        attachments=minutes.attachments,
        attendance=tuple(Attendance(label, names) for label, names in people if names),
        issuers=(minutes.issuer,),
        sealed=False,
        copy_to=minutes.copy_to,
        printer=minutes.printer,
        printed=minutes.printed,
    )
