"""The city clones the blueprint, edits it, makes a call of it, and opens it."""

from jiangxin.campaigns.models import Call
from jiangxin.rehearsal.run import Run


def open_call(run: Run) -> Call:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from jiangxin.campaigns.models import Blueprint
    from jiangxin.rehearsal import papers
    from jiangxin.campaigns.services import (
        clone_blueprint,
        publish_blueprint,
        make_call,
        describe_call,
        set_quotas,
        attach_rule_document,
        open_call,
        QuotaLine,
        edit_blueprint,
    )

    c = run.city
    o = c.actor("officer")
    bp = Blueprint.objects.get(code="studio_naming")
    b = clone_blueprint(actor=o, blueprint=bp, title="x")
    b = publish_blueprint(actor=o, blueprint=b, expected_revision=b.revision)
    call = make_call(
        actor=o,
        blueprint=b,
        organiser=c.federation,
        title=f"{run.shape.year}年度工作室申报",
        year=run.shape.year,
        starts_at=run.moment,
    )
    per = quota_per_area(run)
    seats = min(run.shape.seats, run.entries // 2)
    call = describe_call(
        actor=o,
        call=call,
        facts=dict(announcement="通知", contact="张 000", seats=seats),
        expected_revision=call.revision,
    )
    call = set_quotas(
        actor=o,
        call=call,
        lines=[QuotaLine(a, per) for a in c.areas] + [QuotaLine(None, 1)],
        expected_revision=call.revision,
    )
    call = attach_rule_document(
        actor=o,
        call=call,
        number=f"{run.shape.document_word}[{run.shape.year}]3号",
        upload=SimpleUploadedFile("a.pdf", papers.pdf("rules"), "application/pdf"),
        expected_revision=call.revision,
    )
    return open_call(actor=o, call=call, expected_revision=call.revision)


def quota_per_area(run: Run) -> int:
    """Return what each area may recommend: the profile's figure, or one less than the first area's applicants."""
    if run.shape.quota_per_area and run.entries >= run.shape.quota_per_area * len(run.city.areas):
        return run.shape.quota_per_area
    return max(1, run.entries // len(run.city.areas))
