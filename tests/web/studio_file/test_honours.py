"""The register of honours at the desk."""

import pytest

from jiangxin.core import clock
from jiangxin.people.eligibility import eligibility_of
from jiangxin.people.models import Honour, Person
from tests.web.studio_file.test_money import paper

NUMBER = "110101199003070011"


def facts(**changes):
    return {
        "person_name": "周小满",
        "resident_id": NUMBER,
        "kind": "model_worker",
        "level": "3",
        "name": "云江市劳动模范",
        "awarded_by": "云江市人民政府",
        "awarded_on": "2020-05-01",
        "document_number": "云政〔2020〕5号",
        "certificate": paper("证书.pdf"),
        **changes,
    }


def test_a_county_enters_what_the_city_verifies(open_page, send, people):
    entered = send(people.county, "/desk/studios/honours/new/", facts())
    honour = Honour.objects.get()
    assert (entered.status, entered.all("h1")) == (200, ["云江市劳动模范"])
    assert entered.all(".jx-tasks .jx-state") == ["不符合"] * 3
    assert send(people.county, f"/desk/studios/honours/{honour.pk}/verify/").status == 403
    verified = send(people.officer, f"/desk/studios/honours/{honour.pk}/verify/")
    assert verified.all(".jx-tasks .jx-state") == ["符合"] * 3
    assert open_page(people.officer, "/desk/studios/honours/", state="confirmed").all("tbody th a") == ["周小满"]
    assert open_page(people.other_county, f"/desk/studios/honours/{honour.pk}/").status == 404
    assert open_page(people.county, f"/desk/studios/honours/{honour.pk}/certificate/").body.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"resident_id": "110101199003070010"}, "身份证号有误"),
        ({"awarded_on": "2027-01-01"}, "授予时间不能晚于今天"),
        ({"certificate": ""}, "证书"),
    ],
)
def test_a_faulty_honour_is_told_beside_its_field(changes, words, send, people):
    page = send(people.county, "/desk/studios/honours/new/", facts(**changes))
    assert words in " ".join(page.all(".jx-field-wrong"))
    assert (Honour.objects.count(), Person.objects.filter(name="周小满").count()) == (0, 0)


def test_whose_number_it_is_stays_unsaid(send, people):
    send(people.county, "/desk/studios/honours/new/", facts())
    page = send(people.other_county, "/desk/studios/honours/new/", facts(person_name="吴小满"))
    assert (page.status, "周小满" in page.text) == (409, False)


def test_an_honour_taken_away_stays_with_its_document(send, people):
    send(people.officer, "/desk/studios/honours/new/", facts())
    address = f"/desk/studios/honours/{Honour.objects.get().pk}/withdraw/"
    assert send(people.officer, address, on="2026-11-01", reason="", document_number="云政〔2026〕9号").status == 422
    page = send(people.officer, address, on="2026-11-01", reason="违纪", document_number="云政〔2026〕9号")
    assert ("已撤销" in page.text, "云政〔2026〕9号 违纪" in page.text) == (True, True)


def test_an_application_is_held_against_the_register(open_page, send, people, scene):
    entry = scene.entries[0]
    assert "没有登记市级以上的" in open_page(people.officer, f"/desk/entries/{entry.pk}/").text
    enter = {"kind": "model_worker", "level": 3, "name": "云江市劳动模范", "awarded_by": "云江市人民政府"}
    honour = Honour.objects.create(
        person=entry.leader,
        awarded_on="2020-05-01",
        document_number="云政〔2020〕5号",
        verified_at=clock.now(),
        **enter,
    )
    assert f"{honour.name}（市级，云政〔2020〕5号）" in open_page(people.officer, f"/desk/entries/{entry.pk}/").text


def test_the_city_lays_down_what_a_leader_needs(people, send, open_page):
    page = "/desk/studios/leading/worker_innovation/"
    facts = {"honour-craftsman": "4", "grade": "", "since": "2026-01-01", "basis": "云工发〔2026〕8号"}
    refused = send(people.officer, page, {**facts, "honour-craftsman": ""})
    assert (refused.status, "至少要有一项条件" in refused.text) == (409, True)
    listed = send(people.officer, page, facts)
    assert ("省（部）级以上的工匠" in listed.text, "云工发〔2026〕8号" in listed.text) == (True, True)
    assert "填入上表" in open_page(people.officer, page).text
    assert open_page(people.officer, "/desk/studios/leading/no_such_kind/").status == 404
    assert (open_page(people.county, "/desk/studios/leading/").status, open_page(people.county, page).status) == (
        200,
        403,
    )


def test_a_skill_grade_counts_once_its_certificate_is_entered(send, people):
    url = "/desk/studios/honours/grades/new/"
    entered = {
        "person_name": "周小满",
        "resident_id": NUMBER,
        "grade": "5",
        "number": "S000033990112",
        "issued_by": "云江市职业技能鉴定中心",
        "issued_on": "2019-06-01",
    }
    assert send(people.county, url, entered).status == 403
    send(people.officer, url, {**entered, "certificate": paper("证书.pdf")})
    person = Person.objects.get(name="周小满")
    assert [(row.grade, row.number) for row in person.skill_certificates.all()] == [(5, "S000033990112")]
    today = clock.today()
    assert [bool(eligibility_of(person, kind, today)) for kind in ("worker_innovation", "model_worker_service")] == [
        True,
        False,
    ]
    again = send(people.officer, url, {**entered, "certificate": paper("证书.pdf")})
    assert (again.status, "这张证书已经登记" in again.text) == (409, True)
