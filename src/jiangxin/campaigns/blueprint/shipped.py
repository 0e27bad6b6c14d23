"""The blueprints that come with the house, read from `jiangxin/blueprints/`."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from jiangxin.campaigns.blueprint.rubrics import inline

_RUBRICS_ONLY = ("rubric_hangzhou",)
_FIRST = ("studio_naming", "studio_assessment")
"""In the order in which a federation meets them; others follow by name."""


@lru_cache(maxsize=1)
def _files() -> dict[str, dict[str, Any]]:
    folder = resources.files("jiangxin.blueprints")
    return {
        item.name.removesuffix(".toml"): tomllib.loads(item.read_text(encoding="utf-8"))
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".toml")
    }


def shipped_definitions() -> dict[str, dict[str, Any]]:
    """Return each shipped campaign kind by code as one whole definition, alternative rubrics included."""
    files = _files()
    extra: dict[str, Any] = {}
    for name in _RUBRICS_ONLY:
        extra |= inline(files.get(name, {}))
    names = sorted(files, key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
    return {name: _whole(files[name], extra) for name in names if name not in _RUBRICS_ONLY}


def _whole(content: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    parts = {key: value for key, value in content.items() if not key.startswith("rubric_")}
    own = inline(content)
    return {**parts, "rubrics": {**own, **extra}} if own else parts
