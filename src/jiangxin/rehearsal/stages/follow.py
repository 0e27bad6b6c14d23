"""What follows from a decided assessment, through the pages: rewarded, mended and passed, withdrawn."""

from jiangxin.awards.assessment import DecidedGrade, decided_grades
from jiangxin.awards.models import Certificate
from jiangxin.campaigns.models import Call
from jiangxin.core import jobs
from jiangxin.core.refusal import Refusal
from jiangxin.rehearsal.browser import Browser, at
from jiangxin.rehearsal.papers import pdf
from jiangxin.rehearsal.run import Run
from jiangxin.studios.models import AssessmentOutcome, Rectification, Studio, Subsidy


def carry_out(run: Run, call: Call) -> dict[str, Studio]:
    """Carry out the consequences: the officer's, then the leader's; return one studio for each fate, by its act."""
    grades = list(decided_grades(call))
    found = {act: _with(grades, act) for act in ("reward", "rectify", "withdraw")}
    plaque = _plaque(found["withdraw"])
    run.expect("the plaque stands", _stranger(run, 2).open(plaque).says("有效"), True)
    here = at("desk:consequences", call.pk)
    for username, rest in (("officer", 1), ("leader", 0)):
        browser = run.browser(username)
        page = browser.open(here)
        run.expect_done(f"the {username} carries out", browser.send(page.form(having="document_number"), {}))
        run.expect("a job works it off", jobs.work_off(), 1)
        done = AssessmentOutcome.objects.filter(call=call).count()
        run.expect(f"studios left by the {username}", len(grades) - done, rest)
    again = run.browser("leader").open(here)
    left = again.tree.css_first("input[name=document_number]")
    run.expect("nothing is left to carry out", (again.says("已落实"), left), (True, None))
    return found


def reward(run: Run, studio: Studio, secretary: str) -> None:
    """Pay what was promised, with its voucher; the studio reads that it is recommended for the next level."""
    officer = run.browser("officer")
    due = AssessmentOutcome.objects.get(studio=studio).reward
    form = officer.open(at("desk:reward", due.pk)).form(having="approval_number")
    facts = {
        "approval_number": f"{run.shape.document_word}财〔{run.moment.year}〕90号",
        "paid_on": f"{run.moment:%Y-%m-%d}",
        "spend_by": f"{run.moment.year + 1}-03-31",
    }
    run.expect_refusal("a reward without a voucher", officer.send(form, facts), "凭证")
    voucher = {"voucher": ("reward.pdf", pdf("reward"))}
    run.expect_done("the reward is paid", officer.send(form, facts, voucher))
    paid = Subsidy.objects.filter(reward=due).first()
    run.expect("what was paid", paid and paid.amount, due.amount)
    page = run.browser(secretary).open(at("studio:studio-rectifications", studio.pk))
    run.expect("the studio reads its grade and recommendation", page.says("优秀", "推荐申报"), True)


def mend(run: Run, studio: Studio, secretary: str, county: str) -> None:
    """Mend every item by phone, hand in, be checked, be returned once, and pass."""
    browser, reviewer, officer = run.browser(secretary), run.browser(county), run.browser("officer")
    order = Rectification.objects.get(studio=studio)
    numbers = (studio.pk, order.pk)
    report = browser.open(at("studio:rectification-report", *numbers)).form("/report/")
    run.expect_refusal("a report with open items", browser.send(report, {}), "没有填写")
    for item in order.items.all():
        form = browser.open(at("studio:rectification-item", *numbers, item.pk)).form(having="answer")
        answer = {"answer": "已按要求补齐。"}
        if item.position == 1:
            run.expect_refusal("an item without evidence", browser.send(form, answer), "照片")
        run.act()
        browser.send(form, answer, {"photos": [("evidence.pdf", pdf(f"item {item.pk}"))]})
    run.expect_done("what was mended is handed in", browser.send(report, {}))
    form = reviewer.open(at("desk:rectification-check", *numbers)).form(having="opinion")
    findings = {f"finding_{item.pk}": "sound" for item in order.items.all()}
    sound = {**findings, "opinion": "现场核查属实。"}
    run.expect_refusal("a finding without an opinion", reviewer.send(form, findings))
    run.expect_done("the county checks", reviewer.send(form, sound))
    form = officer.open(at("desk:rectification-decide", *numbers)).form(having="opinion")
    run.expect_done("the city passes it", officer.send(form, {"passed": "yes", "opinion": "同意。"}))
    order.refresh_from_db()
    studio.refresh_from_db()
    run.expect("it is mended and goes on", (order.state, studio.state), ("passed", "active"))


def withdrawn(run: Run, studio: Studio, secretary: str) -> None:
    """The withdrawn studio's plaque tells so, the directory leaves it out, its unit may not apply."""
    studio.refresh_from_db()
    run.expect("the studio is withdrawn", studio.state, "withdrawn")
    run.expect("the plaque tells it is withdrawn", _stranger(run, 3).open(_plaque(studio)).says("撤销"), True)
    run.expect("the directory leaves it out", run.visitor().open(at("portal:studios")).says(studio.name), False)
    page = run.browser("officer").open(at("desk:bars"))
    run.expect("the bar is listed", page.says(studio.name, "限制中"), True)
    page = run.browser(secretary).open(at("studio:studio-rectifications", studio.pk))
    run.expect("the studio reads why", page.says("撤销命名", "限制申报"), True)


def _with(grades: list[DecidedGrade], act: str) -> Studio:
    one = next((grade for grade in grades if act in {rule.act for rule in grade.consequences}), None)
    if one is None:
        raise Refusal(
            "rehearsal_size",
            f"{len(grades)} 个工作室里没有一个的结果是 {act} – none of {len(grades)} studios meets this fate.",
            "请用更大的 --entries 再演练。Use a larger number of --entries.",
        )
    return Studio.objects.get(pk=one.subject_id)


def _plaque(studio: Studio) -> str:
    plaque = Certificate.objects.filter(award=studio.award, kind="plaque").latest("pk")
    return at("portal:verify-number", plaque.number)


def _stranger(run: Run, number: int) -> Browser:
    """Return the browser of somebody new: one address is held back when it asks often."""
    return run.browsers.setdefault(f"year {number}", Browser(f"127.0.3.{number}"))
