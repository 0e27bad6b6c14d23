"""The sign-in sheet on the host's phone: a code to scan that changes every minute, and who has signed."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from jiangxin.core import clock
from jiangxin.core.actor import Request
from jiangxin.core.printing.qr import qr_picture
from jiangxin.studios.models import SignInSheet
from jiangxin.studios.policies import may_keep_file
from jiangxin.studios.services.signing_in import close_sheet, is_open, open_sheet
from jiangxin.studios.sign_in_codes import WINDOW, code_at
from jiangxin.web.studio_file.answering import done
from jiangxin.web.studio_file.frame import at, frame
from jiangxin.web.studio_file.views.ledger import TAB, the_entry


@never_cache
def sheet(request: Request, studio_id: int, entry_id: int) -> HttpResponse:
    """Show the code while the sheet is open; open and close it by buttons."""
    found = the_entry(request.actor, studio_id, entry_id)
    may_keep_file(actor=request.actor, studio=found.studio).require()
    address = at(request, "studio-entry-sheet", studio_id, entry_id)
    if request.method == "POST":
        if request.POST.get("act") == "close":
            close_sheet(actor=request.actor, entry=found)
            return done(request, at(request, "studio-entry", studio_id, entry_id), _("签到已结束。"))
        open_sheet(actor=request.actor, entry=found)
        return HttpResponseRedirect(address)
    standing = SignInSheet.objects.filter(entry=found).first()
    context = {
        **frame(request, found.studio, TAB),
        "entry": found,
        "entry_url": at(request, "studio-entry", studio_id, entry_id),
        "sheet": standing,
        "people": found.sign_ins.all(),
        "is_open": bool(standing and is_open(standing)),
    }
    if standing is None or not is_open(standing):
        return render(request, "studios/ledger/sheet.html", context)
    code = code_at(standing.pk, clock.now())
    scanned = request.build_absolute_uri(reverse("portal:sign-in", args=[standing.pk, code]))
    response = render(request, "studios/ledger/sheet.html", {**context, "address": scanned, "qr": qr_picture(scanned)})
    # A page without a script that keeps its code fresh: half a window later it is asked for again.
    response["Refresh"] = str(WINDOW // 2)
    return response
