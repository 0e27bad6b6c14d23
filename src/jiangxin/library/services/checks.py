"""What services hold of an article before they write it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jiangxin.core.refusal import Problem, Refusal
from jiangxin.library.enums import ArticleState
from jiangxin.library.facts import NAMES
from jiangxin.library.models import Article
from jiangxin.orgs.models import Organisation

LONGEST = 500_000
"""Characters of one body: twenty times the longest report; what is longer is not one article."""


def lock(article: Article, expected_revision: int | None = None) -> Article:
    """Return the article as it stands, held for this transaction.

    Raises:
        Refusal: "stale_page" when somebody has changed it since the page was opened.
    """
    held = Article.objects.select_for_update(of=("self",)).select_related("owner").get(pk=article.pk)
    if expected_revision is not None and held.revision != expected_revision:
        raise Refusal("stale_page", _("这篇文章刚被修改过，您这里的修改没有写入。"), _("请刷新页面，核对后再保存。"))
    return held


def check_fields(article: Article) -> None:
    """Check the writer's fields of an article not yet saved.

    Raises:
        Refusal: "article_invalid" with the problem of each field.
    """
    problems = {problem.path: problem for problem in _field_problems(article)}
    if len(article.body) > LONGEST or len(article.contents) > LONGEST:
        problems["body"] = Problem("body", _("正文太长，请拆成几篇。"), "too_long")
    if article.source_url and not article.source_url.startswith(("http://", "https://")):
        message = _("来源网址须以 http:// 或 https:// 开头。")
        problems["source_url"] = Problem("source_url", message, "not_a_web_address")
    if problems:
        found = list(problems.values())
        raise Refusal("article_invalid", _("有内容没有填对，没有保存。"), _("请按提示修改。"), problems=found)


def check_once(article: Article) -> None:
    """Check that the owner does not keep this text already.

    Raises:
        Refusal: "same_text", naming the other article.
    """
    if not article.digest:
        return
    # Two windows with the same text come one after the other.
    Organisation.objects.select_for_update().get(pk=article.owner_id)
    same = Article.objects.filter(owner=article.owner, digest=article.digest).exclude(pk=article.pk)
    other = same.exclude(state=ArticleState.WITHDRAWN).only("pk", "title").first()
    if other is not None and article.state != ArticleState.WITHDRAWN:
        raise Refusal(
            "same_text",
            _("本单位已有一篇正文完全相同的文章：“%(title)s”。") % {"title": other.title},
            _("请直接修改原文，或先撤下原文。"),
            problems=[Problem("body", _("正文与“%(title)s”完全相同。") % {"title": other.title}, "same_text")],
        )


def _field_problems(article: Article) -> list[Problem]:
    others = [field.name for field in Article._meta.concrete_fields if field.name not in NAMES]  # noqa: SLF001
    try:
        article.clean_fields(exclude=others)
    except ValidationError as fault:
        return [
            Problem(name, " ".join(item.messages), str(item.code or "invalid"))
            for name, found in fault.error_dict.items()
            for item in found[:1]
        ]
    return []
