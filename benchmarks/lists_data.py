"""Rows for `bench_lists`: one federation whose inbox, directory and ranking grow, written in bulk."""

import random
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from django.test import Client
from django.utils import timezone

from jiangxin.awards.models import Award, Meeting, NamingDocument, Notice, Ranking, RankingRow
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.campaigns.services import load_shipped_blueprints, make_call
from jiangxin.core.actor import Role
from jiangxin.orgs.models import Errand
from jiangxin.rehearsal.folk import Folk
from jiangxin.rehearsal.founding import City, add_unit, found_city
from jiangxin.rehearsal.shapes import sample_shape
from jiangxin.studios.enums import StudioKind, StudioLevel
from jiangxin.studios.models import Studio

_BATCH = 5_000
_DAYS = 3_650
_COMMON = (StudioKind.values[0], StudioLevel.values[0])
_MISSING = "D"
"""An industry as common as others, but not with the commonest kind and level: filters that read much and find none."""
_SECTIONS = "CDEFGABHIJKLMNOPQRST"
_FIELDS = ["数控加工", "焊接", "电力检修", "信息技术", *(f"领域{number}" for number in range(20))]


class Filled:
    """A city with as many entries, errands, ranking rows and studios as asked for."""

    def __init__(self) -> None:
        folk = Folk(1, "339900")
        self.city: City = found_city(sample_shape(8), folk)
        self.unit = add_unit(self.city, folk, self.city.areas[0])
        self.officer = self.city.actor("officer")
        now = timezone.now()
        self.call: Call = make_call(
            actor=self.officer,
            blueprint=load_shipped_blueprints()[0],
            organiser=self.city.federation,
            title="2026",
            year=2026,
            starts_at=now,
        )
        account_id = self.officer.account_id
        self.ranking = Ranking.objects.create(call=self.call, method={}, computed_at=now, computed_by_id=account_id)
        meeting = Meeting.objects.create(
            call=self.call,
            ranking=self.ranking,
            title="m",
            minutes_number="m1",
            held_at=now,
            place="",
            chair="",
            attendees="",
            minutes="",
        )
        notice = Notice.objects.create(call=self.call, meeting=meeting, title="n", body="", contact="", working_days=5)
        self.document = NamingDocument.objects.create(
            call=self.call,
            notice=notice,
            number="锦工发〔2026〕1号",
            title="d",
            recipients="",
            body="",
            dated=now.date(),
        )
        self.size = 0

    def grow_to(self, size: int) -> None:
        """Add rows until each list has `size` of them."""
        for start in range(self.size, size, _BATCH):
            self._add(range(start, min(start + _BATCH, size)))
        self.size = size
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _add(self, numbers: range) -> None:
        now = timezone.now()
        areas = self.city.areas
        entries = Entry.objects.bulk_create(
            Entry(
                call=self.call,
                number=f"2026-01-{number:06d}",
                state=EntryState.SCORED,
                name=f"第{number}劳模创新工作室",
                kind="model_worker_innovation",
                variant="innovation",
                industry_section="C",
                leader_name="某某",
                unit=self.unit.organisation,
                area=areas[number % len(areas)],
                holder=self.city.federation,
                secretary=self.unit.secretary.account,
                created_at=now,
                submitted_at=now,
                moved_at=now,
            )
            for number in numbers
        )
        self._add_work(numbers, entries)
        self._add_studios(numbers, entries)

    def _add_work(self, numbers: range, entries: list[Entry]) -> None:
        now = timezone.now()
        Errand.objects.bulk_create(
            Errand(
                organisation=self.city.federation,
                role=Role.OFFICER_CITY,
                asked="formal_check",
                subject=Entry.journal_label,
                subject_id=entry.pk,
                title=str(entry),
                due_at=now + timedelta(minutes=number),
                opened_at=now,
            )
            for number, entry in zip(numbers, entries, strict=True)
        )
        RankingRow.objects.bulk_create(
            RankingRow(
                ranking=self.ranking,
                entry=entry,
                order=number + 1,
                place=number + 1,
                score=Decimal(90),
                lowest=Decimal(80),
                highest=Decimal(95),
                deviation=Decimal(3),
            )
            for number, entry in zip(numbers, entries, strict=True)
        )

    def _add_studios(self, numbers: range, entries: list[Entry]) -> None:
        rng, today = random.Random(numbers.start), timezone.now().date()
        awards = Award.objects.bulk_create(
            Award(
                entry=entry,
                document=self.document,
                position=number + 1,
                studio_name=entry.name,
                leader_name="某某",
                unit_name="某单位",
                area=entry.area,
                kind=entry.kind,
                level="city",
                awarding_body="市总工会",
                awarded_on=today,
            )
            for number, entry in zip(numbers, entries, strict=True)
        )
        Studio.objects.bulk_create(
            Studio(
                award=award,
                name=award.studio_name,
                kind=kind,
                level=level,
                leader_name="某某",
                unit=self.unit.organisation,
                unit_name="某单位",
                area=award.area,
                industry_section=section,
                field=_chosen(rng, _FIELDS),
                named_on=named_on,
                year=named_on.year,
            )
            for award in awards
            for named_on in [today - timedelta(days=rng.randrange(_DAYS))]
            for kind, level, section in [_character(rng)]
        )

    def pages(self) -> list[tuple[str, Client, str]]:
        """Return each page with who asks for it."""
        officer = Client()
        officer.force_login(self.city.duties["officer"].account)
        narrowed = f"/studios/?kind={_COMMON[0]}&level={_COMMON[1]}"
        return [
            ("inbox", officer, "/desk/"),
            ("directory", Client(), "/studios/"),
            ("directory, many fit", Client(), f"{narrowed}&industry={_SECTIONS[0]}"),
            ("directory, none fits", Client(), f"{narrowed}&industry={_MISSING}"),
            ("ranking", officer, f"/desk/rankings/{self.ranking.pk}/"),
        ]


def _character(rng: random.Random) -> tuple[str, str, str]:
    """Return kind, level and industry of a studio: all of them common, but never all three together in one industry."""
    kind, level, section = (_chosen(rng, values) for values in (StudioKind.values, StudioLevel.values, _SECTIONS))
    return kind, level, "E" if (kind, level) == _COMMON and section == _MISSING else section


def _chosen(rng: random.Random, values: Sequence[str]) -> str:
    """Return one of some values, the first ones more often than the last."""
    return values[int(len(values) * rng.random() ** 2)]
