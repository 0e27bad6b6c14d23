"""Public notices as the desk works on them: drafted, published, closed."""

from collections.abc import Callable

from django.db.models import Count, OuterRef, Q, Subquery
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.calendar import after_working_days, working_days_left
from jiangxin.awards.enums import NoticeState, ObjectionState
from jiangxin.awards.models import AssessmentResult, GradeLine, Notice
from jiangxin.awards.queries import get_meeting_for, get_own_notice_for, objections_for, own_notices_for
from jiangxin.awards.services import close_notice, draft_notice, extend_notice, later_end, publish_notice, update_notice
from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.core.ui.parts import Fact
from jiangxin.web.desk.acts_awards import done, status_of, valid
from jiangxin.web.desk.forms_awards import NoticeForm, PublishForm, RevisionForm, put_problems
from jiangxin.web.desk.history_awards import history_of

_OPEN = (ObjectionState.RECEIVED, ObjectionState.INVESTIGATING)


def overview(request: Request) -> HttpResponse:
    """Show the notices of the house, newest first, with their objections."""
    notices = own_notices_for(request.actor).annotate(
        listed=Count("items", distinct=True),
        objected=Count("items__objections", distinct=True),
        waiting=Count("items__objections", filter=Q(items__objections__state__in=_OPEN), distinct=True),
    )[:100]
    return render(request, "desk/notices/overview.html", {"notices": notices, "today": clock.today()})


def draft(request: Request, meeting_id: int) -> HttpResponse:
    """Draft the notice of a concluded decision; opened by GET, lead to it."""
    meeting = get_meeting_for(request.actor, meeting_id)
    if request.method != "POST":
        found = own_notices_for(request.actor).filter(meeting=meeting).first()
        url = reverse("desk:notice", args=[found.pk]) if found else reverse("desk:meeting", args=[meeting.pk])
        return HttpResponseRedirect(url)
    made = draft_notice(actor=request.actor, meeting=meeting)
    return done(request, reverse("desk:edit-notice", args=[made.pk]), _("公示稿已拟好，请核对后发布。"))


def notice(request: Request, notice_id: int) -> HttpResponse:
    """Show a notice as a case."""
    return _case(request, get_own_notice_for(request.actor, notice_id))


def _case(
    request: Request, found: Notice, refusal: Refusal | None = None, form: PublishForm | None = None
) -> HttpResponse:
    objections = objections_for(request.actor).filter(item__notice=found).order_by("-id")
    mine = bool(policies.may_publish(actor=request.actor, call=found.call))
    line = GradeLine.objects.filter(meeting=found.meeting_id, entry=OuterRef("entry_id")).values("pk")[:1]
    is_over = found.closes_on is not None and clock.today() > found.closes_on
    context = {
        "notice": found,
        "items": found.items.select_related("entry").annotate(line_id=Subquery(line)).order_by("position"),
        "graded": found.meeting.grade_lines.exists(),
        "result": AssessmentResult.objects.filter(call=found.call_id).first(),
        "objections": objections,
        "facts": _facts(found),
        "may_edit": mine and found.state == NoticeState.DRAFT,
        "may_close": mine and found.state == NoticeState.PUBLISHED,
        "may_name": mine and found.state != NoticeState.DRAFT and not hasattr(found, "naming_document"),
        "document": getattr(found, "naming_document", None),
        "is_over": is_over,
        "later_end": later_end(found) if mine else None,
        "publish_form": form or PublishForm(initial={"revision": found.revision}),
        "would_close": after_working_days(clock.today(), found.working_days),
        "history": history_of(found),
        "refusal": refusal,
    }
    return render(request, "desk/notices/notice.html", context, status=status_of(refusal))


def _facts(found: Notice) -> list[Fact]:
    facts = [
        Fact(_("申报通知"), found.call.title),
        Fact(_("依据纪要"), found.meeting.minutes_number, url=reverse("desk:meeting", args=[found.meeting_id])),
        Fact(_("公示工作日"), found.working_days),
        Fact(_("受理单位与联系方式"), found.contact),
    ]
    if found.closes_on:
        left = working_days_left(clock.today(), found.closes_on)
        facts += [
            Fact(_("公示开始"), found.opens_on),
            Fact(
                _("公示截止"),
                found.closes_on,
                note=_("还有 %(left)d 个工作日") % {"left": left} if left else "",
                url=reverse("portal:notice", args=[found.pk]),
            ),
        ]
    return facts


def edit(request: Request, notice_id: int) -> HttpResponse:
    """Change a draft."""
    found = get_own_notice_for(request.actor, notice_id)
    names = ("title", "body", "contact", "working_days")
    if request.method == "POST":
        form = NoticeForm(request.POST)
        refusal = _try(form, lambda: _update(request, found, form))
        if refusal is None:
            return done(request, reverse("desk:notice", args=[found.pk]), _("公示稿已保存。"))
    else:
        refusal = None
        form = NoticeForm(initial={name: getattr(found, name) for name in names} | {"revision": found.revision})
    context = {
        "form": form,
        "notice": found,
        "refusal": refusal if refusal and not refusal.problems else None,
        "items": found.items.order_by("position"),
        "back_url": reverse("desk:notice", args=[found.pk]),
        "act_label": _("保存公示稿"),
    }
    return render(request, "desk/notices/form.html", context, status=status_of(refusal))


def _update(request: Request, found: Notice, form: Form) -> None:
    data = form.cleaned_data
    update_notice(
        actor=request.actor,
        notice=found,
        title=data["title"],
        body=data["body"],
        contact=data["contact"],
        working_days=data["working_days"],
        expected_revision=data["revision"],
    )


def _try(form: Form, act: Callable[[], None]) -> Refusal | None:
    try:
        valid(form)
        act()
    except Refusal as refusal:
        if form.is_valid():
            put_problems(form, refusal)
        return refusal
    return None


def publish(request: Request, notice_id: int) -> HttpResponse:
    """Publish a notice."""
    found = get_own_notice_for(request.actor, notice_id)
    if request.method != "POST":
        return _case(request, found)
    form = PublishForm(request.POST)
    try:
        data = valid(form).cleaned_data
        publish_notice(actor=request.actor, notice=found, expected_revision=data["revision"], opens_on=data["opens_on"])
    except Refusal as refusal:
        return _case(request, found, refusal, form)
    return done(request, reverse("desk:notice", args=[found.pk]), _("公示已发布。"))


def extend(request: Request, notice_id: int) -> HttpResponse:
    """Give a running notice the days that holidays announced since took from it."""
    found = get_own_notice_for(request.actor, notice_id)
    if request.method != "POST":
        return _case(request, found)
    try:
        revision = valid(RevisionForm(request.POST)).cleaned_data["revision"]
        longer = extend_notice(actor=request.actor, notice=found, expected_revision=revision)
    except Refusal as refusal:
        return _case(request, found, refusal)
    words = _("公示已延长，到%(last)s期满。") % {"last": date_format(longer.closes_on or clock.today(), "DATE_FORMAT")}
    return done(request, reverse("desk:notice", args=[found.pk]), words)


def close(request: Request, notice_id: int) -> HttpResponse:
    """Close a notice whose time is over."""
    found = get_own_notice_for(request.actor, notice_id)
    if request.method != "POST":
        return _case(request, found)
    try:
        revision = valid(RevisionForm(request.POST)).cleaned_data["revision"]
        close_notice(actor=request.actor, notice=found, expected_revision=revision)
    except Refusal as refusal:
        return _case(request, found, refusal)
    return done(request, reverse("desk:notice", args=[found.pk]), _("公示已办结，可以拟发命名文件。"))
