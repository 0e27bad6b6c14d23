"""What is said of a file that cannot be read: what is wrong, and what to do."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from jiangxin.core.refusal import Text
from jiangxin.library.reading.errors import ReadingError

_AS_DOCX: Final = _("请用 Word 或 WPS 打开后另存为 docx，再重新导入。")
_AGAIN: Final = _("请重新取得这个文件，再导入一次。")
WORDS: Final[dict[str, tuple[Text, Text]]] = {
    "empty": (_("文件是空的。"), _AGAIN),
    "too_large": (_("文件超过大小限制。"), _("请拆成几个文件，或去掉其中的图片后再导入。")),
    "unsupported": (
        _("不能导入“%(found)s”这种格式。"),
        _("可以导入：文本（txt）、网页（html）、Word（docx、doc）、WPS 文字（wps）、RTF、带文字的 PDF。"),
    ),
    "not_text": (_("文件不是文本，或使用了未知的编码。"), _("请另存为 UTF-8 编码的文本后再导入。")),
    "no_text": (_("文件里没有文字。"), _("如果是图片，请先做文字识别（OCR）再导入。")),
    "too_long": (_("文字太长，不像是一篇文章。"), _("请拆成几个文件后再导入。")),
    "encrypted": (_("文件有密码保护。"), _("请去掉密码后再导入。")),
    "html_too_deep": (_("网页的结构异常庞杂，没有读取。"), _("请把正文复制到 Word 或文本文件后再导入。")),
    "docx_broken": (_("Word 文件已损坏。"), _AS_DOCX),
    "docx_bomb": (_("Word 文件解压后大得异常，没有读取。"), _AS_DOCX),
    "docx_entities": (_("Word 文件里有不允许的外部引用，没有读取。"), _AS_DOCX),
    "docx_too_deep": (_("Word 文件的结构异常庞杂，没有读取。"), _AS_DOCX),
    "docx_macros": (_("Word 文件里有宏，没有读取。"), _("请另存为不含宏的 docx 后再导入。")),
    "pdf_broken": (_("PDF 文件已损坏。"), _AGAIN),
    "pdf_too_many_pages": (_("PDF 超过 %(limit)s 页。"), _("请拆成几个文件后再导入。")),
    "pdf_scanned": (_("PDF 是扫描件，里面只有图片，没有文字。"), _("请先做文字识别（OCR），或导入它的 Word 原稿。")),
    "pdf_unmapped": (
        _("PDF 没有标明字体对应的文字，读出来是乱码。"),
        _("请导入它的 Word 原稿，或先做文字识别（OCR）。"),
    ),
    "office_missing": (
        _("这台服务器没有安装 LibreOffice，不能读取 doc、wps 和 RTF 文件。"),
        _("请另存为 docx 后再导入；或请系统管理员安装 LibreOffice（Debian：apt-get install libreoffice-writer）。"),
    ),
    "office_failed": (_("LibreOffice 打不开这个文件，它可能已损坏。"), _AS_DOCX),
    "zip_broken": (_("压缩包已损坏。"), _("请重新取得这个压缩包，或解压后导入里面的文件。")),
    "zip_bomb": (_("压缩包解压后大得异常，没有解压。"), _("请自行解压，分批导入里面的文件。")),
    "zip_too_many": (_("压缩包里超过 %(limit)s 个文件。"), _("请自行解压后导入整个文件夹，或分成几个压缩包。")),
    "too_slow": (_("读取时间太长，已停止。"), _("文件可能已损坏；请另存为 docx 后再导入。")),
    "crashed": (_("读取时出错，已停止。"), _("文件可能已损坏；请另存为 docx 后再导入。")),
    "unreadable": (_("这个文件读不出来。"), _("文件可能已损坏；请另存为 docx 后再导入。")),
}


def words_for(fault: ReadingError) -> tuple[str, str]:
    """Return what is wrong and what to do, in the reader's language."""
    message, remedy = WORDS[fault.code]
    values = {"found": "", "limit": "", **fault.params}
    return str(message) % values, str(remedy)
