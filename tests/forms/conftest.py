"""A small form with everything in it: conditions, rows, files, computed and sensitive fields."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from jiangxin.forms.definition import FormDefinition
from jiangxin.forms.parse import parse_definition

TODAY = date(2026, 11, 22)
HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "condition_vectors.json").read_text("utf-8"))
FORM = (HERE / "form.toml").read_text("utf-8")


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def form_data() -> dict[str, Any]:
    return tomllib.loads(FORM)


@pytest.fixture
def definition(form_data) -> FormDefinition:
    return parse_definition(form_data)


@pytest.fixture
def complete() -> dict[str, Any]:
    """Answers that can be submitted."""
    return {
        "studio": {"name": "李明工作室", "kind": "innovation", "area": "30.0", "public": False, "truth": True},
        "members": [{"name": "张伟", "role": "core", "from": "2024-03", "benefit": "12.50"}],
    }
