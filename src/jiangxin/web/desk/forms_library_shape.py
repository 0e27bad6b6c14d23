"""The forms that shape an article: who reads the whole, what it is filed under, its files."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Role
from jiangxin.library.enums import Access, FilePurpose
from jiangxin.library.facts import PreviewFacts, ReaderFacts
from jiangxin.library.models import Article, ArticleReader, Category
from jiangxin.orgs.models import Organisation

_LONGEST: Final = 1_000_000
_SPACE: Final = "\u3000"


def code_of(organisation_id: int | None, role: str) -> str:
    """Return how a form names a reader: "12:" for members, ":expert" for a role anywhere, "12:expert" for one there."""
    return f"{organisation_id or ''}:{role}"


class AccessForm(forms.Form):
    """Who may read the whole, and how the preview of everybody else is cut.

    Args:
        article: the article; its access and preview are what the form begins with.
        found: organisations the search has found, offered besides those already chosen.
        place_role: the role offered at each organisation found; empty offers none.
    """

    access = forms.ChoiceField(label=_("谁可以阅读全文"), choices=Access.choices, widget=forms.RadioSelect)
    organisations = forms.MultipleChoiceField(
        label=_("可以阅读全文的单位"), required=False, widget=forms.CheckboxSelectMultiple
    )
    duties = forms.MultipleChoiceField(
        label=_("可以阅读全文的职责"), required=False, widget=forms.CheckboxSelectMultiple
    )
    find = forms.CharField(label=_("按名称查找单位"), required=False, max_length=60)
    find_role = forms.ChoiceField(label=_("在查到的单位担任"), required=False)
    preview_opening = forms.IntegerField(label=_("开头显示字数"), min_value=0, max_value=_LONGEST)
    preview_gap = forms.IntegerField(
        label=_("中间省略字数"), min_value=0, max_value=_LONGEST, required=False, help_text=_("留空则省略其余全部。")
    )
    preview_tail = forms.IntegerField(label=_("末尾省略字数"), min_value=0, max_value=_LONGEST)
    reason = forms.CharField(label=_("修改原因"), required=False, max_length=300)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, article: Article, found: Sequence[Organisation] = (), place_role: str = "", moved: Any = ()
    ) -> None:
        readers = list(article.readers.select_related("organisation"))
        super().__init__(data, initial=_initial(article, readers))
        if article.state == "published":
            self.fields["reason"].required = True
            self.fields["reason"].help_text = _("已发布的文章，修改立即生效，原因记入日志。")
        chosen = {row.pk: row for row in [*(r.organisation for r in readers if r.organisation), *moved, *found]}
        self.places: dict[int, Organisation] = chosen
        duties = [(code_of(None, role), label) for role, label in Role.choices]
        duties += _there(readers, chosen, _pairs(data), place_role, found)
        _offer(self, "organisations", [(code_of(key, ""), row.name) for key, row in chosen.items()])
        _offer(self, "duties", duties)
        _offer(self, "find_role", [("", _("（不限，成员均可）")), *Role.choices])

    def readers(self) -> list[ReaderFacts]:
        """Return the readers chosen for the access chosen; those of the other kind are left aside."""
        codes: list[str] = []
        if self.cleaned_data["access"] == Access.ORGANISATIONS:
            codes = self.cleaned_data["organisations"]
        elif self.cleaned_data["access"] == Access.DUTY:
            codes = self.cleaned_data["duties"]
        pairs = [code.split(":", 1) for code in codes]
        return [ReaderFacts(organisation=self.places[int(key)] if key else None, role=role) for key, role in pairs]

    def preview(self) -> PreviewFacts:
        """Return the rule that cuts the preview."""
        data = self.cleaned_data
        return PreviewFacts(opening=data["preview_opening"], gap=data["preview_gap"], tail=data["preview_tail"])


def _initial(article: Article, readers: Iterable[ArticleReader]) -> dict[str, Any]:
    codes = [code_of(reader.organisation_id, reader.role) for reader in readers]
    return {
        "access": article.access,
        "organisations": [code for code in codes if code.endswith(":")],
        "duties": [code for code in codes if not code.endswith(":")],
        "preview_opening": article.preview_opening,
        "preview_gap": article.preview_gap,
        "preview_tail": article.preview_tail,
        "revision": article.revision,
    }


def _pairs(data: Any) -> list[str]:
    return data.getlist("duties") if data is not None else []


def posted_places(data: Any) -> list[int]:
    """Return the keys of the organisations a posted form names, chosen before and carried along."""
    codes = [*data.getlist("organisations"), *data.getlist("duties")]
    heads = [code.split(":", 1)[0] for code in codes]
    return [int(head) for head in heads if head.isascii() and head.isdigit() and len(head) <= 9]  # noqa: PLR2004


def _there(
    readers: Iterable[ArticleReader],
    places: dict[int, Organisation],
    posted: Iterable[str],
    role: str,
    found: Sequence[Organisation],
) -> list[tuple[str, Any]]:
    """Offer roles at one place: those that read already, those posted, and the one asked for at what was found."""
    pairs = {(row.organisation_id, row.role): None for row in readers if row.organisation_id and row.role}
    for code in posted:
        head, _colon, name = code.partition(":")
        if head.isascii() and head.isdigit() and int(head) in places and name in Role.values:
            pairs[int(head), name] = None
    pairs |= {(place.pk, role): None for place in found if role in Role.values}
    return [(code_of(key, name), f"{places[key].name} · {Role(name).label}") for key, name in pairs if key]


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class ShelfForm(forms.Form):
    """The categories and tags of an article."""

    categories = forms.MultipleChoiceField(
        label=_("分类"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("可以选几个分类。")
    )
    first = forms.ChoiceField(
        label=_("首要分类"), required=False, help_text=_("文章页“您的位置”显示这个分类；要在上面选中的分类里选。")
    )
    tags = forms.CharField(label=_("标签"), required=False, max_length=700, help_text=_("用顿号、逗号或空格分开。"))

    def __init__(self, data: Any, *, tree: Sequence[tuple[int, Category]], standing: Sequence[int], tags: str) -> None:
        initial = {"categories": [str(key) for key in standing], "first": str(next(iter(standing), "")), "tags": tags}
        super().__init__(data, initial=initial)
        shown = [(str(category.pk), _SPACE * depth + category.name) for depth, category in tree]
        self.known = {str(category.pk): category for _depth, category in tree}
        _offer(self, "categories", shown)
        _offer(self, "first", [("", _("（选中的第一个）")), *shown])

    def clean(self) -> dict[str, Any]:
        """Ask for the first category to be among those chosen."""
        data = super().clean() or {}
        if data.get("first") and data["first"] not in data.get("categories", ()):
            self.add_error("first", _("首要分类不在选中的分类里。"))
        return data

    def chosen(self) -> list[Category]:
        """Return the categories, the first one first."""
        first, keys = self.cleaned_data["first"], self.cleaned_data["categories"]
        return [self.known[key] for key in sorted(keys, key=lambda key: key != first)]

    def tag_names(self) -> list[str]:
        """Return the tags one by one."""
        text: str = self.cleaned_data["tags"]
        for sign in "、，,；;\n":
            text = text.replace(sign, " ")
        return text.split()


class UploadForm(forms.Form):
    """A new file."""

    file = forms.FileField(label=_("选择文件"), allow_empty_file=True)
    purpose = forms.ChoiceField(label=_("用途"), choices=FilePurpose.choices, widget=forms.RadioSelect)
    caption = forms.CharField(
        label=_("说明"), required=False, max_length=200, help_text=_("图片写明内容，附件写标题。")
    )
