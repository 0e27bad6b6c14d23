"""Reading panels: who sits, what they declared, who is in conflict with what, and how far scoring has come."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry
from jiangxin.campaigns.queries import entries_for
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import NotFound
from jiangxin.review.enums import SheetState
from jiangxin.review.models import Assignment, Conflict, Panel, PanelMember
from jiangxin.review.policies import JUDGED

_CITY = (Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE)


def judged_entries(panel: Panel) -> QuerySet[Entry]:
    """Return the entries of a panel's call that are, or may still come, before the experts."""
    entries = Entry.objects.filter(call_id=panel.call_id, state__in=JUDGED)
    return entries.select_related("unit", "area", "call").order_by("number")


def entries_to_assign(panel: Panel) -> QuerySet[Entry]:
    """Return the entries that have passed the formal check."""
    return judged_entries(panel).filter(state=EntryState.FORMAL_PASSED)


def panels_for(actor: Actor) -> QuerySet[Panel]:
    """Return the panels an actor may see: the organiser's city officers and leaders, and the supervisors."""
    panels = Panel.objects.select_related("call__organiser")
    if actor.is_any(*_CITY):
        return panels.filter(call__organiser_id=actor.organisation_id).order_by("-call__year", "-id")
    return panels.none()


def get_panel_for(actor: Actor, panel_id: int) -> Panel:
    """Return one panel; absent and forbidden look alike."""
    found = panels_for(actor).filter(pk=panel_id).first()
    if found is None:
        raise NotFound
    return found


def seats_for(actor: Actor) -> QuerySet[PanelMember]:
    """Return the actor's own seats on panels they have been invited to."""
    seats = PanelMember.objects.select_related("panel__call__organiser", "expert__person")
    if not actor.is_any(Role.EXPERT):
        return seats.none()
    return seats.filter(expert__account_id=actor.account_id or 0, invited_at__isnull=False).order_by("-id")


def get_seat_for(actor: Actor, member_id: int) -> PanelMember:
    """Return one of the actor's own seats."""
    found = seats_for(actor).filter(pk=member_id).first()
    if found is None:
        raise NotFound
    return found


def get_member_for(actor: Actor, panel_id: int, member_id: int) -> PanelMember:
    """Return a member of a panel the actor may see."""
    found = (
        PanelMember.objects.filter(pk=member_id, panel__in=panels_for(actor).filter(pk=panel_id))
        .select_related("panel__call__organiser", "expert__person", "expert__organisation")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def conflicts_for(actor: Actor, panel: Panel) -> QuerySet[Conflict]:
    """Return a panel's conflicts, without those of entries the actor is kept away from."""
    seen = entries_for(actor).filter(call_id=panel.call_id)
    return (
        Conflict.objects.filter(member__panel=panel, entry__in=seen)
        .select_related("member__expert__person", "entry__unit", "entry__call__organiser")
        .order_by("entry__number", "member_id", "kind")
    )


def get_conflict_for(actor: Actor, conflict_id: int) -> Conflict:
    """Return one conflict of a panel and an entry the actor may see."""
    found = (
        Conflict.objects.filter(pk=conflict_id, member__panel__in=panels_for(actor), entry__in=entries_for(actor))
        .select_related("member__expert__person", "member__panel", "entry__unit", "entry__call__organiser")
        .first()
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Load:
    """How far a member has come: cases given, sheets begun, sheets locked, and entries kept away by conflicts."""

    member: PanelMember
    given: int
    begun: int
    locked: int
    conflicts: int

    @property
    def open(self) -> int:
        """Sheets still to be locked."""
        return self.given - self.locked


def loads(panel: Panel) -> list[Load]:
    """Return the members with their figures, in two queries."""
    members = panel.members.select_related("expert__person", "expert__organisation").annotate(
        given=Count("assignments", filter=Q(assignments__withdrawn_at=None), distinct=True),
        begun=Count(
            "assignments",
            filter=Q(assignments__withdrawn_at=None, assignments__sheet__revision__gt=0),
            distinct=True,
        ),
        locked=Count(
            "assignments",
            filter=Q(assignments__withdrawn_at=None, assignments__sheet__state=SheetState.LOCKED),
            distinct=True,
        ),
    )
    kept_away = dict(
        Conflict.objects.filter(member__panel=panel)
        .values("member_id")
        .annotate(entries=Count("entry_id", distinct=True))
        .values_list("member_id", "entries")
    )
    return [Load(one, one.given, one.begun, one.locked, kept_away.get(one.pk, 0)) for one in members]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an entry has come: sheets wanted, given out, locked."""

    entry: Entry
    wanted: int
    given: int
    locked: int


def progress_by_entry(actor: Actor, panel: Panel) -> list[Progress]:
    """Return the entries before the experts with their sheets, in two queries, without those the actor must not see."""
    entries = list(
        entries_for(actor).filter(call_id=panel.call_id, state__in=(*JUDGED, EntryState.SCORED)).order_by("number")
    )
    standing = Assignment.objects.filter(entry__call_id=panel.call_id, withdrawn_at=None)
    counts = {
        entry_id: (given, locked)
        for entry_id, given, locked in standing.values("entry_id")
        .annotate(given=Count("id"), locked=Count("id", filter=Q(sheet__state=SheetState.LOCKED)))
        .values_list("entry_id", "given", "locked")
    }
    return [Progress(entry, panel.sheets_per_entry, *counts.get(entry.pk, (0, 0))) for entry in entries]
