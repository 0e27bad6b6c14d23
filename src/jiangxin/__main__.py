"""The `jiangxin` command: every management command, with faults of settings and database told in plain words."""

import os
import sys

from jiangxin.core.settings_fault import SettingsError

_ASKS_FOR_HELP: tuple[list[str], ...] = ([], ["help"], ["--help"], ["-h"])
_PIPE_CLOSED = 128 + 13  # as a shell reports SIGPIPE
_NO_DATABASE = """数据库不能用：{reason}。执行 jiangxin check 查看原因和办法。
The database cannot be used: {reason}. `jiangxin check` tells why and what to do; --traceback shows where it happened.
"""


def main() -> None:
    """Run the command named in `sys.argv`.

    A fault in the settings ends with exit code 2, a database that cannot be used with 1, each with what to do.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiangxin.core.settings")
    try:
        from django.core.management import execute_from_command_line

        import jiangxin.core.settings  # noqa: F401  read first, so that a fault is told before Django wraps it
    except SettingsError as fault:
        sys.stderr.write(f"{fault}\n")
        sys.exit(2)
    if sys.argv[1:] in _ASKS_FOR_HELP:
        sys.stdout.write(_commands())
        return
    from django.db import DatabaseError, OperationalError

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as fault:
        # No connection, no memory, or a file that is none of a database; any other fault is one of the program.
        if "--traceback" in sys.argv or type(fault) not in {DatabaseError, OperationalError}:
            raise
        sys.stderr.write(_NO_DATABASE.format(reason=str(fault).partition("\n")[0]))
        sys.exit(1)
    except BrokenPipeError:  # `head`, for one, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_PIPE_CLOSED)


def _commands() -> str:
    """Return the commands of the house, each with what it does; those of the framework by name."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    ours, others = [], []
    for name, app in sorted(get_commands().items()):
        if isinstance(app, str) and app.startswith("jiangxin."):
            ours.append(f"  {name:<16} {load_command_class(app, name).help}")
        else:
            others.append(name)
    return "\n".join(
        [
            "jiangxin <命令 command>",
            *ours,
            "每个命令的用法 how to use one: jiangxin <命令> --help",
            f"框架的命令 those of the framework: {', '.join(others)}\n",
        ]
    )


if __name__ == "__main__":
    main()
