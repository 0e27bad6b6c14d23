"""Who may write, publish, arrange, keep and read articles; every no carries its reason."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import SYSTEM, Actor, Role
from jiangxin.core.policy import ALLOWED, Decision, deny, first_denial, signed_in
from jiangxin.library.enums import Access, ArticleState
from jiangxin.library.gate import PUBLISHERS, WRITERS, readable_whole_for
from jiangxin.library.models import Article, Favourite, FavouriteFolder
from jiangxin.orgs.models import Organisation

_OPEN_TO_WRITERS = (ArticleState.DRAFT,)
_OPEN_TO_PUBLISHERS = (ArticleState.DRAFT, ArticleState.REVIEW, ArticleState.PUBLISHED)


def may_write(*, actor: Actor, owner: Organisation) -> Decision:
    """Union officers, county officers and city officers write for their organisation and those below it."""
    return _has_duty(actor, owner, WRITERS)


def _has_duty(actor: Actor, owner: Organisation, roles: tuple[Role, ...]) -> Decision:
    if actor == SYSTEM:
        return ALLOWED
    if not actor.is_any(*roles):
        return deny(
            "wrong_duty",
            _("您当前的职责不能办理文库文章。"),
            _("如您兼有其他职责，请在右上角切换；否则请交由有职责的同志办理。"),
            status=HTTPStatus.FORBIDDEN,
        )
    if not actor.oversees(owner.path):
        return deny(
            "wrong_organisation",
            _("这篇文章归%(organisation)s，不归您当前单位办理。") % {"organisation": owner.name},
            _("请联系归口单位。"),
            status=HTTPStatus.FORBIDDEN,
        )
    return ALLOWED


def _in_state(article: Article, *states: str) -> Decision:
    if article.state in states:
        return ALLOWED
    return deny(
        "not_in_this_state",
        _("这篇文章当前是“%(state)s”，不能这样办理。") % {"state": article.get_state_display()},
        _("请刷新页面查看最新情况。"),
    )


def may_edit(*, actor: Actor, article: Article) -> Decision:
    """Writers change drafts; those who publish also change what is in review or published."""
    writing = may_write(actor=actor, owner=article.owner)
    if not writing:
        return writing
    if _has_duty(actor, article.owner, PUBLISHERS):
        return _in_state(article, *_OPEN_TO_PUBLISHERS)
    if article.state in _OPEN_TO_WRITERS:
        return ALLOWED
    return deny(
        "not_editable",
        _("这篇文章当前是“%(state)s”，内容已锁定。") % {"state": article.get_state_display()},
        _("待审的文章可以先撤回再改；已发布的请由上级工会修改。"),
    )


def may_send_to_review(*, actor: Actor, article: Article) -> Decision:
    """Writers send their drafts to those who publish."""
    return first_denial(may_write(actor=actor, owner=article.owner), _in_state(article, ArticleState.DRAFT))


def may_return_to_draft(*, actor: Actor, article: Article) -> Decision:
    """What is in review goes back by its writer or who publishes; what was withdrawn, by who publishes."""
    if article.state == ArticleState.WITHDRAWN:
        return _has_duty(actor, article.owner, PUBLISHERS)
    return first_denial(may_write(actor=actor, owner=article.owner), _in_state(article, ArticleState.REVIEW))


def may_publish(*, actor: Actor, article: Article) -> Decision:
    """County officers publish for their county, city officers for the city; grass-roots unions send to review."""
    return first_denial(
        _has_duty(actor, article.owner, PUBLISHERS), _in_state(article, ArticleState.DRAFT, ArticleState.REVIEW)
    )


def may_withdraw(*, actor: Actor, article: Article) -> Decision:
    """Who publishes also withdraws."""
    return first_denial(_has_duty(actor, article.owner, PUBLISHERS), _in_state(article, ArticleState.PUBLISHED))


def may_shape_categories(*, actor: Actor) -> Decision:
    """The tree of categories is the city's."""
    return _city(actor, _("分类由市总工会统一设置。"))


def may_arrange_front(*, actor: Actor) -> Decision:
    """The front page is the city's."""
    return _city(actor, _("首页由市总工会安排。"))


def _city(actor: Actor, message: object) -> Decision:
    if actor == SYSTEM or actor.is_any(Role.OFFICER_CITY):
        return ALLOWED
    return deny("wrong_duty", str(message), _("请联系市总工会经办人。"), status=HTTPStatus.FORBIDDEN)


def may_keep(*, actor: Actor) -> Decision:
    """Whoever has signed in keeps favourites."""
    return signed_in(actor)


def may_change_favourite(*, actor: Actor, favourite: Favourite) -> Decision:
    """Favourites are their keeper's own."""
    return _own(actor, favourite.account_id)


def may_change_folder(*, actor: Actor, folder: FavouriteFolder) -> Decision:
    """Folders are their keeper's own."""
    return _own(actor, folder.account_id)


def _own(actor: Actor, account_id: int) -> Decision:
    if actor.account_key == account_id:
        return ALLOWED
    return deny("not_yours", _("只能整理自己的收藏。"), status=HTTPStatus.FORBIDDEN)


def may_read_whole(*, actor: Actor, article: Article) -> Decision:
    """Tell whether the actor may read all of an article they may list; a no says why, and what would open it."""
    if readable_whole_for(actor).filter(pk=article.pk).exists():
        return ALLOWED
    return why_not_whole(actor=actor, article=article)


def why_not_whole(*, actor: Actor, article: Article) -> Decision:
    """Return the no of `may_read_whole` for an article whose whole the actor is known not to have."""
    entrance = _("如您符合条件，请先登录。") if not actor.is_signed_in else ""
    status = HTTPStatus.FORBIDDEN if actor.is_signed_in else HTTPStatus.UNAUTHORIZED
    match article.access:
        case Access.SIGNED_IN:
            return deny(
                "sign_in_to_read", _("这篇文章的全文向登录用户开放。"), _("登录后即可阅读全文。"), status=status
            )
        case Access.ORGANISATIONS:
            message = _("这篇文章的全文向%(names)s的成员开放。") % {"names": _readers(article)}
            remedy = entrance or _("如您属于其中的单位，请联系本单位工会登记；如兼有其他职责，请在右上角切换。")
            return deny("members_only", message, remedy, status=status)
        case Access.DUTY:
            message = _("这篇文章的全文向以下人员开放：%(names)s。") % {"names": _readers(article)}
            remedy = entrance or _("如您兼有其中的职责，请在右上角切换。")
            return deny("duty_only", message, remedy, status=status)
        case _:
            return deny("not_published", _("这篇文章尚未发布。"), _("请联系归口单位。"), status=status)


def _readers(article: Article) -> str:
    return "、".join(str(reader) for reader in article.readers.select_related("organisation")) or str(
        _("尚未指定的人员")
    )
