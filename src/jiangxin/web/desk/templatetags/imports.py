"""Words of an import for its pages."""

from django import template

from jiangxin.web.desk.import_text import Piece
from jiangxin.web.desk.import_words import CERTAINTY, DAMAGE

register = template.Library()


@register.filter
def repair_words(piece: Piece) -> str:
    """Return what a repair undoes, and how sure it is."""
    classes = "、".join(str(DAMAGE[damage]) for damage in piece.classes)
    certainty = next((words for code, words in CERTAINTY.items() if code == piece.certainty), "")
    return f"{classes}（{certainty}）"
