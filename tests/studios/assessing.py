"""An open assessment and the people of a studio that reports to it."""

from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.queries.answers import draft_answers
from jiangxin.campaigns.services import (
    attach_rule_document,
    describe_call,
    load_shipped_blueprints,
    make_call,
    open_call,
    save_answers,
)
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.orgs.queries import actor_of
from jiangxin.studios.models import Studio
from tests.awards.scene import Scene
from tests.campaigns.scene import pdf
from tests.factories import AccountFactory, DutyFactory, PersonFactory


def opened_assessment(scene: Scene, *, title: str = "关于开展2026年度工作室考核的通知", year: int = 2026) -> Call:
    """Have an assessment made from the shipped blueprint and opened now."""
    blueprint = load_shipped_blueprints()[1]
    organiser = scene.call.organiser
    officer = scene.officer
    call = make_call(
        actor=officer, blueprint=blueprint, organiser=organiser, title=title, year=year, starts_at=clock.now()
    )
    facts = {"announcement": "请各工作室按时报送自评。", "contact": "市总工会 0551-62345678"}
    call = describe_call(actor=officer, call=call, facts=facts, expected_revision=call.revision)
    call = attach_rule_document(
        actor=officer, call=call, number="云工发〔2026〕80号", upload=pdf(), expected_revision=call.revision
    )
    return open_call(actor=officer, call=call, expected_revision=call.revision)


def secretary_of(studio: Studio) -> Actor:
    """Return a secretary at a studio's host unit."""
    account = AccountFactory(person=PersonFactory())
    return actor_of(DutyFactory(account=account, organisation=studio.unit, role=Role.STUDIO_SECRETARY))


def written(actor: Actor, entry: Entry, **points: str) -> Entry:
    """Have the words and the self-score completed; `points` by item, where they are to differ from the proposal."""
    entry = Entry.objects.select_related("call", "answers").get(pk=entry.pk)
    answers = draft_answers(entry)
    rows = []
    for row in answers["self_scores"]:
        given = points.get(row["item"], row.get("points", "0.0"))
        differs = given != row.get("proposed")
        rows.append({**row, "points": given, **({"reason": "按实际情况评定。"} if differs else {})})
    words = {"highlights": "全年攻克两项难题。", "problems": "场地偏小。", "next_plan": "继续攻关。"}
    whole = {**answers, "self_scores": rows, "words": words, "declarations": {"truth": True}}
    save_answers(actor=actor, entry=entry, answers=whole, base_revision=entry.answers.revision)
    return Entry.objects.select_related("call", "answers").get(pk=entry.pk)
