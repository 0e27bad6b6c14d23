"""The plaque register: made, delivered, signed for, lost, returned – in an order that can have happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import CertificateKind, PlaqueAct
from jiangxin.awards.models import Certificate, PlaqueEvent
from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Accepted, Upload, keep
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service
from jiangxin.orgs.services import close_errands

PROOF = Accepted(kinds=("pdf", "jpeg", "png"))
# What may follow what; "" is a plaque nothing is recorded of yet.
FOLLOWS: dict[str, frozenset[str]] = {
    "": frozenset({PlaqueAct.MADE}),
    PlaqueAct.MADE: frozenset({PlaqueAct.DELIVERED, PlaqueAct.LOST}),
    PlaqueAct.DELIVERED: frozenset({PlaqueAct.SIGNED_FOR, PlaqueAct.LOST, PlaqueAct.RETURNED}),
    PlaqueAct.SIGNED_FOR: frozenset({PlaqueAct.LOST, PlaqueAct.RETURNED}),
    PlaqueAct.LOST: frozenset({PlaqueAct.RETURNED}),
    PlaqueAct.RETURNED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class PlaqueFacts:
    """What happened, on which day, through or to whom."""

    act: str
    happened_on: date | None
    person: str
    note: str = ""


def next_acts(plaque: Certificate) -> frozenset[str]:
    """Return what can be recorded of a plaque next."""
    return FOLLOWS.get(plaque.last_act, frozenset())


@service("awards.record_plaque", about="plaque")
def record_plaque(*, actor: Actor, plaque: Certificate, facts: PlaqueFacts, proof: Upload | None = None) -> PlaqueEvent:
    """Record one step of one plaque.

    Raises:
        Refusal: the step cannot follow the last one, or its day comes before that of the last one or after today.
    """
    stored = keep(actor=actor, upload=proof, purpose="plaque_proof", accepted=PROOF) if proof else None
    return _record(actor, plaque, facts, stored)


@service("awards.record_plaques", about="plaques")
def record_plaques(*, actor: Actor, plaques: Sequence[Certificate], facts: PlaqueFacts) -> list[PlaqueEvent]:
    """Record the same step of several plaques: of all or, when one cannot take it, of none."""
    if not plaques:
        raise Refusal("nothing_chosen", _("还没有选择牌匾。"), _("请先勾选要登记的牌匾。"))
    return [_record(actor, plaque, facts, None) for plaque in sorted(plaques, key=lambda plaque: plaque.pk)]


def _record(actor: Actor, plaque: Certificate, facts: PlaqueFacts, proof: StoredFile | None) -> PlaqueEvent:
    locked = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("award__entry__call__organiser")
        .get(pk=plaque.pk)
    )
    policies.may_keep_register(actor=actor, call=locked.award.entry.call).require()
    happened_on = _checked(locked, facts)
    event = PlaqueEvent.objects.create(
        plaque=locked,
        act=facts.act,
        happened_on=happened_on,
        person=facts.person.strip(),
        note=facts.note.strip(),
        proof=proof,
        entered_by_id=actor.account_id or 0,
        entered_at=clock.now(),
    )
    before = {"last_act": locked.last_act}
    locked.last_act = facts.act
    locked.save(update_fields=["last_act"])
    if facts.act == PlaqueAct.RETURNED:
        close_errands(about=locked)
    after = {"last_act": facts.act, "happened_on": happened_on, "person": event.person}
    journal.record(actor=actor, act="awards.record_plaque", obj=locked, before=before, after=after, reason=event.note)
    return event


def _checked(plaque: Certificate, facts: PlaqueFacts) -> date:
    if plaque.kind != CertificateKind.PLAQUE:
        raise Refusal("not_a_plaque", _("这里只登记牌匾。"), _("证书的遗失和更换请用“换发”办理。"))
    if facts.act not in next_acts(plaque):
        now = plaque.get_last_act_display() if plaque.last_act else _("尚未登记")
        raise Refusal(
            "plaque_order",
            _("%(number)s 目前是“%(now)s”，不能登记这一步。") % {"number": plaque.number, "now": now},
            _("请按制作、送达、签收的先后登记；遗失或收回登记在其后。"),
        )
    problems = []
    if not facts.person.strip():
        problems.append(Problem("person", _("请填写经手人或签收人。"), "required"))
    if len(facts.person) > 60 or len(facts.note) > 300:  # noqa: PLR2004  the widths of the columns
        problems.append(Problem("note", _("姓名最多 60 个字，备注最多 300 个字。"), "too_long"))
    if facts.happened_on is None:
        problems.append(Problem("happened_on", _("请填写日期。"), "required"))
    elif facts.happened_on > clock.today():
        problems.append(Problem("happened_on", _("日期不能晚于今天。")))
    elif problem := _too_early(plaque, facts.happened_on):
        problems.append(problem)
    if problems:
        raise Refusal("form_invalid", _("登记内容有填写问题。"), _("请按提示改正后再提交。"), problems=problems)
    assert facts.happened_on is not None, "a missing day is a problem above"
    return facts.happened_on


def _too_early(plaque: Certificate, happened_on: date) -> Problem | None:
    """Return what is wrong with a day before the last step, or before there was a number to put on a plaque."""
    if last := plaque.events.order_by("-id").first():
        floor, message = last.happened_on, _("日期不能早于上一步（%(day)s）。")
    else:
        floor, message = min(plaque.issued_on, clock.today()), _("日期不能早于发证日期（%(day)s）。")
    if happened_on >= floor:
        return None
    return Problem("happened_on", message % {"day": date_format(floor, "DATE_FORMAT")})
