"""The case: what it shows to whom, its acts, and what a refused act leaves behind."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import EntryFile, EntryVersion, FormalCheckItem, Quota, Recusal, Supplement
from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock, files
from jiangxin.core.actor import SYSTEM, Role
from tests.campaigns.scene import CHECKING, DECLARING, later, pdf, person_at
from tests.laying import laid
from tests.web.desk.conftest import plain


def address(entry, act=""):
    return f"/desk/entries/{entry.pk}/{act}"


@laid
def entry(scene, clock_at):
    clock_at(DECLARING)
    return scene.entry(EntryState.RECOMMENDED_UNIT)


def test_all_answers_are_told_and_sensitive_ones_masked(scene, entry, open_page):
    page = open_page(scene.county(), address(entry))

    assert page.status == 200
    assert entry.leader_name in page.text
    assert "技师（二级）" in page.text
    assert "120.0 平方米" in page.text
    assert "62345678" not in page.text
    assert "0551-******78" in page.text
    members = page.tree.css_first("#section-members")
    assert len(members.css("tbody tr")) == 6


def test_the_county_recommends_with_opinion_number_and_seal(scene, entry, send, open_page):
    county = scene.county()
    page = open_page(county, address(entry))
    assert page.all("#recommend .jx-quota-words strong") == ["0"]

    done = send(
        county,
        address(entry, "recommend/"),
        page.values("/recommend/"),
        opinion="同意推荐。",
        document_number="青工发〔2026〕8号",
        sealed_page=pdf("盖章页.pdf"),
    )

    entry.refresh_from_db()
    assert entry.state == "recommended_county"
    assert done.all(".jx-history blockquote") == ["同意推荐。"]
    (paper,) = done.links(".jx-history .jx-files a")
    assert open_page(county, paper).response["Content-Type"] == "application/pdf"
    assert open_page(scene.county(scene.federation.other_county), paper).status == 404


def test_what_was_typed_stands_again_after_a_refusal(scene, entry, send):
    county = scene.county()

    page = send(county, address(entry, "recommend/"), version=1, opinion=" ", document_number="青工发〔2026〕8号")

    assert page.status == 409
    assert page.links(".jx-errors a") == ["#id_opinion"]
    assert page.tree.css_first("#id_document_number").attributes["value"] == "青工发〔2026〕8号"
    entry.refresh_from_db()
    assert entry.state == "recommended_unit"


@pytest.mark.parametrize(("name", "content"), [("page.exe", b"MZ"), ("page.pdf", b"<html></html>"), ("page.pdf", b"")])
def test_a_wrong_file_is_told_in_plain_words(scene, entry, send, name, content):
    upload = SimpleUploadedFile(name, content, "application/pdf")

    page = send(scene.county(), address(entry, "recommend/"), version=1, opinion="同意", sealed_page=upload)

    assert page.status == 409
    assert page.all(".jx-errors p") == ["请换成 PDF、JPEG、PNG，≤ 20 MB 的文件后重新上传。"]
    entry.refresh_from_db()
    assert entry.state == "recommended_unit"


def test_a_full_quota_is_shown_and_refused(scene, entry, send, open_page):
    county = scene.county()
    for _ in range(2):
        scene.recommend(county, scene.entry(EntryState.RECOMMENDED_UNIT))

    page = send(county, address(entry, "recommend/"), version=1, opinion="同意推荐。")

    assert page.status == 409
    assert "推荐名额已满（青石县总工会 2 个，已推荐 2 个）。" in page.text
    assert page.all("#recommend .jx-quota-words strong") == ["2"]
    assert Quota.objects.get(call=scene.call, organisation=scene.federation.county).used == 2


def test_a_stale_page_changes_nothing(scene, entry, send):
    county = scene.county()
    send(county, address(entry, "recommend/"), version=1, opinion="同意推荐。")

    page = send(county, address(entry, "return/"), version=1, reason="晚了一步")

    assert (page.status, page.all(".jx-errors h2")) == (409, ["这份申报在您打开页面之后已有变化，这次操作没有生效。"])
    entry.refresh_from_db()
    assert entry.state == "recommended_county"


@pytest.mark.parametrize(
    ("role", "place", "state", "forms"),
    [
        (Role.UNION_OFFICER, "unit", "submitted", ["recommend/", "return/"]),
        (Role.UNION_OFFICER, "unit", "recommended_unit", ["withdraw-recommendation/"]),
        (Role.REVIEWER_FIRST, "county", "submitted", []),
        (Role.REVIEWER_FIRST, "county", "recommended_unit", ["recommend/", "return/"]),
        (Role.REVIEWER_FIRST, "county", "recommended_county", ["withdraw-recommendation/"]),
        (Role.OFFICER_CITY, "city", "recommended_unit", []),
        (Role.OFFICER_CITY, "city", "recommended_county", ["check/"]),
        (Role.LEADER_CITY, "city", "recommended_county", []),
        (Role.DISCIPLINE, "city", "recommended_county", []),
        (Role.OFFICER_CITY, "city", "named", []),
    ],
)
def test_a_case_offers_what_the_duty_can_do_now(scene, clock_at, open_page, role, place, state, forms):
    clock_at(DECLARING)
    entry = scene.entry(EntryState(state))
    actor = scene.officer if role == Role.OFFICER_CITY else person_at(role, getattr(scene.federation, place))

    assert open_page(actor, address(entry)).forms() == [address(entry, act) for act in forms]


def test_what_cannot_be_done_now_says_why(scene, clock_at, open_page):
    entry = scene.entry()
    clock_at(later(scene.call.stages.get(code="unit_recommend").closes_at, hours=1))

    page = open_page(scene.union(), address(entry))

    assert page.forms() == [address(entry, "return/")]
    assert "“基层工会推荐”已于2026年4月13日 18:00截止。" in page.text  # the 11th is a Saturday


def test_a_return_reaches_the_applicant_with_its_reason(scene, entry, send):
    page = send(scene.county(), address(entry, "return/"), version=1, reason="缺少财务盖章证明")

    entry.refresh_from_db()
    assert (entry.state, page.status) == ("returned", 200)
    assert page.all(".jx-history blockquote") == ["缺少财务盖章证明"]


def test_a_reason_is_asked_at_its_own_field(scene, entry, send):
    page = send(scene.county(), address(entry, "return/"), version=1, reason="")

    assert page.links(".jx-errors a") == ["#id_reason"]
    assert "open" in page.tree.css_first("#return").attributes


def test_the_check_has_its_evidence_beside_it(scene, clock_at, open_page):
    clock_at(CHECKING)
    entry = scene.entry(EntryState.RECOMMENDED_COUNTY)
    page = open_page(scene.officer, address(entry))

    items = plan_of(scene.call).formal_checks
    assert len(page.tree.css(".jx-check")) == len(items)
    team = plain(page.tree.css_first("#id_team"))
    assert "团队成员 ：6 行" in team
    assert "填报内容相符" in team
    rules = plain(page.tree.css_first("#id_rules"))
    assert "填报内容未见" in rules
    service = page.tree.css_first("#id_service_record input[value=not_applicable]")
    assert "checked" in service.attributes


def test_the_check_is_saved_and_passed(scene, clock_at, open_page, send):
    clock_at(CHECKING)
    entry = scene.entry(EntryState.RECOMMENDED_COUNTY)
    items = [item.code for item in plan_of(scene.call).formal_checks]

    send(scene.officer, address(entry, "check/"), {"version": 1, "check-complete-verdict": "met"})
    assert FormalCheckItem.objects.get(entry=entry).verdict == "met"
    early = send(scene.officer, address(entry, "check/"), {"version": 1, "act": "pass", "opinion": "齐全"})
    assert early.status == 409
    assert early.links(".jx-errors a")[0] == f"#id_{items[1]}"
    verdicts = {f"check-{code}-verdict": "met" for code in items}
    page = send(scene.officer, address(entry, "check/"), {"version": 1, "act": "pass", "opinion": "齐全", **verdicts})

    entry.refresh_from_db()
    assert (entry.state, page.status) == ("formal_passed", 200)
    assert page.all(".jx-history blockquote") == ["齐全"]


def test_a_refused_check_shows_what_was_ticked(scene, clock_at, send):
    clock_at(CHECKING)
    entry = scene.entry(EntryState.RECOMMENDED_COUNTY)

    page = send(
        scene.officer,
        address(entry, "check/"),
        {"version": 1, "check-rules-verdict": "not_met", "check-team-verdict": "met", "check-team-note": "六人"},
    )

    assert page.links(".jx-errors a") == ["#id_rules"]
    assert "checked" in page.tree.css_first("#id_rules input[value=not_met]").attributes
    assert page.tree.css_first("#note-team").attributes["value"] == "六人"
    assert FormalCheckItem.objects.count() == 0


def test_a_supplement_is_asked_with_its_day(scene, clock_at, open_page, send):
    clock_at(CHECKING)
    entry = scene.entry(EntryState.RECOMMENDED_COUNTY)
    # five working days after Friday 24 April 2026: the first of May and the days after it are holidays
    assert open_page(scene.officer, address(entry)).values("/supplement/")["due_at"] == ["2026-05-06T18:00"]

    page = send(
        scene.officer, address(entry, "supplement/"), version=1, asked="请补财务证明", due_at="2026-04-30T18:00"
    )

    asked = Supplement.objects.get(entry=entry)
    assert (asked.asked, str(asked.due_at)) == ("请补财务证明", "2026-04-30 10:00:00+00:00")
    assert "第 1 次" in page.text
    for wrong in ("", "tomorrow", "2026-13-45T99:99", "2026-04-01T18:00"):
        other = scene.entry(EntryState.RECOMMENDED_COUNTY)
        refused = send(scene.officer, address(other, "supplement/"), version=1, asked="请补", due_at=wrong)
        assert (refused.status, refused.links(".jx-errors a")) == (409, ["#id_due_at"])


def test_failing_ends_the_entry(scene, clock_at, send):
    clock_at(CHECKING)
    entry = scene.entry(EntryState.RECOMMENDED_COUNTY)

    send(scene.officer, address(entry, "fail/"), version=1, reason="领衔人不符合资格")

    entry.refresh_from_db()
    assert entry.state == "formal_failed"


def test_absent_forbidden_and_conflicted_look_alike(scene, entry, open_page):
    conflicted = person_at(Role.OFFICER_CITY, scene.federation.city)
    Recusal.objects.create(entry=entry, person_id=conflicted.person_id, reason="近亲属", since=clock.now())
    other = scene.county(scene.federation.other_county)

    pages = [open_page(other, address(entry)), open_page(conflicted, address(entry))]
    pages.append(open_page(other, "/desk/entries/999999999/"))

    assert {page.status for page in pages} == {404}
    assert len({page.all(".jx-refusal h1")[0] for page in pages}) == 1


def test_files_open_for_those_who_see_the_case(scene, entry, open_page):
    stored = files.keep(actor=SYSTEM, upload=pdf("证明.pdf"), purpose="entry_file")
    file = EntryFile.objects.create(entry=entry, path="attachments.finance_proof", stored=stored, added_at=clock.now())
    where = address(entry, f"files/{file.pk}/")

    shown = open_page(scene.county(), where)
    assert shown.body.startswith(b"%PDF-")
    assert open_page(scene.county(scene.federation.other_county), where).status == 404
    wrong_case = scene.entry(EntryState.RECOMMENDED_UNIT)
    assert open_page(scene.county(), address(wrong_case, f"files/{file.pk}/")).status == 404


def test_versions_can_be_compared(scene, entry, open_page):
    first = entry.versions.get()
    data = {**first.data, "studio": {**first.data["studio"], "area_m2": "260.0"}}
    data["leader"] = {**data["leader"], "phone": "13800001234"}
    scan = files.keep(actor=SYSTEM, upload=pdf("盖章.pdf"), purpose="sealed_scan")
    EntryVersion.objects.create(
        entry=entry,
        number=2,
        data=data,
        digest="1" * 64,
        sealed_scan=scan,
        submitted_at=clock.now(),
        submitted_by=entry.secretary,
    )
    county = scene.county()

    latest = open_page(county, address(entry))
    assert "260.0 平方米" in latest.text
    assert open_page(county, address(entry, "versions/2/sealed/")).status == 200
    assert open_page(county, address(entry, "versions/1/sealed/")).status == 404
    compared = open_page(county, address(entry), against="1")
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in compared.tree.css("#differences tbody tr")]
    assert rows == [
        ["工作室基本情况 · 场所面积", "120.0", "260.0"],
        ["领衔人 · 手机", "—", "138****1234"],
    ]
    assert "120.0 平方米" in open_page(county, address(entry), version="1").text
    assert open_page(county, address(entry), version="7").status == 404


def test_50_mb_of_text_are_refused_in_plain_words(scene, entry, send):
    page = send(scene.county(), address(entry, "recommend/"), version=1, opinion="长" * 17_000_000)

    assert page.status == 413
    assert "这次提交的内容过多，超过系统上限，没有保存。" in page.text
    entry.refresh_from_db()
    assert entry.state == "recommended_unit"


def test_an_act_opened_by_its_address_leads_to_the_case(scene, entry, open_page):
    page = open_page(scene.county(), address(entry, "recommend/"))

    assert (page.status, page.response["Location"]) == (302, address(entry))


def test_it_reads_in_english(scene, entry, client_for):
    client = client_for(scene.county(), language="en")
    client.cookies["django_language"] = "en"
    assert client.get(address(entry)).status_code == 200


def test_the_city_prints_what_was_submitted_with_the_opinions_given(scene, entry, open_page):
    scene.recommend(scene.county(), entry, "经审核符合条件，同意推荐。")
    entry.answers.data = {**entry.answers.data, "studio": {"name": "尚未提交的新名称"}}
    entry.answers.save()
    type(entry).objects.filter(pk=entry.pk).update(state=EntryState.SUPPLEMENT)

    paper = open_page(scene.officer, address(entry, "print/"))

    words = "".join(page.extract_text() for page in PdfReader(BytesIO(paper.body)).pages).replace("\n", "")
    assert "同意推荐" in words
    assert entry.name in words
    assert "尚未提交的新名称" not in words
    assert open_page(scene.county(), address(entry, "print/")).status == 403


def test_the_host_union_sees_why_an_entry_came_back_what_to_do_and_until_when(scene, entry, send, open_page):
    send(scene.county(), address(entry, "return/"), version=entry.version, reason="缺少财务证明，请补充。")
    union = scene.union()

    (link,) = open_page(union, "/desk/", asked="urge_revision").links(".jx-inbox-link")
    page = open_page(union, link)

    assert page.all("#sent-back blockquote") == ["缺少财务证明，请补充。"]
    told = page.tree.css_first("#sent-back").text()
    assert (entry.secretary.person.name in told, "请提醒联络员" in told, "还有" in told) == (True, True, True)
    assert "请提醒联络员" not in open_page(scene.county(), address(entry)).text
