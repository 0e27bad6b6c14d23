from datetime import date

import pytest

from jiangxin.awards.documents import official, paragraphs
from jiangxin.awards.models import Award, Certificate, NamingDocument, Notice
from jiangxin.awards.previews import provisional_awards
from jiangxin.awards.queries import get_document_for, proposed_document, verify
from jiangxin.awards.services import (
    Choice,
    DocumentFacts,
    conclude_meeting,
    draft_meeting,
    draft_notice,
    prepare_meeting,
    publish_notice,
    replace_certificate,
    update_naming,
    withdraw_award,
)
from jiangxin.awards.services.naming import years_later
from jiangxin.campaigns.models import Entry
from jiangxin.core.actor import Role
from jiangxin.core.models import JournalEntry, StoredFile
from jiangxin.core.printing.official import Level
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.orgs.models import Errand
from jiangxin.studios.models import Studio
from jiangxin.studios.services import name_studios
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, SetClock
from tests.laying import laid


@laid
def document(scene: Scene, clock_at: SetClock) -> NamingDocument:
    """Return the drafted document of a closed notice with three studios."""
    notice = scene.published(scene.entries[:3])
    clock_at("2026-09-15 09:00")
    return scene.document(scene.closed(notice))


def issue(scene: Scene, document: NamingDocument) -> list[Studio]:
    document.refresh_from_db()
    return name_studios(actor=scene.officer, document=document, expected_revision=document.revision)


def test_issuing_names_numbers_and_stores_at_once(scene: Scene, document: NamingDocument) -> None:
    studios = issue(scene, document)

    document.refresh_from_db()
    assert (document.state, len(studios)) == ("issued", 3)
    assert [award.valid_until for award in document.awards.all()] == [date(2029, 9, 14)] * 3
    numbers = Certificate.objects.order_by("number").values_list("kind", "number")
    assert list(numbers) == [
        ("plaque", "340100-LMGZS-2026-0001"),
        ("plaque", "340100-LMGZS-2026-0002"),
        ("plaque", "340100-LMGZS-2026-0003"),
        ("certificate", "340100-LMZS-2026-0001"),
        ("certificate", "340100-LMZS-2026-0002"),
        ("certificate", "340100-LMZS-2026-0003"),
    ]
    assert document.pdf is not None
    assert document.docx is not None
    with document.pdf.content.open() as pdf, document.docx.content.open() as docx:
        assert (pdf.read(5), docx.read(2)) == (b"%PDF-", b"PK")
    for entry in scene.entries[:3]:
        entry.refresh_from_db()
        assert entry.state == "named"
        assert entry.transitions.get(act="name").document_number == "云工发〔2026〕35号"
    assert Errand.objects.filter(closed_at=None).count() == 0
    acts = JournalEntry.objects.filter(act__in=["awards.issue_naming", "studios.name_studios"])
    assert acts.count() == 2


def test_numbers_go_on_without_gaps_in_the_next_document(
    scene: Scene, document: NamingDocument, clock_at: SetClock
) -> None:
    issue(scene, document)
    last = scene.entries[3]
    last.state = "scored"
    last.save()
    clock_at("2026-09-21 09:00")
    notice = _second_notice(scene, last)
    clock_at("2026-09-30 09:00")
    second = scene.document(scene.closed(notice), number="云工发〔2026〕36号")

    issue(scene, second)

    assert list(second.awards.get().certificates.order_by("number").values_list("number", flat=True)) == [
        "340100-LMGZS-2026-0004",
        "340100-LMZS-2026-0004",
    ]


def _second_notice(scene: Scene, entry: Entry) -> Notice:
    choices = {entry.pk: Choice(selected=True)}
    meeting = draft_meeting(
        actor=scene.officer, ranking=scene.rank(), facts=scene.facts("云工纪〔2026〕2号"), choices=choices
    )
    meeting = prepare_meeting(actor=scene.officer, meeting=meeting, expected_revision=meeting.revision)
    meeting = conclude_meeting(actor=scene.leader, meeting=meeting, expected_revision=meeting.revision)
    notice = draft_notice(actor=scene.officer, meeting=meeting)
    return publish_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)


def test_not_while_the_notice_runs(scene: Scene) -> None:
    document = scene.document(scene.published(scene.entries[:1]), dated=date(2026, 9, 20))

    with pytest.raises(Refusal) as refused:
        issue(scene, document)

    assert refused.value.code == "notice_not_over"
    assert (Award.objects.count(), Certificate.objects.count(), StoredFile.objects.count()) == (0, 0, 0)
    records = JournalEntry.objects.filter(outcome="refused")
    assert [record.act for record in records] == ["studios.name_studios"]


def test_not_while_an_objection_is_open(scene: Scene, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    scene.objection(notice)
    clock_at("2026-09-15 09:00")

    with pytest.raises(Refusal) as refused:
        issue(scene, scene.document(notice))

    assert refused.value.code == "objections_open"


def test_not_before_the_notice_is_closed(scene: Scene, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    clock_at("2026-09-15 09:00")

    with pytest.raises(Refusal) as refused:
        issue(scene, scene.document(notice))

    assert refused.value.code == "notice_not_closed"


def test_not_dated_inside_the_notice(scene: Scene, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    clock_at("2026-09-15 09:00")
    document = scene.document(scene.closed(notice), dated=date(2026, 9, 14))

    with pytest.raises(Refusal) as refused:
        issue(scene, document)

    assert refused.value.code == "dated_too_early"


def test_a_name_no_font_can_draw_stops_everything(scene: Scene, document: NamingDocument) -> None:
    Entry.objects.filter(pk=scene.entries[0].pk).update(name="\U0003134a劳模创新工作室")

    with pytest.raises(Refusal) as refused:
        issue(scene, document)

    assert refused.value.code == "unprintable_text"
    assert Award.objects.count() == 0


def test_a_stale_page_sent_twice_names_once(scene: Scene, document: NamingDocument) -> None:
    name_studios(actor=scene.officer, document=document, expected_revision=1)
    document.revision = 1

    with pytest.raises(Refusal) as refused:
        name_studios(actor=scene.officer, document=document, expected_revision=1)

    assert refused.value.code == "stale_page"
    assert (Award.objects.count(), Studio.objects.count()) == (3, 3)


def test_what_is_issued_stays(scene: Scene, document: NamingDocument) -> None:
    issue(scene, document)
    document.refresh_from_db()
    facts = DocumentFacts("云工发〔2026〕36号", "标题", "各县", "正文", date(2026, 9, 16))

    with pytest.raises(Refusal) as refused:
        update_naming(actor=scene.officer, document=document, facts=facts, expected_revision=document.revision)

    assert refused.value.code == "document_issued"


@pytest.mark.parametrize("typed", ["云工发[2026]第035号", "云工发（2026）35号", "云工发〔2026〕35"])
def test_numbers_are_put_into_their_standard_form(scene: Scene, typed: str) -> None:
    assert scene.document(scene.published(scene.entries[:1]), number=typed).number == "云工发〔2026〕35号"


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"number": "35号"}, ["number"]),
        (
            {"number": "", "title": "", "recipients": "", "body": "", "dated": None},
            ["number", "title", "recipients", "body", "dated"],
        ),
        ({"title": "长" * 121}, ["title"]),
        ({"body": "命名{count}个工作室。"}, ["body"]),
    ],
)
def test_faults_in_a_draft_are_named(scene: Scene, changes: dict[str, object], paths: list[str]) -> None:
    notice = scene.published(scene.entries[:1])

    with pytest.raises(Refusal) as refused:
        scene.document(notice, **changes)

    assert [problem.path for problem in refused.value.problems] == paths


def test_one_document_per_notice(scene: Scene, document: NamingDocument) -> None:
    with pytest.raises(Refusal) as refused:
        scene.document(document.notice, number="云工发〔2026〕99号")

    assert refused.value.code == "document_exists"


def test_proposal_counts_on_from_the_years_last_number(scene: Scene, document: NamingDocument) -> None:
    document.number = "云工〔2026〕9号"
    document.save()

    proposed = proposed_document(document.notice)

    assert proposed.number == "云工〔2026〕10号"
    assert proposed.title == "云江市总工会关于命名2026年度云江市劳模创新（服务）工作室的决定"
    assert f"决定命名{document.notice.items.get(position=1).entry.name}等3个工作室" in proposed.body


def test_the_paper_groups_names_by_area(scene: Scene, document: NamingDocument) -> None:
    paper = official(document, provisional_awards(document))

    names = paper.attachments[0].blocks[0]
    assert [(group.area, len(group.rows)) for group in names.groups] == [("青石县", 2), ("明湖区", 1)]  # type: ignore[union-attr]
    assert (paper.number, paper.issuers) == ("云工发〔2026〕35号", ("云江市总工会",))


def test_typed_numbers_become_ranks() -> None:
    text = "开头。\n一、目标\n（一）细目\n1. 第三层\n（1）第四层\n2026年起施行。"

    assert [(one.level, one.text) for one in paragraphs(text)] == [
        (Level.BODY, "开头。"),
        (Level.FIRST, "目标"),
        (Level.SECOND, "细目"),
        (Level.THIRD, "第三层"),
        (Level.FOURTH, "第四层"),
        (Level.BODY, "2026年起施行。"),
    ]


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2026, 9, 15), 3, date(2029, 9, 14)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
        (date(2026, 1, 1), 0, None),
    ],
)
def test_terms_end_the_day_before(start: date, years: int, end: date | None) -> None:
    assert years_later(start, years) == end


@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.DISCIPLINE, Role.REVIEWER_FIRST])
def test_only_the_organisers_officers_issue(
    scene: Scene, document: NamingDocument, actor: MakeActor, federation: Federation, role: Role
) -> None:
    scene.officer = actor(role, federation.city)

    with pytest.raises(Refusal) as refused:
        issue(scene, document)

    assert refused.value.code == "wrong_duty"


def test_gate(scene: Scene, document: NamingDocument, actor: MakeActor, federation: Federation) -> None:
    assert get_document_for(scene.leader, document.pk) == document
    with pytest.raises(NotFound):
        get_document_for(actor(Role.REVIEWER_FIRST, federation.county), document.pk)


@pytest.mark.parametrize(
    "typed",
    [
        "340100-LMGZS-2026-0001",
        " 340100 lmgzs 2026 0001 ",
        "３４０１００－ＬＭＧＺＳ－２０２６－０００１",
        "340100—LMGZS—2026—0001",
        "编号：340100-LMGZS-2026-0001",
        "牌匾编号 340100-LMGZS-2026-0001",
        "No. 340100-LMGZS-2026-0001",
        "http://127.0.0.1:8000/verify/340100%2dLMGZS-2026-0001",
    ],
)
def test_a_number_is_found_however_it_is_typed(scene: Scene, document: NamingDocument, typed: str) -> None:
    issue(scene, document)

    found = verify(typed)

    assert found is not None
    assert (found.certificate.number, found.stands) == ("340100-LMGZS-2026-0001", True)


@pytest.mark.parametrize("typed", ["", "340100", "340100-LMGZS-2026-0004", "%", "'; --", "１" * 500])
def test_unknown_numbers_are_unknown(scene: Scene, document: NamingDocument, typed: str) -> None:
    issue(scene, document)

    assert verify(typed) is None


def test_a_replaced_plaque_names_its_successor(scene: Scene, document: NamingDocument) -> None:
    issue(scene, document)
    old = Certificate.objects.get(number="340100-LMGZS-2026-0002")

    fresh = replace_certificate(actor=scene.officer, certificate=old, reason="单位更名")

    assert fresh.number == "340100-LMGZS-2026-0004"
    found = verify(old.number)
    assert found is not None
    assert (found.certificate.standing, found.successor) == ("replaced", fresh)
    with pytest.raises(Refusal) as refused:
        replace_certificate(actor=scene.officer, certificate=old, reason="再换")
    assert refused.value.code == "not_standing"


def test_replacing_needs_a_reason_and_the_officer(scene: Scene, document: NamingDocument) -> None:
    issue(scene, document)
    plaque = Certificate.objects.filter(kind="plaque").first()
    assert plaque is not None

    for actor, reason, code in (
        (scene.officer, " ", "reason_missing"),
        (scene.officer, "长" * 301, "form_invalid"),
        (scene.leader, "遗失", "wrong_duty"),
    ):
        with pytest.raises(Refusal) as refused:
            replace_certificate(actor=actor, certificate=plaque, reason=reason)
        assert refused.value.code == code


def test_a_withdrawn_award_no_longer_stands(scene: Scene, document: NamingDocument) -> None:
    issue(scene, document)
    award = document.awards.get(position=1)

    withdraw_award(actor=scene.leader, award=award, reason="弄虚作假", document_number="云工发[2026]40号")

    award.refresh_from_db()
    assert (award.standing, award.withdrawn_on, award.withdrawn_document) == (
        "withdrawn",
        date(2026, 9, 15),
        "云工发〔2026〕40号",
    )
    assert set(award.certificates.values_list("standing", flat=True)) == {"withdrawn"}
    assert [errand.asked for errand in Errand.objects.filter(closed_at=None)] == ["take_back_plaque"]
    with pytest.raises(Refusal) as refused:
        withdraw_award(actor=scene.leader, award=award, reason="再撤", document_number="云工发〔2026〕41号")
    assert refused.value.code == "already_withdrawn"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": ""}, "reason_missing"),
        ({"document_number": "口头"}, "document_number_invalid"),
        ({"on": date(2026, 9, 16)}, "withdrawn_on_invalid"),
        ({"on": date(2026, 9, 14)}, "withdrawn_on_invalid"),
    ],
)
def test_withdrawing_needs_its_papers(
    scene: Scene, document: NamingDocument, changes: dict[str, object], code: str
) -> None:
    issue(scene, document)
    facts = {"reason": "弄虚作假", "document_number": "云工发〔2026〕40号", **changes}

    with pytest.raises(Refusal) as refused:
        withdraw_award(actor=scene.leader, award=document.awards.get(position=1), **facts)  # type: ignore[arg-type]

    assert refused.value.code == code


def test_only_the_leader_withdraws(scene: Scene, document: NamingDocument) -> None:
    issue(scene, document)

    with pytest.raises(Refusal) as refused:
        withdraw_award(
            actor=scene.officer,
            award=document.awards.get(position=1),
            reason="弄虚作假",
            document_number="云工发〔2026〕40号",
        )

    assert refused.value.code == "wrong_duty"
