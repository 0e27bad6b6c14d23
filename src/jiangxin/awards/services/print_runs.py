"""Printing all certificates or plaques of a document: asked for here, carried out in `awards.tasks`."""

from django.utils.translation import gettext_lazy as _

from jiangxin.awards import policies
from jiangxin.awards.enums import CertificateKind, DocumentState
from jiangxin.awards.models import NamingDocument
from jiangxin.core import jobs
from jiangxin.core.actor import Actor
from jiangxin.core.models import Job
from jiangxin.core.refusal import Refusal
from jiangxin.core.service import service

PRINT_RUN = "awards.print_run"


@service("awards.ask_print_run", about="document")
def ask_print_run(*, actor: Actor, document: NamingDocument, kind: str) -> Job:
    """Queue the printing of a document's standing certificates or plaques as one PDF. The job's record tells of it."""
    policies.may_keep_register(actor=actor, call=document.call).require()
    if kind not in CertificateKind.values:
        raise Refusal("unknown_kind", _("请选择打印证书还是牌匾。"), _("请重新选择后提交。"))
    if document.state != DocumentState.ISSUED:
        raise Refusal("document_not_issued", _("命名文件还没有印发，不能打印。"), _("请先印发命名文件。"))
    title = f"{document.number} {CertificateKind(kind).label}"
    return jobs.ask(actor=actor, code=PRINT_RUN, title=title, parameters={"document": document.pk, "kind": kind})
