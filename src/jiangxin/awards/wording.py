"""The words a notice and a naming document start from, filled in with the facts of the call."""

from datetime import date

from jiangxin.awards.models import Notice, NoticeItem
from jiangxin.campaigns.models import Call, Entry
from jiangxin.engine.measure.industry import SECTIONS
from jiangxin.engine.measure.masking import mask_name, mask_name_in
from jiangxin.forms.words import Words
from jiangxin.orgs.models import Organisation


def city_of(organiser: Organisation) -> str:
    """Return the area a federation speaks for: 云江市总工会 → 云江市."""
    return organiser.name.removesuffix("总工会")


def day(value: date) -> str:
    """Return a day as documents write it."""
    return f"{value.year}年{value.month}月{value.day}日"


def call_facts(call: Call) -> dict[str, object]:
    """Return the placeholders every text of a call may use."""
    return {
        "year": call.year,
        "city": city_of(call.organiser),
        "issuer": call.organiser.name,
        "call_title": call.title,
        "contact": call.contact,
    }


def notice_facts(notice: Notice) -> dict[str, object]:
    """Return the placeholders of a notice once its days are set."""
    days: dict[str, object] = {"working_days": notice.working_days}
    if notice.opens_on and notice.closes_on:
        days |= {"from": day(notice.opens_on), "to": day(notice.closes_on)}
    return days | {"count": notice.items.count(), "contact": notice.contact}


def notice_item(notice: Notice, position: int, entry: Entry, *, masked: bool) -> NoticeItem:
    """Return the line of an entry as the public reads it; the leader's name is masked inside the studio's too."""
    leader = mask_name(entry.leader_name) if masked else entry.leader_name
    name = mask_name_in(entry.name, entry.leader_name) if masked else entry.name
    return NoticeItem(
        notice=notice,
        entry=entry,
        position=position,
        shown_name=name[:120],
        shown_leader=leader[:60],
        shown_unit=entry.unit.host_unit[:120],
        shown_area=(entry.area.short_name or entry.area.name)[:60],
    )


def industry_name(code: str) -> str:
    """Return an industry section in the reader's language (GB/T 4754-2017); an unknown code as it is."""
    section = SECTIONS.get(code)
    return str(Words(section.zh, section.en)) if section else code
