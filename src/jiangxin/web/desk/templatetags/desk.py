"""Words the desk's templates need."""

from collections.abc import Mapping

from django.template import Library

from jiangxin.core.refusal import Text
from jiangxin.web.desk.blueprint_reading import KIND_WORDS

register = Library()


@register.filter
def kind_word(kind: object) -> Text:
    """Return what a kind of field is called."""
    return KIND_WORDS.get(str(kind), str(kind))


@register.filter
def get(table: Mapping[str, str], key: str) -> str:
    """Return what stands under a key; nothing where there is none."""
    return table.get(key, "")
