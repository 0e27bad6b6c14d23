"""V17: advertisements put between or inside sentences. Only marked; gap markers of the site are none."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from jiangxin.engine.text.gaps import find_gaps
from jiangxin.engine.text.restore.report import Damage, Mark

_AILMENT: Final = "癫痫|白癜风|牛皮癣|银屑病|男科|妇科|不孕不育|早泄|阳痿|包皮|人流|痔疮|狐臭|脱发|整形|近视手术|前列腺"
_CURE: Final = "医院|门诊|诊所|哪家好|怎么治|多少钱|能治好吗"
_CLAUSE: Final = "[^，。；：！？,;!?\\s]"
_ADVERTS: Final = re.compile(
    "|".join(
        (
            f"{_CLAUSE}{{0,12}}(?:{_AILMENT}){_CLAUSE}{{0,8}}(?:{_CURE}){_CLAUSE}{{0,12}}",
            "https?://[\\w./?=&%#~+-]+|www\\.[\\w.-]+\\.[a-z]{2,}[\\w./?=&%-]*",
            "(?:加|添加|咨询|联系)?(?:微信|QQ|扣扣|企鹅)(?:号|群)?[:： ]?[A-Za-z0-9_-]{5,20}",
            "(?:代写|代发)(?:论文|文章|材料|稿件)[^，。；！？,;!?\\s]{0,20}",
            "(?:更多|查看更多|欲知更多)[^，。；！？,;!?\\s]{0,16}(?:请访问|请登录|请关注|尽在)[^，。；！？,;!?\\s]{0,24}",
            "(?:本文|文章|内容)(?:来源于|来自于?|转载自|由)[^，。；！？,;!?\\s]{0,20}(?:网|站)(?:整理|提供|收集|发布)?",
            "(?:点击|免费|立即)(?:下载|注册|领取)(?:全文|本文|资料|文档|会员)?[^，。；！？,;!?\\s]{0,8}",
            "转载请(?:注明|保留)[^，。；！？,;!?\\s]{0,20}",
        )
    )
)


def find_adverts(text: str) -> Iterator[Mark]:
    """Mark stretches that sell something."""
    gaps = [range(gap.start, gap.end) for gap in find_gaps(text)]
    inside = set(chain.from_iterable(gaps))
    return (Mark(*match.span(), Damage.ADVERT) for match in _ADVERTS.finditer(text) if match.start() not in inside)
