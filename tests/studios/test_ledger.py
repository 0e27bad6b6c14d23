"""The ledger: recorded once, kept as it was, superseded or struck with a reason, read by those who may."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from PIL import Image

from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.studios.models import LedgerEntry, LedgerFile, SignIn, Studio
from jiangxin.studios.queries.ledger import get_ledger_entry_for, ledger_for, public_ledger
from jiangxin.studios.services.ledger import (
    Evidence,
    add_evidence,
    record_entry,
    show_entry,
    strike_entry,
    supersede_entry,
)
from jiangxin.studios.services.signing_in import close_sheet, open_sheet, sign_in
from jiangxin.studios.sign_in_codes import WINDOW, code_at, is_fresh, ticket_for
from tests.conftest import Federation, MakeActor, SetClock
from tests.studios.recording import TODAY, entered, entry_facts, member, opened, paper, photo, recorded


def test_an_entry_with_photos_papers_and_people(studio: Studio) -> None:
    first = member(studio, "周小满")
    turned = Image.Exif()
    turned[0x0112] = 6  # held upright
    turned[0x010F] = "某手机"
    big = photo(size=(3000, 1500), exif=turned)
    evidence = Evidence([big], [paper()], [first.person_id], ["来宾甲", " ", "来宾甲"])

    made = recorded(studio, evidence, headcount=1, project=opened(studio), outcome=entered(studio))

    found = get_ledger_entry_for(SYSTEM, made.pk)
    assert [(row.part, row.file.name) for row in found.files.all()] == [
        ("photo", "现场.jpg"),
        ("attachment", "证明.pdf"),
    ]
    with found.files.all()[0].file.content.open() as content, Image.open(content) as kept:
        assert (kept.size, dict(kept.getexif())) == ((1000, 2000), {})
    assert [row.name for row in found.sign_ins.all()] == ["周小满", "来宾甲"]
    assert (ledger_for(SYSTEM, studio).get().people, ledger_for(SYSTEM, studio).get().photos) == (2, 1)

    add_evidence(actor=SYSTEM, entry=made, evidence=Evidence(guests=["来宾甲", "来宾乙"], team=[first.person_id]))
    assert ledger_for(SYSTEM, studio).get().people == 3
    with pytest.raises(Refusal, match="nothing_added"):
        add_evidence(actor=SYSTEM, entry=made, evidence=Evidence(guests=["来宾乙"]))


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"day": TODAY + timedelta(days=1)}, "day"),
        ({"title": " "}, "title"),
        ({"category": "party"}, "category"),
        ({"minutes": 0}, "minutes"),
        ({"headcount": -1}, "headcount"),
        ({"category": "honour"}, "level"),
        ({"content": "长" * 5001}, "content"),
    ],
)
def test_an_entry_that_is_refused(studio: Studio, changes: dict[str, object], path: str) -> None:
    with pytest.raises(Refusal) as refused:
        recorded(studio, **changes)
    assert [problem.path for problem in refused.value.problems] == [path]
    assert LedgerEntry.objects.count() == 0


def test_a_project_of_another_studio_is_refused(studio: Studio) -> None:
    foreign = opened(Studio.objects.exclude(pk=studio.pk).get())
    with pytest.raises(Refusal, match="form_invalid"):
        recorded(studio, project=foreign)
    with pytest.raises(Refusal, match="not_in_team"):
        recorded(studio, Evidence(team=[10**9]))


def test_a_wrong_entry_is_superseded_and_takes_its_evidence_along(studio: Studio) -> None:
    wrong = recorded(studio, Evidence([photo()], guests=["来宾甲"]))
    show_entry(actor=SYSTEM, entry=wrong, is_public=True)
    open_sheet(actor=SYSTEM, entry=wrong)

    right = supersede_entry(actor=SYSTEM, entry=wrong, facts=entry_facts(title="安全例会"), reason="主题写错")

    assert list(ledger_for(SYSTEM, studio)) == [right]
    wrong.refresh_from_db()
    assert (wrong.struck_reason, wrong.successor, wrong.title) == ("主题写错", right, "十一月例会")
    assert (right.files.count(), right.sign_ins.count(), right.is_public, right.sheet.entry_id) == (
        1,
        1,
        True,
        right.pk,
    )
    assert list(public_ledger(studio)) == [right]
    with pytest.raises(Refusal, match="struck_already"):
        strike_entry(actor=SYSTEM, entry=wrong, reason="再来")

    strike_entry(actor=SYSTEM, entry=right, reason="没有开")
    assert list(ledger_for(SYSTEM, studio)) == []
    assert list(ledger_for(SYSTEM, studio, with_struck=True)) == [right, wrong]
    with pytest.raises(Refusal, match="form_invalid"):
        strike_entry(actor=SYSTEM, entry=recorded(studio), reason=" ")


def test_the_database_keeps_what_was_recorded(studio: Studio) -> None:
    made = recorded(studio, Evidence([photo()], guests=["来宾甲"]))
    attempts = (
        lambda: LedgerEntry.objects.filter(pk=made.pk).update(title="另一件事"),
        lambda: LedgerEntry.objects.filter(pk=made.pk).update(headcount=99),
        lambda: LedgerFile.objects.all()._raw_delete("default"),
        lambda: SignIn.objects.update(name="别人"),
        lambda: opened(studio).delete(),
    )
    for attempt in attempts:
        with pytest.raises(DatabaseError, match="are not changed or deleted"), transaction.atomic():
            attempt()


def test_who_keeps_and_who_reads(studio: Studio, federation: Federation, actor: MakeActor) -> None:
    secretary, stranger = (
        actor(Role.STUDIO_SECRETARY, federation.unit),
        actor(Role.STUDIO_SECRETARY, federation.other_unit),
    )
    leader = actor(Role.LEADER_CITY, federation.city)
    made = record_entry(actor=secretary, studio=studio, facts=entry_facts())

    assert [list(ledger_for(who)) for who in (secretary, leader, stranger, PUBLIC)] == [[made], [made], [], []]
    with pytest.raises(NotFound):
        get_ledger_entry_for(stranger, made.pk)
    for who, code in ((leader, "wrong_duty"), (stranger, "wrong_organisation")):
        with pytest.raises(Refusal, match=code):
            strike_entry(actor=who, entry=made, reason="越权")


def test_each_signs_once_with_a_fresh_code(studio: Studio, clock_at: SetClock) -> None:
    first, made = member(studio, "周小满"), recorded(studio)
    now = clock_at("2026-11-30 09:00")
    sheet = open_sheet(actor=SYSTEM, entry=made)
    code, ticket = code_at(sheet.pk, now), ticket_for(sheet.pk)
    assert is_fresh(sheet.pk, code, now + timedelta(seconds=2 * WINDOW))
    assert not is_fresh(sheet.pk, code, now + timedelta(seconds=3 * WINDOW))
    assert not is_fresh(sheet.pk + 1, code, now)

    sign_in(actor=PUBLIC, entry=made, ticket=ticket, person_id=first.person_id)
    sign_in(actor=PUBLIC, entry=made, ticket=ticket, name="李来宾", unit_name="某厂")
    sign_in(actor=PUBLIC, entry=made, ticket=ticket, name="李来宾", unit_name="别的厂")
    for again in ({"person_id": first.person_id}, {"name": " 李来宾", "unit_name": "某厂 "}):
        with pytest.raises(Refusal, match="signed_already"):
            sign_in(actor=PUBLIC, entry=made, ticket=ticket, **again)
    with pytest.raises(Refusal, match="not_in_team"):
        sign_in(actor=PUBLIC, entry=made, ticket=ticket, person_id=10**9)
    with pytest.raises(Refusal, match="code_stale"):
        sign_in(actor=PUBLIC, entry=made, ticket=f"{ticket}x", name="假票")
    clock_at("2026-11-30 09:11")
    with pytest.raises(Refusal, match="code_stale"):
        sign_in(actor=PUBLIC, entry=made, ticket=ticket, name="迟到")
    close_sheet(actor=SYSTEM, entry=made)
    with pytest.raises(Refusal, match="sheet_closed"):
        sign_in(actor=PUBLIC, entry=made, ticket=ticket_for(sheet.pk), name="散会后")
    assert ledger_for(SYSTEM, studio).get().people == 3


def test_a_sheet_is_for_what_has_just_been(studio: Studio) -> None:
    with pytest.raises(Refusal, match="too_late"):
        open_sheet(actor=SYSTEM, entry=recorded(studio, day=date(2026, 11, 27)))
