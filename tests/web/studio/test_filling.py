"""The form: saved whole, saved while typing, with rows, files and windows that know nothing of each other."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jiangxin.campaigns.models import Entry, EntryFile
from jiangxin.campaigns.queries import draft_answers
from jiangxin.core.models import JournalEntry
from jiangxin.orgs.queries import actor_of
from tests.conftest import SetClock
from tests.web.studio.conftest import LATE, Scene, address, photo

TOKEN = r'name="csrfmiddlewaretoken" value="([^"]+)"'
TOO_MUCH = 50 * 1024 * 1024


def page_of(client: Client, entry: Entry) -> str:
    return client.get(address("fill", entry)).content.decode()


def save(client: Client, entry: Entry, *, base: int | None = None, **changes: object) -> tuple[int, dict[str, object]]:
    """Send changes as the page does while typing; keywords write "__" for the dot of a path."""
    entry.answers.refresh_from_db()
    body = {
        "base": entry.answers.revision if base is None else base,
        "changes": {name.replace("__", "."): value for name, value in changes.items()},
    }
    response = client.post(
        address("autosave", entry), json.dumps(body), "application/json", headers={"X-Requested-With": "fetch"}
    )
    return response.status_code, response.json()


def kept(entry: Entry, section: str) -> Any:
    return draft_answers(Entry.objects.get(pk=entry.pk)).get(section)


def studio(entry: Entry) -> dict[str, object]:
    """Return what is kept of the studio itself, without what the unit's own file fills in."""
    return {code: value for code, value in dict(kept(entry, "studio") or {}).items() if code != "industry_section"}


def test_saves_the_whole_page_without_scripts(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    revision = entry.answers.revision
    posted = {"revision": revision, "present": "studio", "studio.name": "张工劳模创新工作室", "act": "save"}
    response = client.post(address("fill", entry), posted)
    assert (response.status_code, response["Location"]) == (302, address("fill", entry))
    entry.refresh_from_db()
    assert (entry.name, entry.answers.revision) == ("张工劳模创新工作室", revision + 1)


def test_adds_and_removes_rows_without_scripts(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    posted = {"revision": entry.answers.revision, "present": "members", "act": "add:members"}
    response = client.post(address("fill", entry), posted)
    assert response["Location"].startswith(f"{address('fill', entry)}#members.0.")
    entry.answers.refresh_from_db()
    posted = {"revision": entry.answers.revision, "present": "members", "members.0.name": "张工", "act": "add:members"}
    client.post(address("fill", entry), posted)
    assert kept(entry, "members") == [{"name": "张工"}, {}]


def test_goes_on_to_the_check(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    response = client.post(address("fill", entry), {"revision": entry.answers.revision, "act": "check"})
    assert response["Location"] == address("submit", entry)


def test_saves_while_typing_and_tells_what_is_wrong_beside_the_field(scene: Scene) -> None:
    entry = scene.started()
    status, answer = save(scene.secretary(), entry, studio__name="张工劳模创新工作室", studio__founded_on="昨天")
    entry.refresh_from_db()
    assert (status, entry.name) == (200, "张工劳模创新工作室")
    assert [problem["path"] for problem in answer["problems"]] == ["studio.founded_on"]  # type: ignore[union-attr]
    assert studio(entry)["founded_on"] == "昨天"


def test_a_stale_window_is_told_and_nothing_is_overwritten(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    first = entry.answers.revision
    assert save(client, entry, base=first, studio__name="先写的")[0] == 200
    status, answer = save(client, entry, base=first, studio__name="后写的")
    assert (status, answer["code"], answer["saved_by"]) == (
        409,
        "stale_revision",
        scene.unit.secretary.account.person.name,
    )
    assert studio(entry) == {"name": "先写的"}


def test_a_stale_page_keeps_what_was_typed_and_tells_the_difference(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    first = entry.answers.revision
    save(client, entry, base=first, studio__name="先写的")
    posted = {"revision": first, "present": "studio", "studio.name": "后写的", "studio.field": "数控加工"}
    response = client.post(address("fill", entry), posted)
    page = response.content.decode()
    assert response.status_code == 409
    assert ("刚在另一处保存过" in page, "<del>先写的</del>" in page, "<ins>后写的</ins>" in page) == (True, True, True)
    assert ('value="后写的"' in page, 'value="数控加工"' in page) == (True, True)
    assert studio(entry) == {"name": "先写的"}
    entry.answers.refresh_from_db()
    assert client.post(address("fill", entry), {**posted, "revision": entry.answers.revision}).status_code == 302
    assert studio(entry) == {"name": "后写的", "field": "数控加工"}


@pytest.mark.parametrize("checked", [False, True])
def test_fifty_megabytes_of_text_are_refused_plainly_and_change_nothing(scene: Scene, checked: bool) -> None:
    entry = scene.started()
    client = Client(enforce_csrf_checks=checked, raise_request_exception=False)
    client.cookies = scene.secretary().cookies
    save(scene.secretary(), entry, studio__name="原来的")
    client.get(address("fill", entry))
    posted = {"revision": "1", "present": "studio", "studio.name": "字" * (TOO_MUCH // 3)}
    response = client.post(address("fill", entry), posted, headers={"accept-language": "zh-hans"})
    page = response.content.decode()
    assert (response.status_code, "超过系统上限，没有保存" in page) == (413, True)
    assert studio(entry) == {"name": "原来的"}


def test_fifty_megabytes_while_typing_are_refused_as_json(scene: Scene) -> None:
    entry = scene.started()
    status, answer = save(scene.secretary(), entry, studio__name="x" * TOO_MUCH)
    assert (status, answer["code"]) == (413, "request_too_large")
    assert studio(entry) == {}


def test_a_file_goes_to_its_place_at_once(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    sent = {"path": "studio.sign_photo", "file": photo("牌匾.jpg")}
    response = client.post(address("upload", entry), sent, headers={"X-Requested-With": "fetch"})
    assert (response.status_code, response.json()["file"]["name"]) == (200, "牌匾.jpg")
    attached = EntryFile.objects.get(entry=entry)
    shown = client.get(address("file", entry, attached.pk))
    assert (b"".join(shown)[:2], shown["Content-Type"]) == (b"\xff\xd8", "image/jpeg")  # a JPEG begins so
    shown.close()


def test_a_row_brought_back_brings_its_file(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    save(client, entry, leader_honours=[{"name": "省劳动模范"}])
    sent = {"path": "leader_honours.0.certificate", "file": photo("证书.jpg")}
    file = client.post(address("upload", entry), sent, headers={"X-Requested-With": "fetch"}).json()["file"]
    before = kept(entry, "leader_honours")
    save(client, entry, leader_honours=[])
    save(client, entry, leader_honours=[{"name": "省劳动模范", "certificate": [{"id": file["id"]}]}])
    assert kept(entry, "leader_honours") == before
    save(client, entry, studio__sign_photo=[{"id": file["id"]}])  # a file of another place is not taken there
    assert "sign_photo" not in studio(entry)


def test_a_disguised_file_is_refused_and_nothing_kept(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    program = SimpleUploadedFile("牌匾.jpg", b"MZ\x90\x00" + bytes(200), "image/jpeg")
    sent = {"path": "studio.sign_photo", "file": program}
    response = client.post(address("upload", entry), sent, headers={"X-Requested-With": "fetch"})
    assert response.status_code in {409, 415, 422}
    assert (bool(response.json()["message"]), bool(response.json()["remedy"])) == (True, True)
    assert (EntryFile.objects.count(), studio(entry)) == (0, {})


def test_a_file_for_no_place_of_the_form_is_not_found(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    sent = {"path": "studio.name", "file": photo()}
    response = client.post(address("upload", entry), sent, headers={"X-Requested-With": "fetch"})
    assert (response.status_code, response.json()["code"]) == (422, "file_missing")


def test_saving_still_works_when_the_time_is_over(scene: Scene, clock_at: SetClock) -> None:
    entry = scene.started()
    clock_at(LATE)
    assert save(scene.secretary(), entry, studio__name="迟来的")[0] == 200
    assert studio(entry) == {"name": "迟来的"}


def test_what_is_submitted_is_locked(scene: Scene) -> None:
    entry, client = scene.submitted(), scene.secretary()
    before = studio(entry)
    status, answer = save(client, entry, studio__name="改名")
    assert (status, answer["code"]) == (409, "not_editable")
    assert client.get(address("fill", entry)).status_code == 409
    assert studio(entry) == before
    assert JournalEntry.objects.filter(act="campaigns.save_changes", outcome="refused").count() == 1


def test_a_lost_sign_in_is_told_to_the_page_and_found_again_in_it(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    client.logout()
    status, answer = save(client, entry, studio__name="还在")
    assert (status, answer["code"]) == (401, "sign_in_first")
    account, duty = scene.unit.secretary.account, scene.unit.secretary
    signed_in = client.post(
        "/account/sign-in/",
        {"username": account.username, "password": "Jiangxin-2026", "duty": duty.pk},
        headers={"X-Requested-With": "fetch"},
    )
    assert set(signed_in.json()) == {"csrf_token", "username", "name"}
    assert save(client, entry, studio__name="还在")[0] == 200


def test_a_form_sent_after_the_sign_in_ended_leads_back_to_it(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    client.logout()
    sent_from = f"http://testserver{address('fill', entry)}"
    response = client.post(address("fill", entry), {"act": "save"}, headers={"referer": sent_from})
    assert response["Location"] == f"/account/sign-in/?next={address('fill', entry)}"
    elsewhere = client.post(address("fill", entry), {}, headers={"referer": "http://elsewhere.example/x"})
    assert elsewhere["Location"] == "/account/sign-in/?next=/"


def test_what_was_typed_without_scripts_outlives_the_sign_in(scene: Scene) -> None:
    entry, client = scene.started(), Client(enforce_csrf_checks=True)
    sent_from = {"referer": f"http://testserver{address('fill', entry)}"}
    account = scene.unit.secretary.account
    token = re.findall(TOKEN, client.get("/account/sign-in/").content.decode())[0]
    typed = {"csrfmiddlewaretoken": token, "revision": entry.answers.revision, "present": "studio", "act": "save"}
    asked = client.post(address("fill", entry), {**typed, "studio.name": "还在\n的"}, headers=sent_from)
    held = re.findall(r'name="held" value="([^"]+)"', asked.content.decode())[0]
    assert (asked.status_code, 'action="/account/sign-in/"' in asked.content.decode()) == (401, True)
    answer = {"csrfmiddlewaretoken": token, "held": held, "username": account.username}
    wrong = client.post("/account/sign-in/", {**answer, "password": "wrong"})
    assert f'value="{held}"' in wrong.content.decode()
    page = client.post("/account/sign-in/", {**answer, "password": "Jiangxin-2026"}).content.decode()
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert f'action="{address("fill", entry)}"' in page
    assert client.post(address("fill", entry), fields, headers=sent_from).status_code == 302
    assert studio(entry) == {"name": "还在 的"}


def test_what_came_with_an_old_token_can_be_sent_again(scene: Scene) -> None:
    entry = scene.started()
    client = Client(enforce_csrf_checks=True)
    client.cookies = scene.secretary().cookies
    here = {"origin": "http://testserver"}
    typed = {"revision": entry.answers.revision, "present": "studio", "studio.name": "还在", "act": "save"}
    refused = client.post(address("fill", entry), typed, headers=here)
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', refused.content.decode()))
    assert (refused.status_code, fields.pop("csrfmiddlewaretoken") != "") == (403, True)
    fields.pop("next", "")  # of the choice of languages
    assert fields == {key: str(value) for key, value in typed.items()}
    elsewhere = client.post(address("fill", entry), typed, headers={"origin": "http://elsewhere.example"})
    assert (elsewhere.status_code, "还在" in elsewhere.content.decode()) == (403, False)


def test_shows_all_that_is_missing_when_asked(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    assert "error-summary" not in page_of(client, entry)
    page = client.get(address("fill", entry), {"check": "1"}).content.decode()
    assert ('id="error-summary"' in page, 'href="#studio.name"' in page) == (True, True)


def test_the_officer_of_the_unit_cannot_write(scene: Scene) -> None:
    entry = scene.submitted()
    assert scene.client_for(actor_of(scene.unit.officer)).get(address("fill", entry)).status_code == 403


def test_asks_as_many_queries_for_many_rows_as_for_one(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()

    def queries(rows: int) -> int:
        save(client, entry, members=[{"name": f"成员{number}"} for number in range(rows)])
        with CaptureQueriesContext(connection) as found:
            page_of(client, entry)
        return len(found)

    queries(1)
    assert queries(40) == queries(1)
