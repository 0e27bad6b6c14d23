"""Applications on the pages of both faces, from the unit to the verify page."""

import pytest
from django.urls import reverse

from jiangxin.studios.models import Studio, StudioChange
from tests.web.studio_file.test_file import of
from tests.web.studio_file.test_money import paper


def apply(send, people, studio, **changes):
    facts = {
        "name": "机床厂数控创新工作室",
        "basis": "team",
        "note": "领衔人退休",
        "papers": [paper("申请.pdf")],
        **changes,
    }
    return send(people.secretary, of("studio", studio, "changes/new/rename/"), facts)


def test_from_the_unit_to_the_verify_page(open_page, send, people, studio):
    assert apply(send, people, studio).all(".jx-state")[1:] == ["待县（市、区）、产业审核"]
    inbox = open_page(people.county, "/desk/")
    assert "请审核变更申请" in inbox.text
    change = StudioChange.objects.get()
    page = open_page(people.county, f"/desk/studios/changes/{change.pk}/")
    assert page.response["Location"] == of("desk", studio, f"changes/{change.pk}/")
    send(people.county, of("desk", studio, f"changes/{change.pk}/recommend/"), opinion="同意")
    form = {"document_number": "云工发〔2026〕50号", "on": "2026-11-30", "opinion": "", "exception": ""}
    done = send(people.officer, of("desk", studio, f"changes/{change.pk}/approve/"), form)
    assert (done.status, done.all("h1")) == (200, ["机床厂数控创新工作室"])
    plaque = studio.award.certificates.get(kind="plaque")
    assert (
        "现名称为机床厂数控创新工作室"
        in open_page(people.secretary, reverse("portal:verify-number", args=[plaque.number])).text
    )


def test_a_returned_application_tells_why(open_page, send, people, studio):
    apply(send, people, studio)
    change = StudioChange.objects.get()
    send(people.county, of("desk", studio, f"changes/{change.pk}/return/"), opinion="缺少职工大会意见")
    assert "缺少职工大会意见" in open_page(people.secretary, of("studio", studio, f"changes/{change.pk}/")).text
    assert "变更申请已退回" in open_page(people.union, "/desk/").text
    assert Studio.objects.get(pk=studio.pk).name == studio.name


@pytest.mark.parametrize(
    ("wrong", "words"), [({"papers": []}, "请上传盖章的申请"), ({"note": ""}, "申请理由"), ({"name": ""}, "新登记名称")]
)
def test_an_incomplete_application_is_not_sent(wrong, words, send, people, studio):
    page = apply(send, people, studio, **wrong)
    assert (words in " ".join(page.all(".jx-field-wrong")), StudioChange.objects.count()) == (True, 0)


def test_who_reads_and_who_acts(open_page, send, people, studio):
    apply(send, people, studio)
    change = StudioChange.objects.get()
    papers = of("desk", studio, f"changes/{change.pk}/papers/{change.papers.get().pk}/")
    assert open_page(people.county, papers).body.startswith(b"%PDF")
    assert open_page(people.other_county, papers).status == 404
    assert open_page(people.other_secretary, of("studio", studio, f"changes/{change.pk}/")).status == 404
    assert open_page(people.union, of("desk", studio, f"changes/{change.pk}/recommend/")).status == 403
    assert open_page(people.officer, of("desk", studio, f"changes/{change.pk}/approve/")).status == 409
    for kind in ("leader", "host", "dissolve"):
        assert open_page(people.secretary, of("studio", studio, f"changes/new/{kind}/")).status == 200
    assert open_page(people.secretary, of("studio", studio, "changes/new/promotion/")).status == 404
    assert open_page(people.county, of("desk", studio, "changes/new/rename/")).status == 403
