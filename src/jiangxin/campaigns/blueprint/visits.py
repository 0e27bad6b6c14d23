"""Whether a route has site visits, and whether they come before the experts or after them: what an officer chooses."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.enums import StageKind
from jiangxin.core.refusal import Text

Table = dict[str, Any]
NONE, BEFORE, AFTER = "none", "before", "after"
CHOICES: tuple[tuple[str, Text], ...] = (
    (NONE, _("不安排实地考察")),
    (BEFORE, _("在专家评审之前")),
    (AFTER, _("在专家评审之后")),
)
_USUAL: Table = {
    "code": "inspection",
    "kind": StageKind.INSPECTION.value,
    "label": "实地考察",
    "label_en": "Site visit",
    "days": 15,
    "day_kind": "calendar",
    "rights": ["inspect", "sign"],
    "source": "平台默认",
    "platform_default": True,
}
"""What a stage of visits looks like when a route had none."""


def place_of(stages: Sequence[Table]) -> str:
    """Return where the visits stand in a route."""
    kinds = [stage.get("kind") for stage in stages]
    if StageKind.INSPECTION not in kinds:
        return NONE
    if StageKind.EXPERT_REVIEW not in kinds:
        return AFTER
    return BEFORE if kinds.index(StageKind.INSPECTION) < kinds.index(StageKind.EXPERT_REVIEW) else AFTER


def put_visits(stages: Sequence[Table], place: str) -> list[Table]:
    """Return a route with its visits at a place, or without them; everything else keeps its order.

    Where no experts judge, both places are the one between the formal check and the decision.
    """
    if place not in dict(CHOICES) or place == place_of(stages):
        return list(stages)
    kept = [stage for stage in stages if stage.get("kind") != StageKind.INSPECTION]
    if place == NONE:
        return kept
    held = [stage for stage in stages if stage.get("kind") == StageKind.INSPECTION] or [_new(kept)]
    kinds = [stage.get("kind") for stage in kept]
    if StageKind.EXPERT_REVIEW in kinds:
        at = kinds.index(StageKind.EXPERT_REVIEW) + (place == AFTER)
    else:
        at = next((number for number, kind in enumerate(kinds) if kind == StageKind.DECISION), len(kinds))
    return [*kept[:at], *held, *kept[at:]]


def _new(stages: Sequence[Table]) -> Table:
    """Return a stage of visits whose code no other stage has."""
    codes, made = {stage.get("code") for stage in stages}, deepcopy(_USUAL)
    number = 1
    while made["code"] in codes:
        number += 1
        made["code"] = f"inspection_{number}"
    return made
