"""What a stranger would see of an article under another access and preview, before they are saved."""

from jiangxin.core.actor import Actor
from jiangxin.core.policy import ALLOWED, deny
from jiangxin.core.refusal import NotFound
from jiangxin.library.enums import Access
from jiangxin.library.facts import PreviewFacts
from jiangxin.library.gate import articles_kept_by
from jiangxin.library.models import Article
from jiangxin.library.queries.reading import Reading, pieces_of
from jiangxin.library.text import Heading, visible


def trial_reading(actor: Actor, article: Article, *, access: str, preview: PreviewFacts) -> Reading:
    """Return what everybody would read of an article, for those who keep it; nothing is saved.

    Args:
        access: an `Access`.
        preview: the rule that cuts the text, unless everybody reads the whole.

    Raises:
        NotFound: the actor does not keep the article.
    """
    columns = ("body", "counting", "stated_total", "outline")
    row = articles_kept_by(actor).filter(pk=article.pk).values(*columns).first()
    if row is None:
        raise NotFound
    is_open = access == Access.PUBLIC
    rule = {"preview_opening": preview.opening, "preview_gap": preview.gap, "preview_tail": preview.tail}
    pieces = pieces_of({**row, **rule}, whole=is_open)
    headings = [Heading(**stored) for stored in row["outline"]]
    decision = ALLOWED if is_open else deny("preview_only", "")
    return Reading(article, decision, pieces, tuple(visible(headings, pieces)))
