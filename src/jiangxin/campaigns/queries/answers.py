"""Reading what an entry says."""

from jiangxin.campaigns.models import Entry, EntryVersion
from jiangxin.campaigns.queries.definitions import form_of
from jiangxin.forms.answers import Answers
from jiangxin.forms.sensitive import reveal


def draft_answers(entry: Entry) -> Answers:
    """Return the answers as they are being written."""
    return reveal(form_of(entry.call), entry.answers.data)


def latest_version(entry: Entry) -> EntryVersion | None:
    """Return the latest submitted version."""
    return entry.versions.order_by("-number").first()


def submitted_answers(entry: Entry) -> Answers:
    """Return the answers of the latest submitted version; empty when nothing has been submitted."""
    version = latest_version(entry)
    return reveal(form_of(entry.call), version.data) if version else {}
