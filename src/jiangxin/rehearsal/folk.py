"""Invented people, units and studios. Nobody here exists; numbers are well-formed and made up."""

import random
from dataclasses import dataclass
from datetime import date

from jiangxin.engine.measure.resident_id import check_character as resident_check
from jiangxin.engine.measure.uscc import body_check_character
from jiangxin.engine.measure.uscc import check_character as uscc_check

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗方俞任袁柳"
)
_GIVEN = (
    "安邦",
    "博文",
    "彩霞",
    "长青",
    "春晓",
    "大勇",
    "丹阳",
    "德明",
    "冬梅",
    "尔雅",
    "芳华",
    "凤英",
    "国栋",
    "海涛",
    "红梅",
    "慧敏",
    "建军",
    "建国",
    "洁",
    "静怡",
    "俊杰",
    "凯",
    "兰",
    "丽娟",
    "立新",
    "明远",
    "宁",
    "鹏程",
    "平",
    "秋实",
    "荣",
    "瑞祥",
    "若水",
    "诗涵",
    "书琴",
    "思源",
    "涛",
    "婷",
    "伟民",
    "文静",
    "雯",
    "小川",
    "晓东",
    "欣然",
    "雪松",
    "雅琴",
    "燕",
    "一鸣",
    "永刚",
    "玉兰",
    "远航",
    "云飞",
    "振华",
    "志强",
    "卓",
    "子涵",
)
_TRADES = [
    ("数控加工", "C", "数控车工"),
    ("模具制造", "C", "模具工"),
    ("焊接技术", "C", "焊工"),
    ("电力运维", "D", "变配电运行值班员"),
    ("燃气抢修", "D", "燃气具安装维修工"),
    ("市政养护", "E", "管工"),
    ("急诊护理", "Q", "护士"),
    ("社区调解", "S", "社会工作者"),
    ("公交驾驶服务", "G", "公交驾驶员"),
    ("职业教育", "P", "实训指导教师"),
    ("纺织印染", "C", "印染工"),
    ("水处理工艺", "D", "水生产处理工"),
    ("轨道检修", "G", "轨道车辆检修工"),
    ("茶叶加工", "A", "茶叶加工工"),
    ("软件测试", "I", "软件测试员"),
]
_SERVICE_TRADES = {"急诊护理", "社区调解", "公交驾驶服务"}
_UNIT_WORDS = (
    "恒远",
    "锦华",
    "东升",
    "天工",
    "银河",
    "瑞丰",
    "长虹岭",
    "新禾",
    "正泰里",
    "同创",
    "海棠",
    "云汉",
    "鼎盛",
    "百川",
    "晨光",
    "安澜",
    "松涛",
    "金石",
)
_UNIT_KINDS = {
    "A": ("茶业有限公司", "private"),
    "C": ("精密机械有限公司", "private"),
    "D": ("供电公司", "state"),
    "E": ("市政工程有限公司", "state"),
    "G": ("公共交通有限公司", "state"),
    "I": ("信息技术有限公司", "private"),
    "P": ("职业技术学校", "public_institution"),
    "Q": ("人民医院", "public_institution"),
    "S": ("社区服务中心", "social"),
}


@dataclass(frozen=True, slots=True)
class Human:
    """An invented person."""

    name: str
    gender: str
    birth: date
    resident_id: str
    phone: str


@dataclass(frozen=True, slots=True)
class Trade:
    """What a studio does."""

    field: str
    industry: str
    trade: str

    @property
    def is_service(self) -> bool:
        """Tell whether studios of this trade serve people rather than production."""
        return self.field in _SERVICE_TRADES


class Folk:
    """A source of people and units that never repeats a name or number; the same seed gives the same folk."""

    def __init__(self, seed: int, division: str) -> None:
        self.rng = random.Random(seed)  # noqa: S311  invented data, nothing secret
        self.division = division
        self._names: set[str] = set()
        self._units: set[str] = set()
        self._serial = 0

    def person(self, *, born: tuple[int, int] = (1965, 2000)) -> Human:
        """Return somebody new, born between two years."""
        name = self._fresh_name()
        self._serial += 1
        birth = date(self.rng.randint(*born), self.rng.randint(1, 12), self.rng.randint(1, 28))
        male = self.rng.random() < 0.6  # noqa: PLR2004
        order = (self._serial * 2 + male) % 1000
        first17 = f"{self.division}{birth:%Y%m%d}{order:03d}"
        number = first17 + resident_check(first17)
        return Human(name, "male" if male else "female", birth, number, f"139{self._serial:08d}")

    def _fresh_name(self) -> str:
        for _try in range(200):
            name = self.rng.choice(_SURNAMES) + self.rng.choice(_GIVEN)
            if name not in self._names:
                self._names.add(name)
                return name
        while True:
            name = self.rng.choice(_SURNAMES) + self.rng.choice("文立明宏志秀玉春") + self.rng.choice("川岚桐柏峰溪")
            name += "" if name not in self._names else self.rng.choice(_SURNAMES)
            if name not in self._names:
                self._names.add(name)
                return name

    def trade(self) -> Trade:
        """Return what a new studio does."""
        return Trade(*self.rng.choice(_TRADES))

    def unit(self, area: str, trade: Trade) -> tuple[str, str]:
        """Return the name and the ownership of a new unit in an area."""
        kind, ownership = _UNIT_KINDS[trade.industry]
        words = [word for word in _UNIT_WORDS if f"{area}{word}{kind}" not in self._units]
        word = self.rng.choice(words) if words else f"{self.rng.choice(_UNIT_WORDS)}第{len(self._units)}"
        name = f"{area}{word}{kind}"
        self._units.add(name)
        return name, ownership

    def uscc(self) -> str:
        """Return a well-formed unified social credit code that no register holds."""
        self._serial += 1
        body = f"MAX{self._serial:05d}"
        first17 = f"91{self.division}{body}{body_check_character(body)}"
        return first17 + uscc_check(first17)
