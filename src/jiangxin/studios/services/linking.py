"""Linking a studio with what stays apart from it: a skill-master studio, a university, an institute (domain 2.1)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.studios import policies
from jiangxin.studios.enums import LinkKind
from jiangxin.studios.models import Studio, StudioLink
from jiangxin.studios.periods import enter, lock, require_order, require_past
from jiangxin.studios.proofs import Proof, kept
from jiangxin.studios.services.twice import refuse_twice
from jiangxin.studios.soundness import Faults


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """With what a studio is linked: its name, the office or unit it belongs to, its page in the directory if any."""

    kind: str
    name: str
    body: str
    linked: Studio | None = None
    document_number: str = ""
    note: str = ""


@service("studios.link_studio", about="studio")
def link_studio(
    *, actor: Actor, studio: Studio, facts: LinkFacts, since: date, until: date | None = None, proof: Proof = None
) -> StudioLink:
    """Enter a link; names, levels, funds and ledgers of the two stay their own."""
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    require_past("since", since)
    require_past("until", until)
    require_order(since, until)
    faults = Faults()
    faults.one_of("kind", facts.kind, LinkKind.values)
    told = {
        "kind": facts.kind,
        "name": faults.text("name", facts.name, 120, required=True),
        "body": faults.text("body", facts.body, 120, required=True),
        "document_number": faults.text("document_number", facts.document_number, 60),
        "note": faults.text("note", facts.note, 300),
        "linked": facts.linked,
    }
    if facts.linked is not None and facts.linked.pk == locked.pk:
        faults.one_of("linked", "self", ())
    faults.settle()
    same = StudioLink.objects.filter(studio=locked, struck_at=None, since=since, **told)
    refuse_twice(same, actor=actor, path="name")
    link = enter(
        StudioLink,
        actor=actor,
        studio=locked,
        since=since,
        until=until,
        proof=kept(actor, proof, "studios.proof"),
        **told,
    )
    after = {**told, "linked": facts.linked and facts.linked.pk, "since": since, "until": until}
    journal.record(actor=actor, act="studios.link_studio", obj=locked, after=after)
    return link


@service("studios.end_link", about="link")
def end_link(*, actor: Actor, link: StudioLink, until: date, note: str = "") -> StudioLink:
    """End a link; `until` is its last day."""
    studio = lock(link.studio)
    policies.may_keep_file(actor=actor, studio=studio).require()
    locked = StudioLink.objects.get(pk=link.pk)
    if locked.until is not None or locked.struck_at is not None:
        raise Refusal("ended_already", _("这条记录已经结束或更正。"), _("请刷新页面查看最新情况。"))
    require_past("until", until)
    require_order(locked.since, until)
    locked.until = until
    locked.save(update_fields=["until"])
    journal.record(actor=actor, act="studios.end_link", obj=locked, after={"until": until}, reason=note)
    return locked
