"""Printing: where fonts are found and which faces play which part."""

from pathlib import Path

from jiangxin.core.settings import environment

ROLES = {"小标宋": "song_title", "仿宋": "fangsong", "黑体": "hei", "楷体": "kai", "宋体": "song"}
ROOT = Path(__file__).resolve().parents[4]
FRONTEND = environment.folder(
    "JIANGXIN_FRONTEND", ROOT / "frontend" / "node_modules", "前端包目录 folder of the front-end packages"
)
FONT_FOLDERS = [
    Path(part)
    for part in environment.names(
        "JIANGXIN_FONT_FOLDERS",
        (str(FRONTEND / "@expo-google-fonts"), "/usr/share/fonts/opentype/noto"),
        "打印字体目录，可放入单位有授权的公文字体 folders of printing fonts; a federation may add its licensed faces",
    )
]
FACES = {
    ROLES.get(role, role): family
    for role, family in environment.pairs(
        "JIANGXIN_FACES",
        (*ROLES, *ROLES.values()),
        "小标宋=方正小标宋简体,仿宋=仿宋_GB2312",
        "单位有授权的公文字体，按用途写出字体名 licensed faces by what they are used for, by the font's own name",
    ).items()
}
