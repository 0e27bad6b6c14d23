"""One application's page, and every door to it closed to others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.campaigns.models import EntryFile
from jiangxin.campaigns.queries import draft_answers
from jiangxin.campaigns.services import return_entry, save_answers, submit_entry
from jiangxin.orgs.queries import actor_of
from tests.web.studio.conftest import Scene, address, pdf, photo

REASON = "成员名单缺少职务，请补充。"


def test_a_draft_says_what_to_do_and_until_when(scene: Scene) -> None:
    page = scene.secretary().get(address("entry", scene.started())).content.decode()
    assert ("完成填报并提交" in page, "申报截止" in page, "提交版本" in page) == (True, True, False)


def test_what_waits_for_others_says_for_whom(scene: Scene) -> None:
    page = scene.secretary().get(address("entry", scene.submitted())).content.decode()
    assert ("等待本单位工会审核推荐" in page, scene.unit.organisation.name in page, "去修改" in page) == (
        True,
        True,
        False,
    )


def test_what_came_back_shows_the_reason_and_the_changes_since(scene: Scene) -> None:
    entry = scene.submitted()
    return_entry(actor=actor_of(scene.unit.officer), entry=entry, reason=REASON, expected_version=entry.version)
    entry.answers.refresh_from_db()
    answers = draft_answers(entry)
    before = answers["studio"]["field"]
    answers["studio"] = {**answers["studio"], "field": "新的领域"}
    save_answers(
        actor=actor_of(scene.unit.secretary), entry=entry, answers=answers, base_revision=entry.answers.revision
    )
    page = scene.secretary().get(address("entry", entry)).content.decode()
    assert (page.count(REASON), "提交之后的修改" in page) == (2, True)  # what is asked, and the record
    assert (f"<del>{before}</del>" in page, "<ins>新的领域</ins>" in page) == (True, True)


def test_versions_tell_what_changed_between_them(scene: Scene) -> None:
    entry = scene.submitted()
    secretary = actor_of(scene.unit.secretary)
    return_entry(actor=actor_of(scene.unit.officer), entry=entry, reason=REASON, expected_version=entry.version)
    client = scene.secretary()
    client.post(address("scan", entry), {"scan": pdf("重新盖章.pdf")})
    entry.refresh_from_db()
    submit_entry(actor=secretary, entry=entry, expected_version=entry.version)
    page = client.get(address("entry", entry)).content.decode()
    assert page.index("第 2 版") < page.index("与上一版内容相同") < page.index("第 1 版")


@pytest.mark.parametrize("door", ["entry", "fill", "submit", "withdraw", "print", "sealed-scan"])
def test_another_unit_finds_no_page(scene: Scene, door: str) -> None:
    entry = scene.submitted()
    stranger = scene.secretary(scene.other_unit)
    assert (
        stranger.get(address(door, entry)).status_code,
        stranger.get(f"/studio/entries/99999/{door}").status_code,
    ) == (
        404,
        404,
    )


@pytest.mark.parametrize("door", ["autosave", "upload", "scan", "submit", "withdraw", "fill", "excel"])
def test_another_unit_can_send_nothing(scene: Scene, door: str) -> None:
    entry = scene.filled()
    before = draft_answers(entry)
    sent = {
        "section": "members",
        "path": "studio.sign_photo",
        "file": photo(),
        "scan": pdf(),
        "reason": "…",
        "version": 1,
    }
    assert scene.secretary(scene.other_unit).post(address(door, entry), sent).status_code == 404
    entry.refresh_from_db()
    assert (entry.state, draft_answers(entry)) == ("draft", before)


def test_another_unit_finds_no_file_and_no_template(scene: Scene) -> None:
    entry = scene.filled()
    attached = EntryFile.objects.filter(entry=entry)[0]
    stranger = scene.secretary(scene.other_unit)
    own = scene.started(scene.other_unit)
    doors = [address("file", entry, attached.pk), address("file", own, attached.pk), address("excel-template", entry)]
    assert [stranger.get(door, {"section": "members"}).status_code for door in doors] == [404, 404, 404]


def test_asks_as_many_queries_for_a_long_history_as_for_a_short_one(scene: Scene) -> None:
    entry, client = scene.submitted(), scene.secretary()

    def queries() -> int:
        client.get(address("entry", entry))
        with CaptureQueriesContext(connection) as found:
            client.get(address("entry", entry))
        return len(found)

    def round_trip() -> None:
        return_entry(actor=actor_of(scene.unit.officer), entry=entry, reason=REASON, expected_version=entry.version)
        submit_entry(actor=actor_of(scene.unit.secretary), entry=entry, expected_version=entry.version)

    round_trip()
    few = queries()
    round_trip()
    round_trip()
    assert queries() == few
