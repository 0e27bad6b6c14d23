"""Settings that contradict one another, the calendar's reach, and Django's own checks."""

import os
from collections.abc import Iterator
from difflib import get_close_matches

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError

from jiangxin.core import clock
from jiangxin.core.holidays import working_calendar
from jiangxin.core.readiness.finding import Finding, fault, fine, warning
from jiangxin.core.settings import environment, security
from jiangxin.engine.measure.working_days import WorkingCalendar

_HERE = {"127.0.0.1", "localhost", "[::1]", "testserver"}
_LIKE = 0.8
_ANNOUNCED_BY_MONTH = 12  # the State Council announces next year's holidays in October or November


def environment_names() -> Iterator[Finding]:
    """Every JIANGXIN_ variable that is set is one the house knows; a misspelt one would silently do nothing."""
    known = environment.DECLARED.keys()
    strange = sorted(
        name
        for name in os.environ
        if name.startswith("JIANGXIN_") and not name.startswith("JIANGXIN_TEST_") and name not in known
    )
    if strange:
        near = {name: get_close_matches(name, known, n=1, cutoff=_LIKE) for name in strange}
        told = "，".join(f"{name}（是不是 {like[0]}？）" if like else name for name, like in near.items())
        told_en = ", ".join(f"{name} (did you mean {like[0]}?)" if like else name for name, like in near.items())
        yield warning(
            "settings",
            f"不认识的环境变量：{told}。可用的见 jiangxin check --variables。",
            f"Unknown environment variables: {told_en}. `jiangxin check --variables` lists the known ones.",
        )
    else:
        count = sum(name in os.environ for name in known)
        yield fine("settings", f"设置了 {count} 个环境变量，均可识别", f"{count} environment variables set, all known")


def exposure() -> Iterator[Finding]:
    """What is meant for one's own machine alone is not switched on where others can come."""
    if set(settings.ALLOWED_HOSTS) <= _HERE:
        yield fine("exposure", "只服务于本机", "serves this machine alone")
        return
    hosts = ", ".join(settings.ALLOWED_HOSTS)
    for name, on in (("JIANGXIN_DEBUG", security.DEBUG), ("JIANGXIN_FAST_PASSWORDS", security.FAST_PASSWORDS)):
        if on:
            yield fault(
                "exposure",
                f"站点对外提供服务（{hosts}），却打开了 {name}。请关闭它。",
                f"The site serves others ({hosts}) while {name} is on. Switch it off.",
            )
    if not security.HTTPS:
        yield warning(
            "exposure",
            f"站点对外提供服务（{hosts}），但没有设置 JIANGXIN_HTTPS=yes，口令会明文传输。",
            f"The site serves others ({hosts}) without JIANGXIN_HTTPS=yes: passwords travel in the clear.",
        )
    else:
        yield fine("exposure", f"经 HTTPS 服务于 {hosts}", f"serves {hosts} over HTTPS")


def calendar() -> Iterator[Finding]:
    """The announced holidays reach as far as deadlines are set now."""
    last, today = _calendar().last_known_year, clock.today()
    needed = today.year + (today.month >= _ANNOUNCED_BY_MONTH)
    if last >= needed:
        yield fine("calendar", f"节假日安排到 {last} 年底", f"holidays are known to the end of {last}")
    else:
        yield warning(
            "calendar",
            f"节假日安排只到 {last} 年底，之后的工作日按周一至周五估算。"
            "请在“放假安排”里录入通知，或升级 chinesecalendar。",
            f"Holidays are known to the end of {last} only; later working days are guessed as Monday to Friday."
            " Enter the announcement under “Holidays”, or upgrade chinesecalendar.",
        )


def _calendar() -> WorkingCalendar:
    try:
        return working_calendar()
    except DatabaseError:  # not laid yet; the library alone is known then
        return WorkingCalendar()


def django_checks() -> Iterator[Finding]:
    """Django's own checks find no error."""
    errors = [message for message in run_checks() if message.level >= ERROR]
    if not errors:
        yield fine("framework", "Django 自检通过", "Django's own checks pass")
    for error in errors:
        yield fault("framework", f"Django 自检：{error}", f"Django's own check: {error}")
