"""A call turned into a decided assessment: its definition, the lines of a meeting, the result; written directly."""

from typing import Any

from jiangxin.awards.models import AssessmentResult, GradeLine, Meeting
from jiangxin.campaigns.models import Call, Entry
from jiangxin.core import clock
from jiangxin.studios.models import Studio
from tests.awards.scene import Scene

RULES: dict[str, Any] = {
    "assessment": {"subject": "studio", "grace_days": 30},
    "grades": [
        {"code": "excellent", "label": "优秀", "label_en": "Excellent", "at_least": 90},
        {"code": "lowest", "label": "不合格", "label_en": "Unqualified"},
    ],
    "consequences": [
        {"grade": "excellent", "act": "reconfirm"},
        {"grade": "excellent", "act": "reward", "amount": "30000"},
        {"grade": "excellent", "act": "recommend_next_level"},
        {"grade": "lowest", "act": "withdraw"},
        {"grade": "lowest", "act": "settle"},
        {"grade": "lowest", "act": "bar", "years": 2},
    ],
}


def decide(scene: Scene, grades: dict[Studio, str]) -> Call:
    """Let the scene's call be an assessment that gave these grades."""
    call = scene.call
    Call.objects.filter(pk=call.pk).update(definition={**call.definition, **RULES})
    meeting = Meeting.objects.earliest("pk")
    for order, (studio, grade) in enumerate(grades.items(), 1):
        assert studio.award is not None, "named from the scene"
        entry = studio.award.entry
        Entry.objects.filter(pk=entry.pk).update(subject_kind="studio", subject_id=studio.pk)
        GradeLine.objects.create(
            meeting=meeting,
            entry=entry,
            order=order,
            earned=grade,
            proposed=grade,
            grade=grade,
            cause="score",
            reason="按得分",
        )
    AssessmentResult.objects.create(
        call=call,
        meeting=meeting,
        document_number="云工发〔2026〕70号",
        decided_at=clock.now(),
        decided_by_id=scene.leader.account_key,
    )
    return Call.objects.get(pk=call.pk)
