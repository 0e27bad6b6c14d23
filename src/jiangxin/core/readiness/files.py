"""Folders and files an installation needs: secrets, data, front-end packages, catalogues, fonts."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from jiangxin.core.press import font_book
from jiangxin.core.printing.fonts import MissingFont, Role
from jiangxin.core.readiness.finding import Finding, fault, fine, warning
from jiangxin.core.settings.home import SECRETS_FILE
from jiangxin.core.settings.paper import FRONTEND

_LEAST_FREE_BYTES = 1024**3
_MANIFEST = "staticfiles.json"


def secrets() -> Iterator[Finding]:
    """The secrets belong to this account alone."""
    mode = stat.S_IMODE(SECRETS_FILE.stat().st_mode)
    if mode & 0o077:
        yield fault(
            "secrets",
            f"密钥文件 {SECRETS_FILE} 可被其他用户读取（{mode:o}）。请执行：chmod 600 {SECRETS_FILE}",
            f"Other users can read the secrets file {SECRETS_FILE} ({mode:o}). Run: chmod 600 {SECRETS_FILE}",
        )
    else:
        yield fine("secrets", f"{SECRETS_FILE} 只有本账号可读", f"{SECRETS_FILE} is readable by this account alone")


def home() -> Iterator[Finding]:
    """The data folder can be written to and has room."""
    folder = settings.HOME
    if not os.access(folder, os.W_OK):
        yield fault(
            "home",
            f"数据目录 {folder} 不可写。请更改其属主，或用 JIANGXIN_HOME 另指定目录。",
            f"The data folder {folder} cannot be written to. Change its owner, or name another by JIANGXIN_HOME.",
        )
        return
    free = shutil.disk_usage(folder).free
    gigabytes = f"{free / 1024**3:.1f}"
    if free < _LEAST_FREE_BYTES:
        yield warning(
            "home",
            f"数据目录 {folder} 所在磁盘只剩 {gigabytes} GB。请清理或扩容。",
            f"Only {gigabytes} GB are free where the data folder {folder} is. Make room.",
        )
    else:
        yield fine("home", f"{folder}，剩余 {gigabytes} GB", f"{folder}, {gigabytes} GB free")


def front_end() -> Iterator[Finding]:
    """The front-end packages were fetched."""
    sheet = FRONTEND / "bootstrap" / "dist" / "css" / "bootstrap.min.css"
    if sheet.exists():
        yield fine("front-end", f"{FRONTEND}", f"{FRONTEND}")
    else:
        yield fault(
            "front-end",
            f"{FRONTEND} 里没有前端包。请执行 make install，或在 frontend/ 里执行 npm ci。",
            f"The front-end packages are not in {FRONTEND}. Run `make install`, or `npm ci` inside frontend/.",
        )


def newest_static_source() -> float:
    """Return when the newest of the files to be served was changed, as seconds since the epoch."""
    found = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    return max((Path(path).stat().st_mtime for path in found), default=0.0)


def static_is_current() -> bool:
    """Tell whether the served files were collected after the last change of any of them."""
    manifest = Path(settings.STATIC_ROOT) / _MANIFEST
    return settings.DEBUG or (manifest.exists() and manifest.stat().st_mtime >= newest_static_source())


def collected() -> Iterator[Finding]:
    """The files to be served were collected."""
    if static_is_current():
        yield fine("static files", f"{settings.STATIC_ROOT}", f"{settings.STATIC_ROOT}")
    else:
        yield fault(
            "static files",
            "样式与脚本文件尚未收集或已过期。请执行 jiangxin collectstatic --noinput。",
            "Style sheets and scripts are not collected, or older than their sources."
            " Run `jiangxin collectstatic --noinput`.",
        )


def catalogues() -> Iterator[Finding]:
    """The catalogues of both languages are compiled."""
    folder = Path(settings.LOCALE_PATHS[0])
    missing = [name for name in ("zh_Hans", "en") if not (folder / name / "LC_MESSAGES" / "django.mo").exists()]
    if missing:
        yield fault(
            "languages",
            f"语言文件未编译：{'、'.join(missing)}。请执行 make install。",
            f"The catalogues of {', '.join(missing)} are not compiled. Run `make install`.",
        )
    else:
        yield fine("languages", "简体中文、英文", "simplified Chinese, English")


_ROLES = {
    Role.SONG_TITLE: ("小标宋", "titles"),
    Role.FANGSONG: ("仿宋", "text"),
    Role.HEI: ("黑体", "headings"),
    Role.KAI: ("楷体", "second headings"),
    Role.SONG: ("宋体", "page numbers"),
}


def fonts() -> Iterator[Finding]:
    """Every printed role has a face: the one the settings name, else one that comes with the house."""
    try:
        book = font_book()
    except MissingFont as missing:
        folders = "、".join(str(folder) for folder in settings.FONT_FOLDERS)
        yield fault(
            "fonts",
            f"打印公文和证书缺少字体（{missing.role}）。已查找：{folders}。"
            "请执行 make install，或安装 Debian 包 fonts-noto-cjk，或用 JIANGXIN_FONT_FOLDERS 指定字体目录。",
            str(missing),
        )
        return
    for role, name in book.absent.items():
        chinese, english = _ROLES[role]
        there = ", ".join(book.installed)
        yield warning(
            "fonts",
            f"JIANGXIN_FACES 指定的“{name}”不在字体目录里，{chinese}改用 {book.family(role)}。目录里有：{there}。",
            f"The family named by JIANGXIN_FACES for {english} is in no font folder; {book.family(role)} stands in."
            f" The folders hold: {there}.",
        )
    yield fine(
        "fonts",
        "；".join(f"{chinese}：{book.family(role)}" for role, (chinese, _english) in _ROLES.items()),
        "; ".join(f"{english}: {book.family(role)}" for role, (_chinese, english) in _ROLES.items()),
    )
