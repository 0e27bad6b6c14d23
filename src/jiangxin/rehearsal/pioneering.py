"""Worker Pioneers of the sample city: a few teams named last spring, and one of them reviewed."""

from datetime import datetime, timedelta

from jiangxin.awards.models import Award
from jiangxin.awards.queries import proposed_document
from jiangxin.awards.services import close_notice, draft_naming, issue_naming, record_review
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.queries import form_of
from jiangxin.campaigns.services import attach_file, save_answers, start_entry, submit_entry
from jiangxin.core import clock
from jiangxin.forms.answers import Answers
from jiangxin.orgs.queries import actor_of
from jiangxin.rehearsal.applying import host_unit_answers, places_for_files, upload_for
from jiangxin.rehearsal.founding import Unit
from jiangxin.rehearsal.walking import Walk

_TEAMS = (
    ("焊接二班", "team", "焊缝一次合格率"),
    ("客户服务窗口", "window", "群众满意率"),
    ("技术改造项目组", "project", "节点完成率"),
)
_DEEDS = (
    "全班坚持班前讲安全、班后讲质量，三年没有责任事故；围绕难题开展攻关，改进办法二十多项，"
    "指标连续两年居同行前列；老师傅带徒弟，青年职工成长很快，职工代表一致推荐。"
)


def name_pioneers(walk: Walk, now: datetime) -> None:
    """Lead three teams from their application to the plaque, and let a county record one review.

    Args:
        walk: a batch of the Worker Pioneer blueprint, nothing done yet.
        now: the moment the sample city is at.
    """
    start = (now - timedelta(days=300)).replace(hour=1, minute=0, second=0, microsecond=0)
    walk.open(title=f"{start.year}年度锦川市工人先锋号申报", number=41, start=start, seats=3, per_area=3)
    walk.units = list(walk.city.units[: len(_TEAMS)])
    with walk.within("declare", 0.8):
        walk.entries = [_apply(unit, walk.call, team) for unit, team in zip(walk.units, _TEAMS, strict=True)]
    walk.recommend()
    walk.check()
    panel = walk.assign()
    walk.score(panel)
    walk.close_review(panel)
    notice = walk.display(walk.decide())
    officer = walk.city.actor("officer")
    with walk.within("naming", 0.3):
        notice = close_notice(actor=officer, notice=notice, expected_revision=notice.revision)
        document = draft_naming(actor=officer, notice=notice, facts=proposed_document(notice))
        issue_naming(actor=officer, document=document, expected_revision=document.revision)
    with clock.stopped_at(now - timedelta(days=2)):
        award = Award.objects.filter(document=document).order_by("position")[0]
        record_review(actor=officer, award=award, year=clock.today().year, result="keep")


def _apply(unit: Unit, call: Call, team: tuple[str, str, str]) -> Entry:
    actor = actor_of(unit.secretary)
    entry = start_entry(actor=actor, call=call, unit=unit.organisation, secretary=unit.secretary.account)
    form = form_of(call)
    answers = _answers(unit, team)
    save_answers(actor=actor, entry=entry, answers=answers, base_revision=entry.answers.revision)
    for path, field, _count in places_for_files(form, answers):
        attach_file(actor=actor, entry=entry, path=path, upload=upload_for(field, field.code))
    entry.refresh_from_db()
    submit_entry(actor=actor, entry=entry, expected_version=entry.version)
    entry.refresh_from_db()
    return entry


def _answers(unit: Unit, team: tuple[str, str, str]) -> Answers:
    name, kind, indicator = team
    today = clock.today()
    displayed = today - timedelta(days=10)
    host = host_unit_answers(unit)
    return {
        "team": {
            "name": name,
            "kind": kind,
            "industry_section": unit.organisation.industry_section or "C",
            "headcount": 14,
            "women": 5,
            "front_line": True,
            "leader_name": unit.leader.name,
            "leader_gender": unit.leader.gender,
            "led_by_manager": False,
        },
        "unit": {
            "name": host["name"],
            "ownership": host["ownership"],
            "is_nonpublic": host["is_nonpublic"],
            "contact": unit.leader.name,
            "phone": "13900002222",
        },
        "events": [],
        "results": {
            "indicator": indicator,
            "plan": "97.00",
            "actual": "98.60",
            "safety_days": 1096,
            "innovations": 6,
            "deeds": _DEEDS,
        },
        "democracy": {
            "heard_on": (displayed - timedelta(days=8)).isoformat(),
            "heard": 60,
            "voted_on": (displayed - timedelta(days=3)).isoformat(),
            "present": 40,
            "in_favour": 39,
            "display_from": displayed.isoformat(),
            "display_to": (today - timedelta(days=1)).isoformat(),
        },
        "declarations": {"truth": True, "personal_data": True},
    }
