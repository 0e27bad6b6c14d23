"""What a file tells besides its pages is gone afterwards; its pages and pictures are the same."""

import io
import zipfile
from contextlib import suppress
from datetime import datetime
from functools import cache

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Text
from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject
from xlsxwriter import Workbook

from jiangxin.core.files.sniff import DOCX, JPEG, PDF, PNG, XLSX, Accepted, sniff
from jiangxin.core.files.traces import TracesStay, without_traces
from jiangxin.rehearsal import papers

NAME, ASCII_NAME = "王小明", "Wang Xiaoming"
TAKEN = datetime(2026, 9, 7, 8, 30)  # noqa: DTZ001  cameras write local time


def pdf():
    writer = PdfWriter()
    writer.append(io.BytesIO(papers.pdf("Deeds")))
    page = writer.pages[0]
    writer.add_metadata({"/Title": NAME, "/Author": NAME, "/Company": "重型机床厂"})
    writer.add_attachment(f"{ASCII_NAME}.txt", ASCII_NAME.encode())
    writer.add_outline_item(title=ASCII_NAME, page_number=0)
    for note in (Text(rect=(1, 1, 9, 9), text=ASCII_NAME), FreeText(rect=(1, 1, 99, 99), text="Sealed")):
        note[NameObject("/T")] = TextStringObject(ASCII_NAME)
        writer.add_annotation(0, note)
    told = DecodedStreamObject()
    told.set_data(f"<x:xmpmeta><dc:creator>{ASCII_NAME}</dc:creator></x:xmpmeta>".encode())
    page[NameObject("/Metadata")] = writer._add_object(told)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def jpeg(*, upright=True):
    image, exif = Image.new("RGB", (40, 20), "red"), Image.Exif()
    exif[ExifTags.Base.Artist] = ASCII_NAME
    if not upright:
        exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (31.0, 51.0, 36.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=ASCII_NAME.encode())
    return out.getvalue() + ASCII_NAME.encode()


def png():
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", ASCII_NAME)
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "PNG", pnginfo=told)
    return out.getvalue() + ASCII_NAME.encode()


def docx():
    document = Document()
    paragraph = document.add_paragraph("事迹")
    document.core_properties.author = document.core_properties.last_modified_by = ASCII_NAME
    document.core_properties.title = NAME
    document.add_comment(paragraph.runs, text="好", author=ASCII_NAME, initials="WXM")
    document.add_picture(io.BytesIO(jpeg()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx():
    out = io.BytesIO()
    with Workbook(out) as book:
        book.set_properties({"author": ASCII_NAME, "company": ASCII_NAME, "title": NAME})
        book.set_custom_property("Owner", ASCII_NAME)
        sheet = book.add_worksheet()
        sheet.write(0, 0, "台账")
        sheet.write_comment(0, 0, "好", {"author": ASCII_NAME})
    return out.getvalue()


MADE = {PDF: pdf, JPEG: jpeg, PNG: png, DOCX: docx, XLSX: xlsx}
made = cache(lambda kind: MADE[kind]())
KINDS = pytest.mark.parametrize("kind", MADE, ids=[kind.code for kind in MADE])


def everything(content):
    """Return all bytes of a file, those of packed parts unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(archive.read(item) + item.filename.encode() for item in archive.infolist())
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
        return content + b"".join(str(one).encode() + getattr(one, "get_data", bytes)() for one in objects)
    return content


def tells(content):
    found = everything(content)
    spellings = (NAME.encode(), ASCII_NAME.encode(), NAME.encode("utf-16-be"), b"WXM")
    return [spelled for spelled in spellings if spelled in found]


@KINDS
def test_nothing_tells_whose_it_is(kind):
    before = MADE[kind]()
    after = without_traces(before, kind.media_type)

    assert tells(before) != []
    assert tells(after) == []
    assert sniff(f"a.{kind.extensions[0]}", after, Accepted()) == kind


def test_the_words_of_a_pdf_stay():
    pages = PdfReader(io.BytesIO(without_traces(pdf(), PDF.media_type))).pages

    assert [page.extract_text() for page in pages] == ["Deeds"]
    assert [note.get_object()["/Subtype"] for note in pages[0]["/Annots"]] == ["/FreeText"]


@pytest.mark.parametrize(("kind", "make"), [(JPEG, jpeg), (PNG, png)], ids=["jpeg", "png"])
def test_the_picture_is_the_same_to_the_last_dot(kind, make):
    before = make()
    after = without_traces(before, kind.media_type)

    pictures = [Image.open(io.BytesIO(content)) for content in (before, after)]
    assert pictures[0].tobytes() == pictures[1].tobytes()
    assert dict(pictures[1].getexif()) == {}


def test_a_picture_taken_on_its_side_is_turned_before_the_note_of_it_goes():
    after = Image.open(io.BytesIO(without_traces(jpeg(upright=False), JPEG.media_type)))

    assert (after.size, dict(after.getexif())) == ((20, 40), {})


def test_time_and_place_of_a_photo_are_gone():
    after = without_traces(papers.photo("room", taken=TAKEN, place=(31.86, 117.28)), JPEG.media_type)

    assert dict(Image.open(io.BytesIO(after)).getexif().get_ifd(ExifTags.IFD.GPSInfo)) == {}


def test_the_text_of_an_office_file_stays():
    after = without_traces(docx(), DOCX.media_type)

    document = Document(io.BytesIO(after))
    assert [paragraph.text for paragraph in document.paragraphs] == ["事迹", ""]
    assert [comment.author for comment in document.comments] == [""]


@pytest.mark.filterwarnings("ignore:::PIL")
@KINDS
@given(st.floats(0, 1), st.floats(0, 1, exclude_max=True), st.integers(0, 255))
def test_a_broken_file_is_cleaned_or_not_passed_on(kind, end, place, value):
    whole = made(kind)
    content = bytearray(whole[: int(len(whole) * end)])
    spot = int(len(content) * place)
    content[spot : spot + 1] = bytes([value])
    with suppress(TracesStay):  # said in words by whoever asked
        assert isinstance(without_traces(bytes(content), kind.media_type), bytes)


def test_an_encrypted_pdf_keeps_its_secrets_and_is_not_passed_on():
    writer = PdfWriter()
    writer.append(io.BytesIO(papers.pdf("Deeds")))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    with pytest.raises(TracesStay):
        without_traces(out.getvalue(), PDF.media_type)


def test_a_kind_nothing_is_known_about_is_not_passed_on():
    with pytest.raises(TracesStay):
        without_traces(b"GIF89a", "image/gif")
