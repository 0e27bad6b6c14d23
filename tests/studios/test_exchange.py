"""Questions to a leader, and alliances."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction

from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Errand
from jiangxin.rehearsal import papers
from jiangxin.studios.models import (
    Alliance,
    AllianceAgreement,
    AllianceChair,
    AllianceMember,
    Studio,
    StudioQuestion,
)
from jiangxin.studios.queries import (
    alliance_parts,
    alliances_of,
    chair_on,
    get_question_by_code,
    get_question_for,
    members_on,
    public_questions,
)
from jiangxin.studios.services import (
    AllianceFacts,
    add_agreement,
    answer_question,
    ask_question,
    close_joint_project,
    describe_alliance,
    end_alliance,
    found_alliance,
    join_alliance,
    keep_answer_private,
    leave_alliance,
    name_studios,
    open_joint_project,
    publish_answer,
    reject_question,
    rotate_chair,
)
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, SetClock
from tests.laying import laid

FACTS = AllianceFacts(name="机床维修技术联盟", purpose="共享诊断经验，联合攻关。", founded_on=date(2026, 9, 20))


def asked(studio: Studio, **changes: object) -> StudioQuestion:
    facts: dict[str, object] = {"text": "主轴异响怎样判断？", "asker": "一名钳工", "may_show": True, **changes}
    return ask_question(actor=PUBLIC, studio=studio, **facts)


@laid
def studios(scene: Scene, clock_at: SetClock) -> list[Studio]:
    """Return two studios named on 2026-09-15; the clock stands at the end of that November."""
    notice = scene.published(scene.entries[:2])
    clock_at("2026-09-15 09:00")
    made = name_studios(actor=scene.officer, document=scene.document(scene.closed(notice)), expected_revision=1)
    clock_at("2026-11-30 09:00")
    return made


@laid
def alliance(studios: list[Studio]) -> Alliance:
    """Return an alliance both belong to, presided by the first."""
    made = found_alliance(actor=SYSTEM, facts=FACTS)
    for studio in studios:
        join_alliance(actor=SYSTEM, alliance=made, studio=studio, since=date(2026, 9, 20))
    rotate_chair(actor=SYSTEM, alliance=made, studio=studios[0], on=date(2026, 9, 20))
    return made


def test_a_public_answer_is_moderated_first(
    studio: Studio, scene: Scene, federation: Federation, actor: MakeActor
) -> None:
    secretary = actor(Role.STUDIO_SECRETARY, federation.unit)
    question = asked(studio)
    assert set(Errand.objects.filter(closed_at=None, asked="answer_question").values_list("role", flat=True)) == {
        "studio_leader",
        "studio_secretary",
    }
    answer_question(actor=secretary, question=question, answer="先听后测。", publicly=True)
    assert list(public_questions()) == []
    with pytest.raises(Refusal, match="wrong_duty"):
        publish_answer(actor=secretary, question=question)
    publish_answer(actor=scene.officer, question=question)
    assert [(row.text, row.answer) for row in public_questions()] == [("主轴异响怎样判断？", "先听后测。")]
    keep_answer_private(actor=scene.officer, question=question, reason="涉及企业型号")
    assert (list(public_questions()), get_question_by_code(question.code).answer) == ([], "先听后测。")
    assert not Errand.objects.filter(closed_at=None, subject=question.journal_label).exists()


def test_without_leave_an_answer_stays_private(studio: Studio, federation: Federation, actor: MakeActor) -> None:
    secretary = actor(Role.STUDIO_SECRETARY, federation.unit)
    stranger = actor(Role.STUDIO_SECRETARY, federation.other_unit)
    question = asked(studio, may_show=False)
    with pytest.raises(Refusal, match="no_leave"):
        answer_question(actor=secretary, question=question, answer="先听后测。", publicly=True)
    with pytest.raises(Refusal, match="wrong_organisation"):
        answer_question(actor=stranger, question=question, answer="先听后测。", publicly=False)
    with pytest.raises(NotFound):
        get_question_for(stranger, question.pk)
    answer_question(actor=secretary, question=question, answer="先听后测。", publicly=False)
    with pytest.raises(Refusal, match="wrong_state"):
        reject_question(actor=secretary, question=question, reason="重复")
    with pytest.raises(IntegrityError), transaction.atomic():
        StudioQuestion.objects.filter(pk=question.pk).update(state="published")


@pytest.mark.parametrize(("changes", "path"), [({"text": "？"}, "text"), ({"asker": "长" * 31}, "asker")])
def test_a_question_that_is_refused(studio: Studio, changes: dict[str, object], path: str) -> None:
    with pytest.raises(Refusal) as refused:
        asked(studio, **changes)
    assert [problem.path for problem in refused.value.problems] == [path]


def test_the_chair_goes_round_and_every_day_has_its_members(alliance: Alliance, studios: list[Studio]) -> None:
    rotate_chair(actor=SYSTEM, alliance=alliance, studio=studios[1], on=date(2026, 11, 1))
    leave_alliance(
        actor=SYSTEM, member=alliance.members.get(studio=studios[0]), until=date(2026, 11, 15), reason="方向调整"
    )

    def on(day: date) -> tuple[list[Studio], Studio | None]:
        chair = chair_on(alliance, day)
        return [row.studio for row in members_on(alliance, day)], chair.studio if chair else None

    assert on(date(2026, 9, 19)) == ([], None)
    assert on(date(2026, 10, 31)) == (studios, studios[0])
    assert on(date(2026, 11, 15)) == (studios, studios[1])
    assert on(date(2026, 11, 16)) == ([studios[1]], studios[1])
    join_alliance(actor=SYSTEM, alliance=alliance, studio=studios[0], since=date(2026, 11, 20))
    assert [row.until for row in alliances_of(studios[0])].count(None) == 1
    assert alliance_parts(alliance.pk).present == 2


def test_what_an_alliance_refuses(alliance: Alliance, studios: list[Studio], scene: Scene) -> None:
    first = alliance.members.get(studio=studios[0])
    refusals = {
        "member_already": lambda: join_alliance(
            actor=SYSTEM, alliance=alliance, studio=studios[0], since=date(2026, 10, 1)
        ),
        "presides": lambda: leave_alliance(actor=SYSTEM, member=first, until=date(2026, 11, 1)),
        "presides_already": lambda: rotate_chair(
            actor=SYSTEM, alliance=alliance, studio=studios[0], on=date(2026, 11, 1)
        ),
        "before_what_holds": lambda: rotate_chair(
            actor=SYSTEM, alliance=alliance, studio=studios[1], on=date(2026, 9, 20)
        ),
        "day_to_come": lambda: rotate_chair(actor=SYSTEM, alliance=alliance, studio=studios[1], on=date(2026, 12, 1)),
        "form_invalid": lambda: found_alliance(actor=SYSTEM, facts=FACTS),
        "stale": lambda: describe_alliance(actor=SYSTEM, alliance=alliance, facts=FACTS, expected_revision=9),
        "file_missing": lambda: add_agreement(
            actor=SYSTEM, alliance=alliance, title="章程", signed_on=date(2026, 9, 20), upload=None
        ),
        "wrong_duty": lambda: found_alliance(actor=scene.leader, facts=FACTS),
    }
    for code, deed in refusals.items():
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == code


def test_agreements_and_joint_projects(alliance: Alliance, studios: list[Studio]) -> None:
    upload = SimpleUploadedFile("agreement.pdf", papers.pdf("协议"), "application/pdf")
    add_agreement(actor=SYSTEM, alliance=alliance, title="合作协议", signed_on=date(2026, 9, 21), upload=upload)
    project = open_joint_project(
        actor=SYSTEM,
        alliance=alliance,
        title="主轴振动联合攻关",
        goal="故障停机减半",
        lead=studios[1],
        since=date(2026, 10, 1),
    )
    close_joint_project(actor=SYSTEM, project=project, state="done", result="停机减少六成")

    with pytest.raises(Refusal, match="wrong_state"):
        close_joint_project(actor=SYSTEM, project=project, state="ended", result="再来")
    with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
        AllianceAgreement.objects.update(title="别的")


def test_an_alliance_that_ends_takes_no_more_changes(alliance: Alliance, studios: list[Studio]) -> None:
    end_alliance(actor=SYSTEM, alliance=alliance, on=date(2026, 11, 30), reason="任务完成")

    assert AllianceMember.objects.filter(until=None).count() == 0
    with pytest.raises(Refusal, match="alliance_ended"):
        join_alliance(actor=SYSTEM, alliance=alliance, studio=studios[0], since=date(2026, 11, 30))


def test_the_database_keeps_members_and_chairs_apart(alliance: Alliance, studios: list[Studio]) -> None:
    for row in (
        AllianceMember(alliance=alliance, studio=studios[0], since=date(2026, 10, 1)),
        AllianceChair(alliance=alliance, studio=studios[1], since=date(2026, 10, 1)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()
