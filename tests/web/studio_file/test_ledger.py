"""The pages of the ledger in both faces: a quick entry by phone, sheets, standard, projects, outcomes, reports."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from jiangxin.core import clock, jobs
from jiangxin.core.actor import SYSTEM
from jiangxin.core.models import Job
from jiangxin.orgs.models import Errand
from jiangxin.studios.enums import Purse, SubsidySource
from jiangxin.studios.models import LedgerEntry, Outcome, Project, SignIn, SignInSheet, StudioReport
from jiangxin.studios.services import grant_subsidy, spend
from jiangxin.studios.services.ledger import Evidence
from jiangxin.studios.services.papers import keep_paper
from jiangxin.studios.sign_in_codes import code_at
from tests.studios.recording import TODAY, benefiting, entered, member, opened, paper, photo, recorded


def of(face, studio, rest):
    return f"/{face}/studios/{studio.pk}/{rest}"


def fields(page, action=""):
    return {name: found[0] if len(found) == 1 else found for name, found in page.values(action).items()}


def test_an_entry_in_one_page(open_page, send, people, studio):
    first = member(studio, "周小满")
    chosen = open_page(people.secretary, of("studio", studio, "ledger/new/"))
    assert len(chosen.all(".jx-ledger-choices a")) == 11
    address = of("studio", studio, "ledger/new/?category=training")
    page = open_page(people.secretary, of("studio", studio, "ledger/new/"), category="training")
    typed = fields(page)
    assert (typed["title"], typed["day"]) == ("11月技能培训", "2026-11-30")

    made = send(
        people.secretary,
        address,
        {**typed, "team": [str(first.person_id)], "guests": "来宾甲、来宾乙", "photos": [photo(), photo("二.jpg")]},
    )

    entry = LedgerEntry.objects.get()
    assert (made.status, entry.category, entry.files.count(), entry.sign_ins.count()) == (200, "training", 2, 3)
    assert len(made.tree.css(".jx-ledger-photos img")) == 2
    wrong = send(people.secretary, address, {**typed, "title": "", "photos": []})
    assert (wrong.status, wrong.all(".jx-field-wrong label")) == (422, ["主题"])
    future = send(people.secretary, address, {**typed, "day": "2026-12-01"})
    assert "日期不能晚于今天" in " ".join(future.all(".jx-field-wrong"))


def test_a_form_sent_twice_is_entered_once(open_page, send, people, studio):
    first = member(studio, "周小满")
    address = of("studio", studio, "ledger/new/?category=meeting")
    typed = fields(open_page(people.secretary, of("studio", studio, "ledger/new/"), category="meeting"))
    typed |= {"team": [str(first.person_id)], "photos": []}

    send(people.secretary, address, typed)
    again = send(people.secretary, address, typed)

    assert (again.status, "刚刚已经登记" in again.text, LedgerEntry.objects.count()) == (409, True, 1)
    send(people.secretary, address, {**typed, "title": "第二次例会"})
    assert LedgerEntry.objects.count() == 2


def test_correcting_striking_showing(open_page, send, people, studio):
    made = recorded(studio, Evidence([photo()]))
    page = open_page(people.secretary, of("studio", studio, f"ledger/{made.pk}/correct/"))
    fixed = send(
        people.secretary,
        of("studio", studio, f"ledger/{made.pk}/correct/"),
        {**fields(page), "title": "安全例会", "reason": "写错"},
    )
    assert fixed.all("#entry-title") == ["安全例会"]
    old = open_page(people.county, of("desk", studio, f"ledger/{made.pk}/"))
    assert "原因：写错" in old.text
    fresh = LedgerEntry.objects.get(struck_at=None)
    send(people.secretary, of("studio", studio, f"ledger/{fresh.pk}/show/"), public="yes")
    assert "安全例会" in Client().get(f"/studios/{studio.pk}/").content.decode()
    send(people.secretary, of("studio", studio, f"ledger/{fresh.pk}/strike/"), reason="没有开")
    assert "安全例会" not in Client().get(f"/studios/{studio.pk}/").content.decode()
    assert open_page(people.county, of("desk", studio, "ledger/")).all("tbody th") == []


@pytest.mark.parametrize(
    "rest",
    [
        *("ledger/", "ledger/new/", "ledger/standard/", "ledger/papers/new/", "ledger/export/", "projects/"),
        *("projects/new/", "outcomes/", "outcomes/new/", "reports/", "ledger/{entry}/", "ledger/{entry}/sheet/"),
        *("ledger/{entry}/files/{file}/", "projects/{project}/", "outcomes/{outcome}/", "ledger/papers/{paper}/file/"),
        "outcomes/{outcome}/papers/finance_proof/",
    ],
)
def test_whose_pages_they_are(rest, open_page, people, studio):
    entry = recorded(studio, Evidence([photo()]))
    rows = {
        "entry": entry.pk,
        "file": entry.files.get().pk,
        "project": opened(studio).pk,
        "outcome": benefiting(studio, "1").pk,
        "paper": keep_paper(actor=SYSTEM, studio=studio, kind="rules", title="制度", day=TODAY, file=paper()).pk,
    }
    rest = rest.format(**rows)
    assert open_page(people.secretary, of("studio", studio, rest)).status == 200
    assert open_page(people.other_secretary, of("studio", studio, rest)).status == 404
    assert open_page(people.other_county, of("desk", studio, rest)).status == 404
    keeping = rest.endswith(("new/", "sheet/"))
    assert open_page(people.county, of("desk", studio, rest)).status == (403 if keeping else 200)


def test_people_sign_in_by_the_code_on_the_hosts_phone(open_page, send, people, studio):
    first, made = member(studio, "周小满"), recorded(studio)
    host = of("studio", studio, f"ledger/{made.pk}/sheet/")
    shown = send(people.secretary, host, act="open")
    assert shown.response["Refresh"] == "30"
    sheet = SignInSheet.objects.get()
    address = f"/sign-in/{sheet.pk}/{code_at(sheet.pk, clock.now())}/"
    phone = Client()
    form = phone.get(address)
    ticket = form.context["form"].initial["ticket"]
    assert phone.post(address, {"ticket": ticket, "person": first.person_id}).status_code == 303
    assert "周小满" not in phone.get(address).content.decode()
    again = phone.post(address, {"ticket": ticket, "name": "李来宾"}, follow=True)
    assert "签到成功" in again.content.decode()
    twice = phone.post(address, {"ticket": ticket, "name": "李来宾"})
    assert (twice.status_code, "您已经签到" in twice.content.decode()) == (409, True)
    assert phone.get(f"/sign-in/{sheet.pk}/0000000000/").status_code == 410
    assert sorted(SignIn.objects.values_list("name", flat=True)) == ["周小满", "李来宾"]
    assert "已签到 2 人" in open_page(people.secretary, host).text


def test_every_missing_thing_leads_to_its_records_and_its_button(open_page, send, people, studio):
    page = open_page(people.secretary, of("studio", studio, "ledger/standard/"))
    for address in {link for link in page.links("main a[href]") if f"studios/{studio.pk}/" in link}:
        assert open_page(people.secretary, address.split("#")[0]).status == 200, address
    made = send(
        people.secretary,
        of("studio", studio, "ledger/papers/new/"),
        {"kind": "plan", "title": "2026年计划", "day": "2026-11-01", "year": "2026", "file": paper()},
    )
    assert made.all("#papers tbody th") == ["2026年计划"]
    assert not any("补上" in text for text in open_page(people.county, of("desk", studio, "ledger/standard/")).all("a"))


def test_what_the_standard_counted_is_what_its_list_shows(open_page, people, studio):
    for number, category in enumerate(("learning", "training", "exchange", "meeting", "meeting"), 1):
        recorded(studio, category=category, title=f"第{number}次")
    recorded(studio, category="learning", title="去年的学习", day=date(2025, 12, 31))
    opened(studio)
    benefiting(studio, "9.90")
    page = open_page(people.secretary, of("studio", studio, "ledger/standard/"))

    shown = {}
    for cell in page.tree.css("td[data-label=已有] a"):
        title = cell.css_first("span").text().strip().removeprefix("查看“").removesuffix("”的记录")
        listed = open_page(people.secretary, cell.attributes["href"].split("#")[0])
        shown[title] = (int(cell.text(deep=False)), len(listed.all("tbody th")))
    counted = ("例会", "学习培训", "技术交流", "在研课题", "成果")
    assert {title: shown[title] for title in counted} == dict(
        zip(counted, [(2, 2), (2, 2), (1, 1), (1, 1), (1, 1)], strict=True)
    )


def test_what_a_report_counted_in_all_opens_too(open_page, send, people, studio):
    recorded(studio, category="training")
    recorded(studio, category="training", title="去年的培训", day=date(2025, 5, 1))
    made = send(people.secretary, of("studio", studio, "reports/"), kind="year", year="2026", quarter="1")
    counts = {}
    for cell in made.tree.css("td[data-label=累计] a"):
        if cell.css_first("span").text().strip() == "累计举办培训":
            counts[cell.text(deep=False)] = len(open_page(people.secretary, cell.attributes["href"]).all("tbody th"))
    assert counts == {"2": 2}


def test_a_project_and_an_outcome_by_their_forms(open_page, send, people, studio):
    page = open_page(people.secretary, of("studio", studio, "projects/new/"))
    facts = {"title": "主轴温升攻关", "leader_name": "王铁柱", "ends_on": "2027-03-31", "starts_on": "2026-10-01"}
    made = send(people.secretary, of("studio", studio, "projects/new/"), {**fields(page), "leader": "", **facts})
    assert made.all("tbody th") == ["主轴温升攻关"]
    project = Project.objects.get()
    base = of("studio", studio, f"projects/{project.pk}/")
    stepped = send(people.secretary, f"{base}step/", title="方案", due_on="2026-11-01")
    assert "已超期" in stepped.text
    edit = open_page(people.secretary, f"{base}edit/")
    assert (
        send(people.secretary, f"{base}edit/", {**fields(edit), "title": "温升攻关"}).all("#project-title")[0][:4]
        == "温升攻关"
    )
    stale = send(people.secretary, f"{base}edit/", {**fields(edit), "title": "晚了"})
    assert "刚被别人修改过" in stale.text
    closed = send(people.secretary, f"{base}close/", completed="yes", closed_on="2026-11-20", result="降低4度")
    assert "已完成" in closed.text

    page = open_page(people.secretary, of("studio", studio, "outcomes/new/"))
    facts = {"title": "一种夹具", "day": "2026-10-08", "benefit": "1000.50", "project": project.pk}
    refused = send(people.secretary, of("studio", studio, "outcomes/new/"), {**fields(page), **facts})
    assert (refused.status, refused.all(".jx-field-wrong label")[0][:4]) == (409, "财务证明")
    send(people.secretary, of("studio", studio, "outcomes/new/"), {**fields(page), **facts, "finance_proof": paper()})
    outcome = Outcome.objects.get()
    assert (str(outcome.benefit), outcome.project) == ("1000.50", project)
    send(people.secretary, of("studio", studio, f"outcomes/{outcome.pk}/show/"), public="yes")
    portal = Client().get(f"/studios/{studio.pk}/").content.decode()
    assert ("一种夹具" in portal, "1000.50" in portal, "1,000.50" in portal) == (True, False, False)


def asked(send, people, studio, form, **days):
    send(people.secretary, of("studio", studio, "ledger/export/"), form=form, **days)
    job = Job.objects.latest("pk")
    jobs.work_off()
    job.refresh_from_db()
    assert job.state == "done", job.message
    with job.result.content.open("rb") as content:
        return job, content.read()


def test_a_bound_book_tells_on_which_page_everything_stands(open_page, send, people, studio):
    for number in range(1, 25):
        recorded(
            studio,
            Evidence([photo()], [paper(f"纪要{number}.pdf", 2)] if number < 3 else []),
            title=f"例会{number:02d}",
        )
    recorded(studio, category="safety", title="消防演练", day=date(2026, 10, 1), content="灭火器\n逐人操作")
    benefiting(studio, "9.90", project=opened(studio))

    job, content = asked(send, people, studio, "pdf")

    pages = [page.extract_text().replace(" ", "") for page in PdfReader(io.BytesIO(content)).pages]
    contents = [text for text in pages if "目录" in text and "例会24" in text]
    front = next(number for number, text in enumerate(pages) if "—1—" in text)
    listed = {}
    for line in contents[0].splitlines() + pages[pages.index(contents[0]) + 1].splitlines():
        title, _dots, number = line.partition(".")
        listed[title] = number.strip(".")
    for title in ("11-30例会01", "11-30例会24", "10-01消防演练", "主轴温升攻关", "一种夹具"):
        assert title in pages[front + int(listed[title]) - 1], title
    stamped = [text for text in pages if "附件1纪要1.pdf第2页，共2页" in text]
    assert (len(stamped), "original" in stamped[0]) == (1, True)
    assert pages.index(stamped[0]) == front + int(pages[pages.index(stamped[0])].split("—")[1]) - 1
    assert open_page(people.secretary, of("studio", studio, f"ledger/export/{job.pk}/")).status == 200
    assert open_page(people.union, of("desk", studio, f"ledger/export/{job.pk}/result/")).status == 404


def test_the_book_holds_the_file_and_the_funds_with_their_vouchers(send, people, studio):
    member(studio, "周小满")
    granted = grant_subsidy(
        actor=SYSTEM,
        studio=studio,
        source=SubsidySource.CITY,
        budget_line="创新补助",
        approval_number="云工财〔2026〕9号",
        amount=Decimal(50000),
        payee="天工机床工会",
        paid_on=date(2026, 10, 10),
        spend_by=date(2027, 10, 9),
        voucher=paper("拨款凭证.pdf"),
    )
    paid = {"category": "equipment", "payee": "仪器公司", "purpose": "购置测振仪", "spent_on": date(2026, 11, 2)}
    how = {"actor": SYSTEM, "purse": Purse.SUBSIDY, "voucher": paper("发票.pdf")}
    spend(subsidy=granted, amount=Decimal("1234.50"), **how, **paid)

    _job, content = asked(send, people, studio, "pdf")

    pages = [page.extract_text().replace(" ", "").replace("\n", "") for page in PdfReader(io.BytesIO(content)).pages]
    told = "".join(pages)
    for said in ("周小满", "市级劳模创新工作室", "云工财〔2026〕9号", "购置测振仪", "1,234.50元", "48,765.50元"):
        assert said in told, said
    assert [sum(f"{name}第1页，共1页" in page for page in pages) for name in ("拨款凭证.pdf", "发票.pdf")] == [1, 1]


def test_excel_keeps_formulas_as_text(send, people, studio):
    recorded(studio, title="=HYPERLINK(1)", content="@SUM(A1)")
    recorded(studio, title="去年", day=date(2025, 1, 1))
    benefiting(studio, "12.34")
    _job, content = asked(send, people, studio, "xlsx", since="2026-01-01", until="2026-12-31")
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    file = ["级别", "成员", "设备", "补助", "支出", "服务", "资料"]
    assert book.sheet_names == ["台账", "签到", "项目", "项目节点", "成果", *file]
    level = book.get_sheet_by_name("级别").to_python()[2]
    assert level[:4] == ["市级", "劳模创新工作室", "云江市总工会", "云工发〔2026〕35号"]
    rows = book.get_sheet_by_name("台账").to_python()[2:]
    assert [(row[2], row[4]) for row in rows] == [("=HYPERLINK(1)", "@SUM(A1)")]
    assert book.get_sheet_by_name("成果").to_python()[2][9] == 12.34
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert b'quotePrefix="1"' in parts.read("xl/styles.xml")


def test_a_job_can_be_cancelled(send, people, studio):
    send(people.secretary, of("studio", studio, "ledger/export/"), form="pdf")
    job = Job.objects.get()
    shown = send(people.secretary, of("studio", studio, f"ledger/export/{job.pk}/cancel/"))
    assert "已取消" in shown.text


def test_a_report_from_draft_to_acceptance(open_page, send, people, studio, clock_at):
    recorded(studio, day=date(2026, 9, 20))
    base = of("studio", studio, "reports/")
    send(people.secretary, base, kind="quarter", year="2026", quarter="3")
    again = send(people.secretary, base, kind="quarter", year="2026", quarter="3")
    assert (again.status, "这份报告已经有了" in again.text) == (409, True)
    report = StudioReport.objects.get()
    page = open_page(people.secretary, f"{base}{report.pk}/")
    figure = next(row for row in page.tree.css("#figures-title ~ table tbody tr") if "召开会议" in row.text())
    shown = open_page(people.secretary, figure.css_first("td a").attributes["href"])
    assert shown.all("tbody th") == ["十一月例会"]
    assert send(people.secretary, f"{base}{report.pk}/submit/").status == 409
    words = {**fields(open_page(people.secretary, f"{base}{report.pk}/edit/")), "highlights": "攻关", "plans": "继续"}
    send(people.secretary, f"{base}{report.pk}/edit/", words)
    printed = open_page(people.secretary, f"{base}{report.pk}/print/")
    assert printed.body[:5] == b"%PDF-"
    assert send(people.secretary, f"{base}{report.pk}/submit/").status == 409
    send(people.secretary, f"{base}{report.pk}/scan/", scan=paper("盖章.pdf"))
    send(people.secretary, f"{base}{report.pk}/submit/")
    recorded(studio, day=date(2026, 9, 21))
    assert open_page(people.secretary, f"{base}{report.pk}/edit/").status == 409
    errand = Errand.objects.get(asked="review_report", closed_at=None)
    led = open_page(people.county, f"/desk/reports/{report.pk}/").response
    desk = of("desk", studio, f"reports/{report.pk}/")
    assert (errand.organisation_id, led["Location"]) == (studio.area_id, desk)
    assert send(people.county, f"{desk}decide/", act="return").status == 409
    assert "报告被退回" in send(people.county, f"{desk}decide/", act="return", reason="请补充数据").text
    send(people.secretary, f"{base}{report.pk}/submit/")
    assert send(people.other_county, f"{desk}decide/", act="accept").status == 404
    accepted = send(people.county, f"{desk}decide/", act="accept")
    assert "已通过" in accepted.text
    report.refresh_from_db()
    assert (report.state, report.figures["meetings"]) == ("accepted", ["2", "2"])


def test_more_rows_ask_no_more_queries(open_page, people, studio):
    asked_of = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as caught:
            for rest in ("ledger/", "projects/", "outcomes/"):
                assert open_page(people.county, of("desk", studio, rest)).status == 200
        asked_of.append(len(caught))
        for _number in range(4):
            recorded(studio, Evidence(guests=["甲"]), project=opened(studio), outcome=entered(studio))
    assert asked_of[1] - asked_of[0] <= 6  # rows and saved views are asked for once there is a count
    with CaptureQueriesContext(connection) as caught:
        for rest in ("ledger/", "projects/", "outcomes/"):
            open_page(people.county, of("desk", studio, rest))
    assert len(caught) == asked_of[1]
