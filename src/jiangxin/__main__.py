"""The `jiangxin` command: every management command, with settings faults told in plain words."""

import os
import sys

from jiangxin.core.settings_fault import SettingsError


def main() -> None:
    """Run the command named in `sys.argv`; a fault in the settings ends with exit code 2 and says what to change."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiangxin.core.settings")
    try:
        from django.core.management import execute_from_command_line

        import jiangxin.core.settings  # noqa: F401  read first, so that a fault is told before Django wraps it
    except SettingsError as fault:
        sys.stderr.write(f"{fault}\n")
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
