import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiangxin.campaigns.models import EntryVersion
from jiangxin.core import clock
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.rehearsal import papers
from jiangxin.review.enums import FileDecision
from jiangxin.review.models import RedactedCopy
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


def test_copies_stand_once_scoring_has_begun(scene: Scene) -> None:
    run = scene.published()
    with pytest.raises(Refusal) as refused:
        check(scene, copy_of(scene))
    assert refused.value.code == "panel_state"
    with pytest.raises(Refusal) as refused:
        accept_redacted_copies(actor=scene.officer, panel=run.panel)
    assert refused.value.code == "panel_state"


def test_blind_case_tells_nothing_and_open_case_tells_all(scene: Scene) -> None:
    run = scene.published()
    assignment = run.assignments.filter(entry=scene.entries[0]).first()
    blind = case_for(assignment)
    assert (blind.name, blind.unit, blind.leader) == ("", "", "")
    assert blind.label == f"案卷 {assignment.case_number:02d}"
    run.panel.is_blind = False
    run.panel.save()
    assignment = type(assignment).objects.select_related("run__panel", "entry__call").get(pk=assignment.pk)
    opened = case_for(assignment)
    assert (opened.name, opened.leader) == (scene.entries[0].name, scene.entries[0].leader_name)
