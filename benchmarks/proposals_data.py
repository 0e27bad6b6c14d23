"""Texts for `bench_duplicates`: proposals as workers write them, and others made from them."""

import random

_PLACES = (
    "一号车间",
    "二号车间",
    "总装线",
    "热处理工段",
    "原料库",
    "成品库",
    "化验室",
    "空压站",
    "配电房",
    "涂装线",
    "三号码头",
    "客服中心",
)
_THINGS = (
    "焊接工位",
    "行车轨道",
    "冷却水泵",
    "传送带",
    "叉车通道",
    "除尘风机",
    "夹具",
    "照明回路",
    "压缩空气管路",
    "刀具柜",
    "工单系统",
    "交接班记录",
)
_FAULTS = (
    "烟尘太大，夏天待不住人",
    "经常停机，一个月要修三四次",
    "漏水漏油，地面打滑",
    "能耗偏高，空转时也不关",
    "找工具费时间，来回要走好几趟",
    "数据要手工抄两遍，容易写错",
    "废品率偏高，尺寸不稳",
    "噪声超过标准，说话听不见",
)
_REMEDIES = (
    "加装局部排烟装置，和焊机联动启停",
    "把工装改成快换式，换型时间可以减半",
    "加一个变频器，按实际用量调速",
    "在醒目位置画线定置，工具一物一位",
    "做一张扫码表，数据自动进系统",
    "把轴承换成自润滑的，并改为每月点检",
    "加隔音罩，内壁贴吸音棉",
    "把回水收集起来，经过滤再用",
)
_GAINS = (
    "一年大约能省{n}度电",
    "每班可以少走{n}趟",
    "废品率估计能降百分之{n}",
    "每月少停机{n}小时",
    "投入不到{n}元，半年收回",
    "现场能少{n}个隐患点",
)
_LETTERS = "".join(chr(code) for code in range(0x4E00, 0x9F00, 19))


def fresh(rng: random.Random) -> str:
    """Return a proposal of 60 to 300 letters: a title and sentences of its own, and phrases all share."""
    own = ["".join(rng.choices(_LETTERS, k=rng.randint(16, 30))) for _ in range(rng.randint(2, 8))]
    known = [
        f"{rng.choice(_PLACES)}的{rng.choice(_THINGS)}{rng.choice(_FAULTS)}",
        f"建议{rng.choice(_REMEDIES)}",
        rng.choice(_GAINS).format(n=rng.randint(2, 90)),
    ]
    title, *rest = own
    rest += known
    rng.shuffle(rest)
    return "，".join([title, *rest])[:300] + "。"


def again(text: str, rng: random.Random) -> str:
    """Return a proposal once more: some words changed, in another order, or only the first part of it."""
    parts = text.rstrip("。").split("，")
    match rng.randrange(3):
        case 0:
            letters = list(text)
            for place in rng.sample(range(len(letters)), len(letters) // 20):
                letters[place] = rng.choice(_LETTERS)
            return "".join(letters)
        case 1:
            rng.shuffle(parts)
            return "，".join(parts) + "。"
        case _:
            return text[: max(60, len(text) // 2)]
