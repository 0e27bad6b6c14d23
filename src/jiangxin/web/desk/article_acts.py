"""The way of an article as its pages offer it: what each act is called, asks for and brings about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor
from jiangxin.core.moments import told_to_the_second
from jiangxin.core.policy import Decision, deny
from jiangxin.core.refusal import Text
from jiangxin.library import policies
from jiangxin.library.enums import Access, ArticleState
from jiangxin.library.gate import PUBLISHERS, WRITERS
from jiangxin.library.models import Article
from jiangxin.library.services import publish_article, return_to_draft, send_to_review, withdraw_article


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed with an act: a reason, and when to publish."""

    reason: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act on an article.

    Args:
        may: whether it could be done now.
        deed: does it to the article as it stood at a revision.
        reason: the label under which a reason is asked for; empty asks for none.
        done: what is said afterwards.
    """

    code: str
    title: Text
    consequences: tuple[Text, ...]
    may: Callable[[Actor, Article], Decision]
    deed: Callable[[Actor, Article, int, Wish], Article]
    done: Text
    reason: Text = ""
    dangerous: bool = False


def _may_send(actor: Actor, article: Article) -> Decision:
    return policies.may_send_to_review(actor=actor, article=article)


def _may_return(actor: Actor, article: Article) -> Decision:
    return policies.may_return_to_draft(actor=actor, article=article)


def _may_publish(actor: Actor, article: Article) -> Decision:
    return _or_upstairs(actor, policies.may_publish(actor=actor, article=article))


def _may_withdraw(actor: Actor, article: Article) -> Decision:
    return _or_upstairs(actor, policies.may_withdraw(actor=actor, article=article))


def _or_upstairs(actor: Actor, decision: Decision) -> Decision:
    """Tell those who write and do not publish whose act it is."""
    if decision.code == "wrong_duty" and actor.is_any(*WRITERS) and not actor.is_any(*PUBLISHERS):
        return deny("not_a_publisher", _("发布和撤下由上级工会办理。"), _("写好后请送审。"), status=decision.status)
    return decision


def _send(actor: Actor, article: Article, revision: int, wish: Wish) -> Article:
    del wish
    return send_to_review(actor=actor, article=article, expected_revision=revision)


def _return(actor: Actor, article: Article, revision: int, wish: Wish) -> Article:
    return return_to_draft(actor=actor, article=article, expected_revision=revision, reason=wish.reason)


def _publish(actor: Actor, article: Article, revision: int, wish: Wish) -> Article:
    moment = wish.published_at
    return publish_article(actor=actor, article=article, expected_revision=revision, published_at=moment)


def _withdraw(actor: Actor, article: Article, revision: int, wish: Wish) -> Article:
    return withdraw_article(actor=actor, article=article, expected_revision=revision, reason=wish.reason)


ACTS: Mapping[str, Act] = {
    act.code: act
    for act in (
        Act(
            code="send",
            title=_("送审"),
            consequences=(_("交给有发布权的工会审核。"), _("审核期间撰写人不能修改；需要修改可以撤回。")),
            may=_may_send,
            deed=_send,
            done=_("已送审。"),
        ),
        Act(
            code="publish",
            title=_("发布"),
            consequences=(
                _("在门户公开，可以检索、收藏；全文按阅读范围开放。"),
                _("首页位置另行安排。"),
            ),
            may=_may_publish,
            deed=_publish,
            done=_("已发布。"),
        ),
        Act(
            code="return",
            title=_("退回草稿"),
            consequences=(_("回到草稿，可以修改后再送审或发布；各个版本保留。"),),
            may=_may_return,
            deed=_return,
            done=_("已退回草稿。"),
            reason=_("退回原因"),
        ),
        Act(
            code="withdraw",
            title=_("撤下"),
            consequences=(
                _("门户立即不再显示，检索、首页和他人的收藏里都看不到。"),
                _("文章和各个版本保留，以后可以退回草稿重新办理。"),
            ),
            may=_may_withdraw,
            deed=_withdraw,
            done=_("已撤下。"),
            reason=_("撤下原因"),
            dangerous=True,
        ),
    )
}


def needs_reason(act: Act, actor: Actor, article: Article) -> bool:
    """Tell whether an act has to be given a reason: taking back what one sent oneself needs none."""
    taken_back = article.state == ArticleState.REVIEW and article.owner_id == actor.organisation_id
    return bool(act.reason) and not (act.code == "return" and taken_back)


def consequences(act: Act, article: Article) -> list[Text]:
    """Return what an act will bring about, this article's own circumstances first."""
    found = list(act.consequences)
    if act.code == "publish":
        found.insert(0, preview_words(article))
    if act.code == "withdraw" and (places := article.front_places.count()):
        found.insert(0, _("它在首页的 %(count)s 处位置随之撤下。") % {"count": places})
    return found


def preview_words(article: Article) -> Text:
    """Return in words how much of an article everybody reads."""
    if article.access == Access.PUBLIC:
        return _("所有人都可以阅读全文 %(total)s 字。") % {"total": article.characters}
    return _("全文 %(total)s 字向%(access)s开放；其他人读到 %(shown)s 字，另有 %(omitted)s 字不显示。") % {
        "total": article.characters,
        "access": article.get_access_display(),
        "shown": article.preview_shown,
        "omitted": article.preview_omitted,
    }


def done_words(act: Act, article: Article) -> Text:
    """Return what is said after an act; a later moment of publishing is named."""
    moment = article.published_at
    if act.code == "publish" and moment is not None and moment > clock.now():
        return _("已发布，将于 %(moment)s 公开。") % {"moment": told_to_the_second(moment)}
    return act.done


@dataclass(frozen=True, slots=True)
class Offer:
    """An act a page offers."""

    label: Text
    url: str
    dangerous: bool = False


@dataclass(frozen=True, slots=True)
class Offers:
    """The acts of an article: the one next act, the others, and why further ones are not to be had."""

    first: Offer | None
    others: tuple[Offer, ...]
    refused: tuple[tuple[Text, Decision], ...]


_SILENT = frozenset({"not_in_this_state"})
_ORDER = ("publish", "send", "return", "withdraw")


def offers_for(actor: Actor, article: Article) -> Offers:
    """Return what the actor may do with an article now; acts of another state are not spoken of."""
    if not actor.is_any(*WRITERS):
        return Offers(None, (), ())
    decisions = {code: ACTS[code].may(actor, article) for code in _ORDER}
    editing = policies.may_edit(actor=actor, article=article)
    found = [_offer(code, actor, article) for code in _ORDER if decisions[code]]
    if editing:
        found.insert(min(len(found), _is_on_its_way(article)), _edit_offer(article))
    refused = [(ACTS[code].title, decision) for code, decision in decisions.items() if not decision]
    refused += [] if editing else [(_("修改"), editing)]
    first = found.pop(0) if found and _is_on_its_way(article) else None
    return Offers(first, tuple(found), tuple(item for item in refused if item[1].code not in _SILENT))


def _is_on_its_way(article: Article) -> bool:
    return article.state != ArticleState.PUBLISHED


def _offer(code: str, actor: Actor, article: Article) -> Offer:
    act = ACTS[code]
    url = reverse("desk:library-passage", args=[article.pk, code])
    label = act.title
    if code == "return" and article.state == ArticleState.REVIEW and not needs_reason(act, actor, article):
        label = _("撤回修改")
    return Offer(label, url, act.dangerous)


def _edit_offer(article: Article) -> Offer:
    return Offer(_("修改"), reverse("desk:library-edit", args=[article.pk]))
