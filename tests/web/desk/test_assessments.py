"""An assessment on the desk: the list, invitations, vetoes, grades, notice, result – each page, each act."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from jiangxin.awards.models import AssessmentResult, Meeting, Notice, VetoFinding
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Blueprint, Entry
from jiangxin.campaigns.services import clone_blueprint, load_shipped_blueprints
from jiangxin.core.actor import Role
from jiangxin.studios.models import Studio
from tests.awards.test_grades import DECIDED_AT, closed, concluded, make_actor, scene_of
from tests.studios.assessing import opened_assessment, secretary_of
from tests.studios.conftest import scene, studio

__all__ = ["scene", "studio"]


def test_studios_are_listed_and_invited_with_reasons_for_those_left_out(scene, studio, client_for):
    call = opened_assessment(scene)
    secretary = secretary_of(studio)
    officer = client_for(scene.officer)
    other = Studio.objects.exclude(pk=studio.pk).get()

    page = officer.get(reverse("desk:assessment-invite", args=[call.pk])).content.decode()
    assert studio.name in page
    assert f"{other.name}（{other.unit_name}）" in page
    refused = officer.post(
        reverse("desk:assessment-invite", args=[call.pk]), {"left_out": [studio.pk], f"reason-{studio.pk}": ""}
    )
    assert (refused.status_code, Entry.objects.filter(call=call).count()) == (409, 0)
    officer.post(reverse("desk:assessment-invite", args=[call.pk]))
    entry = Entry.objects.get(call=call)
    listed = officer.get(reverse("desk:assessment", args=[call.pk])).content.decode()
    assert "还有 1 个工作室没有报送自评" in listed
    case = officer.get(reverse("desk:assessed", args=[call.pk, entry.pk])).content.decode()
    assert "例会 0/12" in case

    own = client_for(secretary)
    address = reverse("studio:studio-assessment", args=[studio.pk, entry.pk])
    shown = own.get(address).content.decode()
    assert reverse("studio:fill", args=[entry.pk]) in shown
    checked = own.get(reverse("studio:submit", args=[entry.pk])).content.decode()
    assert "的自评与系统建议不同" not in checked  # what is empty is missing, not different
    assert "全年亮点" in checked
    assert ("自评报告报送后不能撤回" in checked, "在形式审查通过之前可以撤回" in checked) == (True, False)
    assert "自评报告报送截止" in checked
    shown = own.get(reverse("studio:entry", args=[entry.pk])).content.decode()
    assert ("打印自评报告" in shown, "打印申报表" in shown, "申报截止" in shown) == (True, False, False)
    filled = own.get(reverse("studio:fill", args=[entry.pk])).content.decode()
    assert filled.count('<fieldset class="jx-fields" disabled') == 2
    revision = entry.answers.revision
    own.post(reverse("studio:studio-assessment-reread", args=[studio.pk, entry.pk]), {"revision": revision})
    entry.answers.refresh_from_db()
    assert entry.answers.revision == revision + 1
    assert call.title in own.get(reverse("studio:studio-assessments", args=[studio.pk])).content.decode()


@pytest.fixture
def graded(federation, clock_at):
    """Return an assessment with three scored studios and one that never reported."""
    clock_at(DECIDED_AT)
    scene = scene_of(federation, make_actor, kind="studio_assessment", experts=3)
    for key, points in enumerate((96, 85, 50), 1):
        scene.add_entry(federation.unit, [str(points)] * 3, subject_kind="studio", subject_id=key)
    scene.add_entry(federation.unit, [], state=EntryState.EXPIRED, subject_kind="studio", subject_id=4)
    return scene


def minutes(**changes):
    facts = {
        "title": "主席办公会议",
        "minutes_number": "云工纪〔2026〕30号",
        "held_at": "2026-09-06T09:00",
        "place": "三楼会议室",
        "chair": "刘主席",
        "attendees": "刘主席、王副主席",
        "minutes": "会议研究了考核等次。",
    }
    return {**facts, **changes}


def test_grades_go_from_the_rules_to_the_leader(graded, client_for):
    ranking = graded.rank()
    officer, leader = client_for(graded.officer), client_for(graded.leader)
    address = reverse("desk:new-grades", args=[ranking.pk])
    page = officer.get(address).content.decode()
    assert "优秀 0 个（最多 0 个）" in page  # a fifth of four is none
    assert "报送截止后 30 天仍未报送自评，按规则列“不合格”。" in page
    first = graded.entries[0]

    refused = officer.post(address, minutes(**{f"grade-{first.pk}": "qualified"}))
    assert (refused.status_code, Meeting.objects.count()) == (409, 0)
    officer.post(address, minutes(**{f"grade-{first.pk}": "qualified", f"reason-{first.pk}": "台账补登较多。"}))
    meeting = Meeting.objects.get()
    shown = officer.get(reverse("desk:meeting", args=[meeting.pk])).content.decode()
    assert "台账补登较多。" in shown
    officer.post(reverse("desk:prepare-meeting", args=[meeting.pk]), {"revision": meeting.revision})
    meeting.refresh_from_db()
    assert "审定 4 个工作室的等次" in leader.get(reverse("desk:meeting", args=[meeting.pk])).content.decode()
    leader.post(reverse("desk:conclude-meeting", args=[meeting.pk]), {"revision": meeting.revision})
    assert Entry.objects.get(pk=first.pk).state == EntryState.GRADED


def test_the_result_is_published_by_the_leader_and_seen_by_everybody(graded, clock_at, client_for, client):
    notice = closed(graded, clock_at)
    leader = client_for(graded.leader)
    page = reverse("portal:notice", args=[notice.pk])
    assert "拟定等次" in client.get(page).content.decode()
    address = reverse("desk:settle-assessment", args=[notice.pk])
    assert address in leader.get(reverse("desk:notice", args=[notice.pk])).content.decode()
    wrong = leader.post(address, {"revision": notice.revision, "document_number": ""})
    assert (wrong.status_code, AssessmentResult.objects.count()) == (409, 0)
    leader.post(address, {"revision": notice.revision, "document_number": "云工通〔2026〕9号"})
    assert AssessmentResult.objects.get().document_number == "云工通〔2026〕9号"
    assert "（云工通〔2026〕9号）" in client.get(page).content.decode()
    told = client.get(reverse("portal:call", args=[graded.call.pk])).content.decode()
    assert "正在受理申报" not in told
    assert told.count(graded.entries[0].name) == 1


def test_a_veto_is_entered_and_lifted_on_the_studios_page(scene, studio, client_for):
    call = opened_assessment(scene)
    secretary_of(studio)
    officer, leader = client_for(scene.officer), client_for(scene.leader)
    officer.post(reverse("desk:assessment-invite", args=[call.pk]))
    entry = Entry.objects.get(call=call)
    address = reverse("desk:find-veto", args=[call.pk, entry.pk])

    assert officer.post(address, {"code": "fraud", "reason": ""}).status_code == 409
    officer.post(address, {"code": "fraud", "reason": "证书系伪造。"})
    finding = VetoFinding.objects.get()
    assert "证书系伪造。" in officer.get(reverse("desk:assessed", args=[call.pk, entry.pk])).content.decode()
    leader.post(reverse("desk:lift-veto", args=[call.pk, entry.pk, finding.pk]), {"reason": "复核后不成立。"})
    finding.refresh_from_db()
    assert finding.lifted_reason == "复核后不成立。"
    stranger = client_for(make_actor(Role.UNION_OFFICER, scene.entries[1].unit))
    assert stranger.get(reverse("desk:assessed", args=[call.pk, entry.pk])).status_code == 404


def test_a_naming_is_no_assessment(scene, client_for):
    officer = client_for(scene.officer)

    assert officer.get(reverse("desk:assessment", args=[scene.call.pk])).status_code == 404
    assert concluded is not None
    assert Notice.objects.count() == 0


def test_grades_and_consequences_are_told_and_edited_row_by_row(scene, client_for):
    officer = client_for(scene.officer)
    shipped = load_shipped_blueprints()[1]
    page = officer.get(reverse("desk:blueprint", args=[shipped.pk])).content.decode()
    assert "90 分及以上" in page
    assert "限期整改 120 天（一票否决的除外）" in page
    draft = clone_blueprint(actor=scene.officer, blueprint=shipped, title="本市考核方案")
    address = reverse("desk:blueprint-grading", args=[draft.pk])
    posted = form_of_page(draft)
    refused = officer.post(address, {**posted, "grade-0-at_least": "70"})
    assert (refused.status_code, Blueprint.objects.get(pk=draft.pk).revision) == (409, draft.revision)
    assert "最低分要从高到低排列。" in refused.content.decode()
    officer.post(address, {**posted, "grade-0-cap_number": "3", "grade-0-confirmed": "on", "consequence-6-days": "90"})
    after = Blueprint.objects.get(pk=draft.pk).definition
    assert (after["grades"][0]["cap_number"], after["grades"][0]["platform_default"]) == (3, False)
    assert after["consequences"][6]["days"] == 90
    assert after["vetoes"] == draft.definition["vetoes"]


def test_a_veto_and_a_consequence_are_added_on_the_page(scene, client_for):
    officer = client_for(scene.officer)
    draft = clone_blueprint(actor=scene.officer, blueprint=load_shipped_blueprints()[1], title="本市考核方案")
    address = reverse("desk:blueprint-grading", args=[draft.pk])
    veto = {
        "veto-new-label": "拖欠职工工资",
        "veto-new-label_en": "Wages in arrears",
        "veto-new-set_by": ["discipline"],
    }
    new = {"consequence-new-grade": "qualified", "consequence-new-act": "rectify"}
    new["consequence-new-again_within_years"] = "3"

    refused = officer.post(address, {**form_of_page(draft), **veto, **new, "consequence-new-number": "多天"})
    assert (refused.status_code, Blueprint.objects.get(pk=draft.pk).revision) == (409, draft.revision)
    assert "拖欠职工工资" in refused.content.decode()  # in the field it was typed into
    officer.post(address, {**form_of_page(draft), **veto, **new, "consequence-new-number": "60"})
    after = Blueprint.objects.get(pk=draft.pk).definition
    assert after["vetoes"] == [
        *draft.definition["vetoes"],
        {"code": "veto_1", "label": "拖欠职工工资", "label_en": "Wages in arrears", "set_by": ["discipline"]},
    ]
    added = {"grade": "qualified", "act": "rectify", "days": 60, "again_within_years": 3}
    assert after["consequences"] == [*draft.definition["consequences"], added]


def test_a_grade_is_tried_out_added_moved_and_dropped_on_the_page(scene, client_for):
    officer = client_for(scene.officer)
    draft = clone_blueprint(actor=scene.officer, blueprint=load_shipped_blueprints()[1], title="本市考核方案")
    address = reverse("desk:blueprint-grading", args=[draft.pk])
    new = {"grade-new-label": "基本合格", "grade-new-at_least": "60", "grade-2-at_least": "70"}
    new |= {"consequence-new-grade": "+", "consequence-new-act": "rectify", "consequence-new-number": "60"}

    looked = officer.post(address, {**form_of_page(draft), **new, "act": "preview", "scores": "95 94，65 分、70"})
    page = LexborHTMLParser(looked.content)
    rows = [[cell.text(strip=True) for cell in row.css("td")] for row in page.css("#preview tbody tr")]
    assert [row[0] for row in rows] == [
        "90 分及以上",
        "80 分及以上，不足 90 分",
        "70 分及以上，不足 80 分",
        "60 分及以上，不足 70 分",
        "不足 60 分，以及一票否决的和未报送的",
    ]
    assert rows[3][2] == "限期整改 60 天"
    tried = [" ".join(item.text(separator=" ").split()) for item in page.css("#preview li")]
    assert tried == [
        "95 分 够优秀，因名额落到这一等 良好",  # a fifth of four cases, rounded down, is none
        "94 分 够优秀，因名额落到这一等 良好",
        "70 分 合格",
        "65 分 基本合格",
    ]
    assert page.css_first("#id_grade-new-label").attributes["value"] == "基本合格"  # nothing typed is lost
    assert Blueprint.objects.get(pk=draft.pk).revision == draft.revision

    officer.post(address, {**form_of_page(draft), **new})
    after = Blueprint.objects.get(pk=draft.pk)
    assert [row["label"] for row in after.definition["grades"]] == ["优秀", "良好", "合格", "基本合格", "不合格"]
    assert after.definition["consequences"][-1] == {"grade": "grade_1", "act": "rectify", "days": 60}

    drop = {**form_of_page(after), "grade-3-remove": "on"}
    refused = officer.post(address, drop)
    assert "“基本合格”还有 1 项后果，不能删去。" in refused.content.decode()
    last = len(after.definition["consequences"]) - 1
    moved = {"grade-0-position": "2", "grade-1-position": "1"}
    refused = officer.post(address, {**drop, **moved, f"consequence-{last}-delete": "on"})
    assert "最低分要从高到低排列。" in refused.content.decode()
    page = LexborHTMLParser(refused.content)
    ticks = [box.attributes["name"] for box in page.css("input[type=checkbox][checked]") if "set_by" not in box.html]
    assert ticks == ["grade-3-remove", f"consequence-{last}-delete"]  # each row keeps its fields
    swapped = {"grade-0-label": "良好", "grade-1-label": "优秀", "grade-0-at_least": "80", "grade-1-at_least": "90"}
    officer.post(address, {**drop, **moved, **swapped, f"consequence-{last}-delete": "on"})
    grades = Blueprint.objects.get(pk=draft.pk).definition["grades"]
    assert [(row["code"], row["label"]) for row in grades[:2]] == [("good", "优秀"), ("excellent", "良好")]
    assert [row["code"] for row in grades[2:]] == ["qualified", "unqualified"]


def form_of_page(draft):
    """Return what the page posts when nothing is changed."""
    posted = {"revision": draft.revision, "grace_days": draft.definition["assessment"]["grace_days"]}
    for place, row in enumerate(draft.definition["grades"]):
        for key in ("label", "at_least", "cap_percent", "cap_number"):
            posted[f"grade-{place}-{key}"] = row.get(key, "")
    for place, row in enumerate(draft.definition["vetoes"]):
        posted[f"veto-{place}-set_by"] = row["set_by"]
    for place, row in enumerate(draft.definition["consequences"]):
        for key in ("amount", "days", "years"):
            if key in row:
                posted[f"consequence-{place}-{key}"] = row[key]
    return posted


def test_the_list_asks_as_much_for_three_rows_as_for_one(graded, client_for, django_assert_num_queries):
    officer = client_for(graded.officer)
    address = reverse("desk:assessment", args=[graded.call.pk])
    officer.get(address)
    with CaptureQueriesContext(connection) as one:
        officer.get(address, {"q": graded.entries[0].name})
    with django_assert_num_queries(len(one.captured_queries)):
        officer.get(address, {"q": "工作室"})
