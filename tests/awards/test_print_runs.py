import io

import pytest
from pypdf import PdfReader

from jiangxin.awards.models import Certificate, NamingDocument
from jiangxin.awards.papers import certificate_pdf, verify_address
from jiangxin.awards.services import ask_print_run, replace_certificate
from jiangxin.core import jobs
from jiangxin.core.models import Job
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.studios.services import name_studios
from tests.awards.scene import Scene
from tests.conftest import SetClock
from tests.laying import laid


@laid
def document(scene: Scene, clock_at: SetClock) -> NamingDocument:
    """Return an issued document with two studios."""
    notice = scene.published(scene.entries[:2])
    clock_at("2026-09-15 09:00")
    document = scene.document(scene.closed(notice))
    name_studios(actor=scene.officer, document=document, expected_revision=1)
    document.refresh_from_db()
    return document


def printed(job: Job) -> PdfReader:
    assert job.result is not None
    with job.result.content.open() as file:
        return PdfReader(io.BytesIO(file.read()))


@pytest.mark.parametrize("kind", ["certificate", "plaque"])
def test_a_run_prints_what_stands_with_its_numbers(scene: Scene, document: NamingDocument, kind: str) -> None:
    old = Certificate.objects.filter(kind=kind).order_by("number")[0]
    fresh = replace_certificate(actor=scene.officer, certificate=old, reason="更名")

    job = ask_print_run(actor=scene.officer, document=document, kind=kind)
    assert jobs.work_off() == 1

    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 2, 2)
    pages = [page.extract_text() for page in printed(job).pages]
    assert [fresh.number in pages[0], old.number in "".join(pages), len(pages)] == [True, False, 2]


def test_a_plaque_is_as_large_as_the_call_says(scene: Scene, document: NamingDocument) -> None:
    plaque = Certificate.objects.filter(kind="plaque").select_related("award__document__call__organiser")[0]

    page = PdfReader(io.BytesIO(certificate_pdf(plaque))).pages[0]

    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [600, 400]


def test_a_cancelled_run_leaves_nothing(scene: Scene, document: NamingDocument) -> None:
    job = ask_print_run(actor=scene.officer, document=document, kind="plaque")
    jobs.cancel(actor=scene.officer, job=job)

    assert jobs.work_off() == 0
    job.refresh_from_db()
    assert (job.state, job.result) == ("cancelled", None)


def test_a_run_cancelled_while_it_prints_leaves_nothing(scene: Scene, document: NamingDocument) -> None:
    ask_print_run(actor=scene.officer, document=document, kind="plaque")
    job = jobs.take_next()
    assert job is not None
    jobs.cancel(actor=scene.officer, job=job)

    assert (jobs.carry_out(job).state, job.result) == ("cancelled", None)


def test_only_the_owner_has_the_result(scene: Scene, document: NamingDocument) -> None:
    job = ask_print_run(actor=scene.officer, document=document, kind="plaque")

    with pytest.raises(NotFound):
        jobs.job_for(scene.leader, job.pk)


def test_nothing_is_printed_before_the_document_is_issued(scene: Scene) -> None:
    draft = scene.document(scene.published(scene.entries[:1]))

    for kind, code in (("plaque", "document_not_issued"), ("banner", "unknown_kind")):
        with pytest.raises(Refusal) as refused:
            ask_print_run(actor=scene.officer, document=draft, kind=kind)
        assert refused.value.code == code


def test_the_code_leads_to_the_public_check() -> None:
    assert verify_address("340100-LMGZS-2026-0001").endswith("/verify/340100-LMGZS-2026-0001")


@pytest.mark.parametrize("kind", ["certificate", "plaque"])
def test_several_bodies_award_together_when_the_call_says_so(scene: Scene, document: NamingDocument, kind: str) -> None:
    one = Certificate.objects.filter(kind=kind).select_related("award__document__call__organiser").first()
    assert one is not None
    award = one.award.document.call.definition["award"]
    award["plaque"]["lines"] = ["{city}{kind}", "{studio}", "{issuer}", "云江市科学技术局", "{month}"]
    award["certificate"]["footer"] = ["{issuer}", "云江市科学技术局", "{date}"]

    text = PdfReader(io.BytesIO(certificate_pdf(one))).pages[0].extract_text()

    assert "云江市科学技术局" in text.replace("\n", "")
    assert one.award.studio_name in text.replace("\n", "")
