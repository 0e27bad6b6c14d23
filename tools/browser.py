"""Which browser tests and pictures are made with, and how it is started."""

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The same engine each time. The shell has no windows of its own: a page costs it a third of the work."""

FLAGS = (
    # One process draws all pages: what it has read of fonts and scripts serves the next one, too.
    *("--renderer-process-limit=1", "--in-process-gpu", "--disable-gpu"),
    *("--no-sandbox", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def find_browser() -> str:
    """Return the path of `JIANGXIN_TEST_BROWSER`, or else of the first browser installed; "" when there is none."""
    return os.environ.get("JIANGXIN_TEST_BROWSER") or next(filter(None, map(shutil.which, NAMES)), "")


if __name__ == "__main__":
    print(find_browser())
