"""Words the desk's templates need."""

from django.template import Library

from jiangxin.core.refusal import Text
from jiangxin.web.desk.blueprint_reading import KIND_WORDS

register = Library()


@register.filter
def kind_word(kind: object) -> Text:
    """Return what a kind of field is called."""
    return KIND_WORDS.get(str(kind), str(kind))
