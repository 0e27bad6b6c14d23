"""Printing: where fonts are found and which faces play which part."""

from pathlib import Path

from jiangxin.core.settings import environment

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
