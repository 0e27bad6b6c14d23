"""Acts on many entries: what will happen to each is shown first, then each goes through the same service by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, Quota
from jiangxin.campaigns.services import may_move, may_pass_formal, pass_formal, recommend_entry, return_entry
from jiangxin.campaigns.services.passage import LONGEST_OPINION, opinion_too_long
from jiangxin.core.actor import Actor, Request
from jiangxin.core.policy import ALLOWED, Decision, deny
from jiangxin.core.refusal import NotFound, Refusal, Text
from jiangxin.core.ui.listing import hidden_selection, selected_rows
from jiangxin.core.ui.parts import Confirmation, Subject
from jiangxin.web.desk.posting import status_of, whole
from jiangxin.web.desk.views.entries import ENTRIES

_RECOMMEND = {EntryState.SUBMITTED: "recommend_unit", EntryState.RECOMMENDED_UNIT: "recommend_county"}


@dataclass(frozen=True, slots=True)
class Act:
    """One batch act. `may` tells of one entry whether the act would be done to it now."""

    title: Text
    button: Text
    consequence: Text
    field: str
    label: Text
    required: bool
    may: Callable[[Actor, Entry], Decision]
    deed: Callable[[Actor, Entry, Mapping[str, str], int], object]
    takes_quota: bool = False
    numbered: bool = False
    dangerous: bool = False


def _may_recommend(actor: Actor, entry: Entry) -> Decision:
    act = _RECOMMEND.get(EntryState(entry.state), "recommend_county")
    return may_move(actor=actor, entry=entry, act=act)


def _may_return(actor: Actor, entry: Entry) -> Decision:
    return may_move(actor=actor, entry=entry, act="return")


def _may_pass(actor: Actor, entry: Entry) -> Decision:
    return may_pass_formal(actor=actor, entry=entry)


def _recommend(actor: Actor, entry: Entry, typed: Mapping[str, str], version: int) -> object:
    return recommend_entry(
        actor=actor,
        entry=entry,
        opinion=typed["opinion"],
        document_number=typed["document_number"],
        expected_version=version,
    )


def _return(actor: Actor, entry: Entry, typed: Mapping[str, str], version: int) -> object:
    return return_entry(actor=actor, entry=entry, reason=typed["reason"], expected_version=version)


def _pass(actor: Actor, entry: Entry, typed: Mapping[str, str], version: int) -> object:
    return pass_formal(actor=actor, entry=entry, opinion=typed["opinion"], expected_version=version)


ACTS: dict[str, Act] = {
    "recommend": Act(
        title=_("批量推荐"),
        button=_("推荐"),
        consequence=_("逐份推荐到上一级，按所列顺序排在已推荐的之后；名额用满后其余不再推荐。"),
        field="opinion",
        label=_("推荐意见（每份相同）"),
        required=True,
        may=_may_recommend,
        deed=_recommend,
        takes_quota=True,
        numbered=True,
    ),
    "return": Act(
        title=_("批量退回"),
        button=_("退回修改"),
        consequence=_("逐份退回申报人修改，已作出的推荐随之失效。"),
        field="reason",
        label=_("退回原因（每份相同）"),
        required=True,
        may=_may_return,
        deed=_return,
        dangerous=True,
    ),
    "pass": Act(
        title=_("批量通过形式审查"),
        button=_("通过"),
        consequence=_("审查项已逐项填写且必备项均符合的通过，其余保持不变。"),
        field="opinion",
        label=_("审查意见（每份相同）"),
        required=False,
        may=_may_pass,
        deed=_pass,
    ),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one entry; `refusal` tells why nothing did."""

    entry: Entry
    refusal: Refusal | None = None


def batch(request: Request, act: str) -> HttpResponse:
    """Show what an act would do to the entries ticked; confirmed, do it one by one and show what became of each."""
    found = ACTS.get(act)
    if found is None:
        raise NotFound
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:entries"))
    entries = list(selected_rows(request, ENTRIES, request.actor))
    typed = {name: request.POST.get(name, "").strip() for name in ("opinion", "reason", "document_number")}
    if request.POST.get("confirmed") != "1":
        return _confirm(request, found, entries, typed, None)
    if found.required and not typed[found.field]:
        refusal = Refusal("opinion_missing", _("还没有填写意见或原因，没有办理。"), _("请填写后再确认。"))
        return _confirm(request, found, entries, typed, refusal)
    if len(typed[found.field]) > LONGEST_OPINION:
        return _confirm(request, found, entries, typed, opinion_too_long(typed[found.field]))
    results = [_do(request, found, entry, typed) for entry in entries]
    context = {
        "act": found,
        "results": results,
        "done": sum(result.refusal is None for result in results),
        "left": sum(result.refusal is not None for result in results),
    }
    return render(request, "desk/entries/batch_result.html", context)


def _do(request: Request, act: Act, entry: Entry, typed: Mapping[str, str]) -> Result:
    """Act on one entry as it stood on the confirm page; one refusal leaves the others alone."""
    version = whole(request.POST.get(f"version-{entry.pk}"))
    try:
        act.deed(request.actor, entry, typed, -1 if version is None else version)
    except Refusal as refusal:
        return Result(entry, refusal)
    return Result(entry)


def _confirm(
    request: Request, act: Act, entries: list[Entry], typed: Mapping[str, str], refusal: Refusal | None
) -> HttpResponse:
    room = _Room(request.actor) if act.takes_quota else None
    subjects = [_subject(request.actor, act, entry, room) for entry in entries]
    confirmation = Confirmation(
        title=act.title,
        act=act.button,
        back_url=reverse("desk:entries"),
        consequences=(act.consequence,),
        subjects=subjects,
        hidden=[*hidden_selection(request), *((f"version-{entry.pk}", str(entry.version)) for entry in entries)],
        dangerous=act.dangerous,
    )
    context = {"confirmation": confirmation, "act": act, "typed": typed, "text": typed[act.field], "refusal": refusal}
    return render(request, "desk/entries/batch_confirm.html", context, status=status_of(refusal))


def _subject(actor: Actor, act: Act, entry: Entry, room: "_Room | None") -> Subject:
    decision = act.may(actor, entry)
    if decision and room is not None:
        decision = room.take(entry)
    return Subject(
        label=f"{entry.number} {entry.name}",
        url=reverse("desk:entry", args=[entry.pk]),
        note=entry.unit.host_unit,
        refused="" if decision else decision.message,
    )


class _Room:
    """How many more entries fit into the quota of each call, counted down entry by entry for the preview."""

    def __init__(self, actor: Actor) -> None:
        quotas = Quota.objects.filter(organisation_id=actor.organisation_key)
        self.left = {quota.call_id: quota.hard_limit - quota.used for quota in quotas if quota.hard_limit is not None}

    def take(self, entry: Entry) -> Decision:
        """Take one place, or say that there is none."""
        left = self.left.get(entry.call_id)
        if left is None:
            return ALLOWED
        self.left[entry.call_id] = left - 1
        return ALLOWED if left > 0 else deny("quota_full", _("推荐名额不够，轮到这一份时已用满。"))
