from datetime import date

import pytest
from django.utils import timezone

from jiangxin.awards.models import Notice
from jiangxin.awards.queries import get_notice_for, get_notice_item_for, notices_for, own_notices_for
from jiangxin.awards.services import draft_notice, extend_notice, later_end, publish_notice, update_notice
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.models import JournalEntry
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.services.holidays import enter_holidays
from jiangxin.orgs.models import Errand
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor, SetClock


def drafted(scene: Scene) -> Notice:
    return draft_notice(actor=scene.officer, meeting=scene.concluded(scene.entries[:3]))


def test_draft_is_filled_in_and_masked(scene: Scene) -> None:
    entry = scene.entries[0]
    entry.leader_name, entry.name = "欧阳建国", "欧阳建国劳模创新工作室"
    entry.save()

    notice = drafted(scene)

    assert notice.title == "关于2026年度拟命名云江市劳模创新（服务）工作室的公示"
    assert (notice.working_days, notice.contact) == (5, "云江市总工会 0551-62345678")
    assert "《关于开展2026年度劳模创新工作室申报的通知》" in notice.body
    item = notice.items.get(entry=entry)
    assert (item.shown_leader, item.shown_name) == ("欧阳**", "欧阳**劳模创新工作室")
    assert (item.shown_unit, item.shown_area) == ("云江重型机床厂", "青石县")


def test_list_is_grouped_by_area(scene: Scene) -> None:
    notice = drafted(scene)

    assert [item.shown_area for item in notice.items.all()] == ["青石县", "青石县", "明湖区"]


def test_publishing_counts_working_days_and_moves_entries(scene: Scene) -> None:
    notice = scene.published(scene.entries[:3])

    # Monday the 7th is not counted: the fifth working day after it is Monday the 14th.
    assert (notice.opens_on, notice.closes_on) == (date(2026, 9, 7), date(2026, 9, 14))
    assert notice.is_calendar_certain is True
    assert "公示时间：2026年9月7日至2026年9月14日，共5个工作日。" in notice.body
    assert "拟命名3个工作室" in notice.body
    for entry in scene.entries[:3]:
        entry.refresh_from_db()
        assert entry.state == "displayed"
    open_errands = Errand.objects.filter(closed_at=None)
    assert [(errand.role, errand.asked) for errand in open_errands] == [("officer_city", "close_notice")]


def test_national_day_is_not_counted(scene: Scene, clock_at: SetClock) -> None:
    clock_at("2026-09-28 09:00")

    assert scene.published(scene.entries[:1]).closes_on == date(2026, 10, 10)  # a Saturday worked in place of a holiday


def test_a_year_without_announced_holidays_is_said_to_be_uncertain(scene: Scene, clock_at: SetClock) -> None:
    clock_at("2027-12-20 09:00")

    assert scene.published(scene.entries[:1]).is_calendar_certain is False


def test_a_notice_is_lengthened_by_holidays_announced_later(scene: Scene, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    with pytest.raises(Refusal) as refused:
        extend_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)
    assert (refused.value.code, later_end(notice)) == ("notice_long_enough", None)

    number, text = "云政办发〔2026〕8号", "停工：9月14日（周一）放假。"
    enter_holidays(actor=SYSTEM, document_number=number, year=2026, issued_on=date(2026, 9, 7), text=text)
    longer = extend_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)

    assert (longer.closes_on, later_end(longer)) == (date(2026, 9, 15), None)
    assert "2026年9月15日" in longer.body
    assert "2026年9月14日" not in longer.body
    errand = Errand.objects.get(closed_at=None, asked="close_notice")
    assert errand.due_at is not None
    assert timezone.localdate(errand.due_at) == date(2026, 9, 15)


def test_a_slip_of_the_year_does_not_publish(scene: Scene) -> None:
    notice = drafted(scene)

    with pytest.raises(Refusal) as refused:
        publish_notice(actor=scene.officer, notice=notice, expected_revision=1, opens_on=date(2062, 9, 9))

    assert refused.value.code == "opens_too_late"


def test_a_later_day_can_be_given(scene: Scene) -> None:
    notice = drafted(scene)

    published = publish_notice(
        actor=scene.officer, notice=notice, expected_revision=notice.revision, opens_on=date(2026, 9, 9)
    )

    assert published.closes_on == date(2026, 9, 16)
    assert notices_for(PUBLIC).count() == 0
    assert own_notices_for(scene.officer).count() == 1


def test_a_day_in_the_past_is_refused(scene: Scene) -> None:
    notice = drafted(scene)

    with pytest.raises(Refusal) as refused:
        publish_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision, opens_on=date(2026, 9, 6))

    assert refused.value.code == "opens_in_the_past"


def test_a_notice_needs_a_decision(scene: Scene) -> None:
    with pytest.raises(Refusal) as refused:
        draft_notice(actor=scene.officer, meeting=scene.drafted(scene.entries[:1]))

    assert refused.value.code == "meeting_not_concluded"


def test_a_decision_has_one_notice(scene: Scene) -> None:
    notice = drafted(scene)

    with pytest.raises(Refusal) as refused:
        draft_notice(actor=scene.officer, meeting=notice.meeting)

    assert refused.value.code == "notice_exists"


def change(scene: Scene, notice: Notice, **changes: object) -> Notice:
    facts = {"title": "公示", "body": "正文", "contact": "0551-1", "working_days": 5, **changes}
    return update_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision, **facts)  # type: ignore[arg-type]


def test_a_draft_can_be_changed(scene: Scene) -> None:
    changed = change(scene, drafted(scene), working_days=7)

    assert (changed.title, changed.working_days, changed.revision) == ("公示", 7, 2)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 121}, "title"),
        ({"body": ""}, "body"),
        ({"contact": "长" * 201}, "contact"),
        ({"working_days": 2}, "working_days"),
        ({"working_days": 61}, "working_days"),
    ],
)
def test_faults_in_a_draft_are_named(scene: Scene, changes: dict[str, object], path: str) -> None:
    with pytest.raises(Refusal) as refused:
        change(scene, drafted(scene), **changes)

    assert [problem.path for problem in refused.value.problems] == [path]


def test_nothing_is_published_with_gaps_in_it(scene: Scene) -> None:
    notice = change(scene, drafted(scene), body="拟命名{first}等{count}个工作室。")

    with pytest.raises(Refusal) as refused:
        publish_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)

    assert (refused.value.code, "{first}" in str(refused.value.message)) == ("placeholder_left", True)


def test_what_is_published_is_not_changed(scene: Scene) -> None:
    notice = scene.published(scene.entries[:1])

    with pytest.raises(Refusal) as refused:
        change(scene, notice)

    assert refused.value.code == "notice_published"


def test_a_stale_page_sent_twice_publishes_once(scene: Scene) -> None:
    notice = drafted(scene)
    publish_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)

    with pytest.raises(Refusal) as refused:
        publish_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)

    assert refused.value.code == "stale_page"
    assert JournalEntry.objects.filter(act="awards.publish_notice", outcome="done").count() == 1
    assert JournalEntry.objects.filter(act="awards.publish_notice", outcome="refused").count() == 1


def test_closing_before_the_last_day_is_over_is_refused(scene: Scene, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    clock_at("2026-09-14 23:59")

    with pytest.raises(Refusal) as refused:
        scene.closed(notice)

    assert refused.value.code == "notice_not_over"


def test_closing_waits_for_objections(scene: Scene, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    scene.objection(notice)
    clock_at("2026-09-15 09:00")

    with pytest.raises(Refusal) as refused:
        scene.closed(notice)

    assert refused.value.code == "objections_open"


def test_closing_the_day_after_asks_for_the_naming(scene: Scene, clock_at: SetClock) -> None:
    notice = scene.published(scene.entries[:1])
    clock_at("2026-09-15 00:00")

    closed = scene.closed(notice)

    assert closed.state == "closed"
    assert [errand.asked for errand in Errand.objects.filter(closed_at=None)] == ["issue_naming"]
    with pytest.raises(Refusal) as refused:
        scene.closed(notice)
    assert refused.value.code == "notice_not_published"


@pytest.mark.parametrize("role", [Role.LEADER_CITY, Role.DISCIPLINE, Role.REVIEWER_FIRST])
def test_only_the_organisers_officers_publish(
    scene: Scene, actor: MakeActor, federation: Federation, role: Role
) -> None:
    notice = drafted(scene)

    with pytest.raises(Refusal) as refused:
        publish_notice(actor=actor(role, federation.city), notice=notice, expected_revision=notice.revision)

    assert refused.value.code == "wrong_duty"


def test_the_public_reads_what_is_published_and_nothing_else(scene: Scene) -> None:
    notice = drafted(scene)
    with pytest.raises(NotFound):
        get_notice_for(PUBLIC, notice.pk)
    item = notice.items.first()
    assert item is not None
    with pytest.raises(NotFound):
        get_notice_item_for(PUBLIC, notice.pk, item.pk)

    publish_notice(actor=scene.officer, notice=notice, expected_revision=notice.revision)

    assert get_notice_for(PUBLIC, notice.pk) == notice
    assert get_notice_item_for(PUBLIC, notice.pk, item.pk) == item
