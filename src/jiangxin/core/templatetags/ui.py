"""The UI kit's tags. Each part of a page is told in one place: how it looks, and what it says to a screen reader."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.forms import CheckboxInput, Select, SelectMultiple
from django.forms.boundfield import BoundField
from django.template import Library
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiangxin.core import clock
from jiangxin.core.holidays import working_days_left
from jiangxin.core.models import Job, JobState
from jiangxin.core.refusal import Text
from jiangxin.core.ui import amounts, drawing, icons, parts, problems, states
from jiangxin.engine.measure.working_days import WorkingCalendar

register = Library()
register.simple_tag(icons.icon)
register.simple_tag(problems.field_id)

_NOTICE_ICONS = {"success": "check", "warning": "alert", "error": "alert", "danger": "alert"}


@register.simple_tag
def notice_icon(level: str) -> SafeString:
    """Return the icon of a notice's level; levels are Django's message tags."""
    return icons.icon(_NOTICE_ICONS.get(level, "info"))


@register.inclusion_tag("ui/parts/state_badge.html")
def state_badge(value: object, label: Text = "") -> dict[str, Any]:
    """Show a state: `value` is its code or a TextChoices member, `label` its word."""
    tone = states.tone_of(getattr(value, "value", value))
    return {"tone": tone, "icon": states.ICONS[tone], "label": label or getattr(value, "label", value)}


@register.simple_block_tag
def page_header(
    content: str,
    title: Text,
    *,
    lead: Text = "",
    kicker: Text = "",
    state: object = "",
    state_label: Text = "",
    serif: bool = False,
) -> SafeString:
    """Show a page's head; what stands inside the block are its acts, the main one a `btn btn-primary`."""
    context = {
        "acts": content if content.strip() else "",
        "title": title,
        "lead": lead,
        "kicker": kicker,
        "state": state,
        "state_label": state_label,
        "serif": serif,
    }
    return render_to_string("ui/parts/page_header.html", context)


@register.simple_block_tag
def notice(content: str, level: str = "info", *, title: Text = "") -> SafeString:
    """Show a callout: level is `info`, `success`, `warning` or `error`."""
    return render_to_string("ui/parts/notice.html", {"level": level, "title": title, "content": content})


@register.inclusion_tag("ui/parts/fact_list.html")
def fact_list(facts: Sequence[parts.Fact], *, columns: int = 1) -> dict[str, Any]:
    """Show facts as label and value, in one or two columns."""
    return {"facts": facts, "columns": columns}


@register.inclusion_tag("ui/parts/history.html")
def history(items: Sequence[parts.HistoryItem]) -> dict[str, Any]:
    """Show who did what, newest first as given."""
    return {"items": items}


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(source: problems.Source, *, title: Text = "") -> dict[str, Any]:
    """List the faults of a form, a formset, a refusal or a list of problems, each linked to its field."""
    shown = problems.problems_of(source)
    count = len(shown)
    default = ngettext("有 %(count)d 处需要更正", "有 %(count)d 处需要更正", count) % {"count": count}
    return {
        "problems": shown,
        "title": title or default,
        "message": getattr(source, "message", ""),
        "remedy": getattr(source, "remedy", ""),
        "present": bool(shown) or hasattr(source, "remedy"),
    }


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, *, width: str = "", note: Text = "") -> dict[str, Any]:
    """Show a form field: label above, help, faults beside it. `width` is `short`, `middle` or full."""
    widget = bound.field.widget
    single_box = isinstance(widget, CheckboxInput)
    if isinstance(widget, (Select, SelectMultiple)) and not bound.use_fieldset:
        css = "form-select"
    else:
        css = "form-check-input" if single_box else "form-control"
    attributes: dict[str, Any] = {}
    if not bound.use_fieldset:
        css = f"{widget.attrs.get('class', '')} {css}{' is-invalid' if bound.errors else ''}"
        attributes["class"] = css.strip()
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attributes),
        "is_box": single_box,
        "is_group": bound.use_fieldset,
        "width": width,
        "note": note,
    }


@register.inclusion_tag("ui/parts/empty_state.html")
def empty_state(title: Text, text: Text = "", act_url: str = "", act_label: Text = "") -> dict[str, Any]:
    """Say what would be here and what to do first."""
    return {"title": title, "text": text, "act_url": act_url, "act_label": act_label}


@register.inclusion_tag("ui/parts/progress_steps.html")
def progress_steps(steps: Sequence[parts.Step], *, label: Text = "") -> dict[str, Any]:
    """Show the stages of a process in a row and where the case stands."""
    return {"steps": steps, "label": label or _("进度")}


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(tasks: Sequence[parts.Task]) -> dict[str, Any]:
    """Show the sections of a form, each with its state."""
    return {"tasks": tasks}


@register.inclusion_tag("ui/parts/quota_bar.html")
def quota_bar(used: int, limit: int, reserve: int = 0, *, label: Text = "", url: str = "") -> dict[str, Any]:
    """Show how much of a quota is used; what goes beyond limit and reserve is told in words."""
    return {"quota": drawing.quota(used, limit, reserve), "label": label or _("名额"), "url": url}


@register.inclusion_tag("ui/parts/figure.html")
def figure(label: Text, value: object, *, unit: Text = "", url: str = "", note: Text = "") -> dict[str, Any]:
    """Show one figure; `url` opens exactly the records that make it."""
    return {"label": label, "value": value, "unit": unit, "url": url, "note": note}


@register.inclusion_tag("ui/parts/pagination.html")
def pagination(pager: object) -> dict[str, Any]:
    """Show the pages of a list (`core.ui.paging.Pager`)."""
    return {"pager": pager}


@register.inclusion_tag("ui/parts/file_list.html")
def file_list(files: Sequence[parts.FileLink]) -> dict[str, Any]:
    """Show files with size and note; missing ones are told."""
    return {"files": files}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Sequence[parts.Tab], *, label: Text = "") -> dict[str, Any]:
    """Show links to the sides of one thing as tabs."""
    return {"items": items, "label": label or _("页签")}


@register.inclusion_tag("ui/parts/job_progress.html", takes_context=True)
def job_progress(
    context: Any, job: Job, *, status_url: str, cancel_url: str = "", result_url: str = ""
) -> dict[str, Any]:
    """Show how far a job is; the script polls `status_url` (`core.ui.job_status`), the button posts to `cancel_url`."""
    return {
        "job": job,
        "over": job.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED},
        "status_url": status_url,
        "cancel_url": cancel_url,
        "result_url": result_url,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/parts/share_bar.html")
def share_bar(shares: Sequence[parts.Share], *, label: Text = "", unit: Text = "") -> dict[str, Any]:
    """Show parts of a whole as one bar with its table of amounts."""
    return {"segments": drawing.shares(shares), "label": label, "unit": unit}


@register.inclusion_tag("ui/parts/score_spread.html")
def score_spread(scores: Sequence[Decimal | int], *, low: int = 0, high: int = 100, label: Text = "") -> dict[str, Any]:
    """Show how far the scores of one entry lie apart."""
    return {"spread": drawing.spread(scores, low, high), "low": low, "high": high, "label": label}


@register.inclusion_tag("ui/parts/due.html")
def due(moment: date | datetime | None, working_days: int | None = None) -> dict[str, Any]:
    """Show a deadline with the days left in words; late ones say so.

    `working_days` (negative when late) takes the place of the days of the calendar.
    """
    timed = isinstance(moment, datetime)
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    late = moment < clock.now() if isinstance(moment, datetime) else bool(day and day < clock.today())
    days = (day - clock.today()).days if day else 0
    worked = working_days is not None
    days = days if working_days is None else working_days
    return {
        "moment": moment,
        "day": day,
        "late": late,
        "days": days,
        "days_late": -days,
        "timed": timed,
        "worked": worked,
    }


@register.filter
def working_days(moment: datetime | None, calendar: WorkingCalendar) -> int | None:
    """Return the working days left until a moment, for `due`: `{% due x x|working_days:calendar %}`."""
    return working_days_left(moment, calendar) if moment else None


@register.inclusion_tag("ui/parts/listing_filters.html")
def listing_filters(listing: object) -> dict[str, Any]:
    """Show a list's filters, saved views and columns."""
    return {"listing": listing}


@register.inclusion_tag("ui/parts/listing_table.html", takes_context=True)
def listing_table(context: Any, listing: object) -> dict[str, Any]:
    """Show a list's rows: a table, on the phone cards; with tick boxes when there are batch acts."""
    return {"listing": listing, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/listing_views.html", takes_context=True)
def listing_views(context: Any, listing: object) -> dict[str, Any]:
    """Show the saved views of a list, with a form to keep this one."""
    return {"listing": listing, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def present() -> datetime:
    """Return the present moment by the house's clock (`{% now %}` reads another)."""
    return clock.now()


@register.simple_tag(takes_context=True)
def same_page(context: Any, **changes: object) -> str:
    """Return this page's query with `changes` made; None takes a name away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def yuan(amount: Decimal | int | None) -> str:
    """Return an amount in yuan with thousands and two decimals; none is empty."""
    return "" if amount is None else amounts.in_yuan(amount)


@register.filter
def wan(amount: Decimal | int | None) -> str:
    """Return an amount given in yuan as ten thousands with two decimals and its unit; none is empty."""
    return "" if amount is None else _("%(number)s 万元") % {"number": amounts.in_wan(amount)}
