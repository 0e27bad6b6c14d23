"""`jiangxin library rebuild`: related articles worked out anew, with progress; Ctrl-C stops after the one in hand."""

import signal

from django.core.management.base import CommandError, OutputWrapper

from jiangxin.library.rebuilding import rebuild_likeness

_EVERY = 500  # articles between two lines where there is no terminal to overwrite one


class Stopped(Exception):  # noqa: N818  an answer, not an error
    """Somebody asked to stop."""


def rebuild(out: OutputWrapper, after: int) -> None:
    """Work out the related articles, tell how far it is, and when stopped how to go on.

    Raises:
        CommandError: it was stopped; what is done stays.
    """
    asked: list[int] = []
    last = after
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def tell(done: int, total: int, key: int) -> None:
        nonlocal last
        last = key
        if out.isatty():
            out.write(f"\r{done} / {total}", ending="")
            out.flush()
        elif done % _EVERY == 0:
            out.write(f"{done} / {total}")
        if asked and done < total:
            raise Stopped

    try:
        for number in before:
            signal.signal(number, lambda number, _frame: asked.append(number))
        count = rebuild_likeness(tell, after=after)
        out.write(f"\r相关文章已重建 {count} 篇。Related articles of {count} articles rebuilt.")
    except Stopped as stopped:
        raise CommandError(
            f"已停止，做好的保留。继续：jiangxin library rebuild --after {last}\n"
            f"Stopped; what is done stays. Go on with: jiangxin library rebuild --after {last}"
        ) from stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
