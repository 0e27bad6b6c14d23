import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiangxin.campaigns.enums import EntryState, StageKind
from jiangxin.campaigns.models import Stage
from jiangxin.core import clock
from jiangxin.core.actor import SYSTEM, Role
from jiangxin.orgs.services import enter_membership
from jiangxin.review.enums import ConflictKind, PanelState, RunState
from jiangxin.review.models import Assignment, AssignmentRun, Conflict, Expert, Panel, RedactedCopy
from jiangxin.review.services import (
    accept_redacted_copies,
    enter_conflict,
    preview_assignment,
    publish_assignment,
    raise_conflict,
)
from tests.conftest import Federation, MakeActor, MakeClient
from tests.factories import LONG_AGO, PersonFactory
from tests.review.scene import Scene, actor_for, attach, status


def address(name: str, *args: int) -> str:
    return reverse(f"desk:{name}", args=args)


def test_a_call_without_experts_in_its_route_gets_no_panel(scene: Scene, client_for: MakeClient) -> None:
    client, build = client_for(scene.officer), address("build-panel", scene.call.pk)
    assert build not in client.get(address("panels")).content.decode()
    Stage.objects.create(
        call=scene.call,
        position=1,
        code="expert_review",
        kind=StageKind.EXPERT_REVIEW,
        label="专家评审",
        opens_at=clock.now(),
        closes_at=clock.now() + timedelta(days=9),
    )
    assert build in client.get(address("panels")).content.decode()
    without = [row for row in scene.call.definition["stages"] if row["kind"] != StageKind.EXPERT_REVIEW]
    type(scene.call).objects.update(definition=scene.call.definition | {"stages": without})
    assert client.get(build).status_code == 409
    assert client.post(build, {"sheets_per_entry": 3}).status_code == 409
    assert not Panel.objects.filter(call=scene.call).exists()


def test_whole_review_by_forms(scene: Scene, client_for: MakeClient) -> None:
    client = client_for(scene.officer)
    assert client.get(address("panels")).status_code == 200
    assert client.get(address("build-panel", scene.call.pk)).status_code == 200
    data = {
        "sheets_per_entry": "3",
        "is_blind": "on",
        "due_at": "2026-09-22T18:00",
        "experts": [str(expert.pk) for expert in scene.experts],
    }
    built = client.post(address("build-panel", scene.call.pk), data)
    panel = Panel.objects.get()
    assert built["Location"] == address("panel", panel.pk)
    assert client.post(address("invite-members", panel.pk)).status_code == 303
    panel.refresh_from_db()
    scene.declare(panel)
    assert client.post(address("conflicts", panel.pk)).status_code == 303
    assert client.post(address("redacted-copies", panel.pk)).status_code == 303
    assert "未经核对采用" in client.get(address("accept-copies", panel.pk)).content.decode()
    assert client.post(address("accept-copies", panel.pk)).status_code == 303
    assert client.post(address("assignment", panel.pk), {"seed": "7"}).status_code == 303
    run = AssignmentRun.objects.get()
    assert "种子 7" in client.get(address("assignment", panel.pk)).content.decode()
    assert "发布 12 份评分表" in client.get(address("publish-assignment", panel.pk, run.pk)).content.decode()
    assert client.post(address("publish-assignment", panel.pk, run.pk)).status_code == 303
    for assignment in Assignment.objects.select_related("member__expert__person"):
        scene.lock(assignment)
    assert "结束 4 份申报的评分" in client.get(address("close-scoring", panel.pk)).content.decode()
    assert client.post(address("close-scoring", panel.pk)).status_code == 303
    panel.refresh_from_db()
    assert panel.state == PanelState.CLOSED
    body = client.get(address("panel-scores", panel.pk)).content.decode()
    assert body.count("100.00") >= 4
    assert client.get(address("entry-scores", panel.pk, scene.entries[0].pk)).status_code == 200


def test_impossible_assignment_is_explained_on_the_page(scene: Scene, client_for: MakeClient) -> None:
    panel = scene.panel(sheets_per_entry=4)
    for member in panel.members.all()[:2]:
        enter_conflict(
            actor=scene.officer, member=member, entry=scene.entries[0], kind=ConflictKind.KIN, explanation="亲属"
        )
    answer = client_for(scene.officer).post(address("assignment", panel.pk), {"seed": ""})
    assert answer.status_code == 409
    assert "需要 4 名专家，能评的只有 3 名（亲属 2 人）" in answer.content.decode()
    assert AssignmentRun.objects.count() == 0


def test_undo_asks_for_a_reason_and_reassign_lists_who_can(
    scene: Scene, run: AssignmentRun, client_for: MakeClient
) -> None:
    client = client_for(scene.officer)
    assert client.post(address("undo-assignment", run.panel_id, run.pk), {"reason": ""}).status_code == 409
    case = run.assignments.select_related("member__expert").first()
    raise_conflict(actor=actor_for(case.member), assignment=case, kind=ConflictKind.KIN, explanation="堂弟")
    board = client.get(address("panel", run.panel_id)).content.decode()
    assert address("reassign", case.pk) in board
    page = client.get(address("reassign", case.pk)).content.decode()
    assert "已在评这份案卷" in page
    holders = set(run.assignments.filter(entry=case.entry).values_list("member_id", flat=True))
    free = run.panel.members.exclude(pk__in=holders).first()
    data = {"member": str(free.pk), "reason": ""}
    assert client.post(address("reassign", case.pk), data).status_code == 409
    assert client.post(address("reassign", case.pk), {**data, "reason": "原专家回避"}).status_code == 303
    assert Assignment.objects.filter(member=free, entry=case.entry, withdrawn_at=None).count() == 1
    run.panel.refresh_from_db()
    assert client.post(address("undo-assignment", run.panel_id, run.pk), {"reason": "重来"}).status_code == 303
    assert AssignmentRun.objects.get().state == RunState.UNDONE


def test_closing_asks_a_reason_for_each_shortfall(scene: Scene, run: AssignmentRun, client_for: MakeClient) -> None:
    cases = list(run.assignments.select_related("member__expert__person").order_by("id"))
    for case in cases[:-1]:
        scene.lock(case)
    client, entry = client_for(scene.officer), cases[-1].entry
    page = address("close-scoring", run.panel_id)
    assert f'name="reason-{entry.pk}"' in client.get(page).content.decode()
    assert client.post(page, {f"reason-{entry.pk}": ""}).status_code == 409
    assert client.post(page, {f"reason-{entry.pk}": "一名专家住院"}).status_code == 303
    entry.refresh_from_db()
    assert entry.state == EntryState.SCORED


def test_conflicts_with_sources_matrix_and_namesakes(
    scene: Scene, federation: Federation, client_for: MakeClient
) -> None:
    scene.add_expert(organisation=federation.unit)
    scene.add_entry(federation.other_unit, members=[{"name": "何工"}])
    scene.add_expert("何工", workplace="外省大学")
    panel = scene.panel()
    client = client_for(scene.officer)
    body = client.get(address("conflicts", panel.pk)).content.decode()
    words = ("系统比对", f"与申报单位同属{federation.unit.name}", "同名待核", "kind=member_of")
    assert [word for word in words if word not in body] == []
    member = panel.members.get(expert__person__name="何工")
    data = {"member": member.pk, "entry": scene.entries[-1].pk, "kind": "member_of", "explanation": ""}
    assert client.post(address("new-conflict", panel.pk), data).status_code == 409
    assert client.post(address("new-conflict", panel.pk), {**data, "explanation": "经核实为本人"}).status_code == 303
    entered = Conflict.objects.get(source="officer")
    assert "同名待核" not in client.get(address("conflicts", panel.pk)).content.decode()
    assert client.post(address("remove-conflict", entered.pk), {"reason": ""}).status_code == 409
    assert client.post(address("remove-conflict", entered.pk), {"reason": "查无此事"}).status_code == 303
    assert Conflict.objects.filter(source="officer").count() == 0


def test_checking_a_copy_side_by_side(scene: Scene, client_for: MakeClient) -> None:
    file = attach(scene.entries[0])
    panel = scene.panel()
    client = client_for(scene.officer)
    client.post(address("redacted-copies", panel.pk))
    copy = RedactedCopy.objects.get(entry=scene.entries[0])
    page = address("redacted-copy", copy.pk)
    body = client.get(page).content.decode()
    assert scene.entries[0].leader_name in body
    assert 'name="text-deeds.summary_500"' in body
    assert status(client, address("copy-file", copy.pk, file.pk)) == 200
    data = {"revision": "1", "text-deeds.summary_500": "只谈技术。", f"file-{file.pk}": "replace"}
    refused = client.post(page, data)
    assert (refused.status_code, "只谈技术。" in refused.content.decode()) == (409, True)
    assert client.post(page, {**data, f"file-{file.pk}": "show"}).status_code == 303
    copy.refresh_from_db()
    assert (copy.data["deeds"]["summary_500"], copy.checked_by_id) == ("只谈技术。", scene.officer.account_id)


def test_pages_of_the_panel_are_for_the_city(
    scene: Scene, run: AssignmentRun, federation: Federation, actor: MakeActor, client_for: MakeClient
) -> None:
    pages = [
        address("panels"),
        address("panel", run.panel_id),
        address("conflicts", run.panel_id),
        address("redacted-copies", run.panel_id),
        address("assignment", run.panel_id),
        address("panel-scores", run.panel_id),
        address("experts"),
        address("visits"),
    ]
    leader = client_for(actor(Role.LEADER_CITY, federation.city))
    county = client_for(actor(Role.REVIEWER_FIRST, federation.county))
    expert = client_for(actor_for(run.panel.members.first()))
    assert [leader.get(page).status_code for page in pages] == [200] * len(pages)
    assert [county.get(page).status_code for page in pages] == [403] * len(pages)
    assert [expert.get(page).status_code for page in pages] == [403] * len(pages)
    elsewhere = client_for(actor(Role.LEADER_CITY, federation.other_county))
    assert elsewhere.get(address("panel", run.panel_id)).status_code == 404


def test_recused_officer_meets_the_entry_by_no_door(
    scene: Scene, federation: Federation, actor: MakeActor, client_for: MakeClient
) -> None:
    person = PersonFactory()
    entry = scene.entries[0]
    file = attach(entry)
    run = scene.published()
    officer = actor(Role.OFFICER_CITY, federation.city, person=person)
    entry.recusals.create(person=person, reason="亲属", since=clock.now())
    client = client_for(officer)
    copy = RedactedCopy.objects.get(entry=entry)
    closed = [
        address("redacted-copy", copy.pk),
        address("copy-file", copy.pk, file.pk),
        address("entry-scores", run.panel_id, entry.pk),
        address("plan-visit", entry.pk),
        address("reassign", run.assignments.filter(entry=entry).first().pk),
    ]
    assert [status(client, page) for page in closed] == [404] * len(closed)
    listed = [
        address("panel", run.panel_id),
        address("conflicts", run.panel_id),
        address("redacted-copies", run.panel_id),
        address("assignment", run.panel_id),
        address("panel-scores", run.panel_id),
        address("close-scoring", run.panel_id),
        address("visits"),
        address("visits") + "?export=csv",
    ]
    shown = {page: client.get(page) for page in listed}
    told = [
        page
        for page, answer in shown.items()
        if entry.name in (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    ]
    assert told == []


@pytest.mark.parametrize("page", ["panel", "conflicts", "assignment", "panel-scores", "redacted-copies"])
def test_pages_cost_the_same_for_more_entries_and_members(
    scene: Scene, federation: Federation, client_for: MakeClient, page: str
) -> None:
    run = scene.published(sheets_per_entry=2)
    client = client_for(scene.officer)
    with CaptureQueriesContext(connection) as before:
        client.get(address(page, run.panel_id))
    Panel.objects.filter(pk=run.panel_id).update(state=PanelState.DECLARING)
    AssignmentRun.objects.filter(pk=run.pk).update(state=RunState.UNDONE)
    run.assignments.update(withdrawn_at=clock.now())
    for _number in range(3):
        scene.add_entry(federation.other_unit)
        run.panel.members.create(expert=scene.add_expert(), invited_at=clock.now())
    again = scene_again(scene, run.panel)
    with CaptureQueriesContext(connection) as after:
        assert client.get(address(page, again.panel_id)).status_code == 200
    assert len(after) <= len(before)


def scene_again(scene: Scene, panel: Panel) -> AssignmentRun:
    panel.refresh_from_db()
    scene.declare(panel)
    run = preview_assignment(actor=scene.officer, panel=panel, seed=9)
    accept_redacted_copies(actor=scene.officer, panel=panel)
    return publish_assignment(actor=scene.officer, run=run)


def test_expert_pool_by_forms(scene: Scene, client_for: MakeClient) -> None:
    client = client_for(scene.officer)
    data = {
        "name": "钱评审",
        "workplace": "市职业技术学院",
        "industry_sections": ["P"],
        "username": "qianpingshen",
    }
    assert client.post(address("new-expert"), {**data, "workplace": ""}).status_code == 422
    entered = client.post(address("new-expert"), data)
    expert = Expert.objects.get(person__name="钱评审")
    (shown,) = re.findall(r"<code[^>]*>(\S+)</code>", entered.content.decode())
    assert (entered.status_code, expert.account.check_password(shown)) == (200, True)
    assert expert.account.start_password_until is not None
    assert client.post(address("new-expert"), data).status_code == 409
    body = client.get(address("experts") + "?section=P").content.decode()
    assert ("钱评审" in body, scene.experts[0].person.name in body) == (True, False)
    change = {"workplace": "市工程院", "industry_sections": ["M"], "title": "", "specialities": ""}
    assert client.post(address("expert", expert.pk), change).status_code == 303
    expert.refresh_from_db()
    assert (expert.workplace, expert.industry_sections, expert.is_active) == ("市工程院", ["M"], False)


def test_member_cap_removal_settings_and_extension_by_forms(scene: Scene, client_for: MakeClient) -> None:
    panel = scene.panel()
    client, member = client_for(scene.officer), panel.members.first()
    page = address("panel-member", panel.pk, member.pk)
    assert client.post(page, {"act": "cap", "most": "x"}).status_code == 409
    assert client.post(page, {"act": "cap", "most": "4"}).status_code == 303
    member.refresh_from_db()
    assert member.most == 4
    assert client.post(page, {"act": "remove", "reason": "出差"}).status_code == 303
    assert panel.members.count() == 4
    extra = scene.add_expert()
    added = client.post(address("panel-members", panel.pk), {"experts": [str(extra.pk)], "most": "0"})
    assert added.status_code == 303
    settings = {"sheets_per_entry": "2", "due_at": "2026-09-30T18:00"}
    assert client.post(address("panel-settings", panel.pk), settings).status_code == 303
    panel.refresh_from_db()
    assert (panel.sheets_per_entry, panel.is_blind) == (2, False)
    panel.state = PanelState.SCORING
    panel.save()
    later = f"{clock.now() + timedelta(days=40):%Y-%m-%dT%H:%M}"
    assert client.post(address("extend-scoring", panel.pk), {"due_at": later, "reason": ""}).status_code == 409
    assert client.post(address("extend-scoring", panel.pk), {"due_at": later, "reason": "节假日"}).status_code == 303


def test_officer_on_the_county_side_is_kept_out_after_joining_the_unit(
    scene: Scene, run: AssignmentRun, federation: Federation, client_for: MakeClient
) -> None:
    case = run.assignments.filter(entry=scene.entries[0]).select_related("member__expert__person").first()
    enter_membership(actor=SYSTEM, person=case.member.expert.person, organisation=federation.unit, since=LONG_AGO)
    client_for(scene.officer).post(address("conflicts", run.panel_id))
    answer = client_for(actor_for(case.member)).get(reverse("expert:case", args=[case.pk]))
    assert answer.status_code == 404
