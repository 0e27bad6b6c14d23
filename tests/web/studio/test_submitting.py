"""Check, print, seal, scan, submit; and the way back."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Entry, EntryAnswers, EntryVersion
from jiangxin.campaigns.queries import draft_answers
from jiangxin.campaigns.services import return_entry, save_answers
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.queries import actor_of
from tests.conftest import SetClock
from tests.web.studio.conftest import LATE, Scene, address, pdf


def submit(client: Client, entry: Entry, version: int | None = None) -> tuple[int, str]:
    """Press the button; returns the status and what the page says, or where it leads."""
    sent = {"version": entry.version if version is None else version}
    response = client.post(address("submit", entry), sent)
    return response.status_code, response.get("Location") or response.content.decode()


def state_of(entry: Entry) -> str:
    return Entry.objects.get(pk=entry.pk).state


def change(scene: Scene, entry: Entry, **studio: str) -> None:
    entry.answers.refresh_from_db()
    answers = draft_answers(entry)
    answers["studio"] = {**answers["studio"], **studio}
    actor = actor_of(scene.unit.secretary)
    save_answers(actor=actor, entry=entry, answers=answers, base_revision=entry.answers.revision)


def test_submits_what_is_complete_and_sealed(scene: Scene) -> None:
    entry, client = scene.filled(), scene.secretary()
    page = client.get(address("submit", entry)).content.decode()
    assert (page.count('data-state="done"'), page.count('data-state="current"')) == (2, 1)
    assert submit(client, entry) == (302, address("entry", entry))
    assert (state_of(entry), EntryVersion.objects.filter(entry=entry).count()) == (EntryState.SUBMITTED, 1)
    assert "已提交，请等待所在单位工会审核推荐" in client.get(address("entry", entry)).content.decode()


def test_lists_every_fault_with_the_way_to_its_field(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    page = client.get(address("submit", entry)).content.decode()
    link = f'href="{address("fill", entry)}?check=1#studio.name"'
    assert (link in page, 'data-state="todo"' in page) == (True, True)
    status, page = submit(client, entry)
    assert (status, "处需要补充或改正，暂不能提交" in page, link in page) == (409, True, True)
    assert state_of(entry) == EntryState.DRAFT
    assert JournalEntry.objects.filter(act="campaigns.submit_entry", outcome="refused").count() == 1


def test_wants_the_sealed_scan(scene: Scene) -> None:
    entry, client = scene.filled(), scene.secretary()
    EntryAnswers.objects.filter(entry=entry).update(sealed_scan=None, sealed_digest="")
    status, page = submit(client, entry)
    assert (status, "还没有上传盖章后的扫描件" in page, state_of(entry)) == (409, True, EntryState.DRAFT)


def test_notices_that_the_content_changed_after_sealing(scene: Scene) -> None:
    entry, client = scene.filled(), scene.secretary()
    change(scene, entry, field="另一个领域")
    assert "扫描件与现在的内容不一致" in client.get(address("submit", entry)).content.decode()
    status, page = submit(client, entry)
    assert (status, "二者已不一致" in page, state_of(entry)) == (409, True, EntryState.DRAFT)
    assert client.post(address("scan", entry), {"scan": pdf()})["Location"] == address("submit", entry)
    entry.refresh_from_db()
    assert submit(client, entry)[0] == 302


def test_refuses_a_disguised_scan_beside_its_field(scene: Scene) -> None:
    entry, client = scene.filled(), scene.secretary()
    before = entry.answers.sealed_scan_id
    program = SimpleUploadedFile("盖章.pdf", b"MZ\x90\x00" + bytes(300), "application/pdf")
    response = client.post(address("scan", entry), {"scan": program})
    page = response.content.decode()
    assert (response.status_code >= 400, page.count('id="scan-error"'), 'aria-invalid="true"' in page) == (
        True,
        1,
        True,
    )
    assert EntryAnswers.objects.get(entry=entry).sealed_scan_id == before


def test_asks_for_the_scan_when_none_was_chosen(scene: Scene) -> None:
    response = scene.secretary().post(address("scan", scene.filled()))
    assert (response.status_code, "没有选择文件" in response.content.decode()) == (422, True)


def test_gives_the_scan_and_the_printed_form_back(scene: Scene) -> None:
    entry, client = scene.filled(), scene.secretary()
    scan = client.get(address("sealed-scan", entry))
    printed = client.get(address("print", entry))
    assert (b"".join(scan)[:5], printed.content[:5], printed["Content-Type"]) == (b"%PDF-", b"%PDF-", "application/pdf")
    scan.close()
    assert printed["Content-Disposition"] == f'inline; filename="{entry.number}.pdf"'


def test_a_scan_that_is_not_there_is_not_found(scene: Scene) -> None:
    assert scene.secretary().get(address("sealed-scan", scene.started())).status_code == 404


def test_is_refused_by_the_clock_and_keeps_everything(scene: Scene, clock_at: SetClock) -> None:
    entry = scene.filled()
    clock_at(LATE)
    client = scene.secretary()
    shown = client.get(address("submit", entry)).content.decode()
    assert ("截止" in shown, ">提交申报</button>" in shown) == (True, False)
    status, page = submit(client, entry)
    assert (status, "已填内容仍然保留" in page, state_of(entry)) == (409, True, EntryState.DRAFT)


def test_a_second_application_by_the_same_leader_is_refused(scene: Scene) -> None:
    first, client = scene.submitted(), scene.secretary()
    again = scene.filled()
    status, page = submit(client, again)
    assert (status, "一人只能领衔一个" in page) == (409, True)
    assert (state_of(first), state_of(again)) == (EntryState.SUBMITTED, EntryState.DRAFT)


def test_a_page_sent_twice_is_told_the_second_time(scene: Scene) -> None:
    entry, client = scene.filled(), scene.secretary()
    assert submit(client, entry)[0] == 302
    status, page = submit(client, entry)
    assert (status, "内容已锁定" in page) == (409, True)
    assert EntryVersion.objects.filter(entry=entry).count() == 1


def test_a_page_from_before_a_return_is_stale(scene: Scene) -> None:
    entry, client = scene.submitted(), scene.secretary()
    return_entry(actor=actor_of(scene.unit.officer), entry=entry, reason="请补充", expected_version=entry.version)
    status, page = submit(client, entry, version=1)
    assert (status, "打开页面之后已有变化" in page, state_of(entry)) == (409, True, EntryState.RETURNED)
    assert submit(client, entry)[0] == 302


def test_withdraws_with_a_reason(scene: Scene) -> None:
    entry, client = scene.submitted(), scene.secretary()
    assert "不能恢复" in client.get(address("withdraw", entry)).content.decode()
    sent = {"reason": "领衔人调离", "version": entry.version}
    assert client.post(address("withdraw", entry), sent)["Location"] == address("entry", entry)
    page = client.get(address("entry", entry)).content.decode()
    assert (state_of(entry), "领衔人调离" in page) == (EntryState.WITHDRAWN, True)
    assert client.post(address("withdraw", entry), sent).status_code == 409


def test_does_not_withdraw_without_a_reason(scene: Scene) -> None:
    entry, client = scene.submitted(), scene.secretary()
    response = client.post(address("withdraw", entry), {"reason": " ", "version": entry.version})
    page = response.content.decode()
    assert (response.status_code, 'href="#id_opinion"' in page, 'id="opinion-error"' in page) == (409, True, True)
    assert state_of(entry) == EntryState.SUBMITTED


def test_does_not_withdraw_from_a_stale_page(scene: Scene) -> None:
    entry, client = scene.submitted(), scene.secretary()
    response = client.post(address("withdraw", entry), {"reason": "调离", "version": entry.version - 1})
    assert (response.status_code, "打开页面之后已有变化" in response.content.decode()) == (409, True)
    assert state_of(entry) == EntryState.SUBMITTED
