"""For which registered studios an application may be made; every no carries its reason."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.awards.terms import award_level
from jiangxin.campaigns.enums import GIVEN_UP
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.queries.definitions import form_of, plan_of
from jiangxin.core import clock
from jiangxin.core.policy import ALLOWED, Decision, deny, first_denial
from jiangxin.orgs.models import Bar
from jiangxin.orgs.policies import not_barred
from jiangxin.studios.enums import StudioKind
from jiangxin.studios.models import Studio, StudioCandidacy
from jiangxin.studios.periods import current_titles
from jiangxin.studios.policies import alive


def may_stand(*, studio: Studio, call: Call, entry: Entry | None = None) -> Decision:
    """Tell whether a registered studio may be applied for in a call.

    Args:
        studio: the registered studio.
        call: the call of a naming; its level is the one the studio would get.
        entry: the application that is made for it, where there is one already.
    """
    return first_denial(
        alive(studio),
        _names_studios(call),
        _title_is_new(studio, call, entry),
        not_barred(unit=studio.unit, leader=studio.leader),
        _studio_not_barred(studio),
        _not_there_yet(studio, call, entry),
    )


def kinds_left(studio: Studio, call: Call) -> frozenset[str]:
    """Return the kinds of titles a call's form offers that the studio does not hold at the level the call gives."""
    section, _dot, code = str(plan_of(call).columns.paths.get("kind", "")).partition(".")
    asked = form_of(call).section(section)
    offered = next((field.choices for field in asked.fields if field.code == code), ()) if asked else ()
    held = {title.kind for title in current_titles(studio, award_level(call), clock.today())}
    return frozenset(choice.code for choice in offered) & frozenset(StudioKind.values) - held


def _names_studios(call: Call) -> Decision:
    """Refuse a call that names something other than studios: a team, a person, an operating method."""
    subject = plan_of(call).subject
    if subject.is_studio:
        return ALLOWED
    return deny(
        "names_no_studios",
        _("本次命名的是%(subject)s，不是工作室。") % {"subject": subject.noun},
        _("请在“我的申报”中新建申报。"),
    )


def _title_is_new(studio: Studio, call: Call, entry: Entry | None) -> Decision:
    """Refuse what the studio is already; another kind at a level it holds may be applied for (domain 2.1, 2.7)."""
    titles = current_titles(studio, award_level(call), clock.today())
    if not titles:
        return ALLOWED
    chosen = entry.kind if entry is not None else ""
    same = [title for title in titles if title.kind == chosen] if chosen else titles
    if not same or (not chosen and kinds_left(studio, call)):
        return ALLOWED
    return deny(
        "level_held",
        _("工作室“%(name)s”已是%(level)s（%(document)s）。")
        % {"name": studio.name, "level": same[0].title, "document": same[0].document_number},
        _("请申报更高级别，或另一类别的称号；已有级别由年度考核复核确认，不需要再次申报。"),
    )


def _studio_not_barred(studio: Studio) -> Decision:
    today = clock.today()
    bars = Bar.objects.filter(subject=Studio.journal_label, subject_id=studio.pk, lifted_on=None)
    found = bars.filter(since__lte=today, until__gte=today).order_by("-until").first()
    if found is None:
        return ALLOWED
    words = {"name": studio.name, "document": found.document_number, "until": date_format(found.until)}
    return deny(
        "barred_from_applying",
        _("工作室“%(name)s”在%(until)s以前不能申报（%(document)s）。") % words,
        _("请在期满后再申报。"),
    )


def _not_there_yet(studio: Studio, call: Call, entry: Entry | None) -> Decision:
    standing = Entry.objects.filter(call=call).exclude(state__in=GIVEN_UP)
    if entry is not None:
        standing = standing.exclude(pk=entry.pk)
    other = standing.filter(pk__in=StudioCandidacy.objects.filter(studio=studio).values("entry")).first()
    if other is None and studio.leader_id is not None:
        other = standing.filter(leader=studio.leader_id, subject_id=None).first()
    if other is None:
        return ALLOWED
    return deny(
        "applied_already",
        _("工作室“%(name)s”或其领衔人在本次申报中已有一份申报（%(number)s）。")
        % {"name": studio.name, "number": other.number},
        _("请在那份申报上继续填写；确需重报的，请先撤回它。"),
    )
