import io
import json
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from jiangxin.campaigns.models import EntryVersion
from jiangxin.core import clock
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.rehearsal import papers
from jiangxin.review.enums import FileDecision
from jiangxin.review.exif import read_exif
from jiangxin.review.models import AssignmentRun, RedactedCopy
from jiangxin.review.queries import case_for, get_case_file
from jiangxin.review.services import (
    accept_redacted_copies,
    check_redacted_copy,
    prepare_redacted_copies,
    preview_assignment,
    publish_assignment,
)
from tests.review.scene import Scene, actor_for, attach


def copy_of(scene: Scene, place: int = 0) -> RedactedCopy:
    return RedactedCopy.objects.get(entry=scene.entries[place])


def check(scene: Scene, copy: RedactedCopy, **changes: object) -> RedactedCopy:
    values: dict[str, object] = {
        "texts": {},
        "decisions": {},
        "replacements": {},
        "expected_revision": copy.revision,
    }
    return check_redacted_copy(actor=scene.officer, copy=copy, **{**values, **changes})  # type: ignore[arg-type]


def test_copies_name_nobody_and_list_what_was_masked(scene: Scene) -> None:
    panel = scene.panel()
    assert len(prepare_redacted_copies(actor=scene.officer, panel=panel)) == 4
    copy, entry = copy_of(scene), scene.entries[0]
    text = json.dumps(copy.data, ensure_ascii=False)
    names = [entry.leader_name, entry.name, entry.unit.unit_name, entry.unit.name, "成员甲"]
    assert [name for name in names if name in text] == []
    assert entry.leader_name in {one["found"] for one in copy.replacements}


def test_preparing_again_makes_only_what_is_out_of_date(scene: Scene) -> None:
    panel = scene.panel()
    prepare_redacted_copies(actor=scene.officer, panel=panel)
    check(scene, copy_of(scene))
    assert prepare_redacted_copies(actor=scene.officer, panel=panel) == []
    entry = scene.entries[0]
    version = entry.versions.get()
    EntryVersion.objects.create(
        entry=entry,
        number=2,
        data=version.data,
        digest="1" * 64,
        submitted_at=clock.now(),
        submitted_by=entry.secretary,
    )
    assert [copy.entry for copy in prepare_redacted_copies(actor=scene.officer, panel=panel)] == [entry]
    assert copy_of(scene).checked_at is None


def test_officer_corrects_a_text_and_the_copy_is_checked(scene: Scene) -> None:
    prepare_redacted_copies(actor=scene.officer, panel=scene.panel())
    checked = check(scene, copy_of(scene), texts={"deeds.summary_500": "某企业团队攻关。"})
    assert checked.data["deeds"]["summary_500"] == "某企业团队攻关。"
    assert (checked.checked_by_id, checked.revision, checked.accepted_unread) == (scene.officer.account_id, 2, False)


def test_unknown_text_and_stale_page_are_refused(scene: Scene) -> None:
    prepare_redacted_copies(actor=scene.officer, panel=scene.panel())
    copy = copy_of(scene)
    for path in ("leader.name", "deeds.none", "nothing"):
        with pytest.raises(Refusal) as refused:
            check(scene, copy, texts={path: "x"})
        assert refused.value.code == "unknown_text"
    check(scene, copy)
    with pytest.raises(Refusal) as refused:
        check(scene, copy, expected_revision=1)
    assert refused.value.code == "stale_page"


def test_each_file_is_decided(scene: Scene) -> None:
    entry = scene.entries[0]
    hidden, shown, replaced = (attach(entry) for _number in range(3))
    panel = scene.panel()
    prepare_redacted_copies(actor=scene.officer, panel=panel)
    with pytest.raises(Refusal) as refused:
        check(scene, copy_of(scene), decisions={replaced.pk: FileDecision.REPLACE})
    assert refused.value.code == "file_undecided"
    assert [problem.path for problem in refused.value.problems] == [f"replacement.{replaced.pk}"]
    with pytest.raises(Refusal) as refused:
        check(scene, copy_of(scene), decisions={attach(scene.entries[1]).pk: FileDecision.SHOW})
    assert refused.value.code == "file_undecided"
    upload = SimpleUploadedFile("masked.jpg", papers.photo("masked"), "image/jpeg")
    check(
        scene,
        copy_of(scene),
        decisions={hidden.pk: FileDecision.HIDE, shown.pk: FileDecision.SHOW, replaced.pk: FileDecision.REPLACE},
        replacements={replaced.pk: upload},
    )
    scene.declare(panel)
    run = preview_assignment(actor=scene.officer, panel=panel, seed=1)
    accept_redacted_copies(actor=scene.officer, panel=panel)
    publish_assignment(actor=scene.officer, run=run)
    assignment = run.assignments.filter(entry=entry).first()
    case = case_for(assignment)
    assert [file.pk for file in case.files] == [shown.pk, replaced.pk]
    number = f"{assignment.case_number:02d}"
    assert [file.stored.name for file in case.files] == [f"{number}-01.jpg", f"{number}-02.jpg"]
    expert = actor_for(assignment.member)
    replaced.refresh_from_db()
    assert get_case_file(expert, assignment.pk, replaced.pk).sha256 == replaced.redacted.sha256
    with pytest.raises(NotFound):
        get_case_file(expert, assignment.pk, hidden.pk)


def told_pdf(name: str, author: str) -> SimpleUploadedFile:
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(papers.pdf("Deeds")))
    writer.add_metadata({"/Author": author, "/Title": author})
    writer.write(out)
    return SimpleUploadedFile(name, out.getvalue(), "application/pdf")


def content_of(stored: StoredFile | None) -> bytes:
    assert stored is not None
    with stored.content.open("rb") as opened:
        content: bytes = opened.read()
    return content


def test_what_experts_get_tells_nothing_beside_its_pages(scene: Scene) -> None:
    entry = scene.entries[0]
    photo = papers.photo("room", taken=datetime(2026, 9, 7, 8, 30), place=(31.86, 117.28))  # noqa: DTZ001
    shown = attach(entry, upload=SimpleUploadedFile("王小明.jpg", photo, "image/jpeg"))
    replaced = attach(entry)
    prepare_redacted_copies(actor=scene.officer, panel=scene.panel())
    check(
        scene,
        copy_of(scene),
        decisions={shown.pk: FileDecision.SHOW, replaced.pk: FileDecision.REPLACE},
        replacements={replaced.pk: told_pdf("masked.pdf", "Wang Xiaoming")},
    )
    for file in (shown, replaced):
        file.refresh_from_db()
    picture, paper = (content_of(file.redacted) for file in (shown, replaced))
    assert dict(Image.open(io.BytesIO(picture)).getexif()) == {}
    assert b"Wang Xiaoming" not in paper
    assert read_exif(content_of(shown.stored)).latitude is not None  # what was attached stays as it was


def test_a_file_given_as_it_is_may_be_replaced_but_not_without_another(scene: Scene) -> None:
    file = attach(scene.entries[0])
    prepare_redacted_copies(actor=scene.officer, panel=scene.panel())
    check(scene, copy_of(scene), decisions={file.pk: FileDecision.SHOW})
    with pytest.raises(Refusal) as refused:
        check(scene, copy_of(scene), decisions={file.pk: FileDecision.REPLACE})
    assert refused.value.code == "file_undecided"


def test_a_file_nobody_can_take_apart_is_not_given(scene: Scene) -> None:
    file = attach(scene.entries[0])
    prepare_redacted_copies(actor=scene.officer, panel=scene.panel())
    type(file.stored).objects.filter(pk=file.stored_id).update(media_type="application/octet-stream")
    with pytest.raises(Refusal) as refused:
        check(scene, copy_of(scene), decisions={file.pk: FileDecision.SHOW})
    assert (refused.value.code, [one.path for one in refused.value.problems]) == (
        "file_traces",
        [f"replacement.{file.pk}"],
    )
    assert copy_of(scene).checked_at is None


def test_disguised_replacement_changes_nothing(scene: Scene) -> None:
    file = attach(scene.entries[0])
    prepare_redacted_copies(actor=scene.officer, panel=scene.panel())
    upload = SimpleUploadedFile("masked.jpg", b"MZ not a picture", "image/jpeg")
    with pytest.raises(Refusal) as refused:
        check(scene, copy_of(scene), decisions={file.pk: FileDecision.REPLACE}, replacements={file.pk: upload})
    assert refused.value.code == "file_disguised"
    assert copy_of(scene).checked_at is None


def test_accepting_in_bulk_hides_every_file_of_unchecked_copies(scene: Scene) -> None:
    first, second = attach(scene.entries[0]), attach(scene.entries[1])
    panel = scene.panel()
    prepare_redacted_copies(actor=scene.officer, panel=panel)
    check(scene, copy_of(scene), decisions={first.pk: FileDecision.SHOW})
    assert accept_redacted_copies(actor=scene.officer, panel=panel) == 3
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.hidden_when_blind, second.hidden_when_blind) == (False, True)
    assert RedactedCopy.objects.filter(accepted_unread=True).count() == 3


def test_copies_stand_once_scoring_has_begun(scene: Scene, run: AssignmentRun) -> None:
    with pytest.raises(Refusal) as refused:
        check(scene, copy_of(scene))
    assert refused.value.code == "panel_state"
    with pytest.raises(Refusal) as refused:
        accept_redacted_copies(actor=scene.officer, panel=run.panel)
    assert refused.value.code == "panel_state"


def test_blind_case_tells_nothing_and_open_case_tells_all(scene: Scene, run: AssignmentRun) -> None:
    assignment = run.assignments.filter(entry=scene.entries[0]).first()
    blind = case_for(assignment)
    assert (blind.name, blind.unit, blind.leader) == ("", "", "")
    assert blind.label == f"案卷 {assignment.case_number:02d}"
    run.panel.is_blind = False
    run.panel.save()
    assignment = type(assignment).objects.select_related("run__panel", "entry__call").get(pk=assignment.pk)
    opened = case_for(assignment)
    assert (opened.name, opened.leader) == (scene.entries[0].name, scene.entries[0].leader_name)
