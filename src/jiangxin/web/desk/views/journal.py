"""The journal: every act as it was done or refused, to filter and take along."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Recusal
from jiangxin.core.actor import Actor, Request, Role
from jiangxin.core.models import JournalEntry, Outcome
from jiangxin.core.refusal import NotFound
from jiangxin.core.ui.listing import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    State,
    TextFilter,
    listing_page,
)
from jiangxin.web.desk.act_words import ACTS, act_word

_READERS = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)
_ROLES = dict(Role.choices)
_ROOMS = (
    ("campaigns.", _("申报")),
    ("review.", _("评审")),
    ("awards.", _("会议、公示与命名")),
    ("studios.", _("工作室")),
    ("orgs.", _("组织与职责")),
    ("people.", _("人员与登录")),
    ("core.", _("文件、任务与导出")),
)


def records_for(actor: Actor) -> QuerySet[JournalEntry]:
    """Return the journal for those who may read it: the city's officers, leaders and discipline inspectors."""
    if not actor.is_any(*_READERS):
        return JournalEntry.objects.none()
    records = JournalEntry.objects.defer("canonical", "before", "after")
    if actor.person_id is None or actor.is_any(Role.DISCIPLINE):
        return records
    return records.exclude(_about_recused(actor))


def _about_recused(actor: Actor) -> Q:
    """Conflicts close this door too: acts on an entry are not read by those who must not see it."""
    closed = [
        str(pk) for pk in Recusal.objects.filter(person_id=actor.person_id or 0).values_list("entry_id", flat=True)
    ]
    return Q(object_type="campaigns.entry", object_id__in=closed)


JOURNAL: Listing[JournalEntry] = Listing(
    code="desk.journal",
    title=_("办理日志"),
    lead=_("只增不改；每一次办理和未准的尝试都在这里。"),
    unit=_("条"),
    rows=records_for,
    columns=(
        Column(code="at", label=_("时间"), kind=Kind.MOMENT),
        Column(code="act", label=_("事项"), value=lambda row: act_word(row.act)),
        Column(code="code", label=_("事项代码"), value="act", shown=False),
        Column(
            code="outcome",
            label=_("结果"),
            value=lambda row: State(row.outcome, row.get_outcome_display()),
            kind=Kind.STATE,
        ),
        Column(code="object", label=_("对象"), value="object_label"),
        Column(code="actor", label=_("办理人"), value="actor_name"),
        Column(code="duty", label=_("职责"), value=lambda row: _ROLES.get(row.duty, ""), shown=False),
        Column(code="organisation", label=_("组织"), value="organisation_name"),
        Column(code="reason", label=_("意见或原因")),
        Column(code="digest", label=_("摘要"), shown=False),
    ),
    filters=(
        TextFilter(code="q", label=_("对象或意见"), fields=("object_label", "reason")),
        TextFilter(code="who", label=_("办理人"), fields=("actor_name",)),
        ChoiceFilter(code="what", label=_("事项"), choices=sorted(ACTS.items()), field="act"),
        ChoiceFilter(code="room", label=_("范围"), choices=_ROOMS, where=lambda code: Q(act__startswith=code)),
        ChoiceFilter(code="outcome", label=_("结果"), choices=Outcome.choices),
        DateRangeFilter(code="at", label=_("时间"), field="at", moments=True),
    ),
    row_url=lambda row: reverse("desk:journal-record", args=[row.pk]),
    empty=Empty(_("日志还是空的"), _("有人办理事项后，会记在这里。")),
)


def journal(request: Request) -> HttpResponseBase:
    """Show the list."""
    return listing_page(request, JOURNAL)


def record(request: Request, record_id: int) -> HttpResponse:
    """Show one record with what it changed and its digest."""
    found = records_for(request.actor).filter(pk=record_id).first()
    if found is None:
        raise NotFound
    keys = sorted({*found.before, *found.after})
    changes = [(key, found.before.get(key), found.after.get(key)) for key in keys]
    context = {"record": found, "act": act_word(found.act), "changes": changes, "duty": _ROLES.get(found.duty, "")}
    return render(request, "desk/journal/record.html", context)
