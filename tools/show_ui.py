"""Render every kind of page and every part of the UI kit into a folder, and take their pictures.

    python tools/show_ui.py OUT              pages as files under OUT
    python tools/show_ui.py OUT --pictures   also PNGs at 1440 and 390 wide, under the real content security policy

With pictures the run fails when a page scrolls sideways at 390, or the browser reports an error of any kind.
"""

import argparse
import atexit
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SIZES = ((1440, 900), (390, 844))


def prepare() -> None:
    """Set up Django on an empty database of its own, with the demonstration's templates and nobody's accounts."""
    home = tempfile.mkdtemp(prefix="show-ui-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["JIANGXIN_HOME"] = home
    os.environ["JIANGXIN_DEBUG"] = "yes"
    os.environ["DJANGO_SETTINGS_MODULE"] = "jiangxin.core.settings"
    sys.path.insert(0, str(HERE))
    import django  # needs the environment above
    from django.conf import settings

    template = settings.TEMPLATES[0]
    template["DIRS"] = [HERE / "ui_demo" / "templates"]
    template["OPTIONS"]["context_processors"] = [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
    ]
    django.setup()


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and text of every page."""
    from ui_demo import views  # needs Django set up

    yield from views.pages()


def write(folder: Path) -> list[str]:
    """Write pages and static files; returns the pages' names."""
    from django.contrib.staticfiles.finders import get_finders  # needs Django set up

    names = []
    for name, text in pages():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
        names.append(name)
    for finder in get_finders():
        for path, storage in finder.list([]):
            if path.endswith((".css", ".js", ".svg")):
                target = folder / "static" / (getattr(storage, "prefix", None) or "") / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(Path(storage.path(path)).read_bytes())
    demo = folder / "static" / "demo"
    demo.mkdir(parents=True, exist_ok=True)
    (demo / "seal.svg").write_bytes((HERE / "ui_demo" / "seal.svg").read_bytes())
    links = "".join(f'<li><a href="{name}.html">{name}</a></li>' for name in names)
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8><ul>{links}</ul>", encoding="utf-8")
    return names


class Server(SimpleHTTPRequestHandler):
    """Serves the folder under the content security policy the product sends."""

    def end_headers(self) -> None:
        """Add the policy."""
        from django.conf import settings  # needs Django set up

        self.send_header("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def photograph(folder: Path, names: list[str]) -> list[str]:
    """Take each page at each width; returns the faults found."""
    from browser import FLAGS, find_browser  # these two only when pictures are wanted
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    faults: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for width, height in SIZES:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: faults.append(str(error)))
            for name in names:
                page.goto(f"http://127.0.0.1:{server.server_port}/{name}.html")
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
                wide = page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    faults.append(f"{name} is {wide} wide at {width}")
            page.close()
        browser.close()
    server.shutdown()
    server.server_close()
    return faults


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--only", default="", help="only pages whose name begins like this are photographed")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    prepare()
    names = write(options.out)
    print(f"{len(names)} pages in {options.out}")
    if not options.pictures:
        return 0
    faults = photograph(options.out, [name for name in names if name.startswith(options.only)])
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
