"""What is said of an import: classes of damage, certainty, what became of a file, and where that leads."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiangxin.core.refusal import Text, sentences
from jiangxin.engine.text.restore import Certainty, Damage
from jiangxin.library.enums import ImportState
from jiangxin.library.models import ImportItem
from jiangxin.library.reading import ReadingError
from jiangxin.library.reading.wording import words_for

DAMAGE: Final[dict[Damage, Text]] = {
    Damage.UNCOMPOSED: _("字符拆成了几部分"),
    Damage.RADICAL: _("部首代替了汉字"),
    Damage.EMOJI: _("夹入表情符号"),
    Damage.BYTE_SHIFT: _("编码错位"),
    Damage.SHIFTED_PUNCTUATION: _("标点编码错位"),
    Damage.READING: _("夹注拼音"),
    Damage.SPACED_READING: _("夹注拼音（带空格）"),
    Damage.WIDE_BRACKETS: _("夹注拼音（全角括号）"),
    Damage.SIMPLIFIED_BASE: _("简体字夹注拼音"),
    Damage.TONELESS_OR_DOUBLED: _("夹注拼音（无声调或重复）"),
    Damage.WHOLE_WORD: _("整词夹注拼音"),
    Damage.READING_FIRST: _("拼音在字前"),
    Damage.CUT_READING: _("截断的拼音"),
    Damage.SPACED_OUT: _("字间夹空格"),
    Damage.DOUBLED_PUNCTUATION: _("标点重复"),
    Damage.TRADITIONAL: _("转成了繁体"),
    Damage.NARROW_PUNCTUATION: _("半角标点"),
    Damage.MASKED: _("有字被遮盖"),
    Damage.SWAPPED_WORD: _("用词可能被替换"),
    Damage.ADVERT: _("像是广告"),
    Damage.GLOSS: _("括号里像是注音"),
}
CERTAINTY: Final[dict[Certainty, Text]] = {
    Certainty.CERTAIN: _("确定"),
    Certainty.LIKELY: _("很可能"),
    Certainty.DOUBTFUL: _("存疑"),
}


def article_address(article_id: int) -> str:
    """Return where an article is worked on."""
    return reverse("desk:library-article", args=[article_id])


def problem_of(item: ImportItem) -> tuple[str, str]:
    """Return why a file could not be read, and what to do."""
    return words_for(ReadingError(item.problem, **item.problem_values)) if item.problem else ("", "")


def outcome_of(item: ImportItem) -> str:
    """Return what became of a file in words, where there is more to say than its state."""
    if item.problem:
        return sentences(*problem_of(item))
    if item.state == ImportState.DUPLICATE and item.article is not None:
        return str(_("与已有的文章“%(title)s”相同") % {"title": item.article.title})
    if item.state == ImportState.DUPLICATE and item.twin is not None:
        return str(_("与文件“%(name)s”相同") % {"name": item.twin.name})
    if item.state == ImportState.CONFIRMED and item.article is not None:
        return str(_("已建立文章“%(title)s”") % {"title": item.article.title})
    return ""


def outcome_address(item: ImportItem) -> str:
    """Return where the words of `outcome_of` lead; empty where they lead nowhere."""
    if item.state not in {ImportState.DUPLICATE, ImportState.CONFIRMED}:
        return ""
    article = item.article_id or (item.twin.article_id if item.twin else None)
    if article:
        return article_address(article)
    return reverse("desk:import-file", args=[item.twin_id]) if item.twin_id else ""
