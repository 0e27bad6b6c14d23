"""The forms of an import: a new batch, more files for it, and what a file says of its article."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.files import Upload
from jiangxin.core.files.fields import ManyFilesField, ManyFilesInput
from jiangxin.core.ui.moment_field import MomentField
from jiangxin.library.enums import ArticleKind, CountingRule
from jiangxin.library.models import Category
from jiangxin.library.proposal import Proposal
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import in_subtree

ACCEPTED: Final = ".txt,.htm,.html,.shtml,.xhtml,.docx,.doc,.wps,.rtf,.pdf,.md,.zip"
_TO_THE_SECOND: Final = "%Y-%m-%dT%H:%M:%S"
FACTS: Final = (
    "title",
    "subtitle",
    "kind",
    "published_at",
    "issuing_body",
    "author",
    "document_number",
    "source_name",
    "source_url",
    "licence_note",
    "summary",
    "stated_total",
    "counting",
)
"""Fields of the form that are facts of the article."""


class FilesForm(forms.Form):
    """Files one by one or a folder; browsers without folders offer files there too."""

    documents = ManyFilesField(
        label=_("选择文件"),
        required=False,
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"accept": ACCEPTED, "class": "form-control"}),
    )
    folder = ManyFilesField(
        label=_("或者选择整个文件夹"),
        required=False,
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"webkitdirectory": True, "class": "form-control"}),
    )

    def boxes(self) -> tuple[forms.BoundField, forms.BoundField]:
        """Return the two file boxes; one of them is enough, so that neither is told to be optional."""
        return self["documents"], self["folder"]

    def uploads(self) -> list[Upload]:
        """Return what was chosen, without the hidden files folders hold."""
        chosen = [*self.cleaned_data["documents"], *self.cleaned_data["folder"]]
        return [upload for upload in chosen if not (upload.name or "").startswith(".")]

    def clean(self) -> dict[str, Any]:
        """Ask for something to import."""
        found = super().clean() or {}
        if not (found.get("documents") or found.get("folder")):
            self.add_error("documents", _("请选择要导入的文件或文件夹。"))
        return found


class NewImportForm(FilesForm):
    """A new batch."""

    title = forms.CharField(
        label=_("批次名称"), max_length=120, required=False, help_text=_("便于以后查找；不填则用当天日期。")
    )
    owner = forms.ModelChoiceField(
        label=_("归口单位"), queryset=Organisation.objects.none(), help_text=_("导入的文章归这个单位管理。")
    )
    counting = forms.ChoiceField(
        label=_("计数规则"),
        choices=CountingRule.choices,
        initial=CountingRule.SITE,
        widget=forms.RadioSelect,
        help_text=_("从文库网站复制来的页面用网站字数，才能与网页标明的字数核对。"),
    )
    protected = forms.BooleanField(
        label=_("保留拼音与字距"),
        required=False,
        help_text=_("识字课本、拼音读物等，括号里的拼音和字间空格本来就是内容，请勾选。"),
    )
    keep = forms.CharField(
        label=_("保留写法的姓名"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一个。这些姓名里的繁体字、异体字不转换。"),
    )
    field_order = ("documents", "folder", "owner", "title", "counting", "protected", "keep")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = self.fields["owner"]
        assert isinstance(owners, forms.ModelChoiceField), "the field as declared"
        owners.queryset = Organisation.objects.filter(in_subtree("path", actor.organisation_path)).order_by("path")
        owners.initial = actor.organisation_id
        owners.empty_label = None

    def names(self) -> tuple[str, ...]:
        """Return the names to keep."""
        return tuple(self.cleaned_data["keep"].splitlines())


class FactsForm(forms.Form):
    """What was recognised of an article, to be confirmed or corrected; and where the article is put."""

    title = forms.CharField(label=_("标题"), max_length=200)
    subtitle = forms.CharField(label=_("副标题"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("类型"), choices=ArticleKind.choices)
    published_at = MomentField(
        label=_("发布时间"), required=False, help_text=_("原文的发布时间；不填则以在本站发布的时间为准。")
    )
    issuing_body = forms.CharField(label=_("发布机构"), max_length=120, required=False)
    author = forms.CharField(label=_("作者"), max_length=60, required=False)
    document_number = forms.CharField(label=_("文号"), max_length=60, required=False)
    source_name = forms.CharField(label=_("来源"), max_length=120, required=False)
    source_url = forms.CharField(label=_("来源网址"), max_length=500, required=False)
    licence_note = forms.CharField(label=_("版权说明"), max_length=300, required=False)
    summary = forms.CharField(label=_("导读"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    stated_total = forms.IntegerField(label=_("来源标明的全文字数"), min_value=0, max_value=99_999_999, required=False)
    counting = forms.ChoiceField(label=_("计数规则"), choices=CountingRule.choices)
    categories = forms.TypedMultipleChoiceField(
        label=_("分类"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("原文所在的分类已勾选。"),
    )
    new_categories = forms.MultipleChoiceField(
        label=_("文库还没有的分类"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tags = forms.CharField(label=_("标签"), max_length=400, required=False, help_text=_("用顿号或逗号分开。"))
    pictures = forms.BooleanField(label=_("文中的图片收入文章图集"), required=False)
    original = forms.BooleanField(label=_("附上原件，供可读全文的人下载"), required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        proposal: Proposal,
        tree: Sequence[tuple[int, Category]],
        may_add: bool,
        typed: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=initial_of(proposal) | dict(typed))
        self.proposal, self.may_add = proposal, may_add
        # Sources tell the second; a form that drops it would correct what nobody corrected.
        self.fields["published_at"].widget = forms.DateTimeInput(
            attrs={"type": "datetime-local", "step": 1}, format=_TO_THE_SECOND
        )
        places = _ways_of(tree)
        found = [category.pk for category in proposal.categories]
        categories, missing = self.fields["categories"], self.fields["new_categories"]
        assert isinstance(categories, forms.TypedMultipleChoiceField), "the field as declared"
        assert isinstance(missing, forms.MultipleChoiceField), "the field as declared"
        # What was recognised stands first, the rest of the tree below it in its order.
        order = [*found, *(key for key in places if key not in found)]
        categories.choices = [(key, places[key]) for key in order]
        missing.choices = [(way, way) for way in proposal.missing]
        missing.help_text = _("勾选的在确认时建立。") if may_add else _("分类由市总工会设置；勾选的先记为标签。")
        if not proposal.missing:
            del self.fields["new_categories"]
        if not proposal.pictures:
            del self.fields["pictures"]

    def corrections(self) -> dict[str, Any]:
        """Return the facts that differ from what was recognised."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in FACTS}

    def tag_names(self) -> list[str]:
        """Return the tags, and the missing categories where nobody may add them."""
        words = self.cleaned_data["tags"]
        for divider in "，,；;\n":
            words = words.replace(divider, "、")
        missing = [] if self.may_add else [way.rsplit(" > ", 1)[-1][:30] for way in self.ways()]
        return [*filter(None, map(str.strip, words.split("、"))), *missing]

    def ways(self) -> list[str]:
        """Return the missing categories that were ticked."""
        return list(self.cleaned_data.get("new_categories", []))


def _ways_of(tree: Sequence[tuple[int, Category]]) -> dict[int, str]:
    """Return each category's way from the top, by its key, in the order of the tree."""
    ways: dict[int, str] = {}
    above: list[str] = []
    for depth, category in tree:
        above[depth:] = [category.name]
        ways[category.pk] = " / ".join(above)
    return ways


def initial_of(proposal: Proposal) -> dict[str, Any]:
    """Return what the form shows at first."""
    facts = proposal.facts
    return {name: getattr(facts, name) for name in FACTS} | {
        "published_at": facts.published_at,
        "categories": [category.pk for category in proposal.categories],
        "new_categories": list(proposal.missing),
        "tags": "、".join(proposal.tags),
        "pictures": True,
        "original": False,
    }
