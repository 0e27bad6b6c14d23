"""The declaration of conflicts of interest."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Entry
from jiangxin.core.actor import Request
from jiangxin.core.refusal import Refusal
from jiangxin.review.models import PanelMember
from jiangxin.review.queries import get_seat_for, judged_entries
from jiangxin.review.services import DECLARED_KINDS, STATEMENT, Declared, submit_declaration
from jiangxin.web.expert.acts import done, status_of, whole


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry of the list: what is declared of it so far."""

    entry: Entry
    kind: str
    explanation: str
    faults: tuple[str, ...] = ()


def declaration(request: Request, member_id: int) -> HttpResponse:
    """Show the list with a choice beside each entry, and keep the signed declaration."""
    member = get_seat_for(request.actor, member_id)
    if request.method != "POST":
        return _page(request, member)
    shown = [whole(value) for value in request.POST.getlist("shown")]
    told = {
        pk: Declared(kind, request.POST.get(f"explanation-{pk}", ""))
        for pk in shown
        if (kind := request.POST.get(f"kind-{pk}", ""))
    }
    try:
        submit_declaration(
            actor=request.actor,
            member=member,
            declared=told,
            nothing_else="nothing_else" in request.POST,
            signed_as=request.POST.get("signed_as", ""),
            shown_entries=shown,
        )
    except Refusal as refusal:
        return _page(request, member, refusal)
    return done(request, reverse("expert:home"), _("回避申报已签名提交。"))


def _page(request: Request, member: PanelMember, refusal: Refusal | None = None) -> HttpResponse:
    kept = {conflict.entry_id: conflict for conflict in member.conflicts.filter(source="declared")}
    listed = []
    for entry in judged_entries(member.panel):
        conflict = kept.get(entry.pk)
        listed.append(
            ListedEntry(
                entry,
                request.POST.get(f"kind-{entry.pk}", conflict.kind if conflict else ""),
                request.POST.get(f"explanation-{entry.pk}", conflict.explanation if conflict else ""),
                _faults(refusal, entry.pk),
            )
        )
    context = {
        "member": member,
        "listed": listed,
        "kinds": [(kind.value, kind.label) for kind in DECLARED_KINDS],
        "statement": STATEMENT,
        "refusal": refusal,
        "agreed": "nothing_else" in request.POST,
        "signed_as": request.POST.get("signed_as", ""),
    }
    return render(request, "expert/seats/declaration.html", context, status=status_of(refusal))


def _faults(refusal: Refusal | None, pk: int) -> tuple[str, ...]:
    paths = {f"kind.{pk}", f"explanation.{pk}"}
    return tuple(str(problem.message) for problem in refusal.problems if problem.path in paths) if refusal else ()
