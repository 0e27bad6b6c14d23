"""The studio's file: what each event leaves behind, who may enter it, what is refused and in which words."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from jiangxin.awards.models import Award
from jiangxin.core import clock, journal
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.people.enums import HonourKind, HonourLevel
from jiangxin.people.models import Honour
from jiangxin.studios.enums import MemberRole, NameBasis, StudioKind, StudioLevel
from jiangxin.studios.models import (
    Studio,
    StudioHosting,
    StudioLeadership,
    StudioLevelHeld,
    StudioMembership,
    StudioName,
    StudioStanding,
    StudioToken,
)
from jiangxin.studios.queries import history_of, search, studio_on, studios_for
from jiangxin.studios.services import (
    LinkFacts,
    add_equipment,
    add_member,
    change_leader,
    dissolve_studio,
    end_level,
    end_link,
    end_membership,
    found_alliance,
    hold_level,
    join_alliance,
    link_studio,
    move_studio,
    place_studio,
    rename_studio,
    retire_equipment,
    strike_period,
    withdraw_level,
    withdraw_studio,
)
from jiangxin.studios.services.alliances import AllianceFacts
from jiangxin.studios.tokens import tokens
from tests.awards.scene import Scene
from tests.conftest import Federation, MakeActor
from tests.factories import PersonFactory

pytestmark = pytest.mark.each_engine

NAMED = date(2026, 9, 15)
OCTOBER = date(2026, 10, 10)
TODAY = date(2026, 11, 30)
DAY = timedelta(days=1)


def rename(scene, studio, name="匠心数控创新工作室", on=OCTOBER, **facts):
    return rename_studio(actor=scene.officer, studio=studio, name=name, basis=NameBasis.CONTENT, on=on, **facts)


def member(scene, studio, since=NAMED, **facts):
    facts.setdefault("role", MemberRole.CORE)
    facts.setdefault("person", PersonFactory())
    return add_member(actor=scene.officer, studio=studio, since=since, **facts)


def province(scene, studio, since=OCTOBER, **facts):
    return hold_level(
        actor=scene.officer,
        studio=studio,
        level=StudioLevel.PROVINCE,
        since=since,
        awarding_body="省总工会",
        document_number="省工发〔2026〕8号",
        **facts,
    )


def test_naming_opens_the_file(scene: Scene, studio: Studio) -> None:
    file = studio_on(scene.officer, studio, NAMED)

    held = file.levels[0]
    assert (str(file.name), str(file.leader), str(file.host)) == (studio.name, studio.leader_name, studio.unit_name)
    assert (file.standing.state, held.level, held.award_id) == ("active", "city", studio.award_id)
    assert held.document_number == studio.award.document.number
    assert (file.members, file.advisers, file.place, file.equipment) == ((), (), None, ())


def test_before_its_naming_a_studio_has_no_file(scene: Scene, studio: Studio) -> None:
    file = studio_on(scene.officer, studio, NAMED - DAY)

    assert (file.standing, file.name, file.leader, file.host, file.levels) == (None, None, None, None, ())


def test_a_new_name_is_shown_from_its_day_and_found_in_the_directory(scene: Scene, studio: Studio) -> None:
    old = studio.name
    rename(scene, studio, document_number="云工办〔2026〕3号")

    shown = [str(studio_on(scene.officer, studio, day).name) for day in (OCTOBER - DAY, OCTOBER, TODAY)]
    studio.refresh_from_db()
    assert shown == [old, "匠心数控创新工作室", "匠心数控创新工作室"]
    assert list(search(studios_for(PUBLIC), "匠心数控")) == [studio]
    kept = set(StudioToken.objects.filter(studio=studio).values_list("token", flat=True))
    assert kept == tokens(studio.name, studio.leader_name, studio.unit_name, studio.field)
    assert studio.award.studio_name == old  # the document of the naming day says what it said


def test_a_name_is_given_once_inside_a_unit(scene: Scene, studio: Studio) -> None:
    other = Studio.objects.exclude(pk=studio.pk).get()
    move_studio(actor=scene.officer, studio=other, unit=studio.unit, on=OCTOBER)

    with pytest.raises(Refusal) as refused:
        rename(scene, other, studio.name, on=TODAY)

    assert (refused.value.code, refused.value.problems[0].message) == ("name_taken", "本单位已有同名的工作室。")


def test_another_leader(scene: Scene, studio: Studio) -> None:
    first, person = studio.leader_name, PersonFactory(name="欧阳明")
    change_leader(actor=scene.officer, studio=studio, person=person, on=OCTOBER, note="退休", exception="会议研究同意")

    studio.refresh_from_db()
    leaders = [str(studio_on(scene.officer, studio, day).leader) for day in (OCTOBER - DAY, OCTOBER)]
    assert (leaders, studio.leader_id, studio.leader_name) == ([first, "欧阳明"], person.pk, "欧阳明")
    entry = journal.of(studio)[0]
    assert (entry.act, entry.reason, entry.after["person"]) == ("studios.change_leader", "退休", person.pk)
    with pytest.raises(Refusal, match="nothing_changes"):
        change_leader(actor=scene.officer, studio=studio, person=person, on=TODAY)


def test_another_unit_and_area(scene: Scene, studio: Studio, federation: Federation) -> None:
    move_studio(actor=scene.officer, studio=studio, unit=federation.other_unit, on=OCTOBER, note="合并")

    studio.refresh_from_db()
    assert (studio.unit, studio.area) == (federation.other_unit, federation.other_county)
    assert studio_on(scene.officer, studio, OCTOBER - DAY).host.unit == federation.unit


def test_a_province_level_stands_beside_the_citys(scene: Scene, studio: Studio) -> None:
    held = province(scene, studio, valid_until=date(2029, 10, 9))

    studio.refresh_from_db()
    assert [level.level for level in studio_on(scene.officer, studio, TODAY).levels] == ["city", "province"]
    assert studio.level == "province"
    end_level(actor=scene.officer, held=held, until=TODAY - DAY, reason="未通过复核")
    studio.refresh_from_db()
    assert [level.level for level in studio_on(scene.officer, studio, TODAY).levels] == ["city"]
    assert studio.level == "city"


def test_the_last_level_ends_by_withdrawing_only(scene: Scene, studio: Studio) -> None:
    held = studio_on(scene.officer, studio, TODAY).levels[0]

    for act in (
        lambda: end_level(actor=scene.officer, held=held, until=TODAY, reason="到期"),
        lambda: strike_period(actor=scene.officer, period=held, reason="录错"),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code in {"last_level", "last_of_its_kind"}


def test_withdrawing_ends_the_level_the_day_before(scene: Scene, studio: Studio) -> None:
    withdraw_studio(
        actor=scene.leader, studio=studio, reason="弄虚作假", document_number="云工发〔2026〕40号", on=OCTOBER
    )

    before, since = (studio_on(scene.officer, studio, day) for day in (OCTOBER - DAY, OCTOBER))
    assert (before.standing.state, len(before.levels)) == ("active", 1)
    assert (since.standing.state, since.levels) == ("withdrawn", ())
    assert since.standing.document_number == "云工发〔2026〕40号"
    with pytest.raises(Refusal, match="studio_ended"):
        rename(scene, Studio.objects.get(pk=studio.pk))


def test_withdrawing_on_the_day_of_naming_leaves_no_active_day(scene: Scene, studio: Studio) -> None:
    withdraw_studio(actor=scene.leader, studio=studio, reason="误发", document_number="云工发〔2026〕41号", on=NAMED)

    file = studio_on(scene.officer, studio, NAMED)
    assert (file.standing.state, file.levels) == ("withdrawn", ())
    assert [row.struck_reason for row in history_of(scene.officer, studio, StudioStanding, with_struck=True)] == [
        "误发",
        "",
    ]


def test_team_and_advisers(scene: Scene, studio: Studio) -> None:
    core = member(scene, studio, front_line=True, task="工艺")
    adviser = member(scene, studio, role=MemberRole.ADVISER)
    end_membership(actor=scene.officer, membership=core, until=OCTOBER)

    files = [studio_on(scene.officer, studio, day) for day in (OCTOBER, OCTOBER + DAY)]
    assert [file.members for file in files] == [(core,), ()]
    assert [file.advisers for file in files] == [(adviser,), (adviser,)]
    with pytest.raises(Refusal, match="ended_already"):
        end_membership(actor=scene.officer, membership=core, until=TODAY)


def test_place_and_equipment(scene: Scene, studio: Studio) -> None:
    place_studio(actor=scene.officer, studio=studio, address="一号车间", on=NAMED, area_m2=Decimal("36.50"))
    place_studio(actor=scene.officer, studio=studio, address="二号车间", on=OCTOBER)
    lathe = add_equipment(actor=scene.officer, studio=studio, name="车床", since=NAMED, value=Decimal("120000.10"))
    add_equipment(actor=scene.officer, studio=studio, name="量具", since=OCTOBER, number=3, value=Decimal("0.20"))
    retire_equipment(actor=scene.officer, equipment=lathe, until=TODAY - DAY)

    files = [studio_on(scene.officer, studio, day) for day in (NAMED, OCTOBER, TODAY)]
    assert [str(file.place) for file in files] == ["一号车间", "二号车间", "二号车间"]
    assert [str(file.equipment_value) for file in files] == ["120000.10", "120000.30", "0.20"]


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (NAMED, NAMED, "与已登记的“张三”（2026年9月1日至2026年9月20日）日期重叠。"),
        (date(2026, 9, 20), None, "与已登记的“张三”（2026年9月1日至2026年9月20日）日期重叠。"),
        (date(2026, 8, 1), date(2026, 9, 1), "与已登记的“张三”（2026年9月1日至2026年9月20日）日期重叠。"),
        (date(2026, 8, 1), None, "与已登记的“张三”（2026年9月1日至2026年9月20日）日期重叠。"),
        (OCTOBER, OCTOBER - DAY, "结束日期早于开始日期2026年10月10日。"),
        (TODAY + DAY, None, "日期不能晚于今天。"),
        (OCTOBER, TODAY + DAY, "日期不能晚于今天。"),
    ],
)
def test_contradicting_days_are_refused_in_words(scene: Scene, studio: Studio, since, until, words) -> None:
    person = PersonFactory(name="张三")
    member(scene, studio, date(2026, 9, 1), until=date(2026, 9, 20), person=person)

    with pytest.raises(Refusal) as refused:
        member(scene, studio, since, until=until, person=person)

    assert [problem.message for problem in refused.value.problems] == [words]
    assert StudioMembership.objects.count() == 1


@pytest.mark.parametrize("on", [NAMED, NAMED - DAY])
def test_a_change_comes_after_what_it_changes(scene: Scene, studio: Studio, on: date) -> None:
    with pytest.raises(Refusal) as refused:
        rename(scene, studio, on=on)

    assert refused.value.problems[0].message == f"已登记“{studio.name}”（2026年9月15日起），变更日期应在其后。"


def test_a_struck_change_gives_the_days_back_and_can_still_be_read(scene: Scene, studio: Studio) -> None:
    old = studio.name
    wrong = rename(scene, studio, "写错的工作室")
    strike_period(actor=scene.officer, period=wrong, reason="文号看错")

    studio.refresh_from_db()
    assert (studio.name, str(studio_on(scene.officer, studio, TODAY).name)) == (old, old)
    rows = history_of(scene.officer, studio, StudioName, with_struck=True)
    assert [(row.name, row.struck_reason) for row in rows] == [
        (old, "文号看错"),
        (old, ""),
        ("写错的工作室", "文号看错"),
    ]
    rename(scene, studio, "写对的工作室")
    assert str(studio_on(scene.officer, studio, OCTOBER).name) == "写对的工作室"


def test_only_the_newest_is_struck_and_never_the_only_one(scene: Scene, studio: Studio) -> None:
    only = StudioName.objects.get(studio=studio)
    with pytest.raises(Refusal, match="last_of_its_kind"):
        strike_period(actor=scene.officer, period=only, reason="错")
    rename(scene, studio)
    with pytest.raises(Refusal, match="not_the_newest"):
        strike_period(actor=scene.officer, period=only, reason="错")
    with pytest.raises(Refusal, match="incomplete"):
        strike_period(actor=scene.officer, period=only, reason=" ")


def test_the_units_people_keep_the_team_and_the_city_decides_the_name(
    scene: Scene, studio: Studio, federation: Federation, actor: MakeActor
) -> None:
    secretary = actor(Role.STUDIO_SECRETARY, federation.unit)
    stranger = actor(Role.STUDIO_SECRETARY, federation.other_unit)
    expert = actor(Role.EXPERT, federation.city)
    person = PersonFactory()

    add_member(actor=secretary, studio=studio, person=person, role=MemberRole.CORE, since=NAMED)
    for who, code in ((stranger, "wrong_organisation"), (expert, "wrong_duty"), (PUBLIC, "wrong_duty")):
        with pytest.raises(Refusal, match=code):
            add_member(actor=who, studio=studio, person=person, role=MemberRole.CORE, since=TODAY)
    with pytest.raises(Refusal, match="wrong_duty"):
        rename_studio(actor=secretary, studio=studio, name="新名", basis=NameBasis.TEAM, on=TODAY)


def test_the_gate(scene: Scene, studio: Studio, federation: Federation, actor: MakeActor) -> None:
    inside = [
        SYSTEM,
        scene.officer,
        scene.leader,
        actor(Role.DISCIPLINE, federation.city),
        actor(Role.REVIEWER_FIRST, federation.county),
        actor(Role.UNION_OFFICER, federation.unit),
        actor(Role.STUDIO_LEADER, federation.unit),
    ]
    outside = [
        PUBLIC,
        actor(Role.REVIEWER_FIRST, federation.other_county),
        actor(Role.UNION_OFFICER, federation.private_unit),
        actor(Role.EXPERT, federation.city),
        actor(Role.WORKER, federation.unit),
    ]

    assert [str(studio_on(who, studio, TODAY).name) for who in inside] == [studio.name] * len(inside)
    for who in outside:
        with pytest.raises(NotFound):
            studio_on(who, studio, TODAY)
        with pytest.raises(NotFound):
            history_of(who, studio, StudioName)


def test_a_file_costs_the_same_whatever_the_team(
    scene: Scene, studio: Studio, django_assert_num_queries: object
) -> None:
    for _ in range(3):
        member(scene, studio)

    with django_assert_num_queries(15):  # type: ignore[operator]
        file = studio_on(scene.officer, studio, TODAY)
    assert len(file.members) == 3


def test_a_file_tells_what_the_leader_rested_on_that_day_and_the_alliances(scene: Scene, studio: Studio) -> None:
    Honour.objects.filter(person=studio.leader).delete()
    Honour.objects.create(
        person=studio.leader,
        kind=HonourKind.MODEL_WORKER,
        level=HonourLevel.CITY,
        name="市劳动模范",
        awarded_by="市政府",
        awarded_on=NAMED,
        withdrawn_on=OCTOBER,
        verified_at=clock.now(),
    )
    found = found_alliance(actor=scene.officer, facts=AllianceFacts("数控联盟", "联合攻关", NAMED))
    join_alliance(actor=scene.officer, alliance=found, studio=studio, since=OCTOBER)

    then, before, now = (studio_on(scene.officer, studio, day) for day in (NAMED, OCTOBER - DAY, OCTOBER))

    assert [[honour.name for honour in file.honours] for file in (then, before, now)] == [["市劳动模范"]] * 2 + [[]]
    assert [bool(file.leading) for file in (then, before, now)] == [True, True, False]
    assert [[one.alliance.name for one in file.alliances] for file in (before, now)] == [[], ["数控联盟"]]


@pytest.mark.parametrize("change", ["name = 'x'", "since = '2020-01-01'", "entered_at = NULL"])
def test_the_database_keeps_what_was_entered(studio: Studio, change: str) -> None:
    with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
        _tell(f"UPDATE studios_studioname SET {change}")
    with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
        _tell("DELETE FROM studios_studioname")


def test_the_database_lets_a_period_end_once(studio: Studio) -> None:
    row = StudioName.objects.get(studio=studio)
    row.until = TODAY
    row.save(update_fields=["until"])

    for until in (None, OCTOBER):
        row.until = until
        with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
            row.save(update_fields=["until"])


@pytest.mark.parametrize(
    "row",
    [
        lambda studio: StudioName(name="另名"),
        lambda studio: StudioLeadership(person_name="另人"),
        lambda studio: StudioHosting(unit=studio.unit, unit_name="另单位"),
        lambda studio: StudioLevelHeld(level="city", kind=studio.kind, awarding_body="市总工会"),
        lambda studio: StudioStanding(state="withdrawn"),
    ],
)
def test_the_database_keeps_periods_apart(studio: Studio, row) -> None:
    period = row(studio)
    period.studio, period.since, period.until = studio, OCTOBER, OCTOBER

    with pytest.raises(IntegrityError), transaction.atomic():
        period.save()

    period.since = period.until = NAMED - DAY
    period.save()
    assert period.holds_on(NAMED - DAY)
    period.struck_at, period.struck_reason = clock.now(), "错"
    period.save(update_fields=["struck_at", "struck_reason"])
    assert not period.holds_on(NAMED - DAY)


def _tell(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_only_an_eligible_person_leads_next_unless_a_meeting_says_so(scene: Scene, studio: Studio) -> None:
    facts = {"actor": scene.officer, "studio": studio, "person": PersonFactory(), "on": OCTOBER}
    with pytest.raises(Refusal) as raised:
        change_leader(**facts)
    assert [(problem.path, problem.code) for problem in raised.value.problems] == [("person", "not_eligible")]
    change_leader(**facts, exception="主席办公会议研究同意")
    assert journal.of(studio)[0].after["exception"] == "主席办公会议研究同意"


@pytest.mark.each_engine
def test_a_skill_master_studio_is_linked_and_never_merged(scene: Scene, studio: Studio) -> None:
    facts = LinkFacts("skill_master", "王铁柱技能大师工作室", "云江市人力资源和社会保障局")
    before = (studio.name, studio.level, Studio.objects.count())

    link = link_studio(actor=scene.officer, studio=studio, facts=facts, since=OCTOBER)
    with pytest.raises(Refusal, match="entered_already"):
        link_studio(actor=scene.officer, studio=studio, facts=facts, since=OCTOBER)
    with pytest.raises(Refusal, match="form_invalid"):
        link_studio(actor=scene.officer, studio=studio, facts=replace(facts, linked=studio), since=TODAY)
    end_link(actor=scene.officer, link=link, until=OCTOBER + DAY, note="人社部门撤销")
    with pytest.raises(Refusal, match="ended_already"):
        end_link(actor=scene.officer, link=link, until=TODAY)

    shown = [len(studio_on(scene.officer, studio, OCTOBER + days * DAY).links) for days in (-1, 0, 1, 2)]
    assert shown == [0, 1, 1, 0]
    studio.refresh_from_db()
    assert (studio.name, studio.level, Studio.objects.count()) == before
    with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
        _tell("UPDATE studios_studiolink SET name = 'x'")


@pytest.mark.each_engine
def test_titles_of_two_kinds_are_held_at_one_level(scene: Scene, studio: Studio) -> None:
    title = {"actor": scene.officer, "studio": studio, "level": StudioLevel.CITY, "awarding_body": "云江市总工会"}
    craft = {**title, "kind": StudioKind.CRAFTSMAN_INNOVATION}

    held = hold_level(**craft, since=OCTOBER, document_number="云工发〔2026〕38号", valid_until=date(2029, 9, 30))

    first, second = studio_on(scene.officer, studio, TODAY).levels
    assert (first.kind, first.document_number) == (studio.kind, "云工发〔2026〕35号")
    assert (second.title, second.valid_until) == ("市级工匠（人才）创新工作室", date(2029, 9, 30))
    assert (first.paper, second.paper) == (studio.award.document.pdf, None)
    for again in (craft, title):
        with pytest.raises(Refusal, match="dates_overlap"):
            hold_level(**again, since=TODAY, document_number="云工发〔2026〕39号")
    end_level(actor=scene.officer, held=held, until=TODAY, reason="到期")
    studio.refresh_from_db()
    assert (studio.level, studio.kind) == ("city", "model_worker_innovation")


def test_withdrawing_one_award_leaves_what_another_body_gave(scene: Scene, studio: Studio) -> None:
    held = hold_level(
        actor=scene.officer,
        studio=studio,
        level=StudioLevel.PROVINCE,
        since=NAMED,
        awarding_body="省总工会",
        document_number="省工发〔2026〕8号",
    )
    ours = studio_on(scene.officer, studio, TODAY).levels[0]
    with pytest.raises(Refusal, match="award_stands"):
        withdraw_level(actor=scene.officer, held=ours, reason="降级", document_number="云工发〔2026〕40号", on=TODAY)
    withdraw_studio(
        actor=scene.leader, studio=studio, reason="弄虚作假", document_number="云工发〔2026〕40号", on=OCTOBER
    )
    file = studio_on(scene.officer, studio, OCTOBER)
    assert (file.standing.state, [level.level for level in file.levels]) == ("active", ["province"])
    assert Award.objects.get(pk=studio.award_id).standing == "withdrawn"
    withdraw_level(actor=scene.officer, held=held, reason="省里撤销", document_number="省工发〔2026〕60号", on=TODAY)
    ended = studio_on(scene.officer, studio, TODAY)
    assert (ended.standing.state, ended.levels, ended.studio.state) == ("withdrawn", (), "withdrawn")


def test_a_dissolved_studio_ends_without_a_level_or_plaque(scene: Scene, studio: Studio) -> None:
    facts = {"studio": studio, "reason": "单位申请解散", "document_number": "云工发〔2026〕44号", "on": OCTOBER}
    with pytest.raises(Refusal, match="wrong_duty"):
        dissolve_studio(actor=scene.officer, **facts)
    dissolve_studio(actor=scene.leader, **facts)
    file = studio_on(scene.officer, studio, OCTOBER)
    assert (file.standing.state, file.levels, file.studio.state) == ("dissolved", (), "dissolved")
    assert Award.objects.get(pk=studio.award_id).standing == "withdrawn"
