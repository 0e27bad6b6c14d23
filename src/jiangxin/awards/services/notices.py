"""The public notice: drafted from the decision, published for its working days, closed when nothing is left open."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.calendar import after_working_days
from jiangxin.awards.enums import MeetingOutcome, MeetingState, NoticeState, ObjectionState
from jiangxin.awards.grading import rules_of
from jiangxin.awards.models import Meeting, Notice, NoticeItem, Objection
from jiangxin.awards.services.moments import end_of
from jiangxin.awards.terms import act_between, filled, notice_terms, placeholders
from jiangxin.awards.wording import call_facts, notice_facts, notice_item
from jiangxin.campaigns.enums import ENDED, EntryState
from jiangxin.campaigns.services import move_entry
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands, open_errand

CLOSE = "close_notice"
_LONGEST_TITLE, _LONGEST_CONTACT = 120, 200
_LATEST_START = 60
"""Days ahead a notice may be published; more is a slip of the keyboard."""


@service("awards.draft_notice", about="meeting")
def draft_notice(*, actor: Actor, meeting: Meeting) -> Notice:
    """Draft the notice of a concluded decision: text from the call's terms, names masked as its rule says."""
    locked = Meeting.objects.select_for_update().select_related("call__organiser").get(pk=meeting.pk)
    call = locked.call
    policies.may_publish(actor=actor, call=call).require()
    if locked.state != MeetingState.CONCLUDED:
        raise Refusal("meeting_not_concluded", _("会议还没有作出决定，不能公示。"), _("请先由分管领导审定会议决定。"))
    if Notice.objects.filter(meeting=locked).exists():
        raise Refusal("notice_exists", _("这次会议的公示已经拟好。"), _("请在原稿上修改。"))
    terms = notice_terms(call)
    facts = {name: value for name, value in call_facts(call).items() if name != "contact"}
    notice = Notice.objects.create(
        call=call,
        meeting=locked,
        title=filled(terms.title or str(_("公示")), facts)[:_LONGEST_TITLE],
        body="\n".join(filled(line, facts) for line in terms.body),
        contact=call.contact or f"{call.organiser.name} {call.organiser.phone}".strip(),
        working_days=terms.working_days,
    )
    ordered = _listed(locked, notice, masked=terms.masked)
    NoticeItem.objects.bulk_create(ordered)
    journal.record(
        actor=actor, act="awards.draft_notice", obj=notice, after={"meeting": locked.pk, "count": len(ordered)}
    )
    return notice


def _listed(meeting: Meeting, notice: Notice, *, masked: bool) -> list[NoticeItem]:
    """Return the list: of an assessment everybody with the grade, the best first; else who was selected, by area."""
    lines = meeting.grade_lines.select_related("entry__call", "entry__unit", "entry__area").order_by("order")
    if lines:
        rules = rules_of(meeting.call)
        items = [notice_item(notice, place, line.entry, masked=masked) for place, line in enumerate(lines, 1)]
        for item, line in zip(items, lines, strict=True):
            item.shown_grade = rules.grade(line.grade).label.zh[:60]
        return items
    chosen = meeting.items.filter(outcome=MeetingOutcome.SELECTED).select_related("entry__unit", "entry__area")
    ordered = sorted(chosen, key=lambda item: (item.entry.area.path, item.entry.number))
    return [notice_item(notice, position, item.entry, masked=masked) for position, item in enumerate(ordered, 1)]


@service("awards.update_notice", about="notice")
def update_notice(
    *, actor: Actor, notice: Notice, title: str, body: str, contact: str, working_days: int, expected_revision: int
) -> Notice:
    """Change a draft."""
    locked = lock_notice(notice, expected_revision)
    policies.may_publish(actor=actor, call=locked.call).require()
    _require_draft(locked)
    least = notice_terms(locked.call).minimum_working_days
    problems = [
        Problem(name, _("请填写这一项。"), "required")
        for name, value in (("title", title), ("body", body), ("contact", contact))
        if not value.strip()
    ]
    if not least <= working_days <= 60:  # noqa: PLR2004  a notice of a quarter is a slip of the keyboard
        problems.append(Problem("working_days", _("公示时间应为 %(least)d 至 60 个工作日。") % {"least": least}))
    if len(title) > _LONGEST_TITLE:
        problems.append(Problem("title", _("标题最多 120 个字。"), "too_long"))
    if len(contact) > _LONGEST_CONTACT:
        problems.append(Problem("contact", _("联系方式最多 200 个字。"), "too_long"))
    if problems:
        raise Refusal("form_invalid", _("公示稿有填写问题。"), _("请按提示改正后再保存。"), problems=problems)
    before = {"title": locked.title, "working_days": locked.working_days, "contact": locked.contact}
    locked.title, locked.body, locked.contact = title.strip(), body.strip(), contact.strip()
    locked.working_days, locked.revision = working_days, locked.revision + 1
    locked.save()
    after = {"title": locked.title, "working_days": working_days, "contact": locked.contact}
    journal.record(actor=actor, act="awards.update_notice", obj=locked, before=before, after=after)
    return locked


@service("awards.publish_notice", about="notice")
def publish_notice(*, actor: Actor, notice: Notice, expected_revision: int, opens_on: date | None = None) -> Notice:
    """Publish: open the list on a day (today unless given) for its working days, and move all its entries at once.

    The first day is not counted (see `engine.measure.working_days`). `is_calendar_certain` tells whether the holidays
    of the days counted are announced.
    """
    locked = lock_notice(notice, expected_revision)
    policies.may_publish(actor=actor, call=locked.call).require()
    _require_draft(locked)
    first = opens_on or clock.today()
    if first < clock.today():
        problem = Problem("opens_on", _("开始日期不能早于今天。"))
        raise Refusal("opens_in_the_past", _("公示开始日期已过。"), _("请另选日期。"), problems=[problem])
    if (first - clock.today()).days > _LATEST_START:
        problem = Problem("opens_on", _("开始日期最迟在今天之后 %(days)d 天内。") % {"days": _LATEST_START})
        raise Refusal("opens_too_late", _("公示开始日期太远，请核对年份。"), _("请另选日期。"), problems=[problem])
    deadline = after_working_days(first, locked.working_days)
    locked.opens_on, locked.closes_on, locked.is_calendar_certain = first, deadline.day, deadline.certain
    locked.state, locked.published_at, locked.revision = NoticeState.PUBLISHED, clock.now(), locked.revision + 1
    locked.body = filled(locked.body, notice_facts(locked))
    if left := placeholders(locked.title + locked.body):
        raise Refusal(
            "placeholder_left",
            _("公示稿中还有没有填写的内容：%(left)s") % {"left": "、".join(left)},
            _("请先修改公示稿。"),
        )
    locked.save()
    for item in locked.items.select_related("entry__call", "entry__unit", "entry__area").order_by("entry_id"):
        if item.entry.state in ENDED:  # an assessment lists whoever never reported; there is nothing to move
            continue
        act = act_between(locked.call, item.entry.state, EntryState.DISPLAYED)
        move_entry(actor=actor, entry=item.entry, act=act)
    close_errands(about=locked.meeting)
    open_errand(
        role=Role.OFFICER_CITY,
        organisation=locked.call.organiser,
        asked=CLOSE,
        about=locked,
        title=locked.title,
        due_at=end_of(deadline.day),
    )
    after = {"opens_on": first, "closes_on": deadline.day, "calendar_certain": deadline.certain}
    journal.record(actor=actor, act="awards.publish_notice", obj=locked, after=after)
    return locked


@service("awards.close_notice", about="notice")
def close_notice(*, actor: Actor, notice: Notice, expected_revision: int) -> Notice:
    """Close the notice, once its last day is over and every objection is decided and carried out."""
    locked = lock_notice(notice, expected_revision)
    policies.may_publish(actor=actor, call=locked.call).require()
    if locked.state != NoticeState.PUBLISHED:
        raise Refusal("notice_not_published", _("这份公示没有在公示中。"), _("请刷新页面查看最新进展。"))
    require_over(locked)
    require_settled(locked)
    locked.state, locked.revision = NoticeState.CLOSED, locked.revision + 1
    locked.save(update_fields=["state", "revision"])
    close_errands(about=locked)
    assesses = locked.meeting.grade_lines.exists()
    open_errand(
        role=Role.LEADER_CITY if assesses else Role.OFFICER_CITY,
        organisation=locked.call.organiser,
        asked="settle_assessment" if assesses else "issue_naming",
        about=locked,
        title=locked.title,
        note=locked.call.title,
    )
    struck = locked.items.filter(struck_at__isnull=False).count()
    journal.record(actor=actor, act="awards.close_notice", obj=locked, after={"struck": struck})
    return locked


def require_over(notice: Notice) -> None:
    """Refuse while the notice's last day is not over."""
    if notice.closes_on is None or clock.today() <= notice.closes_on:
        until = date_format(notice.closes_on, "DATE_FORMAT") if notice.closes_on else "—"
        raise Refusal(
            "notice_not_over",
            _("公示还没有结束，最后一天是%(until)s。") % {"until": until},
            _("请在公示期满后的第一天起办理。"),
        )


def require_settled(notice: Notice) -> None:
    """Refuse while an objection waits for its decision, or an upheld one for its effect."""
    objections = Objection.objects.filter(item__notice=notice)
    open_ones = objections.exclude(state__in=[ObjectionState.UPHELD, ObjectionState.DISMISSED]).count()
    if open_ones:
        raise Refusal(
            "objections_open",
            _("还有 %(count)d 件异议没有办结。") % {"count": open_ones},
            _("请在异议全部作出处理决定并答复后办理。"),
        )
    waiting = objections.filter(state=ObjectionState.UPHELD, item__struck_at=None).count()
    if waiting:
        raise Refusal(
            "objections_not_applied",
            _("有 %(count)d 件成立的异议还没有落实到名单上。") % {"count": waiting},
            _("请先在异议详情中把相关对象移出名单。"),
        )


def lock_notice(notice: Notice, expected_revision: int) -> Notice:
    """Return the notice as it is now, locked; a stale page is refused."""
    found = (
        Notice.objects.select_for_update(of=("self",)).select_related("call__organiser", "meeting").get(pk=notice.pk)
    )
    if found.revision != expected_revision:
        raise Refusal(
            "stale_page",
            _("这份公示在您打开页面之后已有变化，这次操作没有生效。"),
            _("请刷新页面，看过最新情况后再办。"),
        )
    return found


def _require_draft(notice: Notice) -> None:
    if notice.state != NoticeState.DRAFT:
        raise Refusal("notice_published", _("公示已经发布，不能再改。"), _("如发现错误，请联系分管领导另行处理。"))
