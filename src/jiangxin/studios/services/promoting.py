"""A registered studio gets a further level by our own document; the levels it holds stand (domain 3.5, promotion)."""

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.models import Award
from jiangxin.core import journal
from jiangxin.core.actor import Actor
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service
from jiangxin.studios.enums import StudioKind
from jiangxin.studios.models import Studio, StudioLevelHeld
from jiangxin.studios.periods import current, current_titles, end_before, enter, lock, require_apart
from jiangxin.studios.policies import alive
from jiangxin.studios.services.mirror import mirror


@service("studios.promote_studio", about="studio")
def promote_studio(*, actor: Actor, studio: Studio, award: Award) -> StudioLevelHeld:
    """Enter the level an award gives a registered studio, with the document and term; part of issuing the document.

    A title of the same level and kind whose term is over ends the day before; one of another kind stands beside it.

    Raises:
        Refusal: the studio has ended since it applied, or holds the title already.
    """
    locked = lock(studio)
    fault = alive(locked)
    kind = award.kind if award.kind in StudioKind.values else locked.kind
    titles = current_titles(locked, award.level, award.awarded_on)
    held = next((title for title in titles if title.kind == kind), None)
    if not fault or held is not None:
        message = fault.message or _("工作室“%(name)s”已是%(level)s。") % {
            "name": locked.name,
            "level": held and held.title,
        }
        raise Refusal("cannot_promote", message, _("请在公示名单中移出“%(name)s”后再印发。") % {"name": locked.name})
    over = current(StudioLevelHeld, locked, level=award.level, kind=kind)
    if over is not None:
        end_before(over, award.awarded_on, str(_("有效期满，重新命名")))
    require_apart(StudioLevelHeld, studio=locked, since=award.awarded_on, until=None, level=award.level, kind=kind)
    term = award.valid_until if award.valid_until and award.valid_until >= award.awarded_on else None
    entered = enter(
        StudioLevelHeld,
        actor=actor,
        studio=locked,
        since=award.awarded_on,
        level=award.level,
        kind=kind,
        awarding_body=award.awarding_body,
        award=award,
        document_number=award.document.number,
        valid_until=term,
    )
    mirror(locked)
    after = {
        "level": award.level,
        "kind": kind,
        "since": award.awarded_on,
        "document": award.document.number,
        "award": award.pk,
    }
    journal.record(actor=actor, act="studios.promote_studio", obj=locked, after=after)
    return entered
