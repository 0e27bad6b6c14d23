"""The lists of an import: the batches, and the files of one with what became of each."""

from typing import Any

from django.db.models import Count, F, Func, IntegerField, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.actor import Actor
from jiangxin.core.ui.listing import (
    BatchAct,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Empty,
    Kind,
    Listing,
    TextFilter,
    YesNoFilter,
)
from jiangxin.library.enums import ImportState
from jiangxin.library.models import ImportBatch, ImportItem
from jiangxin.library.queries import import_batches_for, import_items_for
from jiangxin.web.desk.import_words import outcome_address, outcome_of

HAS_DOUBTS = ~Q(flags=[])
CLEAN = Q(state=ImportState.READ, flags=[], recognised__title__value__isnull=False)
"""Read, with its title in the text, and nothing left for a person to judge."""


class _Length(Func):
    """How long a JSON list is."""

    function = "json_array_length"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Name the function as PostgreSQL does for its own kind of JSON."""
        return self.as_sql(compiler, connection, function="jsonb_array_length", **context)


def files_of(actor: Actor, batch: ImportBatch) -> QuerySet[ImportItem]:
    """Return the files of a batch with the counts the list shows, their texts not loaded."""
    return import_items_for(actor, batch).annotate(
        repair_count=_Length(F("changes"), output_field=IntegerField()),
        doubt_count=_Length(F("flags"), output_field=IntegerField()),
        found_title=KeyTextTransform("value", KeyTransform("title", "recognised")),
    )


def _batches(actor: Actor) -> QuerySet[ImportBatch]:
    def count(**condition: str) -> Any:
        return Count("items", filter=Q(**{f"items__{key}": value for key, value in condition.items()}))

    return import_batches_for(actor).annotate(
        total=count(),
        to_confirm=count(state=ImportState.READ),
        confirmed=count(state=ImportState.CONFIRMED),
        failed=count(state=ImportState.FAILED),
        unread=count(state=ImportState.WAITING),
    )


BATCHES = Listing[ImportBatch](
    code="desk.imports",
    title=_("文章导入"),
    lead=_("把文件、文件夹里的文章导入文库：先核对识别和修复的结果，确认后成为文章草稿。"),
    rows=_batches,
    columns=(
        Column(code="title", label=_("批次"), sort="title"),
        Column(code="owner", label=_("归口单位"), value="owner.name"),
        Column(code="total", label=_("文件"), kind=Kind.NUMBER),
        Column(code="to_confirm", label=_("待确认"), kind=Kind.NUMBER),
        Column(code="confirmed", label=_("已入库"), kind=Kind.NUMBER),
        Column(code="failed", label=_("读取失败"), kind=Kind.NUMBER),
        Column(code="unread", label=_("待读取"), kind=Kind.NUMBER, shown=False),
        Column(
            code="made_by", label=_("导入人"), value=lambda batch: batch.made_by.person.name if batch.made_by else ""
        ),
        Column(code="made_at", label=_("导入时间"), kind=Kind.MOMENT, sort="id"),
    ),
    filters=(
        TextFilter(code="q", label=_("批次或归口单位"), fields=("title", "owner__name")),
        ChoiceFilter(
            code="with",
            label=_("含有"),
            choices=[choice for choice in ImportState.choices if choice[0] != ImportState.DISCARDED],
            where=lambda state: Q(pk__in=ImportItem.objects.filter(state=state).order_by().values("batch")),
        ),
        DateRangeFilter(code="made", label=_("导入时间"), field="made_at", moments=True),
    ),
    default_sort="-made_at",
    row_url=lambda batch: reverse("desk:import", args=[batch.pk]),
    unit=_("批"),
    empty=Empty(
        _("还没有导入过文章"),
        _("可以导入文本、网页、Word、WPS 和带文字的 PDF；复制来的网页会自动清除夹注的拼音、转回简体。"),
        "/desk/library/imports/new/",
        _("导入文章"),
    ),
)


def files_listing(batch: ImportBatch) -> Listing[ImportItem]:
    """Return the list of a batch's files."""
    return Listing[ImportItem](
        code="desk.import-files",
        title=batch.title,
        rows=lambda actor: files_of(actor, batch),
        columns=(
            Column(code="name", label=_("文件"), sort="name"),
            Column(code="state", label=_("状态"), kind=Kind.STATE),
            Column(code="format", label=_("格式"), value=lambda item: item.format.upper()),
            Column(code="found_title", label=_("识别的标题")),
            Column(code="repairs", label=_("修复"), kind=Kind.NUMBER, value=lambda item: _when_read(item, "repair")),
            Column(code="doubts", label=_("待核"), kind=Kind.NUMBER, value=lambda item: _when_read(item, "doubt")),
            Column(code="outcome", label=_("说明"), value=outcome_of, link=outcome_address),
            Column(code="encoding", label=_("编码"), shown=False),
            Column(code="read_at", label=_("读取时间"), kind=Kind.MOMENT, shown=False),
            Column(code="position", label=_("序号"), kind=Kind.NUMBER, sort="position", shown=False),
        ),
        filters=(
            TextFilter(code="q", label=_("文件名"), fields=("name",)),
            ChoiceFilter(code="state", label=_("状态"), choices=ImportState.choices),
            YesNoFilter(code="doubts_left", label=_("有待核之处"), condition=HAS_DOUBTS),
            YesNoFilter(code="repaired", label=_("修复过"), condition=~Q(changes=[])),
            YesNoFilter(code="clean", label=_("可直接确认"), condition=CLEAN),
        ),
        default_sort="position",
        row_url=lambda item: reverse("desk:import-file", args=[item.pk]),
        batch_acts=(
            BatchAct(_("确认入库"), reverse("desk:import-confirm", args=[batch.pk])),
            BatchAct(_("重新读取"), reverse("desk:import-again", args=[batch.pk])),
        ),
        unit=_("个文件"),
        empty=Empty(_("这一批还没有文件"), _("请先添加文件。")),
    )


def _when_read(item: ImportItem, what: str) -> int | None:
    return getattr(item, f"{what}_count") if item.read_at and not item.problem else None
