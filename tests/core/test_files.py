"""Files are what name, first bytes and structure agree on; nothing a user types reaches the disk."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter

from jiangxin.core.actor import SYSTEM
from jiangxin.core.files import Accepted, keep, keep_bytes, sniff
from jiangxin.core.files.serve import send
from jiangxin.core.files.sniff import IMAGES, MEGABYTE
from jiangxin.core.files.store import clean_name
from jiangxin.core.models import JournalEntry, StoredFile
from jiangxin.core.refusal import Refusal

ANY = Accepted()


def picture(form="PNG", size=(4, 3)):
    kept = io.BytesIO()
    Image.new("RGB", size, "red").save(kept, form)
    return kept.getvalue()


def pdf():
    kept = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(210, 297)
    writer.write(kept)
    return kept.getvalue()


def archive(parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept.getvalue()


def office(main, **more):
    return archive({"[Content_Types].xml": "<Types/>", main: "<x/>", **more})


def _label(value):
    return value if isinstance(value, str) else f"{len(value)} bytes"


DOCX, XLSX = office("word/document.xml"), office("xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("申报表.pdf", pdf(), "pdf"),
        ("合影.JPG", picture("JPEG"), "jpeg"),
        ("合影.jpeg", picture("JPEG"), "jpeg"),
        ("奖牌.png", picture(), "png"),
        ("材料.docx", DOCX, "docx"),
        ("名单.xlsx", XLSX, "xlsx"),
    ],
    ids=_label,
)
def test_an_honest_file_is_known(name, content, code):
    assert sniff(name, content, ANY).code == code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "file_empty"),
        ("a.exe", b"MZ", "file_type_not_accepted"),
        ("a", pdf(), "file_type_not_accepted"),
        ("a.pdf.exe", pdf(), "file_type_not_accepted"),
        ("a.svg", b"<svg onload='alert(1)'/>", "file_type_not_accepted"),
        ("a.html", b"<script>", "file_type_not_accepted"),
        ("a.docm", office("word/document.xml"), "file_type_not_accepted"),
        ("a.pdf", b"MZ\x90\x00", "file_disguised"),
        ("a.pdf", b"%PDF-1.7 and nothing else", "file_disguised"),
        ("a.pdf", pdf()[:200], "file_disguised"),
        ("a.pdf", picture(), "file_disguised"),
        ("a.jpg", picture(), "file_disguised"),
        ("a.png", picture()[:60], "file_disguised"),
        ("a.png", b"\x89PNG\r\n\x1a\n<script>", "file_disguised"),
        ("a.docx", XLSX, "file_disguised"),
        ("a.docx", archive({"hello.txt": "x"}), "file_disguised"),
        ("a.docx", archive({"word/document.xml": "<x/>"}), "file_disguised"),
        ("a.docx", office("word/document.xml", **{"word/vbaProject.bin": "macro"}), "file_disguised"),
        (
            "a.docx",
            office("word/document.xml").replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
            "file_disguised",
        ),
        ("a.docx", DOCX[:40], "file_disguised"),
    ],
    ids=_label,
)
def test_a_disguised_or_damaged_file_is_refused(name, content, code):
    with pytest.raises(Refusal) as raised:
        sniff(name, content, ANY)

    assert raised.value.code == code


@pytest.mark.parametrize(
    "parts",
    [
        lambda: {"word/media/bomb.bin": b"\0" * (201 * MEGABYTE)},
        lambda: {f"part{n}": "" for n in range(5_001)},
    ],
    ids=["unpacks to 201 MB", "5,003 parts"],
)
def test_an_archive_that_would_swell_is_refused_unopened(parts):
    content = office("word/document.xml", **parts())
    assert len(content) < MEGABYTE
    with pytest.raises(Refusal) as raised:
        sniff("bomb.docx", content, ANY)

    assert raised.value.code == "file_disguised"


@pytest.mark.parametrize("side", [9_500, 10_001, 20_000])
def test_a_picture_that_would_swell_is_refused(side):
    """The sizes lie around Pillow's own two limits (a warning, an error) and ours of 100 megapixels."""
    kept = io.BytesIO()
    Image.new("1", (side, side)).save(kept, "PNG")

    with pytest.raises(Refusal) as raised:
        sniff("bomb.png", kept.getvalue(), ANY)

    assert raised.value.code == "file_disguised"


def test_a_place_takes_only_its_kinds_and_its_size():
    place = Accepted(kinds=IMAGES, max_bytes=MEGABYTE)

    assert sniff("a.png", picture(), place).code == "png"
    with pytest.raises(Refusal) as kind:
        sniff("a.pdf", pdf(), place)
    with pytest.raises(Refusal) as size:
        sniff("a.png", picture() + b"\0" * MEGABYTE, place)
    assert (kind.value.code, size.value.code) == ("file_type_not_accepted", "file_too_large")
    assert place.describe() == "JPEG、PNG，≤ 1 MB"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\照片 1.jpg", "照片 1.jpg"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("fdp.\u202egpj.exe", "fdp._gpj.exe"),
        ('<b>"x"</b>.pdf', "b_.pdf"),
        ("...", "file"),
        ("", "file"),
        ("长" * 200 + ".pdf", "长" * 110 + ".pdf"),
    ],
)
def test_names_are_cleaned(typed, kept):
    assert clean_name(typed) == kept


@given(st.text())
def test_a_clean_name_is_short_stays_clean_and_has_no_path(typed):
    name = clean_name(typed)

    assert clean_name(name) == name
    assert 0 < len(name) <= 120
    assert not set(name) & set('/\\:*?"<>|\0\n\r')


@pytest.mark.django_db
def test_a_kept_file_is_hashed_recorded_and_stored_under_our_own_name():
    content = pdf()

    stored = keep(actor=SYSTEM, upload=SimpleUploadedFile("../申报表.pdf", content), purpose="sealed_form")

    assert (stored.name, stored.media_type, stored.size) == ("申报表.pdf", "application/pdf", len(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    path = Path(stored.content.path)
    assert (path.read_bytes(), path.suffix, path.is_relative_to(settings.MEDIA_ROOT)) == (content, ".bin", True)
    assert "申报表" not in str(path)
    assert JournalEntry.objects.get(act="core.keep_file").after["sha256"] == stored.sha256


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing():
    before = sorted(Path(settings.MEDIA_ROOT).rglob("*.bin"))
    with pytest.raises(Refusal):
        keep(actor=SYSTEM, upload=SimpleUploadedFile("a.pdf", b"MZ"), purpose="sealed_form")

    assert (StoredFile.objects.count(), sorted(Path(settings.MEDIA_ROOT).rglob("*.bin"))) == (0, before)


@pytest.mark.django_db
def test_a_file_too_large_is_refused_without_being_read():
    class Endless(SimpleUploadedFile):
        def read(self, *_):
            raise AssertionError("a file known to be too large is not read")

    upload = Endless("a.pdf", b"%PDF-")
    upload.size = 21 * MEGABYTE
    with pytest.raises(Refusal) as raised:
        keep(actor=SYSTEM, upload=upload, purpose="sealed_form")

    assert raised.value.code == "file_too_large"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "download", "shown"),
    [("pdf", False, "inline"), ("pdf", True, "attachment"), ("xlsx", False, "attachment")],
)
def test_files_are_given_out_in_a_sandbox(kind, download, shown):
    stored = keep_bytes(actor=SYSTEM, name="名单 1.pdf", content=pdf(), kind=kind, purpose="test")

    answer = send(stored, download=download)

    assert answer["Content-Disposition"] == f"{shown}; filename*=UTF-8''%E5%90%8D%E5%8D%95%201.pdf"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert "sandbox" in answer["Content-Security-Policy"]
    answer.close()
