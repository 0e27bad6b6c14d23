"""Mending on the pages of both faces: ordered, shown by photos, checked, decided, withdrawn, restored."""

from django.urls import reverse

from jiangxin.studios.models import Rectification, Studio
from tests.web.studio_file.test_file import of
from tests.web.studio_file.test_money import paper

ORDER = {
    "document_number": "云工办〔2026〕9号",
    "origin": "inspection",
    "reason": "检查发现台账不全",
    "what_1": "补全会议记录",
    "days_1": "20",
    "what_2": "制度上墙",
    "days_2": "30",
}


def order(send, people, studio):
    page = send(people.officer, of("desk", studio, "rectifications/new/"), ORDER)
    assert page.status == 200
    return Rectification.objects.get()


def place(found, tail=""):
    return f"rectifications/{found.pk}/{tail}"


def mend(send, people, studio, found):
    for item in found.items.all():
        answer = {"answer": "已整改", "photos": [paper("照片.pdf")]}
        send(people.secretary, of("studio", studio, place(found, f"items/{item.pk}/")), answer)
    return send(people.secretary, of("studio", studio, place(found, "report/")), {})


def check(send, people, studio, found, finding="sound"):
    facts = {"opinion": "现场核查属实"}
    for item in found.items.all():
        facts |= {f"finding_{item.pk}": finding, f"note_{item.pk}": "" if finding == "sound" else "没有改"}
    return send(people.county, of("desk", studio, place(found, "check/")), facts)


def test_from_the_order_to_the_conclusion(open_page, send, people, studio):
    found = order(send, people, studio)
    assert "请整改并报送" in open_page(people.secretary, "/studio/").text
    assert "请整改并报送" in open_page(people.union, "/desk/").text
    led = open_page(people.secretary, f"/studio/rectifications/{found.pk}/")
    assert led.response["Location"] == of("studio", studio, place(found))
    early = send(people.secretary, of("studio", studio, place(found, "report/")), {})
    assert (early.status, "还有2项没有填写整改情况" in early.text) == (409, True)
    assert "由县（市、区）或产业工会核查" in mend(send, people, studio, found).text
    assert "请核查整改情况" in open_page(people.county, "/desk/").text
    check(send, people, studio, found)
    done = send(people.officer, of("desk", studio, place(found, "decide/")), {"passed": "yes", "opinion": "同意"})
    assert (done.status, Rectification.objects.get().state) == (200, "passed")


def test_what_is_missing_stands_beside_its_field(send, people, studio):
    found = order(send, people, studio)
    address = of("studio", studio, place(found, f"items/{found.items.first().pk}/"))
    page = send(people.secretary, address, {"answer": "已整改", "photos": []})
    assert "请上传照片或材料" in " ".join(page.all(".jx-field-wrong"))
    blank = send(people.officer, of("desk", studio, "rectifications/new/"), {**ORDER, "what_1": ""})
    assert blank.status in {409, 422}


def test_a_failed_one_is_withdrawn_by_the_leader_and_given_back(open_page, send, people, studio):
    found = order(send, people, studio)
    mend(send, people, studio, found)
    check(send, people, studio, found, "unsound")
    sent = {"passed": "no", "opinion": "整改不到位"}
    send(people.officer, of("desk", studio, place(found, "decide/")), sent)
    assert "请决定是否撤销命名" in open_page(people.leader, "/desk/").text
    assert open_page(people.officer, of("desk", studio, place(found, "withdraw/"))).status == 403
    decision = {"document_number": "云工发〔2026〕77号", "reason": "整改不合格", "bar_years": "2", "return_by": ""}
    send(people.leader, of("desk", studio, place(found, "withdraw/")), decision)
    number = studio.award.certificates.get(kind="plaque").number
    verify = reverse("portal:verify-number", args=[number])
    assert "已撤销，不再有效" in open_page(people.secretary, verify).text
    restoration = {"ground": "cooling_off", "document_number": "云工发〔2026〕81号", "reason": "申诉成立"}
    early = send(people.leader, of("desk", studio, "restore/"), restoration)
    assert (early.status, "期满前不能恢复" in early.text) == (409, True)
    send(people.leader, of("desk", studio, "restore/"), {**restoration, "ground": "objection"})
    told = open_page(people.secretary, verify).text
    assert ("真实有效" in told, "云工发〔2026〕77号" in told, "云工发〔2026〕81号" in told) == (True, True, True)
    assert Studio.objects.get(pk=studio.pk).state == "active"


def test_who_reads_and_who_acts(open_page, send, people, studio):
    found = order(send, people, studio)
    mend(send, people, studio, found)
    photo = f"files/{found.items.first().files.get().pk}/"
    assert open_page(people.county, of("desk", studio, place(found, photo))).body.startswith(b"%PDF")
    assert open_page(people.other_county, of("desk", studio, place(found, photo))).status == 404
    assert open_page(people.other_secretary, of("studio", studio, place(found))).status == 404
    assert open_page(people.union, of("desk", studio, place(found, "check/"))).status == 403
    assert open_page(people.county, of("desk", studio, "rectifications/new/")).status == 403
    assert open_page(people.secretary, of("studio", studio, "rectifications/")).status == 200
