"""The way of an article – sent, returned, published, withdrawn – for one, and for many at once."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiangxin.core import clock
from jiangxin.core.actor import Actor, Request
from jiangxin.core.moments import posted_moment
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.ui.listing import hidden_selection, selected_rows
from jiangxin.core.ui.parts import Confirmation, Subject
from jiangxin.library.models import Article
from jiangxin.library.queries import get_kept_article_for
from jiangxin.web.desk.article_acts import ACTS, Act, Wish, consequences, done_words, needs_reason
from jiangxin.web.desk.article_list import ARTICLES
from jiangxin.web.desk.neighbours import trail_of
from jiangxin.web.desk.posting import done, expected, status_of, whole

_TO_THE_SECOND = "%Y-%m-%dT%H:%M:%S"
_BATCH = ("send", "publish", "withdraw")
_AT_ONCE = 100
"""Articles acted on in one go: each is an act of its own, and the page has to be answered in time."""


def passage(request: Request, article_id: int, act: str) -> HttpResponse:
    """Show what an act will do to an article; confirmed, do it."""
    found, wanted = get_kept_article_for(request.actor, article_id), _act(act)
    address = reverse("desk:library-article", args=[found.pk]) + trail_of(request)
    refusal = None
    if request.method == "POST":
        try:
            wish = _wish(request, wanted)
            moved = wanted.deed(request.actor, found, expected(request, "revision"), wish)
        except NotFound:
            raise
        except Refusal as caught:
            refusal = caught
        else:
            return done(request, address, done_words(wanted, moved))
    decision = wanted.may(request.actor, found)
    if refusal is None and not decision:
        decision.require()
    confirmation = Confirmation(
        title=f"{wanted.title}：{found.title}",
        act=wanted.title,
        back_url=address,
        consequences=consequences(wanted, found),
        hidden=[("revision", str(found.revision))],
        reason_label=wanted.reason,
        reason_required=needs_reason(wanted, request.actor, found),
        dangerous=wanted.dangerous,
    )
    context = {
        "confirmation": confirmation,
        "refusal": refusal,
        "asks_time": wanted.code == "publish",
        "moment": request.POST.get("published_at", _planned(found)),
    }
    return render(request, "desk/library/passage.html", context, status=status_of(refusal))


def _act(code: str) -> Act:
    found = ACTS.get(code)
    if found is None:
        raise NotFound
    return found


def _planned(article: Article) -> str:
    moment = article.published_at
    return timezone.localtime(moment).strftime(_TO_THE_SECOND) if moment else ""


def _wish(request: Request, act: Act) -> Wish:
    typed = request.POST.get("published_at", "").strip()
    moment = posted_moment(typed) if act.code == "publish" else None
    if act.code == "publish" and typed and moment is None:
        message = _("发布时间没有看懂。")
        problems = [Problem("published_at", message, "invalid")]
        remedy = _("请按年、月、日、时、分、秒填写，或留空。")
        raise Refusal("moment_invalid", message, remedy, problems=problems, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if act.code == "publish" and not typed:
        moment = clock.now().replace(microsecond=0)
    return Wish(reason=request.POST.get("reason", ""), published_at=moment)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one article; `refusal` tells why nothing did."""

    article: Article
    refusal: Refusal | None = None


def batch(request: Request, act: str) -> HttpResponse:
    """Show what an act would do to the articles ticked; confirmed, do it one by one and tell what became of each."""
    wanted = _act(act)
    if act not in _BATCH:
        raise NotFound
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:library"))
    rows = list(selected_rows(request, ARTICLES, request.actor)[: _AT_ONCE + 1])
    found, more = rows[:_AT_ONCE], len(rows) > _AT_ONCE
    if request.POST.get("confirmed") != "1":
        return _ask(request, wanted, found, None, more=more)
    if wanted.reason and not request.POST.get("reason", "").strip():
        refusal = Refusal("reason_missing", _("请写明原因。"), _("填写后重新提交。"))
        return _ask(request, wanted, found, refusal, more=more)
    results = [_do(request, wanted, article) for article in found if whole(request.POST.get(_name(article)))]
    context = {
        "act": wanted,
        "results": results,
        "done": sum(result.refusal is None for result in results),
        "left": sum(result.refusal is not None for result in results),
    }
    return render(request, "desk/library/batch_result.html", context)


def _ask(request: Request, act: Act, found: list[Article], refusal: Refusal | None, *, more: bool) -> HttpResponse:
    lines = [_("逐篇办理，一篇办不成不影响其余。"), *act.consequences]
    if more:
        lines.append(_("一次最多 %(count)s 篇，这里是最前面的；办完后可接着办其余的。") % {"count": _AT_ONCE})
    confirmation = Confirmation(
        title=_("批量%(act)s") % {"act": act.title},
        act=act.title,
        back_url=reverse("desk:library"),
        consequences=lines,
        subjects=[_subject(request.actor, act, article) for article in found],
        hidden=[*hidden_selection(request), *((_name(article), str(article.revision)) for article in found)],
        reason_label=act.reason,
        reason_required=bool(act.reason),
        dangerous=act.dangerous,
    )
    context = {"confirmation": confirmation, "refusal": refusal}
    return render(request, "desk/library/passage.html", context, status=status_of(refusal))


def _subject(actor: Actor, act: Act, article: Article) -> Subject:
    decision = act.may(actor, article)
    return Subject(
        label=article.title,
        url=reverse("desk:library-article", args=[article.pk]),
        note=f"{article.owner.name} · {article.get_state_display()}",
        refused="" if decision else decision.message,
    )


def _name(article: Article) -> str:
    return f"revision-{article.pk}"


def _do(request: Request, act: Act, article: Article) -> Result:
    """Act on one article as it stood on the confirm page; one refusal leaves the others alone."""
    revision = expected(request, _name(article))
    try:
        return Result(act.deed(request.actor, article, revision, Wish(reason=request.POST.get("reason", ""))))
    except Refusal as refusal:
        return Result(article, refusal)
