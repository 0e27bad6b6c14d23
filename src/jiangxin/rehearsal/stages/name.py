"""Naming: the document, certificates and plaques, the register; and anyone checking them."""

from jiangxin.awards.models import Certificate, NamingDocument, Notice
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call, Entry
from jiangxin.core import jobs
from jiangxin.rehearsal.browser import Browser, at
from jiangxin.rehearsal.run import Run
from jiangxin.studios.models import Studio

_FROM_ONE_ADDRESS = 20


def issue(run: Run, call: Call, notice: Notice) -> NamingDocument:
    """Draft, preview and issue the naming document."""
    officer = run.browser("officer")
    page = officer.open(at("desk:new-document", notice.pk))
    form = page.form("/naming/", having="number")
    run.expect_refusal("a malformed document number", officer.send(form, {"number": "第35号"}))
    number = f"{run.shape.document_word}〔{call.year}〕35号"
    run.expect_done("the document is drafted", officer.send(form, {"number": number}))
    document = NamingDocument.objects.get(notice=notice)
    preview = officer.open(at("desk:document-preview", document.pk))
    run.expect("the preview is a PDF", preview.body[:5], b"%PDF-")
    page = officer.open(at("desk:document", document.pk))
    run.expect_done("the document is issued", officer.send(page.form("/issue/")))
    document.refresh_from_db()
    named = Entry.objects.filter(call=call, state=EntryState.NAMED).count()
    expected = notice.items.count() - len(run.facts["rejected"])
    run.expect("entries named", named, expected)
    run.expect("studios founded", Studio.objects.filter(award__document=document).count(), expected)
    for form_of_paper, magic in (("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")):
        paper = officer.open(at("desk:document-paper", document.pk, form_of_paper))
        run.expect(f"the document as {form_of_paper}", paper.body[: len(magic)], magic)
    return document


def print_all(run: Run, document: NamingDocument) -> None:
    """Print certificates and plaques as one job each, and fetch the result."""
    officer = run.browser("officer")
    for kind in ("certificate", "plaque"):
        page = officer.open(at("desk:document", document.pk))
        page = officer.send(page.form("/print/"), {"kind": kind})
        run.expect_done(f"a print run of {kind}s is asked for", page)
        run.expect("one job is carried out", jobs.work_off(), 1)
        result = officer.open(page.address.rstrip("/") + "/result/")
        run.expect(f"the {kind}s are a PDF", result.body[:5], b"%PDF-")


def register(run: Run, document: NamingDocument) -> None:
    """Record the plaques as made, in one batch."""
    officer = run.browser("officer")
    plaques = list(Certificate.objects.filter(award__document=document, kind="plaque").order_by("number"))
    values = {"act": "made", "happened_on": f"{run.moment:%Y-%m-%d}", "person": "制作单位"}
    page = officer.open(at("desk:plaque", plaques[0].pk))
    run.expect_done("a plaque is recorded as made", officer.send(page.form("/record/", having="person"), values))
    page = officer.open(at("desk:plaque", plaques[0].pk))
    values |= {"act": "delivered", "person": "市总工会"}
    run.expect_done("it is delivered", officer.send(page.form("/record/", having="person"), values))


def verify_all(run: Run, document: NamingDocument) -> None:
    """Check every number as a stranger, and one that nobody issued."""
    certificates = list(Certificate.objects.filter(award__document=document).select_related("award"))
    for number, certificate in enumerate(certificates):
        if number % _FROM_ONE_ADDRESS == 0:  # strangers come from many places; one place is held back when it hurries
            run.browsers["stranger"] = visitor = Browser(f"127.0.1.{number // _FROM_ONE_ADDRESS + 1}")
        page = visitor.open(at("portal:verify-number", certificate.number))
        genuine = page.status == 200 and page.says(certificate.award.studio_name, "有效")  # noqa: PLR2004  HTTP
        run.expect(f"{certificate.number} is genuine", genuine, True)
        run.act()
    numbers = {certificate.number for certificate in certificates}
    run.expect("two numbers for each studio", len(numbers), 2 * Studio.objects.filter(award__document=document).count())
    visitor = run.visitor()
    unknown = visitor.open("/verify/XX-LMGZS-2026-9999")
    run.records[-1].refused += 1
    run.expect("an unknown number is told apart", unknown.says("有效") and unknown.status == 200, False)  # noqa: PLR2004
    page = visitor.open(at("portal:studios"))
    run.expect("the directory opens", page.status, 200)
