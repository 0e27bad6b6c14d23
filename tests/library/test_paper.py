import io

import pytest
from docx import Document
from pypdf import PdfReader

from jiangxin.core.actor import PUBLIC, SYSTEM
from jiangxin.core.printing.official import Level, Paragraph
from jiangxin.core.refusal import NotFound
from jiangxin.library.enums import Access
from jiangxin.library.facts import FileFacts, PreviewFacts
from jiangxin.library.paper import article_docx, article_pdf, document_for
from jiangxin.library.services import attach_stored
from tests.library.scene import BODY, SECRET, draft, published
from tests.library.stored import picture


def words_of(pdf):
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def word_text(docx):
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)


def test_an_article_is_laid_out_with_its_own_numbers_counted_anew(federation, clock_at):
    clock_at("2026-03-02 09:00")
    body = f"{BODY}\n五、不连续的编号\n第一章 总则\n……(本站省略9字)……完。"
    article = published(
        federation.unit,
        title="在授牌仪式上的讲话",
        subtitle="摘要",
        body=body,
        author="宣教部",
        document_number="云工〔2026〕3号",
        source_name="云江工会网",
        licence_note="可转载，请注明来源",
    )
    for name in ("名单.png", "流程.png"):
        facts = FileFacts(purpose="attachment", caption="" if name == "名单.png" else "授牌流程")
        attach_stored(actor=SYSTEM, article=article, stored=picture(name), facts=facts)

    document = document_for(PUBLIC, article)

    assert document.title == "在授牌仪式上的讲话\n——摘要"
    assert document.body == (
        Paragraph("全市首批工作室今天授牌。"),
        Paragraph("提高认识", Level.FIRST),
        Paragraph("工作室是车间里长出来的课堂。一是要敢于破题。班组遇到的难处就是课题。"),
        Paragraph("抓好落实", Level.FIRST),
        Paragraph(f"{SECRET}之法", Level.SECOND),
        Paragraph(f"{SECRET}，坩埚工艺参数由班组保管。"),
        Paragraph("加强领导", Level.FIRST),
        Paragraph("各级工会要当好后勤。"),
        Paragraph(level=Level.FIRST, heading="五、不连续的编号", numbered=False),
        Paragraph(level=Level.FIRST, heading="第一章 总则", numbered=False),
        Paragraph("……（来源在此处省略9字）……"),
        Paragraph("完。"),
    )
    assert (document.enclosed, document.issuers, f"{document.issued}") == (
        ("名单", "授牌流程"),
        (federation.unit.name,),
        "2026-03-02",
    )
    assert document.remark == "作者：宣教部；文号：云工〔2026〕3号；来源：云江工会网；可转载，请注明来源"


@pytest.mark.parametrize(
    ("kind", "first", "recipients"),
    [
        ("notice", "各县（市、区）总工会，各产业工会：", "各县（市、区）总工会，各产业工会"),
        ("notice", "现将有关事项通知如下。请注意：", ""),
        ("notice", "一、总体要求：", ""),
        ("speech", "同志们：", ""),
    ],
)
def test_a_notice_names_its_recipients_in_front(federation, kind, first, recipients):
    article = published(federation.unit, kind=kind, body=f"{first}\n请认真落实。")

    document = document_for(PUBLIC, article)

    assert (document.recipients, len(document.body)) == (recipients, 1 if recipients else 2)


def test_the_whole_is_printed_for_readers_of_the_whole_and_the_preview_for_others(federation):
    article = published(
        federation.unit,
        title="受限的讲话",
        body=BODY,
        access=Access.SIGNED_IN,
        preview=PreviewFacts(opening=30, gap=60, tail=20),
    )
    attach_stored(actor=SYSTEM, article=article, stored=picture("名单.png"), facts=FileFacts(purpose="attachment"))

    printed = {
        reader: (words_of(article_pdf(reader, article)), word_text(article_docx(reader, article)))
        for reader in (SYSTEM, PUBLIC)
    }

    for text in printed[SYSTEM]:
        assert (SECRET in text, "预览" in text, "附件：名单" in text) == (True, False, True)
    for text in printed[PUBLIC]:
        assert (SECRET in text, "受限的讲话（预览）" in text, "附件" in text) == (False, True, False)
        assert "全文共122字，这里显示42字，未显示80字。这篇文章的全文向登录用户开放。" in text
        assert ("（此处未显示60字）" in text, "（此处未显示20字）" in text) == (True, True)


def test_what_no_font_draws_is_marked_and_not_refused(federation):
    article = published(federation.unit, title="带😀的标题", body="一、表情😀标题\n正文😀到此。")

    text = words_of(article_pdf(PUBLIC, article))

    assert ("带〓的标题" in text, "一、表情〓标题" in text, "正文〓到此。" in text) == (True, True, True)


def test_a_draft_says_that_it_is_one(federation):
    assert "本文当前为草稿" in document_for(SYSTEM, draft(federation.unit)).remark


@pytest.mark.parametrize("printed", [article_pdf, article_docx])
def test_nobody_prints_what_they_may_not_list(federation, printed):
    article = draft(federation.unit)

    with pytest.raises(NotFound):
        printed(PUBLIC, article)
