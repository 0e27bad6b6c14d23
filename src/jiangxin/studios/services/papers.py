"""Papers of the basic file: kept once, struck when wrong or no longer valid."""

from datetime import date

from django.utils.translation import gettext as _

from jiangxin.core import clock, journal
from jiangxin.core.actor import Actor
from jiangxin.core.files import Accepted, Upload, keep
from jiangxin.core.service import service
from jiangxin.studios import policies
from jiangxin.studios.ledger_enums import YEARLY, PaperKind
from jiangxin.studios.models import Studio, StudioPaper
from jiangxin.studios.periods import lock
from jiangxin.studios.services.projects import require_live
from jiangxin.studios.soundness import Faults, sound_reason


@service("studios.keep_paper", about="studio")
def keep_paper(
    *, actor: Actor, studio: Studio, kind: str, title: str, day: date, file: Upload | None, year: int | None = None
) -> StudioPaper:
    """Keep a paper; one of a year belongs to the year given, or else to that of its day."""
    locked = lock(studio)
    policies.may_keep_file(actor=actor, studio=locked).require()
    faults = Faults()
    title = faults.text("title", title, 120, required=True)
    faults.one_of("kind", kind, PaperKind.values)
    faults.past("day", day)
    faults.between("year", year, 2000, clock.today().year + 1)
    if file is None:
        faults.add("file", "required", _("请上传文件。"))
    faults.settle()
    assert file is not None
    paper = StudioPaper(studio=locked, kind=kind, title=title, day=day)
    paper.year = (year or day.year) if kind in YEARLY else None
    paper.file = keep(actor=actor, upload=file, purpose="studios.paper", accepted=Accepted())
    paper.entered_by_id, paper.entered_at = actor.account_id, clock.now()
    paper.save(force_insert=True)
    after = {"studio": locked.pk, "kind": kind, "title": title, "day": day, "year": paper.year}
    journal.record(actor=actor, act="studios.keep_paper", obj=paper, after=after)
    return paper


@service("studios.strike_paper", about="paper")
def strike_paper(*, actor: Actor, paper: StudioPaper, reason: str) -> StudioPaper:
    """Take a paper out of the file; it stays to be read, with the reason."""
    studio = lock(paper.studio)
    policies.may_keep_file(actor=actor, studio=studio).require()
    found = StudioPaper.objects.get(pk=paper.pk)
    require_live(found)
    found.struck_at, found.struck_reason = clock.now(), sound_reason(reason)
    found.save(update_fields=["struck_at", "struck_reason"])
    journal.record(actor=actor, act="studios.strike_paper", obj=found, reason=found.struck_reason)
    return found
