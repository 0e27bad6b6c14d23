"""Applications on paper."""

from jiangxin.campaigns.models import Entry


def application_form(entry: Entry) -> bytes:
    """Return the application as the official A4 form (PDF), as it stands now."""
    from jiangxin.core.printing.application import application_pdf
    from jiangxin.forms.printing import printed_form

    return application_pdf(printed_form(entry))
