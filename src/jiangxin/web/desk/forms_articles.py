"""The form of an article: its text and everything it says of itself."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.ui.moment_field import MomentField
from jiangxin.library.enums import ArticleKind, CountingRule
from jiangxin.library.facts import NAMES, ArticleFacts
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import in_subtree

_TO_THE_SECOND: Final = "%Y-%m-%dT%H:%M:%S"
PAIRS: Final = (
    "kind",
    "published_at",
    "author",
    "issuing_body",
    "document_number",
    "source_name",
    "source_url",
    "licence_note",
    "counting",
    "stated_total",
)
"""Short fields, laid out two by two."""


class ArticleForm(forms.Form):
    """An article as its writer fills it in; the services check the rest."""

    title = forms.CharField(label=_("标题"), max_length=200)
    subtitle = forms.CharField(label=_("副标题"), max_length=200, required=False)
    body = forms.CharField(
        label=_("正文"),
        required=False,
        strip=False,
        help_text=_(
            "纯文本，一行一段。行首的一、（一）1.（1）一是 等编号就是标题，提纲据此生成。最多 50 万字（不超过 2 MB）。"
        ),
        widget=forms.Textarea(attrs={"rows": 24, "class": "jx-write-body", "spellcheck": "false", "lang": "zh-Hans"}),
    )
    summary = forms.CharField(
        label=_("导读"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("列表里显示；不填则取公开部分的开头。"),
    )
    kind = forms.ChoiceField(label=_("类型"), choices=ArticleKind.choices)
    published_at = MomentField(
        label=_("发布时间"),
        required=False,
        help_text=_("精确到秒。不填则以发布的时间为准；较晚的时间到时自动公开。"),
    )
    author = forms.CharField(label=_("作者"), max_length=60, required=False)
    issuing_body = forms.CharField(label=_("发布机构"), max_length=120, required=False)
    document_number = forms.CharField(label=_("文号"), max_length=60, required=False)
    source_name = forms.CharField(label=_("来源"), max_length=120, required=False)
    source_url = forms.CharField(label=_("来源网址"), max_length=500, required=False)
    licence_note = forms.CharField(
        label=_("版权说明"), max_length=300, required=False, help_text=_("例如：经作者同意转载。")
    )
    counting = forms.ChoiceField(label=_("计数规则"), choices=CountingRule.choices)
    stated_total = forms.IntegerField(
        label=_("来源标明的全文字数"),
        min_value=0,
        max_value=99_999_999,
        required=False,
        help_text=_("来源不完整时填写，据此标明缺多少字。"),
    )
    contents = forms.CharField(
        label=_("原文目录"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("来源自带的目录，一行一条；没有则不填。"),
    )
    note = forms.CharField(
        label=_("修改说明"), max_length=200, required=False, help_text=_("改了什么、为什么改，记在版本里。")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Sources tell the second; a form that drops it would change what nobody changed.
        self.fields["published_at"].widget = forms.DateTimeInput(
            attrs={"type": "datetime-local", "step": 1}, format=_TO_THE_SECOND
        )

    def pairs(self) -> list[forms.BoundField]:
        """Return the short fields, bound."""
        return [self[name] for name in PAIRS]

    def facts(self) -> ArticleFacts:
        """Return what was filled in, as the services take it."""
        return ArticleFacts(**{name: self.cleaned_data[name] for name in NAMES})


class NewArticleForm(ArticleForm):
    """A new article, for one of the organisations the actor writes for."""

    owner = forms.ModelChoiceField(
        label=_("归口单位"), queryset=Organisation.objects.none(), help_text=_("文章归这个单位管理。")
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        owners = self.fields["owner"]
        assert isinstance(owners, forms.ModelChoiceField), "the field as declared"
        owners.queryset = Organisation.objects.filter(in_subtree("path", actor.organisation_path)).order_by("path")
        owners.initial = actor.organisation_id
        owners.empty_label = None
        del self.fields["note"]
