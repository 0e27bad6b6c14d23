"""One round from the ranking to the register, through the pages alone."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from jiangxin.awards.models import Certificate, Meeting, NamingDocument, Notice, Objection
from jiangxin.core.actor import Role
from jiangxin.orgs.models import Bar
from jiangxin.studios.models import Studio
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, MakeClient, SetClock


def picture() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (20, 20), "white").save(content, "PNG")
    return SimpleUploadedFile("证明.png", content.getvalue())


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden box, as a browser would post it."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def meeting_form(scene: Scene, page: str) -> dict[str, object]:
    return {
        "title": "主席办公会议",
        "minutes_number": "云工纪〔2026〕7号",
        "held_at": "2026-09-06T09:00",
        "place": "三楼会议室",
        "chair": "刘主席",
        "attendees": "刘主席、王副主席",
        "minutes": "研究决定了拟命名名单。",
        "selected": re.findall(r'name="selected" id="[^"]+" value="(\d+)"[^>]* checked', page),
    }


def test_the_whole_round(
    scene: Scene, client_for: MakeClient, actor: MakeActor, federation: Federation, clock_at: SetClock
) -> None:
    officer, leader = client_for(scene.officer), client_for(scene.leader)
    discipline = actor(Role.DISCIPLINE, federation.city)
    handler = client_for(discipline)
    public = Client()

    # Ranking and line
    assert officer.get(reverse("desk:rankings")).status_code == 200
    answer = officer.post(reverse("desk:compute-ranking", args=[scene.call.pk]))
    ranking = scene.call.rankings.get()
    assert answer.headers["Location"] == reverse("desk:ranking", args=[ranking.pk])
    assert officer.get(answer.headers["Location"]).status_code == 200
    line = reverse("desk:line", args=[ranking.pk])
    assert officer.get(line, {"line": "2", "mode": "balanced"}).status_code == 200

    # Meeting: the line drawn comes along
    form = reverse("desk:new-meeting", args=[ranking.pk])
    page = officer.get(form, {"line": "3"}).content.decode()
    answer = officer.post(form, meeting_form(scene, page))
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == reverse("desk:meeting", args=[meeting.pk])
    case = reverse("desk:meeting", args=[meeting.pk])
    page = officer.get(case).content.decode()
    officer.post(reverse("desk:prepare-meeting", args=[meeting.pk]), {"revision": hidden(page, "revision")})
    page = leader.get(case).content.decode()
    answer = leader.post(reverse("desk:conclude-meeting", args=[meeting.pk]), {"revision": hidden(page, "revision")})
    assert answer.status_code == 303
    assert leader.get(case).status_code == 200

    # Notice
    officer.post(reverse("desk:draft-notice", args=[meeting.pk]))
    notice = Notice.objects.get()
    page = officer.get(reverse("desk:edit-notice", args=[notice.pk])).content.decode()
    assert "拟命名云江市劳模创新（服务）工作室的公示" in page
    page = officer.get(reverse("desk:notice", args=[notice.pk])).content.decode()
    officer.post(
        reverse("desk:publish-notice", args=[notice.pk]), {"opens_on": "", "revision": hidden(page, "revision")}
    )
    assert public.get(reverse("portal:notices")).status_code == 200
    assert public.get(reverse("portal:notice", args=[notice.pk])).status_code == 200

    # Objection by the public, handled by the discipline, upheld
    item = notice.items.get(position=1)
    form = reverse("portal:objection", args=[notice.pk])
    assert public.get(form, {"item": item.pk}).status_code == 200
    answer = public.post(
        form,
        {
            "item": item.pk,
            "kind": "person",
            "name": "陈实名",
            "contact": "13800001234",
            "content": "该工作室申报的两项专利并非其团队完成，请予核实。",
            "evidence": [picture(), picture()],
        },
    )
    objection = Objection.objects.get()
    assert answer.headers["Location"] == reverse("portal:objection-receipt", args=[objection.receipt])
    assert objection.receipt in public.get(answer.headers["Location"]).content.decode()
    assert objection.files.count() == 2
    case = reverse("desk:objection", args=[objection.pk])
    assert officer.get(reverse("desk:objections")).status_code == 200
    page = officer.get(case).content.decode()
    officer.post(
        reverse("desk:assign-objection", args=[objection.pk]),
        {"duty": discipline.duty_id, "revision": hidden(page, "revision")},
    )
    page = handler.get(case).content.decode()
    handler.post(
        reverse("desk:record-finding", args=[objection.pk]),
        {"finding": "经查属实。", "papers": [picture()], "revision": hidden(page, "revision")},
    )
    page = handler.get(case).content.decode()
    answer = handler.post(
        reverse("desk:decide-objection", args=[objection.pk]),
        {
            "decision": "upheld",
            "reply": "经查属实，不予命名。",
            "reason": "成果与事实不符。",
            "revision": hidden(page, "revision"),
        },
    )
    assert answer.status_code == 303
    item.entry.refresh_from_db()
    assert item.entry.state == "rejected"
    answer = public.post(reverse("portal:objection-status"), {"receipt": objection.receipt, "contact": "13800001234"})
    assert "经查属实，不予命名。" in answer.content.decode()

    # Too early to close
    page = officer.get(reverse("desk:notice", args=[notice.pk])).content.decode()
    close = reverse("desk:close-notice", args=[notice.pk])
    answer = officer.post(close, {"revision": hidden(page, "revision")})
    assert (answer.status_code, "公示还没有结束" in answer.content.decode()) == (409, True)
    clock_at("2026-09-15 09:00")
    officer, leader = client_for(scene.officer), client_for(scene.leader)  # the old sessions have run out
    officer.post(close, {"revision": hidden(page, "revision")})

    # Naming
    form = reverse("desk:new-document", args=[notice.pk])
    page = officer.get(form).content.decode()
    assert 'value="云工〔2026〕1号"' in page
    answer = officer.post(
        form,
        {
            "number": "云工[2026]35号",
            "title": "云江市总工会关于命名2026年度劳模创新工作室的决定",
            "recipients": "各县（市、区）总工会",
            "body": "决定命名下列工作室。\n一、总体要求\n希望再接再厉。",
            "dated": "2026-09-15",
        },
    )
    document = NamingDocument.objects.get()
    assert answer.headers["Location"] == reverse("desk:document", args=[document.pk])
    assert document.number == "云工〔2026〕35号"
    page = officer.get(reverse("desk:document", args=[document.pk])).content.decode()
    preview = officer.get(reverse("desk:document-preview", args=[document.pk]))
    assert preview.content[:5] == b"%PDF-"
    answer = officer.post(reverse("desk:issue-document", args=[document.pk]), {"revision": hidden(page, "revision")})
    assert answer.status_code == 303
    assert officer.get(reverse("desk:document", args=[document.pk])).status_code == 200
    assert Studio.objects.count() == 2
    for kind in ("pdf", "docx"):
        paper = officer.get(reverse("desk:document-paper", args=[document.pk, kind]))
        assert len(b"".join(paper.streaming_content)) > 1000

    # Register, replacement, withdrawal, and what anyone can check
    plaques = Certificate.objects.filter(kind="plaque").order_by("number")
    assert [plaque.number for plaque in plaques] == ["340100-LMGZS-2026-0001", "340100-LMGZS-2026-0002"]
    assert officer.get(reverse("desk:plaques")).status_code == 200
    answer = officer.post(
        reverse("desk:record-plaques"),
        {
            "selected": [plaque.pk for plaque in plaques],
            "confirmed": "1",
            "act": "made",
            "happened_on": "2026-09-15",
            "person": "张师傅",
            "note": "",
        },
    )
    assert answer.status_code == 303
    first, second = plaques
    first.refresh_from_db()
    assert first.last_act == "made"
    officer.post(reverse("desk:replace-certificate", args=[first.pk]), {"reason": "单位更名"})
    verdict = public.get(reverse("portal:verify-number", args=["340100lmgzs20260001"])).content.decode()
    assert ("真实，但已换发" in verdict, "340100-LMGZS-2026-0003" in verdict) == (True, True)
    leader.post(
        reverse("desk:withdraw-award", args=[second.award_id]),
        {"reason": "弄虚作假", "document_number": "云工〔2026〕40号", "on": "", "bar_years": "6"},
    )
    bar, studio = Bar.objects.get(), Studio.objects.get(award=second.award_id)
    assert (bar.unit, bar.leader, bar.document_number) == (studio.unit, studio.leader, "云工〔2026〕40号")
    assert bar.until.year - bar.since.year == 6
    verdict = public.get(reverse("portal:verify-number", args=[second.number])).content.decode()
    assert ("已撤销，不再有效" in verdict, "云工〔2026〕40号" in verdict) == (True, True)
    assert public.get(reverse("portal:studios")).content.decode().count("/studios/") > 0
    assert Studio.objects.filter(state="active").count() == 1


@pytest.mark.parametrize("name", ["rankings", "notices", "objections", "naming", "plaques"])
def test_empty_pages(scene: Scene, client_for: MakeClient, name: str) -> None:
    assert client_for(scene.leader).get(reverse(f"desk:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["rankings", "notices", "objections", "naming", "plaques"])
def test_other_duties_are_kept_out(
    scene: Scene, client_for: MakeClient, actor: MakeActor, federation: Federation, name: str
) -> None:
    county = client_for(actor(Role.REVIEWER_FIRST, federation.county))

    assert county.get(reverse(f"desk:{name}")).status_code == 403
