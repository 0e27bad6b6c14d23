"""The digest (待办摘要): one mail a day, or a week, over all duties of a person, on working days at a set hour."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiangxin.core import clock
from jiangxin.core.holidays import working_calendar
from jiangxin.core.mail import Message, can_send
from jiangxin.core.rounds import every
from jiangxin.engine.measure.working_days import ONE_DAY, WorkingCalendar
from jiangxin.orgs.digest import Part, parts_of
from jiangxin.orgs.queries import duties_of, errands_in
from jiangxin.people.enums import Frequency, LetterKind, LetterState
from jiangxin.people.models import Letter, Mailbox
from jiangxin.people.services.letters import letter_of
from jiangxin.people.services.mailboxes import unsubscribe_url

SECONDS = 300.0
_READ = 1_000
_FIRST_LOOK_BACK = timedelta(days=7)


@every(SECONDS, code="orgs.digest_day")
def digest_day() -> int:
    """Make the round: lay a letter for everybody who is to be written to today; returns how many are new.

    The database lets in one for each day, so that two workers lay it once. Sending is the post's (`people.services`).
    """
    now, today = timezone.localtime(clock.now()), clock.today()
    calendar = working_calendar()
    if not can_send() or now.hour < settings.DIGEST_HOUR or not calendar.is_working(today):
        return 0
    wanted = [Frequency.DAILY, Frequency.WEEKLY] if _is_first_of_week(today, calendar) else [Frequency.DAILY]
    laid = Letter.objects.filter(mailbox=OuterRef("pk"), kind=LetterKind.DIGEST, day=today)
    boxes = Mailbox.objects.filter(frequency__in=wanted, confirmed_at__isnull=False, account__is_active=True)
    keys = list(boxes.exclude(Exists(laid)).values_list("pk", flat=True))
    letters = [Letter(mailbox_id=key, kind=LetterKind.DIGEST, day=today, next_try_at=clock.now()) for key in keys]
    Letter.objects.bulk_create(letters, batch_size=500, ignore_conflicts=True)
    return len(keys)


def _is_first_of_week(day: date, calendar: WorkingCalendar) -> bool:
    """Tell whether no day of the same week, from its Monday on, was worked before."""
    before = (day - ONE_DAY * count for count in range(1, day.weekday() + 1))
    return calendar.is_working(day) and not any(map(calendar.is_working, before))


@letter_of(LetterKind.DIGEST)
def digest_letter(letter: Letter) -> Message | None:
    """Return the mail for one person, in the language that is active.

    None when there is nothing to tell, or it is not wanted any more.
    """
    box = letter.mailbox
    if box.frequency == Frequency.NONE or box.confirmed_at is None:
        return None
    duties = duties_of(box.account_id)
    errands = list(errands_in(duties).order_by("due_order", "pk")[:_READ])
    parts = parts_of(errands, since=_since(letter))
    return _message(box, parts) if parts else None


def _since(letter: Letter) -> datetime:
    """Return when the person was written to last."""
    sent = Letter.objects.filter(mailbox=letter.mailbox_id, kind=LetterKind.DIGEST, state=LetterState.SENT)
    last = sent.order_by("-sent_at").values_list("sent_at", flat=True).first()
    return last or clock.now() - _FIRST_LOOK_BACK


def _message(box: Mailbox, parts: list[Part]) -> Message:
    leave = unsubscribe_url(box)
    context = {
        "parts": parts,
        "inbox_url": f"{settings.BASE_ADDRESS}{reverse('account:inbox')}",
        "settings_url": f"{settings.BASE_ADDRESS}{reverse('account:mail')}",
        "leave_url": leave,
    }
    counts = _("，").join(_("%(title)s %(count)d 件") % {"title": part.title, "count": part.count} for part in parts)
    return Message(
        subject=_("匠心待办：%(counts)s") % {"counts": counts},
        text=_text(parts, context),
        html=render_to_string("orgs/mail/digest.html", context),
        headers={"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _text(parts: list[Part], context: Mapping[str, object]) -> str:
    lines: list[str] = []
    for part in parts:
        lines += [_("【%(title)s】%(count)d 件") % {"title": part.title, "count": part.count}, ""]
        for line in part.lines:
            lines += [f"- {line.words}", f"  {line.url}"]
        if part.more:
            lines.append(_("- 另有 %(count)d 件，见全部待办") % {"count": part.more})
        lines.append("")
    lines += [
        _("全部待办：%(url)s") % {"url": context["inbox_url"]},
        _("更改多久发送一次：%(url)s") % {"url": context["settings_url"]},
        _("不再接收：%(url)s") % {"url": context["leave_url"]},
    ]
    return "\n".join(lines) + "\n"
