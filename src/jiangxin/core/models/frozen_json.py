"""JSON that never changes once written: decoded once for each text, and shared by everybody who reads it."""

import json
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

_MOST_KEPT = 64


class FrozenJSONField(models.JSONField):
    """A JSON column that is read far more often than written, such as the frozen definition of a call.

    Rows with the same text share one decoded object. Nobody changes it in place: take a deep copy first.
    """

    def from_db_value(self, value: Any, expression: Expression, connection: BaseDatabaseWrapper) -> Any:
        """Return the decoded text; the same object for the same text."""
        if isinstance(value, str) and self.decoder is None:
            return _decoded(value)
        return super().from_db_value(value, expression, connection)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Tell migrations that the column is a plain JSON one."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", list(args), kwargs


@lru_cache(maxsize=_MOST_KEPT)
def _decoded(text: str) -> Any:
    return json.loads(text)
