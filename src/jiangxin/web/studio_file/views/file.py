"""A studio's file as it is today, or as it was on any day."""

from datetime import date

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.ui.listing import listing_page
from jiangxin.core.ui.parts import Fact
from jiangxin.people.models import Honour
from jiangxin.studios.gate import file_for
from jiangxin.studios.models import Period
from jiangxin.studios.policies import may_decide_file, may_keep_file
from jiangxin.studios.queries import StudioFile, studio_on
from jiangxin.studios.queries.rectifications import running_rectification
from jiangxin.studios.queries.register import honours_for
from jiangxin.studios.queries.warnings import warnings_of
from jiangxin.web.studio_file.frame import at, face_of, frame
from jiangxin.web.studio_file.team_list import team_list

DAY = "on"


def file(request: Request, studio_id: int) -> HttpResponse:
    """Show the file on the day asked for, today when none is."""
    studio = file_for(request.actor, studio_id)
    today = clock.today()
    asked = request.GET.get(DAY, "")
    day = _day(asked) or today
    shown = studio_on(request.actor, studio, min(day, today))
    is_today = shown.day == today
    context = {
        **frame(request, studio, "studio-file"),
        "shown": shown,
        "facts": _facts(request, shown),
        "leading": _leading(request, shown),
        "team": (*shown.members, *shown.advisers),
        **{f"{act}_url": f"{face_of(request)}:studio-{act}" for act in ("enter", "end", "strike", "proof")},
        "warnings": [(rule, at(request, rule.page, studio.pk)) for rule in warnings_of(studio, today)]
        if is_today
        else (),
        "mending": running_rectification(studio) if is_today else None,
        "today": today,
        "is_today": is_today,
        "day_unread": bool(asked) and (_day(asked) is None or day > today),
        "keeps": is_today and bool(may_keep_file(actor=request.actor, studio=studio)),
        "decides": is_today and bool(may_decide_file(actor=request.actor, studio=studio)),
    }
    return render(request, "studios/file.html", context)


def team(request: Request, studio_id: int) -> HttpResponseBase:
    """List everybody who belongs or ever belonged to the studio."""
    studio = file_for(request.actor, studio_id)
    context = frame(request, studio, "studio-file")
    return listing_page(request, team_list(studio), template="studios/ledger/works.html", context=context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _facts(request: Request, shown: StudioFile) -> list[Fact]:
    name, place = shown.name, shown.place
    return [
        Fact(_("类别"), shown.studio.get_kind_display()),
        Fact(_("成立时间"), shown.studio.founded_on),
        Fact(_("专业领域"), shown.studio.field),
        Fact(_("标识照片"), _("已上传") if shown.studio.photo_id else ""),
        Fact(_("状态"), shown.standing or _("尚未命名"), note=document_of(shown.standing)),
        Fact(_("登记名称"), name, note=document_of(name)),
        Fact(_("展示名称"), name.display_name if name and name.display_name else _("同登记名称")),
        Fact(_("命名依据"), name.get_basis_display() if name else ""),
        Fact(_("领衔人"), shown.leader, note=document_of(shown.leader)),
        Fact(_("所在单位"), shown.host, note=document_of(shown.host)),
        Fact(_("工作场所"), place, note=_area(place)),
        Fact(_("功能区"), place.functions if place else ""),
        Fact(
            _("团队"),
            _("%(members)d名成员，%(advisers)d名顾问")
            % {"members": len(shown.members), "advisers": len(shown.advisers)},
            url=at(request, "studio-file", shown.studio.pk) + f"?{DAY}={shown.day.isoformat()}#team",
        ),
    ]


def _leading(request: Request, shown: StudioFile) -> list[tuple[Honour, str]]:
    """Return the leader's honours of that day, each with its page in the register for those who read it."""
    asked = [one.pk for one in shown.honours] if face_of(request) == "desk" else []
    open_to = set(honours_for(request.actor).filter(pk__in=asked).values_list("pk", flat=True))
    return [(one, reverse("desk:honour", args=[one.pk]) if one.pk in open_to else "") for one in shown.honours]


def document_of(period: Period | None) -> str:
    """Return since when a fact holds and by which document, in a few words."""
    if period is None:
        return ""
    since = _("%(day)s起") % {"day": date_format(period.since)}
    return " ".join(part for part in (str(since), period.document_number) if part)


def _area(place: Period | None) -> str:
    area = getattr(place, "area_m2", None)
    measured = str(_("%(area)s 平方米") % {"area": area}) if area else ""
    return " ".join(part for part in (measured, document_of(place)) if part)
