import pytest
from django.apps import apps
from django.db.models import TextChoices

from jiangxin.core.ui.icons import PATHS
from jiangxin.core.ui.states import ICONS, TONES, Tone, tone_of


def state_codes():
    """Every code of a model field called state, verdict or outcome."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if getattr(field, "name", "") in {"state", "verdict", "standing"} and getattr(field, "choices", None):
                for code, _label in field.choices:
                    yield f"{model._meta.label}.{code}", str(code)


@pytest.mark.parametrize(("where", "code"), sorted(set(state_codes())))
def test_every_state_of_every_record_has_a_tone(where, code):
    assert code in TONES, where


def test_every_tone_has_an_icon_that_exists():
    assert {ICONS[tone] for tone in Tone} <= PATHS.keys()
    assert len({ICONS[tone] for tone in Tone}) == len(Tone)


def test_a_choice_is_told_by_its_value():
    class Example(TextChoices):
        NAMED = "named", "已命名"

    assert tone_of(Example.NAMED) is Tone.NAMED


def test_an_unknown_code_is_grey():
    assert tone_of("no such state") is Tone.DRAFT
