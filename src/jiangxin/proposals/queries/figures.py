"""Figures of a campaign that collects proposals: how many, by whom, how they fared, what they brought (domain 6.12).

Whoever reads the proposals below an organisation reads the figures of exactly these; the number of queries is constant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, Model, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncDate, TruncMonth
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.models import Call
from jiangxin.core import clock
from jiangxin.core.actor import Actor, Role
from jiangxin.core.refusal import Text
from jiangxin.engine.measure.months import months_on
from jiangxin.orgs.enums import Level
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import in_subtree
from jiangxin.people.enums import Gender, SkillGrade
from jiangxin.proposals.enums import ProposalState as State
from jiangxin.proposals.models import Adoption, Benefit, EnergySaving, Proposal, Reward
from jiangxin.proposals.queries.gate import proposals_for

ADOPTED = (State.ADOPTED, State.PILOT, State.IN_USE, State.STOPPED)
"""Answered with a yes, whatever became of it."""
USED = (State.IN_USE, State.STOPPED)
"""Carried out."""
_YOUNG, _MIDDLE, _ELDER = 35, 45, 55
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of proposals, people and units; money in yuan, energy in tonnes.

    Attributes:
        proposers: accounts that proposed with a name.
        employees: of the units in scope, as the federation has them on record.
        silent_units: units in scope without any proposal.
        in_time: answered on or before the promised day.
        late: not answered although the day is over.
        coal_range, carbon_range: what the published ranges allow.
    """

    proposals: int
    unnamed: int
    proposers: int
    employees: int
    units: int
    silent_units: int
    adopted: int
    used: int
    answered: int
    in_time: int
    late: int
    adopters: int
    benefit: Decimal
    reward: Decimal
    coal: Decimal
    coal_range: tuple[Decimal, Decimal]
    carbon: Decimal
    carbon_range: tuple[Decimal, Decimal]

    def percent(self, part: int, whole: int) -> Decimal | None:
        """Return a share in per cent to one decimal; none of nothing."""
        return (Decimal(100 * part) / whole).quantize(Decimal("0.1")) if whole else None

    @property
    def participation(self) -> Decimal | None:
        """Return the proposers among all employees."""
        return self.percent(self.proposers, self.employees)

    @property
    def adoption(self) -> Decimal | None:
        """Return those adopted among all."""
        return self.percent(self.adopted, self.proposals)

    @property
    def use(self) -> Decimal | None:
        """Return those carried out among the adopted."""
        return self.percent(self.used, self.adopted)

    @property
    def punctuality(self) -> Decimal | None:
        """Return those answered in time among all that were answered or are late."""
        return self.percent(self.in_time, self.answered + self.late)


@dataclass(frozen=True, slots=True)
class Group:
    """Proposers of one age, sex or grade, and what they proposed."""

    label: Text
    people: int
    proposals: int


@dataclass(frozen=True, slots=True)
class Month:
    """What was proposed in a month, and what became of it since."""

    month: date
    proposals: int
    adopted: int
    used: int


def proposals_of(actor: Actor, call: Call) -> QuerySet[Proposal]:
    """Return the proposals of a campaign an actor reads."""
    return proposals_for(actor).filter(call=call).order_by()


def figures_of(actor: Actor, call: Call) -> Figures:
    """Return the figures of a campaign, as far as the actor reads its proposals."""
    rows = proposals_of(actor, call)
    today = clock.today()
    counted = rows.annotate(answered_on=TruncDate("answered_at")).aggregate(
        proposals=Count("pk"),
        unnamed=Count("pk", filter=Q(is_anonymous=True)),
        proposers=Count("proposer_id", distinct=True),
        adopted=Count("pk", filter=Q(state__in=ADOPTED)),
        used=Count("pk", filter=Q(state__in=USED)),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
        in_time=Count("pk", filter=Q(answered_on__lte=F("answer_due_on"))),
        late=Count("pk", filter=Q(answered_at=None, answer_due_on__lt=today)),
    )
    units = _scope(actor, call).order_by()
    scope = units.aggregate(number=Count("pk"), people=Sum("employees"))
    coal, carbon = _saved(rows)
    return Figures(
        **counted,
        employees=scope["people"] or 0,
        units=scope["number"],
        silent_units=units.exclude(pk__in=rows.values("unit")).count(),
        adopters=Adoption.objects.filter(proposal__in=rows, ended_on=None).count(),
        benefit=_sum(_newest(Benefit, rows), "amount"),
        reward=_sum(Reward.objects.filter(proposal__in=rows), "amount"),
        coal=coal[0],
        coal_range=coal[1:],
        carbon=carbon[0],
        carbon_range=carbon[1:],
    )


def units_of(actor: Actor, call: Call) -> QuerySet[Organisation]:
    """Return the grass-roots units a campaign is for, below the actor, each with its counts; silent ones too.

    Annotated: `proposed`, `proposers`, `adopted`, `used`, `waiting` (not answered yet), `late`.
    """
    ours = Q(proposals__call=call) & ~Q(proposals__state=State.WITHDRAWN)
    waiting = ours & Q(proposals__answered_at=None)
    return (
        _scope(actor, call)
        .select_related("parent")
        .annotate(
            proposed=Count("proposals", filter=ours),
            proposers=Count("proposals__proposer", filter=ours, distinct=True),
            adopted=Count("proposals", filter=ours & Q(proposals__state__in=ADOPTED)),
            used=Count("proposals", filter=ours & Q(proposals__state__in=USED)),
            waiting=Count("proposals", filter=waiting),
            late=Count("proposals", filter=waiting & Q(proposals__answer_due_on__lt=clock.today())),
        )
    )


def _scope(actor: Actor, call: Call) -> QuerySet[Organisation]:
    path = "" if actor.is_any(Role.OFFICER_CITY, Role.LEADER_CITY, Role.DISCIPLINE) else actor.organisation_path
    rows = Organisation.objects.filter(level=Level.GRASSROOTS, closed_on=None)
    rows = rows.filter(in_subtree("path", path)) if path else rows
    areas = call.who_may_apply.get("areas") or []
    if areas:
        wanted = Q()
        for area in areas:
            wanted |= in_subtree("path", area)
        rows = rows.filter(wanted)
    return rows


def by_month(actor: Actor, call: Call) -> list[Month]:
    """Return the months in which something was proposed, the first one first."""
    rows = proposals_of(actor, call).annotate(month=TruncMonth("submitted_at")).values("month")
    counted = rows.annotate(
        proposals=Count("pk"),
        adopted=Count("pk", filter=Q(state__in=ADOPTED)),
        used=Count("pk", filter=Q(state__in=USED)),
    )
    return [
        Month(row["month"].date(), row["proposals"], row["adopted"], row["used"]) for row in counted.order_by("month")
    ]


def by_age(actor: Actor, call: Call) -> list[Group]:
    """Return the proposers by age today, the young ones in front."""
    today = clock.today()
    born = "proposer__person__birth"
    ages = [(0, _YOUNG), (1, _MIDDLE), (2, _ELDER)]
    # Born after the day that lies one year more than the bound back: not older than the bound yet.
    bands = [When(**{f"{born}__gt": months_on(today, -_YEAR * (most + 1))}, then=Value(place)) for place, most in ages]
    band = Case(
        *bands, When(**{f"{born}__isnull": False}, then=Value(3)), default=Value(4), output_field=IntegerField()
    )
    labels = [_("35 岁及以下"), _("36 至 45 岁"), _("46 至 55 岁"), _("56 岁及以上"), _("年龄未登记")]
    return _groups(proposals_of(actor, call).annotate(band=band), "band", enumerate(labels))


def by_gender(actor: Actor, call: Call) -> list[Group]:
    """Return the proposers by sex."""
    return _groups(proposals_of(actor, call), "proposer__person__gender", [*Gender.choices, ("", _("未登记"))])


def by_grade(actor: Actor, call: Call) -> list[Group]:
    """Return the proposers by skill grade, the lowest first."""
    return _groups(proposals_of(actor, call), "proposer__person__skill_grade", SkillGrade.choices)


def _groups(rows: QuerySet[Proposal], by: str, labels: Iterable[tuple[Any, Text]]) -> list[Group]:
    counted = rows.filter(proposer__isnull=False).values(by)
    found = {
        row[by]: (row["people"], row["number"])
        for row in counted.annotate(people=Count("proposer_id", distinct=True), number=Count("pk"))
    }
    return [Group(label, *found[code]) for code, label in labels if code in found]


def _newest(model: type[Model], rows: QuerySet[Proposal]) -> QuerySet[Any]:
    """Return of each proposal and year the record that counts."""
    manager = model._default_manager  # noqa: SLF001  Django's name for what every model has
    later = manager.filter(proposal=OuterRef("proposal"), year=OuterRef("year"), pk__gt=OuterRef("pk"))
    return manager.filter(~Exists(later), proposal__in=rows)


def _sum(rows: QuerySet[Any], name: str) -> Decimal:
    # In Python: SQLite adds as floating numbers, and money is exact.
    return sum(rows.order_by().values_list(name, flat=True), Decimal(0))


def _saved(rows: QuerySet[Proposal]) -> tuple[tuple[Decimal, Decimal, Decimal], tuple[Decimal, Decimal, Decimal]]:
    names = ("coal", "coal_low", "coal_high", "carbon", "carbon_low", "carbon_high")
    found = list(_newest(EnergySaving, rows).order_by().values_list(*names))
    sums = [sum((row[place] for row in found), Decimal("0.0000")) for place in range(len(names))]
    return (sums[0], sums[1], sums[2]), (sums[3], sums[4], sums[5])
