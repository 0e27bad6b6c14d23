"""Conflicts of interest on a panel: the list with sources, the matrix, namesakes to look at, entering and removing."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import entries_for
from jiangxin.core.actor import Request
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.ui.parts import Confirmation
from jiangxin.review.enums import ConflictKind, ConflictSource
from jiangxin.review.facts import Judge, derive
from jiangxin.review.models import Conflict, Panel, PanelMember
from jiangxin.review.queries import conflicts_for, get_conflict_for, get_panel_for, judged_entries
from jiangxin.review.services import derive_conflicts, enter_conflict, remove_conflict
from jiangxin.web.desk.posting import done, status_of, whole
from jiangxin.web.desk.views.panels import tabs_of


def conflicts(request: Request, panel_id: int) -> HttpResponse:
    """Show the conflicts of a panel; POST compares with the recorded facts again."""
    panel = get_panel_for(request.actor, panel_id)
    if request.method == "POST":
        found = derive_conflicts(actor=request.actor, panel=panel)
        words = _("比对完成，新发现 %(count)s 条回避关系。") % {"count": len(found)}
        return done(request, reverse("desk:conflicts", args=[panel.pk]), words)
    listed = list(conflicts_for(request.actor, panel))
    members = list(panel.members.select_related("expert__person", "expert__organisation"))
    entries = _entries(request, panel)
    context = {
        "panel": panel,
        "tabs": tabs_of(panel, "conflicts"),
        "listed": listed,
        "members": members,
        "matrix": _matrix(listed, members, entries),
        "namesakes": _namesakes(members, entries),
        "derived": ConflictSource.DERIVED,
    }
    return render(request, "desk/panels/conflicts.html", context)


def _entries(request: Request, panel: Panel) -> list[Entry]:
    seen = entries_for(request.actor).filter(call_id=panel.call_id)
    return list(judged_entries(panel).filter(pk__in=seen.values("pk")))


def _matrix(
    listed: list[Conflict], members: list[PanelMember], entries: list[Entry]
) -> list[tuple[Entry, list[list[str]]]]:
    """Return for each entry that has a conflict the kinds by member, in the members' order."""
    kinds: dict[tuple[int, int], list[str]] = defaultdict(list)
    for conflict in listed:
        kinds[conflict.entry_id, conflict.member_id].append(conflict.get_kind_display())
    touched = {conflict.entry_id for conflict in listed}
    return [
        (entry, [kinds.get((entry.pk, member.pk), []) for member in members])
        for entry in entries
        if entry.pk in touched
    ]


def _namesakes(members: list[PanelMember], entries: list[Entry]) -> list[dict[str, object]]:
    by_person = {member.expert.person_id: member for member in members}
    by_entry = {entry.pk: entry for entry in entries}
    judges = [Judge(one.expert.person, one.expert.workplace, one.expert.organisation) for one in members]
    _ties, namesakes = derive(judges, entries)
    known = set(
        Conflict.objects.filter(member__in=members, kind=ConflictKind.MEMBER_OF).values_list("member_id", "entry_id")
    )
    return [
        {"member": by_person[one.person_id], "entry": by_entry[one.entry_id]}
        for one in namesakes
        if (by_person[one.person_id].pk, one.entry_id) not in known
    ]


def new_conflict(request: Request, panel_id: int) -> HttpResponse:
    """Enter a conflict the officer has learned of."""
    panel = get_panel_for(request.actor, panel_id)
    members, entries = list(panel.members.select_related("expert__person")), _entries(request, panel)
    given = request.POST if request.method == "POST" else request.GET
    refusal = None
    if request.method == "POST":
        member = next((one for one in members if one.pk == whole(given.get("member"))), None)
        entry = next((one for one in entries if one.pk == whole(given.get("entry"))), None)
        if member is None or entry is None or given.get("kind") not in ConflictKind.values:
            raise NotFound
        try:
            enter_conflict(
                actor=request.actor,
                member=member,
                entry=entry,
                kind=ConflictKind(given["kind"]),
                explanation=given.get("explanation", ""),
            )
            return done(request, reverse("desk:conflicts", args=[panel.pk]), _("回避关系已登记。"))
        except Refusal as refused:
            refusal = refused
    context = {
        "panel": panel,
        "members": members,
        "entries": entries,
        "kinds": ConflictKind.choices,
        "refusal": refusal,
        "chosen_member": whole(given.get("member")),
        "chosen_entry": whole(given.get("entry")),
        "chosen_kind": given.get("kind", ""),
        "explanation": given.get("explanation", ""),
    }
    return render(request, "desk/panels/new_conflict.html", context, status=status_of(refusal))


def remove(request: Request, conflict_id: int) -> HttpResponse:
    """Show what removing a conflict does, and remove it with a reason."""
    conflict = get_conflict_for(request.actor, conflict_id)
    address = reverse("desk:conflicts", args=[conflict.member.panel_id])
    refusal = None
    if request.method == "POST":
        try:
            remove_conflict(actor=request.actor, conflict=conflict, reason=request.POST.get("reason", ""))
            return done(request, address, _("回避关系已解除。"))
        except Refusal as refused:
            refusal = refused
    confirmation = Confirmation(
        title=_("解除回避关系"),
        act=_("解除回避关系"),
        back_url=address,
        consequences=(
            _("%(member)s可以再次被分配“%(entry)s”。") % {"member": conflict.member, "entry": conflict.entry},
            _("如没有其他回避关系，该同志可重新查看这份申报。"),
        ),
        reason_label=_("解除理由"),
        reason_required=True,
        dangerous=True,
    )
    context = {"confirmation": confirmation, "refusal": refusal}
    return render(request, "ui/confirm.html", context, status=status_of(refusal))
