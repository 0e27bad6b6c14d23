"""Certificates and plaques, singly and by the thousand."""

import io
import itertools
from dataclasses import replace

import pypdf
import pytest

from jiangxin.core.printing.certificates import (
    BATCH,
    PLAQUE_SIZES,
    Certificate,
    Plaque,
    PrintRunCancelled,
    certificates_pdf,
    plaques_pdf,
)
from jiangxin.core.printing.qr import qr_svg
from jiangxin.core.printing.typesetting import Picture, UnprintableText

from .samples import DAY, LONG_NAME

CERTIFICATE = Certificate(
    recipient="王建国劳模创新工作室",
    text="经评审、公示，被命名为“云溪市劳模创新工作室”。\n特发此证。",
    awarding_body="云溪市总工会",
    issued=DAY,
    number="330500-LMGZS-2026-0035",
    verify_url="https://example.org/v/0035",
    basis="云工〔2026〕35号",
)
PLAQUE = Plaque(
    "云溪市劳模创新工作室",
    "王建国劳模创新工作室",
    "云溪市总工会",
    DAY,
    "330500-LMGZS-2026-0035",
    "https://example.org/v/1",
)


def run_of(count):
    return [replace(CERTIFICATE, number=f"N-{index:04}") for index in range(count)]


def test_certificate_carries_its_facts(typesetter, read):
    (sheet,) = read(certificates_pdf([CERTIFICATE], typesetter))
    assert (round(sheet.width), round(sheet.height)) == (297, 210)
    assert sheet.text.startswith(
        "荣誉证书王建国劳模创新工作室：经评审、公示，被命名为“云溪市劳模创新工作室”。特发此证。"
    )
    assert {line.text for line in sheet.lines if line.top > 130} == {
        "扫码查验真伪",
        "云溪市总工会",
        "证书编号：330500-LMGZS-2026-0035",
        "二〇二六年十一月",
        "命名文件：云工〔2026〕35号",
    }


@pytest.mark.parametrize("recipient", ["王", LONG_NAME, LONG_NAME * 3])
@pytest.mark.parametrize("paragraphs", [1, 12])
def test_certificate_text_never_meets_its_foot(typesetter, read, recipient, paragraphs):
    item = replace(CERTIFICATE, recipient=recipient, text="\n".join(["经评审、公示，予以命名。"] * paragraphs))
    (sheet,) = read(certificates_pdf([item], typesetter))
    foot = min(line.top for line in sheet.lines if line.text in {"扫码查验真伪", "云溪市总工会"})
    citation = [line for line in sheet.lines if "予以命名" in line.text]
    assert len(citation) == paragraphs
    assert max(line.bottom for line in citation) < foot
    assert all(line.left >= 41 and line.right <= 257 for line in sheet.lines)


@pytest.mark.parametrize(("name", "size"), [("60x40", (600, 400)), ("70x50", (700, 500)), ("80x60", (800, 600))])
def test_plaque_is_drawn_at_full_size(typesetter, read, name, size):
    (sheet,) = read(plaques_pdf([PLAQUE], typesetter, size=PLAQUE_SIZES[name]))
    assert (round(sheet.width), round(sheet.height)) == size
    assert [line.text for line in sheet.lines] == [
        "云溪市劳模创新工作室",
        "王建国劳模创新工作室",
        "云溪市总工会",
        "二〇二六年十一月",
        "编号：330500-LMGZS-2026-0035",
    ]


def test_forty_characters_fit_a_plaque(typesetter, read):
    item = replace(PLAQUE, heading=LONG_NAME, studio=LONG_NAME, awarding_body="云溪市总工会\n云溪市科技局")
    (sheet,) = read(plaques_pdf([item], typesetter))
    lines = sheet.lines
    assert "".join(line.text for line in lines[:-4]) == LONG_NAME * 2
    assert all(line.left > 33 and line.right < 567 for line in lines)
    centred = [line for line in lines if not line.text.startswith("编号")]
    assert all(above.bottom <= below.top + 0.5 for above, below in itertools.pairwise(centred))
    assert min(line.bottom - line.top for line in lines[:-2]) > 10  # millimetres: read from some steps away


def test_a_long_name_and_several_bodies_keep_a_gap(typesetter, read):
    name = "锦川市经济技术开发区阿卜杜热西提·吐尔逊江新能源汽车电池劳模和工匠人才创新工作室"
    bodies = "锦川市总工会\n锦川市科学技术局\n锦川市人力资源和社会保障局"
    item = replace(PLAQUE, studio=name, leader="阿卜杜热西提·吐尔逊江", awarding_body=bodies)
    (sheet,) = read(plaques_pdf([item], typesetter))
    centred = [line for line in sheet.lines if not line.text.startswith("编号")]
    assert [line.text for line in centred[1:4]] == [
        "锦川市经济技术开发区",
        "阿卜杜热西提·吐尔逊江新能源汽车",
        "电池劳模和工匠人才创新工作室",
    ]
    assert centred[4].top - centred[3].bottom > 5  # millimetres between the name and who awards it


def test_long_run_is_one_file_in_order(typesetter):
    count = 2 * BATCH + 1
    reports = []
    pdf = certificates_pdf(run_of(count), typesetter, progress=lambda done, total: reports.append((done, total)))
    assert reports == [(BATCH, count), (2 * BATCH, count), (count, count)]
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert ["N-" + page.extract_text().split("N-")[1][:4] for page in reader.pages] == [
        item.number for item in run_of(count)
    ]


def test_joined_run_stays_archival_and_reproducible(typesetter):
    pdf = certificates_pdf(run_of(BATCH + 1), typesetter)
    assert certificates_pdf(run_of(BATCH + 1), typesetter) == pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.pdf_header == "%PDF-1.7"
    assert (reader.xmp_metadata.pdfaid_part, reader.xmp_metadata.pdfaid_conformance) == ("2", "B")
    assert reader.xmp_metadata.dc_title == {"x-default": f"荣誉证书 N-0000 – N-{BATCH:04}"}
    assert len(reader.root_object["/OutputIntents"]) == 1
    assert reader.root_object["/Lang"] == "zh-CN"


def test_run_stops_when_cancelled(typesetter):
    done = []
    with pytest.raises(PrintRunCancelled):
        certificates_pdf(
            run_of(3 * BATCH),
            typesetter,
            progress=lambda count, _total: done.append(count),
            cancelled=lambda: len(done) == 2,
        )
    assert done == [BATCH, 2 * BATCH]


def test_empty_run_is_refused(typesetter):
    with pytest.raises(ValueError, match="nothing to print"):
        certificates_pdf([], typesetter)


def test_name_that_cannot_be_drawn_is_refused(typesetter):
    with pytest.raises(UnprintableText):
        plaques_pdf([replace(PLAQUE, studio="张😀工作室")], typesetter)


def test_seal_lies_on_the_awarding_body(typesetter):
    circle = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
    plain = certificates_pdf([CERTIFICATE], typesetter)
    sealed = certificates_pdf([replace(CERTIFICATE, seal=Picture(circle, "印章", "svg"))], typesetter)
    assert sealed != plain


def test_qr_is_a_vector_picture_of_its_own():
    svg = qr_svg("https://example.org/v/1")
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert qr_svg("https://example.org/v/2") != svg
