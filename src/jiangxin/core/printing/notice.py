"""Public notices (公示): who is proposed, how long it stands, and how anyone can object."""

from dataclasses import dataclass
from datetime import date

from .dates import arabic_date
from .official import Attachment, Level, NameList, OfficialDocument, Paragraph, official_pdf
from .typesetting import Picture, Typesetter

_LISTED_IN_BODY = 15  # names; longer lists go to an attachment


@dataclass(frozen=True, slots=True)
class Contact:
    """Where an objection can be brought; what is empty is left out."""

    office: str = ""
    person: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """A notice.

    Args:
        title: such as 关于拟命名2026年度云溪市劳模创新工作室的公示.
        introduction: why and on what basis, one or more paragraphs.
        names: the list.
        starts, ends: first and last day, both included.
        working_days: how many working days that is.
        contact: see `Contact`.
        issuers: who gives notice.
        issued: its date.
        list_title: title of the attachment when the list is long.
        seal: laid over issuer and date.
    """

    title: str
    introduction: tuple[str, ...]
    names: NameList
    starts: date
    ends: date
    working_days: int
    contact: Contact
    issuers: tuple[str, ...]
    issued: date
    list_title: str = "拟命名名单"
    seal: Picture | None = None


def notice_pdf(notice: PublicNotice, typesetter: Typesetter) -> bytes:
    """Set a notice; see `official_pdf` for what is refused."""
    return official_pdf(notice_document(notice), typesetter)


def notice_document(notice: PublicNotice) -> OfficialDocument:
    """The notice as an official document without a red head; short lists stand in the text, long ones are attached.

    How objections are to be made follows the custom of the field: by letter, call or visit; a unit seals and leaves a
    contact, a person signs with a real name; facts only.
    """
    inline = sum(len(group.rows) for group in notice.names.groups) <= _LISTED_IN_BODY
    return OfficialDocument(
        title=notice.title,
        issued=notice.issued,
        body=(
            *(Paragraph(text) for text in notice.introduction),
            *((notice.names,) if inline else ()),
            Paragraph(_period(notice), Level.FIRST, heading="公示时间。"),
            Paragraph(
                "公示期间，如对公示对象有异议，可通过来信、来电、来访等方式反映。以单位名义反映的，请加盖公章并留联系方式；"
                "以个人名义反映的，请签署真实姓名并留联系方式。反映问题应当实事求是，并提供必要的证据或线索。",
                Level.FIRST,
                heading="异议反映。",
            ),
            Paragraph(_contact(notice.contact), Level.FIRST, heading="联系方式。"),
        ),
        attachments=() if inline else (Attachment(notice.list_title, (notice.names,)),),
        issuers=notice.issuers,
        seal=notice.seal,
    )


def _period(notice: PublicNotice) -> str:
    days = f"{notice.working_days}个工作日"
    if notice.starts == notice.ends:
        return f"{arabic_date(notice.starts)}（{days}）。"
    return f"{arabic_date(notice.starts)}至{arabic_date(notice.ends)}（{days}）。"


def _contact(contact: Contact) -> str:
    named = (
        ("受理部门", contact.office),
        ("联系人", contact.person),
        ("联系电话", contact.phone),
        ("通信地址", contact.address),
        ("邮政编码", contact.postcode),
        ("电子邮箱", contact.email),
        ("网上反映", contact.website),
    )
    return "；".join(f"{label}：{value}" for label, value in named if value) + "。"
