"""Reading an article in order to change it: its text as it is stored, for those who may edit it."""

from jiangxin.core.actor import Actor
from jiangxin.core.refusal import NotFound
from jiangxin.library.facts import ArticleFacts
from jiangxin.library.gate import articles_for
from jiangxin.library.models import Article
from jiangxin.library.policies import may_edit


def facts_for(actor: Actor, article: Article) -> ArticleFacts:
    """Return what a writer finds in the form of an article, its text with the markers of its gaps.

    Raises:
        NotFound: the actor may not even list it.
        Refusal: the actor may not edit it as it stands.
    """
    found = articles_for(actor).defer(None).filter(pk=article.pk).first()
    if found is None:
        raise NotFound
    may_edit(actor=actor, article=found).require()
    return ArticleFacts.of(found)
