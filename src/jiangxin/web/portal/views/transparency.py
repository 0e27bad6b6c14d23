"""How anyone makes sure that the journal was not touched: checkpoints, keys, proofs, and the program that checks."""

from pathlib import Path

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jiangxin.core import sealing
from jiangxin.core.actor import Request
from jiangxin.core.models import LogCheckpoint
from jiangxin.core.refusal import NotFound, Refusal
from jiangxin.core.sealing import verify_journal
from jiangxin.core.sealing.keys import spelt
from jiangxin.core.throttle import hold_back

_SHOWN = 20
_PER_MINUTE = 60
_DIGITS = 18


def transparency(request: Request) -> HttpResponse:
    """Tell how far the sealed log goes, and how to check it."""
    checkpoints = list(LogCheckpoint.objects.all()[:_SHOWN])
    context = {
        "newest": checkpoints[0] if checkpoints else None,
        "checkpoints": checkpoints,
        "keys": [spelt(key) for key in sealing.public_keys()] if checkpoints else [],
    }
    return render(request, "portal/transparency/log.html", context)


def checkpoint(request: Request, size: int | None = None) -> HttpResponse:
    """Hand out a checkpoint, the newest one without a size."""
    del request
    found = LogCheckpoint.objects.filter(size=size).first() if size is not None else sealing.latest()
    if found is None:
        raise NotFound
    return HttpResponse(found.text, content_type="text/plain; charset=utf-8")


def consistency(request: Request) -> HttpResponse:
    """Prove that the log of `new` records goes on from the log of `old`: hashes in hexadecimal."""
    hold_back(request, "consistency", most=_PER_MINUTE, seconds=60)
    try:
        old, new = (_size(request.GET.get(name, "")) for name in ("old", "new"))
        proof = sealing.consistency(old, new)
    except ValueError as fault:
        raise Refusal(
            "no_such_log",
            _("没有这样的两个封存点。"),
            _("请在地址里写明两个条数，例如 ?old=100&new=200，后者不小于前者，也不超过已封存的条数。"),
        ) from fault
    return JsonResponse({"old": old, "new": new, "proof": [step.hex() for step in proof]})


def _size(words: str) -> int:
    if not words.isascii() or not words.isdecimal() or len(words) > _DIGITS:
        raise ValueError(words)
    return int(words)


def verifier(request: Request) -> HttpResponse:
    """Hand out the program that checks an exported journal."""
    del request
    path = Path(verify_journal.__file__)
    named = {"Content-Disposition": f'attachment; filename="{path.name}"'}
    return HttpResponse(path.read_bytes(), content_type="text/x-python; charset=utf-8", headers=named)
