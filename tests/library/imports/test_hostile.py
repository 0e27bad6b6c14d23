"""Whatever files a batch holds: each ends in one state with one reason, and nothing is half imported."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jiangxin.core.actor import SYSTEM
from jiangxin.library.importing import read_batch
from jiangxin.library.models import Article, ArticleFile, ImportItem
from jiangxin.library.reading import ReadingError
from jiangxin.library.reading.wording import words_for
from jiangxin.library.services import add_import_file, confirm_import, start_import
from tests.library.reading.building import archive, docx, paragraph, pdf
from tests.library.reading.test_docx import ENTITY, LAUGHS, zeros
from tests.library.scene import refused

LINES = ["在会上的讲话", "一、统一思想，切实提高认识，抓好落实。"]
BOMB = "bomb.docx"  # packed when it is asked for
CORPUS = {
    "whole.txt": ("題(tí)目\n創(chuàng)新。".encode("gb18030"), ""),
    "whole.html": ("<html><h1>题目甲</h1><p>正文甲。".encode(), ""),
    "whole.docx": (docx(paragraph("题目乙") + paragraph("正文乙。")), ""),
    "whole.pdf": (pdf([LINES]), ""),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"\n \t\n", "no_text"),
    "bytes.txt": (bytes(range(256)) * 40, "not_text"),
    "deep.html": (b"<html>" + b"<div>" * 5000, "html_too_deep"),
    "reopened.html": (b"<p>" + b"<b a=1><i b=2>" * 700 + b"</p>" + b"<p>x</p>" * 9000, "html_too_deep"),
    "script.html": (b"<html><script>alert(1)</script>", "no_text"),
    BOMB: (b"", "docx_bomb"),
    "entity.docx": (docx(paragraph("&x;"), ENTITY), "docx_entities"),
    "laughs.docx": (docx(paragraph("&j;"), LAUGHS), "docx_entities"),
    "deep.docx": (docx("<w:p>" * 900), "docx_too_deep"),
    "cut.docx": (docx(paragraph("题"))[:-40], "docx_broken"),
    "macro.docx": (docx(paragraph("题"), word__vbaProject_dot_bin="x"), "docx_macros"),
    "cut.pdf": (pdf([LINES])[:200], "pdf_broken"),
    "loop.pdf": (pdf([LINES], kids=[b"6 0 R"]), None),
    "pages.pdf": (pdf([LINES], kids=[b"5 0 R"] * 700), "pdf_too_many_pages"),
    "scan.pdf": (pdf([[]], picture=True), "pdf_scanned"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "unsupported"),
    "packed.zip": (archive({"a.txt": "文"}), "unsupported"),
    "disguised.docx": ("其实是文本\n正文丙。".encode(), ""),
}


def test_each_file_of_a_hostile_batch_has_one_end(federation):
    batch = start_import(actor=SYSTEM, owner=federation.city)
    for name, (data, _problem) in CORPUS.items():
        content = archive({"word/document.xml": zeros(45)}) if name == BOMB else data
        add_import_file(actor=SYSTEM, batch=batch, name=name, content=content)
    read_batch(SYSTEM, batch, lambda *_: None)
    items = {item.name: item for item in ImportItem.objects.filter(batch=batch)}
    found = {name: items[name].problem for name, (_data, problem) in CORPUS.items() if problem is not None}
    assert found == {name: problem for name, (_data, problem) in CORPUS.items() if problem is not None}
    for item in items.values():
        whole = item.state == "read"
        assert (item.state, bool(item.problem), bool(item.text)) == ("read" if whole else "failed", not whole, whole)
        if not whole:
            message, remedy = words_for(ReadingError(item.problem, **item.problem_values))
            assert (message.endswith("。"), remedy.endswith("。")) == (True, True)
    assert (Article.objects.count(), ArticleFile.objects.count()) == (0, 0)


WHOLE = [docx(paragraph("题目乙") + paragraph("正文乙。")), pdf([LINES]), "<html><h1>题</h1><p>文".encode()]


@st.composite
def files(draw):
    """Random bytes, or a whole document with bytes changed, cut off, or put before it."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=300))
    data = bytearray(draw(st.sampled_from(WHOLE)))
    for at, value in draw(st.lists(st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255)), max_size=6)):
        data[at] = value
    return draw(st.binary(max_size=4)) + bytes(data[: draw(st.integers(0, len(data)))])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(files(), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.wps", "a"]))
def test_any_file_has_one_end(federation, bring, data, name):
    assume(not data.startswith((b"{\\rtf", b"\xd0\xcf\x11\xe0")))  # LibreOffice takes seconds for each
    item = bring(SYSTEM, federation.city, name, data)
    assert item.state in {"read", "failed", "duplicate"}
    held = ImportItem.objects.get(pk=item.pk)
    assert (held.state == "failed") == bool(held.problem)
    assert bool(held.text) == (held.read_at is not None and held.state != "failed")
    assert Article.objects.count() == 0


def test_a_failed_file_never_becomes_an_article(federation, bring):
    item = bring(SYSTEM, federation.city, "cut.pdf", CORPUS["cut.pdf"][0])
    assert refused(lambda: confirm_import(actor=SYSTEM, item=item)) == "import_settled"
    assert Article.objects.count() == 0
