from datetime import timedelta
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.orgs.models import Errand
from jiangxin.review.enums import FileDecision, SheetState
from jiangxin.review.models import Assignment, AssignmentRun, Conflict, RedactedCopy, ScoreSheet
from jiangxin.review.services import (
    accept_redacted_copies,
    check_redacted_copy,
    enter_conflict,
    prepare_redacted_copies,
    preview_assignment,
    publish_assignment,
)
from tests.conftest import Federation, MakeActor, MakeClient, SetClock
from tests.laying import laid
from tests.review.scene import Scene, actor_for, attach, let_through, marks_for, status


@laid
def assignment(run: AssignmentRun) -> Assignment:
    return run.assignments.select_related("member__expert__person", "entry__unit").order_by("id").first()


@laid
def expert(assignment: Assignment) -> Actor:
    return actor_for(assignment.member)


def page_of(assignment: Assignment) -> str:
    return reverse("expert:case", args=[assignment.pk])


def typed(scene: Scene, **changes: str) -> dict[str, str]:
    """Return a whole sheet as the form posts it."""
    points = {f"points-{code}": mark.points for code, mark in marks_for(scene.call).items()}
    return {**points, "comment": "", "revision": "0", **changes}


def test_blind_case_page_tells_nothing_of_the_applicant(
    assignment: Assignment, expert: Actor, client_for: MakeClient
) -> None:
    answer = client_for(expert).get(page_of(assignment))
    body = answer.content.decode()
    entry = assignment.entry
    names = [entry.name, entry.number, entry.leader_name, entry.unit.name, entry.unit.unit_name, "成员甲"]
    assert answer.status_code == 200
    assert [name for name in names if name in body] == []
    assert f"案卷 {assignment.case_number:02d}" in body
    assert f"/{entry.pk}/" not in body.replace(page_of(assignment), "")


def test_open_case_page_tells_whose_it_is(scene: Scene, client_for: MakeClient) -> None:
    assignment = scene.published(is_blind=False).assignments.select_related("member__expert", "entry").first()
    body = client_for(actor_for(assignment.member)).get(page_of(assignment)).content.decode()
    assert assignment.entry.name in body
    assert assignment.entry.leader_name in body


def test_home_lists_cases_with_progress_in_constant_queries(
    scene: Scene, federation: Federation, client_for: MakeClient, django_assert_max_num_queries
) -> None:
    for _number in range(6):
        scene.add_entry(federation.other_unit)
    assignment = scene.published().assignments.select_related("member__expert").first()
    client = client_for(actor_for(assignment.member))
    mine = Assignment.objects.filter(member=assignment.member).count()
    assert mine == 6
    with django_assert_max_num_queries(12):
        body = client.get(reverse("expert:home")).content.decode()
    assert body.count("/expert/cases/") == mine
    assert f"已签名 0 份，共 {mine} 份" in body


def test_saving_and_signing_by_form(
    scene: Scene, assignment: Assignment, expert: Actor, client_for: MakeClient
) -> None:
    client = client_for(expert)
    saved = client.post(page_of(assignment), {**typed(scene), "act": "save", "points-sign": "1.5"})
    assert (saved.status_code, saved["Location"]) == (303, page_of(assignment))
    signed = client.post(page_of(assignment), typed(scene, act="sign", revision="1", signed_as=expert.name))
    assert signed.status_code == 303
    sheet = ScoreSheet.objects.get(assignment=assignment)
    assert (sheet.state, sheet.total) == (SheetState.LOCKED, Decimal(100))
    body = client.get(page_of(assignment)).content.decode()
    assert 'name="signed_as"' not in body
    again = client.post(page_of(assignment), typed(scene, act="save", revision="2"))
    assert (again.status_code, "已签名锁定" in again.content.decode()) == (409, True)


def test_refused_page_keeps_what_was_typed(
    scene: Scene, assignment: Assignment, expert: Actor, client_for: MakeClient
) -> None:
    answer = client_for(expert).post(
        page_of(assignment),
        typed(scene, act="save", **{"points-sign": "99", "note-place": "面积需核实"}, comment="写了很多意见"),
    )
    body = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="99"' in body
    assert "面积需核实" in body
    assert "写了很多意见" in body
    assert 'href="#id_points-sign"' in body
    assert ScoreSheet.objects.get(assignment=assignment).revision == 0


def test_stale_page_is_told_and_changes_nothing(
    scene: Scene, assignment: Assignment, expert: Actor, client_for: MakeClient
) -> None:
    client = client_for(expert)
    client.post(page_of(assignment), typed(scene, act="save", comment="第一次"))
    answer = client.post(page_of(assignment), typed(scene, act="save", comment="第二次"))
    assert answer.status_code == 409
    assert ScoreSheet.objects.get(assignment=assignment).comment == "第一次"


def test_after_the_due_time_the_page_reads_but_does_not_write(
    scene: Scene, assignment: Assignment, expert: Actor, client_for: MakeClient, clock_at: SetClock
) -> None:
    clock_at(assignment.run.panel.due_at + timedelta(minutes=1))
    client = client_for(expert)
    body = client.get(page_of(assignment)).content.decode()
    assert "评分已于" in body
    assert client.post(page_of(assignment), typed(scene, act="save")).status_code == 409


def test_nobody_else_opens_a_case(
    scene: Scene, assignment: Assignment, federation: Federation, actor: MakeActor, client_for: MakeClient
) -> None:
    other = next(one for one in scene.experts if one.pk != assignment.member.expert_id)
    same_entry = Assignment.objects.filter(entry=assignment.entry, member__expert=other).exists()
    stranger = scene.add_expert()
    for client in (
        client_for(actor(Role.EXPERT, federation.county, account=stranger.account)),
        client_for(actor_for(assignment.member.panel.members.get(expert=other))),
    ):
        assert client.get(page_of(assignment)).status_code == 404
        assert client.post(page_of(assignment), typed(scene, act="save")).status_code == 404
    assert same_entry in {True, False}
    assert client_for(scene.officer).get(page_of(assignment)).status_code == 403
    assert Client().get(page_of(assignment)).status_code == 302


def test_conflict_found_later_closes_list_page_and_file(
    scene: Scene, expert: Actor, assignment: Assignment, client_for: MakeClient
) -> None:
    file = let_through(attach(assignment.entry))
    client = client_for(expert)
    address = reverse("expert:case-file", args=[assignment.pk, file.pk])
    assert status(client, address) == 200
    enter_conflict(
        actor=scene.officer, member=assignment.member, entry=assignment.entry, kind="kin", explanation="亲属"
    )
    assert client.get(page_of(assignment)).status_code == 404
    assert client.get(address).status_code == 404
    assert page_of(assignment) not in client.get(reverse("expert:home")).content.decode()


def test_file_has_a_neutral_name_and_hidden_ones_are_not_found(scene: Scene, client_for: MakeClient) -> None:
    entry = scene.entries[0]
    shown, hidden = attach(entry), attach(entry)
    panel = scene.panel()
    prepare_redacted_copies(actor=scene.officer, panel=panel)
    copy = RedactedCopy.objects.get(entry=entry)
    check_redacted_copy(
        actor=scene.officer,
        copy=copy,
        texts={},
        decisions={shown.pk: FileDecision.SHOW, hidden.pk: FileDecision.HIDE},
        replacements={},
        expected_revision=1,
    )
    scene.declare(panel)
    run = preview_assignment(actor=scene.officer, panel=panel, seed=1)
    accept_redacted_copies(actor=scene.officer, panel=panel)
    publish_assignment(actor=scene.officer, run=run)
    assignment = run.assignments.filter(entry=entry).select_related("member__expert").first()
    client = client_for(actor_for(assignment.member))
    answer = client.get(reverse("expert:case-file", args=[assignment.pk, shown.pk]))
    b"".join(answer.streaming_content)
    assert f"{assignment.case_number:02d}-01.jpg" in answer["Content-Disposition"]
    assert entry.leader_name not in client.get(page_of(assignment)).content.decode()
    assert client.get(reverse("expert:case-file", args=[assignment.pk, hidden.pk])).status_code == 404


def test_stepping_back_takes_the_case_and_asks_the_officer(
    assignment: Assignment, expert: Actor, client_for: MakeClient
) -> None:
    client = client_for(expert)
    address = reverse("expert:conflict", args=[assignment.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"kind": "", "explanation": "x"}).status_code == 409
    assert client.post(address, {"kind": "kin", "explanation": "认出是堂弟"}).status_code == 303
    assert Conflict.objects.get().explanation == "认出是堂弟"
    assert Errand.objects.filter(asked="reassign_case", closed_at=None).count() == 1
    assert client.get(page_of(assignment)).status_code == 404


def test_declaration_by_form_keeps_what_was_typed_when_refused(scene: Scene, client_for: MakeClient) -> None:
    panel = scene.panel()
    member = panel.members.first()
    client = client_for(actor_for(member))
    address = reverse("expert:declaration", args=[member.pk])
    body = client.get(address).content.decode()
    assert body.count('name="shown"') == 4
    shown = [str(entry.pk) for entry in scene.entries]
    pk = shown[0]
    data = {"shown": shown, f"kind-{pk}": "kin", f"explanation-{pk}": "表兄", "signed_as": "别人"}
    refused = client.post(address, data)
    assert refused.status_code == 409
    assert 'value="表兄"' in refused.content.decode()
    assert Conflict.objects.count() == 0
    data |= {"nothing_else": "yes", "signed_as": str(member)}
    assert client.post(address, data).status_code == 303
    assert Conflict.objects.get().entry_id == int(pk)
    member.refresh_from_db()
    assert member.declared_at == clock.now()


def test_case_page_costs_the_same_however_much_there_is_to_read(
    scene: Scene, assignment: Assignment, expert: Actor, client_for: MakeClient, django_assert_max_num_queries
) -> None:
    client = client_for(expert)
    with django_assert_max_num_queries(16):
        client.get(page_of(assignment))
    client.post(page_of(assignment), typed(scene, act="save"))
    for _number in range(8):
        let_through(attach(assignment.entry))
    with django_assert_max_num_queries(16):
        client.get(page_of(assignment))
