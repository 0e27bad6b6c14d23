"""One made-up batch, walked forward once through services; each scene is the city at one point of its way.

The first worker that asks makes all scenes, the others find them made. A journey begins with its own copy of one.
"""

import fcntl
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import connections, transaction
from django.utils import translation

from jiangxin.awards.models import Notice
from jiangxin.campaigns.services import load_shipped_blueprints, recommend_entry, return_entry
from jiangxin.core import clock
from jiangxin.core.actor import Role
from jiangxin.orgs.models import Duty
from jiangxin.orgs.queries import actor_of
from jiangxin.rehearsal.applications import Applications
from jiangxin.rehearsal.applying import hand_in, recommend_to_city, write_draft
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import PASSWORD, City, Unit, add_unit, appoint, found_city
from jiangxin.rehearsal.shapes import sample_shape
from jiangxin.rehearsal.walking import Walk
from jiangxin.review.models import Assignment, Expert, Panel
from jiangxin.review.services import Mark, enter_expert, lock_sheet, plan_visit
from jiangxin.review.services.scoring import rubric_of

WEDNESDAY = datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
HALF = Decimal("0.5")
EXPERTS = 5
AREAS = (0, 1, 0, 1, 0, 0, 1, 1)
"""The county each of the eight units lies in: the first has not applied, the last four come before the city."""
NEWCOMER, WRITER, RETURNED = "secretary1", "secretary2", "secretary3"
OPINION = "材料真实，本单位公示无异议，同意推荐。"


class Scene(StrEnum):
    """Where the batch stands when a journey begins."""

    OPEN = "open"  # applications come in; units and counties recommend
    CHECKING = "checking"  # four entries lie before the city, unchecked
    PANEL = "panel"  # all passed; no panel yet
    SCORING = "scoring"  # some sheets are signed, visits are planned
    DECIDING = "deciding"  # scoring is closed
    NOTICE = "notice"  # two of four are on public notice
    NAMED = "named"  # both are named, with plaques and certificates


@dataclass(slots=True)
class Batch:
    """The batch while it is walked."""

    city: City
    folk: Folk
    walk: Walk
    panel: Panel = field(init=False)
    notice: Notice = field(init=False)


def make_scenes(folder: Path) -> dict[Scene, datetime]:
    """Make a file for every scene in `folder`, unless another worker has; returns the moment each plays at.

    Writes to the default database, which has to be a file of its own.
    """
    made = folder / "moments.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            call_command("migrate", verbosity=0)
            made.write_text(json.dumps({scene: at.isoformat() for scene, at in _walk(folder).items()}))
    return {Scene(name): datetime.fromisoformat(at) for name, at in json.loads(made.read_text()).items()}


def copy_database(source: Path, target: Path) -> None:
    """Copy a database through the engine: whatever its journal holds comes along, open readers see one or the other."""
    connections.close_all()
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _walk(folder: Path) -> dict[Scene, datetime]:
    live = Path(connections.settings["default"]["NAME"])
    moments = {}
    with translation.override("zh-hans"):
        with transaction.atomic():
            batch = _found()
        for scene, step in STEPS.items():
            with transaction.atomic():
                batch = step(batch)
            moments[scene] = _moment_of(batch, scene)
            copy_database(live, folder / scene)
    return moments


def _found() -> Batch:
    shape = sample_shape(2)
    folk = Folk(7, shape.division)
    with clock.stopped_at(WEDNESDAY - timedelta(days=400)):
        city = found_city(shape, folk)
        for place in AREAS:
            add_unit(city, folk, city.areas[place])
        experts = [_expert(city, folk, number) for number in range(1, EXPERTS + 1)]
        for number in (1, 2):
            city.duties[f"inspector{number}"] = appoint(folk, f"inspector{number}", Role.INSPECTOR, city.federation)
        blueprint = load_shipped_blueprints()[0]
    walk = Walk(city, folk, blueprint, experts)
    start = (WEDNESDAY - timedelta(days=12)).replace(hour=9)
    walk.open(title="2026年度锦川市劳模创新（服务）工作室申报", number=12, start=start, seats=2, per_area=3)
    return Batch(city, folk, walk)


def _expert(city: City, folk: Folk, number: int) -> Expert:
    human = folk.person(born=(1960, 1985))
    expert = enter_expert(
        actor=city.actor("officer"),
        federation=city.federation,
        name=human.name,
        resident_id=human.resident_id,
        phone=human.phone,
        username=f"expert{number}",
        password=PASSWORD,
        workplace="锦川大学机械学院",
        title="教授",
        industry_sections=["C", "G", "Q"],
        specialities="技术创新",
    )
    city.duties[f"expert{number}"] = Duty.objects.get(account=expert.account)
    return expert


def _apply(batch: Batch) -> Batch:
    """Four units at the beginning, two before their county, two before the city."""
    call, (_newcomer, writer, returned, submitted, *further) = batch.walk.call, batch.city.units
    with clock.stopped_at(WEDNESDAY - timedelta(days=6)):
        maker = Applications(batch.folk, clock.today())
        write_draft(writer, call, maker)
        entry = hand_in(returned, call, maker)
        reason = "成员名单缺少一线职工占比说明，请补充后重新提交。"
        return_entry(actor=actor_of(returned.officer), entry=entry, reason=reason, expected_version=entry.version)
        hand_in(submitted, call, maker)
        batch.walk.units = further
        batch.walk.entries = [hand_in(unit, call, maker) for unit in further]
        for unit, entry in list(zip(further, batch.walk.entries, strict=True))[:2]:
            actor = actor_of(unit.officer)
            recommend_entry(actor=actor, entry=entry, opinion=OPINION, expected_version=entry.version)
        for unit, entry in list(zip(further, batch.walk.entries, strict=True))[2:]:
            recommend_to_city(entry, unit, _county(batch, unit))
    return batch


def _county(batch: Batch, unit: Unit) -> Duty:
    return batch.city.duties[f"county{batch.city.areas.index(unit.area) + 1}"]


def _before_the_city(batch: Batch) -> Batch:
    walk = batch.walk
    with walk.within("county_recommend"):
        for unit, entry in list(zip(walk.units, walk.entries, strict=True))[:2]:
            county = actor_of(_county(batch, unit))
            recommend_entry(actor=county, entry=entry, opinion=OPINION, expected_version=entry.version)
            entry.refresh_from_db()
    return batch


def _checked(batch: Batch) -> Batch:
    batch.walk.check()
    return batch


def _being_scored(batch: Batch) -> Batch:
    walk = batch.walk
    batch.panel = walk.assign()
    walk.score(batch.panel, share=0.5)
    inspectors = [batch.city.duties[name].account for name in ("inspector1", "inspector2")]
    with walk.within("expert_review"):
        for days, entry in enumerate(walk.entries[:2], start=1):
            plan_visit(
                actor=batch.city.actor("officer"),
                entry=entry,
                planned_for=clock.now() + timedelta(days=days),
                place=f"{entry.unit.host_unit}一楼",
                inspectors=inspectors,
            )
    return batch


def _scored(batch: Batch) -> Batch:
    left = Assignment.objects.filter(run__panel=batch.panel, withdrawn_at=None, sheet__locked_at=None)
    with batch.walk.within("expert_review", 0.8):
        for place, assignment in enumerate(left.order_by("pk")):
            _sign(assignment, Decimal(70 + place % 25) / 100)
    batch.walk.close_review(batch.panel)
    return batch


def _sign(assignment: Assignment, share: Decimal) -> None:
    sheet, account = assignment.sheet, assignment.member.expert.account
    points = {
        item.code: (item.points * share / HALF).to_integral_value(ROUND_DOWN) * HALF
        for item in rubric_of(sheet).items()
    }
    lock_sheet(
        actor=actor_of(Duty.objects.get(account=account)),
        sheet=sheet,
        marks={code: Mark(str(value)) for code, value in points.items()},
        comment="成果有应用。",
        vetoes={},
        signed_as=account.person.name,
        expected_revision=sheet.revision,
    )


def _on_notice(batch: Batch) -> Batch:
    batch.notice = batch.walk.display(batch.walk.decide())
    return batch


def _named(batch: Batch) -> Batch:
    batch.walk.name(batch.notice)
    return batch


STEPS: dict[Scene, Callable[[Batch], Batch]] = {
    Scene.OPEN: _apply,
    Scene.CHECKING: _before_the_city,
    Scene.PANEL: _checked,
    Scene.SCORING: _being_scored,
    Scene.DECIDING: _scored,
    Scene.NOTICE: _on_notice,
    Scene.NAMED: _named,
}
"""What is done to come to each scene from the one before."""

WINDOWS = {
    Scene.CHECKING: ("formal_check", 0.3),
    Scene.PANEL: ("expert_review", 0.1),
    Scene.SCORING: ("expert_review", 0.5),
    Scene.DECIDING: ("decision", 0.5),
    Scene.NOTICE: ("notice", 0.4),
    Scene.NAMED: ("naming", 0.5),
}
"""The stage each scene plays in, and how far into it."""


def _moment_of(batch: Batch, scene: Scene) -> datetime:
    if scene is Scene.OPEN:
        return WEDNESDAY
    with batch.walk.within(*WINDOWS[scene]):
        return clock.now()
