"""V16: words swapped for near-synonyms so that a copy is not recognised. Only marked.

The swapped words are words; what betrays them is company no writer of such texts gives them.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from jiangxin.engine.text.restore.report import Damage, Mark


class _Swap(NamedTuple):
    """A word put in place of another.

    Attributes:
        found: what stands there.
        meant: what most likely stood there.
        before: an expression one of whose matches must end where the word begins.
        after: an expression that must match behind it.
    """

    found: str
    meant: str
    before: str = ""
    after: str = ""


# Whatever 开展 is done to follows it; where a sentence goes on like this, 发展 was meant.
_NO_OBJECT: Final = (
    "(?=[，。；、！？：,;!?”\\s]|观|战略|规划|方式|步伐|道路|大局|新局面|壮大|水平|速度|变化|[作做]出|$)"
)
_GROWING: Final = "(?:经济|社会|企业|科学|可持续|可连续|产业|事业|跨越式|高质量|改革|自身|和谐|又好又快)"
_WORKERS: Final = "(?:广大|一线|青年|困难|知识型|引导|动员|团结|带领|全市|全县|农民工|维护)"
_OF_WORKERS: Final = "(?:群众|代表|之家|书屋|权益|素质|技能|董事|监事|互助|合法|队伍建设|“五小|五小)"
_ORDER: Final = "(?:健全|完善|机制|制度|体系|台账|档案)"
_QUALITY: Final = "(?:素质|能力|水平|技能|质量|效率|认识|思想|本领)"
_DEEDS: Final = "(?:贯彻|落实|学习|总结|组织|做好|执行|履行|研究)"
_MODEL: Final = "(?:劳模|先进|示范|文明|学习型|活动|工作室|先锋|和谐|平安|节约型|“)"
_SWAPS: Final = (
    _Swap("提公道化建议", "提合理化建议"),
    _Swap("公道化", "合理化"),
    _Swap("可连续发展", "可持续发展"),
    _Swap("开展", "发展", _GROWING, _NO_OBJECT),
    _Swap("效劳", "服务"),
    _Swap("职员", "职工", _WORKERS),
    _Swap("职员", "职工", "", f"(?={_OF_WORKERS})"),
    _Swap("创立", "创建", "(?:文明|先进|争先|深入)"),
    _Swap("创立", "创建", "", f"(?={_MODEL})"),
    _Swap("立异", "创新", "(?<!标新)"),
    _Swap("轨制", "制度", "(?<![双单并同接])"),
    _Swap("精力", "精神", "(?:劳模|工匠|贯彻|会议|文件|讲话|全会|雷锋|奉献|拼搏)"),
    _Swap("精力文明", "精神文明"),
    _Swap("焦点价值观", "核心价值观"),
    _Swap("和睦社会", "和谐社会"),
    _Swap("构造", "组织", "(?:工会|党的|党|群团|基层)"),
    _Swap("构造领导", "组织领导"),
    _Swap("踊跃性", "积极性"),
    _Swap("自动性", "主动性", "(?:积极性|创造性|和|、)"),
    _Swap("思惟", "思想", "", "(?=政治|认识|教育|道德)"),
    _Swap("休息", "劳动", "", "(?=竞赛|模范|者的|者权|保护|关系)"),
    _Swap("技巧", "技能", "", "(?=比武|竞赛|大赛|晋级|人才|鉴定)"),
    _Swap("进步前辈", "先进"),
    _Swap("树模", "示范"),
    _Swap("事情室", "工作室"),
    _Swap("展开事情", "开展工作"),
    _Swap("赞扬", "表彰", "", "(?=大会|先进|奖励)"),
    _Swap("声誉称号", "荣誉称号"),
    _Swap("树立", "建立", "", f"(?={_ORDER})"),
    _Swap("完美", "完善", "", "(?=制度|机制|体系|措施|政策|组织)"),
    _Swap("鼎力", "大力", "", "(?=弘扬|推进|实施|加强|开展|培育|宣传|发展)"),
    _Swap("当真", "认真", "", f"(?={_DEEDS})"),
    _Swap("亲密", "密切", "", "(?=联系群众|结合|配合)"),
    _Swap("进步", "提高", "", f"(?={_QUALITY})"),
    _Swap("晋升", "提升", "", f"(?={_QUALITY})"),
    _Swap("进步", "提高", "(?:要|不断|着力|全面|努力)", "(?=职工|队伍|劳动者|干部)"),
    _Swap("增强", "加强", "", "(?=领导|组织领导|作风建设|队伍建设|宣传引导)"),
    _Swap("展开", "开展", "(?:深入|广泛|扎实)", "(?=劳动|技能|创建|学习|教育|培训|活动|竞赛)"),
    _Swap("比赛", "竞赛", "(?:劳动|主题)"),
    _Swap("履行", "执行", "贯彻"),
    _Swap("程度", "水平", "(?:技能|管理|生活|服务|业务|技术)"),
    _Swap("扶植", "建设", "(?:队伍|文化|社会|经济|组织|工程|现代化|文明|制度)"),
    _Swap("划定", "规定", "(?:有关|按照?|法律|章程)"),
)
# Where one word is swapped, these are likely to be as well; alone they prove nothing.
_SUSPECT: Final = {"职员": "职工", "创立": "创建"}
_ANYWHERE: Final = re.compile("|".join(_SUSPECT))


def _expression(swap: _Swap) -> str:
    return f"{swap.before}(?P<w{_SWAPS.index(swap)}>{swap.found}){swap.after}"


_PATTERN: Final = re.compile("|".join(map(_expression, _SWAPS)), re.MULTILINE)
# Nearly every text holds none of these.
_WORDS: Final = re.compile("|".join(sorted({swap.found for swap in _SWAPS})))


def find_swaps(text: str) -> Iterator[Mark]:
    """Mark words in impossible company, with what they most likely stood for."""
    if not _WORDS.search(text):
        return
    swapped = False
    for match in _PATTERN.finditer(text):
        swapped = True
        name = match.lastgroup or ""
        swap = _SWAPS[int(name[1:])]
        yield Mark(*match.span(name), Damage.SWAPPED_WORD, (swap.meant,))
    if swapped:
        for match in _ANYWHERE.finditer(text):
            yield Mark(*match.span(), Damage.SWAPPED_WORD, (_SUSPECT[match.group()],))
