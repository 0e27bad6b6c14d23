"""A case that is back with its applicants: why, who sent it back, what happens next and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.policies import closing_time
from jiangxin.campaigns.wording import words_of
from jiangxin.core.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class SentBack:
    """What the case page tells of it.

    Attributes:
        quote: The reasons, or what is asked for, as they were written.
        by: Who sent it back, and when.
        words: What happens next.
        reminder: What the reader can do about it; empty for who has nothing to do.
        due: Until when it can come in again.
    """

    title: str
    quote: str
    by: str
    words: str
    reminder: str
    due: datetime | None


def sent_back(actor: Actor, entry: Entry) -> SentBack | None:
    """Return why an entry is back with its applicants; None when it is not."""
    if entry.state not in {EntryState.RETURNED, EntryState.SUPPLEMENT}:
        return None
    last = entry.transitions.filter(to_state=entry.state).select_related("organisation").order_by("-pk").first()
    words, due = words_of(entry.call).returned, closing_time(entry.call, "revise", entry.state)
    title = _("已退回，等待修改后重新报来")
    quote = last.opinion if last else ""
    if entry.state == EntryState.SUPPLEMENT:
        title, words = _("等待补正"), _("由联络员%(name)s补充后提交，市总工会继续形式审查。")
        asked = entry.supplements.filter(answered_at=None).order_by("-number").first()
        quote, due = (asked.asked, asked.due_at) if asked else (quote, None)
    by = ""
    if last:
        told = {"who": last.actor_name, "where": last.organisation or "", "at": _moment(last.at)}
        by = _("%(where)s %(who)s，%(at)s") % told
    reminder = _("请提醒联络员在期限内办理，逾期不能再提交。") if actor.is_any(Role.UNION_OFFICER) else ""
    return SentBack(title, quote, by, str(words) % {"name": entry.secretary.person.name}, reminder, due)


def _moment(value: datetime) -> str:
    return date_format(localtime(value), "DATETIME_FORMAT")
