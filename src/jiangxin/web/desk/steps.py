"""Which states of entries belong to which step of a batch; lists and boards count by the same table."""

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import EntryState, StageKind
from jiangxin.campaigns.models import Stage
from jiangxin.core.refusal import Text
from jiangxin.orgs.enums import Level

_UNIT, _COUNTY = "unit_recommend", "county_recommend"
_STATES: dict[str, tuple[EntryState, ...]] = {
    StageKind.DECLARE: (EntryState.RETURNED,),
    _UNIT: (EntryState.SUBMITTED,),
    _COUNTY: (EntryState.RECOMMENDED_UNIT,),
    StageKind.FORMAL_CHECK: (EntryState.RECOMMENDED_COUNTY, EntryState.SUPPLEMENT),
    StageKind.EXPERT_REVIEW: (EntryState.FORMAL_PASSED,),
    StageKind.DECISION: (EntryState.SCORED,),
    StageKind.NOTICE: (EntryState.SELECTED, EntryState.GRADED, EntryState.DISPLAYED),
    StageKind.NAMING: (EntryState.NAMED, EntryState.ASSESSED),
}
_FINISHED = frozenset({StageKind.NAMING})
STEPS: tuple[tuple[str, Text], ...] = (
    (StageKind.DECLARE, _("退回修改中")),
    (_UNIT, _("待基层推荐")),
    (_COUNTY, _("待县（市、区）、产业推荐")),
    (StageKind.FORMAL_CHECK, _("形式审查中")),
    (StageKind.EXPERT_REVIEW, _("评审中")),
    (StageKind.DECISION, _("待会议研究")),
    (StageKind.NOTICE, _("拟命名、公示")),
    (StageKind.NAMING, _("已命名")),
)


def states_of(step: str) -> tuple[EntryState, ...]:
    """Return the states in which an entry waits in a step; none for a step that has no state of its own."""
    return _STATES.get(step, ())


def step_of(stage: Stage) -> str:
    """Return the step a stage of a call works through."""
    if stage.kind == StageKind.RECOMMEND:
        return _UNIT if stage.level in {Level.GRASSROOTS, Level.SUBUNIT} else _COUNTY
    return stage.kind


def still_waits(step: str) -> bool:
    """Tell whether an entry in this step still waits for something to be done in it."""
    return step not in _FINISHED
