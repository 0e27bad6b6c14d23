"""Public notice: published, objected to, handled, closed when its days are over."""

from datetime import timedelta

from django.utils import timezone

from jiangxin.awards.models import Meeting, Notice, NoticeItem, Objection
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.rehearsal import papers
from jiangxin.rehearsal.browser import Page, at
from jiangxin.rehearsal.run import Run


def publish(run: Run, call: Call, meeting: Meeting) -> Notice:
    """Draft and publish the notice."""
    officer = run.browser("officer")
    page = officer.open(at("desk:meeting", meeting.pk))
    run.expect_done("the notice is drafted", officer.send(page.form(f"/meetings/{meeting.pk}/notice/")))
    notice = Notice.objects.get(meeting=meeting)
    if notice.working_days != run.shape.notice_days:
        page = officer.open(at("desk:edit-notice", notice.pk))
        page = officer.send(page.form("/edit/", having="working_days"), {"working_days": run.shape.notice_days})
        run.expect_done("the days of the notice are set", page)
    page = officer.open(at("desk:notice", notice.pk))
    run.expect_done("the notice is published", officer.send(page.form("/publish/")))
    notice.refresh_from_db()
    displayed = Entry.objects.filter(call=call, state=EntryState.DISPLAYED).count()
    run.expect("entries on display", displayed, notice.items.count())
    public = run.visitor().open(at("portal:notice", notice.pk))
    leader = notice.items.select_related("entry").first()
    run.expect("the public sees the notice", public.status, 200)
    if leader is not None:
        run.expect("leaders' names are masked", public.says(leader.entry.leader_name), False)
    return notice


def object_and_handle(run: Run, notice: Notice) -> None:
    """Let two people object; one objection is upheld, one dismissed, both by another organisation's handler."""
    items = list(notice.items.select_related("entry").order_by("position"))
    upheld, dismissed = items[0], items[-1]
    run.facts["rejected"] = {upheld.entry_id}
    run.expect_refusal("an objection without a name", _object(run, notice, upheld, name=""))
    first = _made(run, "an objection is filed", _object(run, notice, upheld, name="陈实名"))
    second = _made(run, "another is filed", _object(run, notice, dismissed, name="李实名"))
    officer = run.browser("officer")
    page = officer.open(at("desk:notice", notice.pk))
    run.expect_refusal("closing before the last day", officer.send(page.form("/close/")))
    _handle(run, first, decision="upheld", reply="经查属实，该工作室移出名单。", reason="申报的一项成果与事实不符。")
    _handle(run, second, decision="dismissed", reply="经查，申报材料属实，异议不成立。")
    states = dict(Objection.objects.filter(item__notice=notice).values_list("item__entry_id", "state"))
    want = {upheld.entry_id: "upheld", dismissed.entry_id: "dismissed"}
    run.expect("objections decided", states, want)
    rejected = Entry.objects.get(pk=upheld.entry_id)
    run.expect("the upheld objection ends the entry", rejected.state, EntryState.REJECTED)


def _object(run: Run, notice: Notice, item: NoticeItem, *, name: str) -> Page:
    visitor = run.visitor()
    page = visitor.open(f"/notices/{notice.pk}/objection/?item={item.pk}")
    values = {
        "item": item.pk,
        "kind": "person",
        "name": name,
        "contact": "13900001111",
        "content": "反映该工作室申报的一项成果并非其完成，请核实。",
    }
    evidence = {"evidence": ("evidence.pdf", papers.pdf("evidence"))}
    return visitor.send(page.form("/objection/", having="content"), values, evidence)


def _made(run: Run, what: str, page: Page) -> Objection:
    run.expect_done(what, page)
    made = Objection.objects.order_by("-id").first()
    assert made is not None, page.text[:300]
    run.expect("the receipt is shown", made.receipt in page.text, True)
    return made


def _handle(run: Run, objection: Objection, *, decision: str, reply: str, reason: str = "") -> None:
    officer, handler = run.browser("officer"), run.browser("discipline")
    page = officer.open(at("desk:objection", objection.pk))
    duty = run.city.duties["discipline"]
    run.expect_done("a handler is named", officer.send(page.form("/assign/"), {"duty": duty.pk}))
    page = handler.open(at("desk:objection", objection.pk))
    page = handler.send(page.form("/finding/"), {"finding": "调阅档案并走访所在单位，情况已核实。"})
    run.expect_done("the finding is recorded", page)
    page = handler.open(at("desk:objection", objection.pk))
    page = handler.send(page.form("/decide/"), {"decision": decision, "reply": reply, "reason": reason})
    run.expect_done(f"the objection is decided: {decision}", page)


def close(run: Run, notice: Notice) -> None:
    """Close the notice the day after its last day."""
    notice.refresh_from_db()
    assert notice.closes_on is not None, "published notices have a last day"
    day = timezone.localtime(run.moment).replace(hour=9, minute=0)
    run.wait_until(day + timedelta(days=(notice.closes_on - day.date()).days + 1))
    officer = run.browser("officer")
    page = officer.open(at("desk:notice", notice.pk))
    run.expect_done("the notice is closed", officer.send(page.form("/close/")))
