"""V16: words swapped for near-synonyms so that a copy is not recognised. Only marked.

The swapped words are words; what betrays them is company no writer of such texts gives them.
"""

import re
from collections.abc import Iterator
from typing import Final

from jiangxin.engine.text.restore.report import Damage, Mark

_SWAPS: Final = {
    "提公道化建议": "提合理化建议",
    "公道化建议": "合理化建议",
    "可连续发展": "可持续发展",
    "可持续开展": "可持续发展",
    "科学开展观": "科学发展观",
    "科学开展": "科学发展",
    "经济开展": "经济发展",
    "社会开展": "社会发展",
    "企业开展": "企业发展",
    "开展壮大": "发展壮大",
    "改革开展": "改革发展",
    "公共效劳": "公共服务",
    "效劳群众": "服务群众",
    "效劳职工": "服务职工",
    "效劳大局": "服务大局",
    "效劳意识": "服务意识",
    "效劳型": "服务型",
    "效劳工作室": "服务工作室",
    "志愿效劳": "志愿服务",
    "职员代表大会": "职工代表大会",
    "职员群众": "职工群众",
    "广大职员": "广大职工",
    "知识型职员": "知识型职工",
    "职员队伍": "职工队伍",
    "创立活动": "创建活动",
    "文明创立": "文明创建",
    "创立工作室": "创建工作室",
    "创立学习型": "创建学习型",
    "精力文明": "精神文明",
    "劳模精力": "劳模精神",
    "工匠精力": "工匠精神",
    "贯彻精力": "贯彻精神",
    "焦点价值观": "核心价值观",
    "和睦社会": "和谐社会",
    "工会构造": "工会组织",
    "党的构造": "党的组织",
    "构造领导": "组织领导",
    "踊跃性": "积极性",
    "自动性": "主动性",
    "思惟政治": "思想政治",
    "思惟认识": "思想认识",
    "休息竞赛": "劳动竞赛",
    "休息模范": "劳动模范",
    "休息者": "劳动者",
    "技巧比武": "技能比武",
    "进步前辈": "先进",
    "树模": "示范",
    "事情室": "工作室",
    "展开事情": "开展工作",
    "赞扬大会": "表彰大会",
}
_PATTERN: Final = re.compile("|".join(sorted(map(re.escape, _SWAPS), key=len, reverse=True)))


def find_swaps(text: str) -> Iterator[Mark]:
    """Mark words in impossible company, with what they most likely stood for."""
    return (Mark(*match.span(), Damage.SWAPPED_WORD, (_SWAPS[match.group()],)) for match in _PATTERN.finditer(text))
