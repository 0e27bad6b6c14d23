"""Questions from the portal to the leader and back; alliances at the desk and on the portal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jiangxin.rehearsal import papers
from jiangxin.studios.models import Alliance, StudioQuestion

TEXT = "主轴异响怎样判断？"


@pytest.fixture
def visitor():
    return Client(headers={"accept-language": "zh-hans"})


def words(response):
    return response.content.decode()


def test_a_question_is_answered_moderated_and_shown(visitor, open_page, send, people, studio):
    asked = visitor.post(f"/studios/{studio.pk}/ask/", {"text": TEXT, "asker": "一名钳工", "may_show": "on"})
    question = StudioQuestion.objects.get()
    assert asked["Location"] == f"/questions/{question.code}/"
    assert question.code in words(visitor.get(asked["Location"]))
    assert TEXT in open_page(people.secretary, f"/studio/studios/{studio.pk}/service/").text
    page = f"/studio/questions/{question.pk}/"
    assert send(people.secretary, page, act="publicly", answer=" ").status == 409
    send(people.secretary, page, act="publicly", answer="先听后测。")
    assert "先听后测" not in words(visitor.get("/exchange/answers/"))
    assert "先听后测" in words(visitor.get(f"/questions/{question.code}/"))

    assert TEXT in open_page(people.officer, "/desk/questions/", state="pending").text
    send(people.officer, f"/desk/questions/{question.pk}/", act="publish", reason="")
    for address in ("/exchange/", "/exchange/answers/", f"/studios/{studio.pk}/"):
        assert TEXT in words(visitor.get(address))
    assert "一名钳工" not in words(visitor.get(f"/questions/{question.code}/"))
    assert visitor.get("/questions/", {"code": question.code.lower()})["Location"] == f"/questions/{question.code}/"


def test_a_question_that_says_nothing(visitor, studio):
    answer = visitor.post(f"/studios/{studio.pk}/ask/", {"text": "？"})
    assert (answer.status_code, "请写明问题，5至1000个字" in words(answer)) == (409, True)
    visitor.post(f"/studios/{studio.pk}/ask/", {"text": TEXT, "website": "spam"})
    assert StudioQuestion.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "face", "status"),
    [
        ("secretary", "studio", 200),
        ("county", "desk", 200),
        ("other_county", "desk", 404),
        ("other_secretary", "studio", 404),
    ],
)
def test_who_reads_questions(who, face, status, visitor, open_page, people, studio):
    visitor.post(f"/studios/{studio.pk}/ask/", {"text": TEXT})
    question = StudioQuestion.objects.get()
    assert open_page(getattr(people, who), f"/{face}/questions/{question.pk}/").status == status


def test_an_alliance_from_its_founding_to_its_page(visitor, open_page, send, people, studio):
    facts = {"name": "机床维修技术联盟", "purpose": "共享诊断经验。", "founded_on": "2026-09-20", "secretariat": ""}
    assert send(people.leader, "/desk/alliances/new/", **facts).status == 403
    send(people.officer, "/desk/alliances/new/", **facts)
    base = f"/desk/alliances/{Alliance.objects.get().pk}/"
    send(people.officer, f"{base}join/", studio=str(studio.pk), since="2026-09-20")
    refused = send(people.officer, f"{base}chair/", studio=str(studio.pk), on="2026-12-20")
    assert (refused.status, "日期不能晚于今天" in refused.text) == (409, True)
    send(people.officer, f"{base}chair/", studio=str(studio.pk), on="2026-09-20")
    upload = SimpleUploadedFile("agreement.pdf", papers.pdf("协议"), "application/pdf")
    send(people.officer, f"{base}agreement/", title="合作协议", signed_on="2026-09-21", valid_until="", upload=upload)
    send(
        people.officer,
        f"{base}project/",
        title="主轴振动攻关",
        goal="停机减半",
        lead=str(studio.pk),
        since="2026-10-01",
        due_on="",
    )
    alliance = Alliance.objects.get()
    project = alliance.projects.get()
    send(people.officer, f"{base}projects/{project.pk}/close/", state="done", result="停机减少六成")
    shown = words(visitor.get(f"/alliances/{alliance.pk}/"))
    for said in (studio.name, "合作协议", "停机减少六成", "轮值盟主", f"牵头：{studio.name}", "2026年9月21日签订"):
        assert said in shown
    assert "机床维修技术联盟" in words(visitor.get(f"/studios/{studio.pk}/"))
    assert open_page(people.county, f"{base}agreements/{alliance.agreements.get().pk}/").body.startswith(b"%PDF")
    file = f"/desk/studios/{studio.pk}/"
    readers = (people.officer, people.other_county)
    assert [file in open_page(who, base).links("main a") for who in readers] == [True, False]
    send(people.officer, f"{base}edit/", **facts, plan="每季一次例会", revision="1")
    send(people.officer, f"{base}dissolve/", on="2026-11-30", reason="任务完成")
    ended = open_page(people.officer, base).text
    assert ("每季一次例会" in ended, "联盟已于2026年11月30日解散" in ended) == (True, True)


def test_exchange_asks_the_same_number_of_questions(visitor, people, send, studio):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get("/exchange/").status_code == 200
        return len(asked.captured_queries)

    for number in range(3):
        facts = {"name": f"联盟{number}", "purpose": "共享。", "founded_on": "2026-09-20", "secretariat": ""}
        send(people.officer, "/desk/alliances/new/", **facts)
        if number == 0:
            before = queries()
    assert queries() == before
