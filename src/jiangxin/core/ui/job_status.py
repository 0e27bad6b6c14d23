"""What `job.js` asks for while a job runs."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from jiangxin.core.models import Job, JobState

_OVER = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


def job_status(job: Job) -> dict[str, Any]:
    """Return how far a job is, ready for JSON; once it is `over` the page reloads itself."""
    # The worker wrote it in the house's own language, and gathered it where it stands.
    told = translation.gettext(job.message) if job.message else ""
    words = _("已处理 %(done)s / %(total)s") % {"done": job.done, "total": job.total} if job.total else ""
    return {
        "state": job.state,
        "state_label": job.get_state_display(),
        "over": job.state in _OVER,
        "done": job.done,
        "total": job.total,
        "percent": job.percent,
        "words": f"{words} {told}".strip(),
    }
