import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from pypdf import PdfWriter

from jiangxin.core import files, jobs, journal, search
from jiangxin.core.actor import PUBLIC, SYSTEM, Role
from jiangxin.core.refusal import NotFound
from jiangxin.library.enums import Access
from jiangxin.library.facts import FileFacts
from jiangxin.library.models import ArticleFile
from jiangxin.library.queries import articles_for, covers_of, files_for, get_file_for, readable_whole_for
from jiangxin.library.search import ARTICLES
from jiangxin.library.services import attach_file, attach_stored, describe_file, detach_file
from jiangxin.rehearsal.papers import pdf
from tests.library.scene import draft, published, refused
from tests.library.stored import picture, png


def upload(name="名单.pdf", content=None):
    return SimpleUploadedFile(name, content or pdf("list"))


def test_files_come_in_their_order_and_a_new_cover_replaces_the_old(federation):
    article = published(federation.unit)
    for number, purpose in enumerate(["cover", "gallery", "gallery", "cover"]):
        facts = FileFacts(purpose=purpose, caption=f" 第{number} 张 ")
        attach_file(actor=SYSTEM, article=article, upload=upload(f"{number}.png", png(number + 1)), facts=facts)
    attach_file(actor=SYSTEM, article=article, upload=upload(), facts=FileFacts(purpose="attachment", text="全文"))

    assert [(file.purpose, file.caption, file.stored.name) for file in files_for(PUBLIC, article)] == [
        ("gallery", "第1 张", "1.png"),
        ("gallery", "第2 张", "2.png"),
        ("cover", "第3 张", "3.png"),
        ("attachment", "", "名单.pdf"),
    ]
    assert covers_of([article])[article.pk].stored.name == "3.png"
    assert journal.of(article)[0].act == "library.attach_file"


@pytest.mark.parametrize(
    ("purpose", "name", "content", "code"),
    [
        ("cover", "名单.pdf", None, "file_type_not_accepted"),
        ("gallery", "图.png", b"no picture", "file_disguised"),
        ("attachment", "空.pdf", b"", "file_empty"),
        ("banner", "图.png", png(), "file_invalid"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_not_kept(federation, purpose, name, content, code):
    article = draft(federation.unit)
    content = pdf("list") if content is None else content

    given = {"upload": SimpleUploadedFile(name, content), "facts": FileFacts(purpose=purpose)}
    assert refused(lambda: attach_file(actor=SYSTEM, article=article, **given)) == code
    assert article.files.count() == 0


def test_a_kept_document_is_no_cover(federation):
    article = draft(federation.unit)
    stored = files.keep_bytes(actor=SYSTEM, name="名单.pdf", content=pdf("list"), kind="pdf", purpose="test")

    given = {"stored": stored, "facts": FileFacts(purpose="cover")}
    assert refused(lambda: attach_stored(actor=SYSTEM, article=article, **given)) == "file_invalid"


def test_a_file_is_described_anew_and_taken_off(federation):
    article = draft(federation.unit)
    given = {"actor": SYSTEM, "article": article}
    cover = attach_stored(**given, stored=picture("旧.png"), facts=FileFacts(purpose="cover"))
    file = attach_stored(**given, stored=picture("新.png"), facts=FileFacts(purpose="gallery"))

    describe_file(**given, file=file, facts=FileFacts(purpose="cover", caption="授牌现场", position=7))
    assert [(item.pk, item.purpose, item.caption, item.position) for item in article.files.all()] == [
        (file.pk, "cover", "授牌现场", 7)
    ]
    assert not article.files.filter(pk=cover.pk).exists()

    detach_file(**given, file=file)
    assert article.files.count() == 0
    assert journal.of(article)[0].before == {"file": file.stored_id, "purpose": "cover", "caption": "授牌现场"}


def test_a_file_opens_through_its_article_only(federation):
    article, other = published(federation.unit), published(federation.unit)
    file = attach_stored(actor=SYSTEM, article=article, stored=picture(), facts=FileFacts(purpose="gallery"))

    assert get_file_for(PUBLIC, article, file.pk) == file
    with pytest.raises(NotFound):
        get_file_for(PUBLIC, other, file.pk)


def test_a_stranger_opens_no_file_of_a_restricted_article_but_the_cover(federation):
    article = published(federation.unit, access=Access.SIGNED_IN)
    file = attach_stored(actor=SYSTEM, article=article, stored=picture(), facts=FileFacts(purpose="gallery"))

    with pytest.raises(NotFound):
        get_file_for(PUBLIC, article, file.pk)


def test_files_are_changed_by_those_who_may_edit(actor, federation):
    article = published(federation.unit)
    file = attach_stored(actor=SYSTEM, article=article, stored=picture(), facts=FileFacts(purpose="gallery"))
    given = {"actor": actor(Role.UNION_OFFICER, federation.unit), "article": article}
    cover = FileFacts(purpose="cover")
    acts = [
        lambda: attach_file(**given, upload=upload("图.png", png()), facts=cover),
        lambda: attach_stored(**given, stored=picture(), facts=cover),
        lambda: describe_file(**given, file=file, facts=cover),
        lambda: detach_file(**given, file=file),
    ]

    assert [refused(act) for act in acts] == ["not_editable"] * 4


def word_file(*lines):
    document, out = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def workbook(*rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def scanned():
    document, out = PdfWriter(), io.BytesIO()
    document.add_blank_page(595, 842)
    document.write(out)
    return out.getvalue()


def test_the_worker_reads_what_is_attached_so_that_those_who_may_find_it(actor, federation):
    article = published(federation.unit, access=Access.SIGNED_IN)
    officer, attachment = actor(Role.OFFICER_CITY, federation.city), FileFacts(purpose="attachment")
    given = {"actor": officer, "article": article}
    list_ = attach_file(**given, upload=upload("名单.docx", word_file("參會者駕駛翡翠號機車")), facts=attachment)
    attach_file(**given, upload=upload("扫描.pdf", scanned()), facts=attachment)
    gone = attach_file(**given, upload=upload("撤.docx", word_file("二")), facts=attachment)
    detach_file(**given, file=gone)

    attach_file(
        **given, upload=upload("经费.xlsx", workbook(["项目", "金额"], ["琥珀号检修", 1234567])), facts=attachment
    )

    assert jobs.work_off() == 4
    texts = ArticleFile.objects.filter(article=article).values_list("text", flat=True)
    assert list(texts) == ["参会者驾驶翡翠号机车", "", "项目 金额\n琥珀号检修 1234567"]
    kept = [entry.after for entry in journal.of(article) if entry.act == "library.keep_file_text"]
    assert kept[-1] == {"file": list_.pk, "characters": 10}
    worker = actor(Role.WORKER, federation.unit)
    listed = {"listed": articles_for(PUBLIC)}
    assert search.find(ARTICLES, "翡翠号", whole=readable_whole_for(worker), **listed).count == 1
    assert search.find(ARTICLES, "翡翠号", whole=readable_whole_for(PUBLIC), **listed).count == 0
