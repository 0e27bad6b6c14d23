"""Word 97–2003, WPS Writer and RTF, turned into Word documents by LibreOffice where it is installed.

LibreOffice runs with a profile of its own, made for one file and thrown away: macros are off, links to elsewhere are
not followed, and it is ended with all it has started when its time is over.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from jiangxin.library.reading.document import MOST_BYTES, Format, Reading
from jiangxin.library.reading.docx import read_docx
from jiangxin.library.reading.errors import ReadingError

SECONDS: Final = 90.0
_NAMES: Final = ("soffice", "libreoffice")
_COMMON: Final = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS: Final = (
    (_COMMON, "DisableMacrosExecution", "true"),
    (_COMMON, "DisableActiveContent", "true"),
    (_COMMON, "BlockUntrustedRefererLinks", "true"),
    (_COMMON, "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
)


def office_program() -> str | None:
    """Return where LibreOffice is, None where it is not installed."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def read_office(data: bytes, *, seconds: float = SECONDS) -> Reading:
    """Read a document by way of LibreOffice.

    Args:
        data: the file.
        seconds: how long the conversion may take.

    Raises:
        ReadingError: `office_missing`, `office_failed`, `too_slow`, and all of `read_docx`.
    """
    program = office_program()
    if program is None:
        raise ReadingError("office_missing")
    with tempfile.TemporaryDirectory(prefix="jiangxin-office-", ignore_cleanup_errors=True) as folder:
        converted = _convert(program, data, Path(folder), seconds)
    found = read_docx(converted)
    return Reading(Format.DOC, found.text, hints=found.hints)


def _convert(program: str, data: bytes, folder: Path, seconds: float) -> bytes:
    profile, source = folder / "profile", folder / "source.doc"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    source.write_bytes(data)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)]
    environment = {
        "HOME": str(folder),
        "PATH": f"{Path(program).parent}:{os.defpath}",
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }
    # In a session of its own, so that all it starts can be ended together.
    process = subprocess.Popen(  # noqa: S603  a program found on the path, with arguments of ours
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise ReadingError("too_slow") from None
    finally:
        _end(process)
    result = folder / "out" / "source.docx"
    if not result.is_file() or result.stat().st_size > MOST_BYTES:
        raise ReadingError("office_failed")
    return result.read_bytes()


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):  # it has ended, with all it started
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _settings() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )
