"""Long work on awards, carried out by the worker."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiangxin.awards.enums import CertificateKind, Standing
from jiangxin.awards.papers import print_pdf
from jiangxin.awards.queries import certificates_for, get_document_for
from jiangxin.awards.services.print_runs import PRINT_RUN
from jiangxin.core import jobs
from jiangxin.core.files import keep_bytes
from jiangxin.core.models import StoredFile
from jiangxin.core.refusal import Refusal


@jobs.kind(PRINT_RUN)
def print_run(progress: jobs.Progress) -> StoredFile:
    """Print the standing certificates or plaques of a document as one PDF, in the order of its list.

    Raises:
        Refusal: none of them stands any more, or a name cannot be printed.
    """
    document = get_document_for(progress.actor, int(progress.parameters["document"]))
    kind = str(progress.parameters["kind"])
    standing = certificates_for(progress.actor).filter(award__document=document, kind=kind, standing=Standing.STANDS)
    found = list(standing.select_related("award__document__call__organiser").order_by("award__position"))
    if not found:
        raise Refusal("nothing_to_print", gettext_lazy("没有现行有效的证书或牌匾可以打印。"))
    progress.tell(0, len(found))

    def tell(done: int, total: int) -> None:
        progress.tell(done, total, _("正在排版"))

    content = print_pdf(found, kind, progress=tell)
    name = f"{document.number} {CertificateKind(kind).label}.pdf"
    return keep_bytes(actor=progress.actor, name=name, content=content, kind="pdf", purpose="print_run")
