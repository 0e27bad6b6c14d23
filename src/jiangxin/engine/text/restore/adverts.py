"""V17: advertisements put between or inside sentences. Only marked; gap markers of the site are none."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from jiangxin.engine.text.gaps import find_gaps
from jiangxin.engine.text.restore.report import Damage, Mark

_AILMENT: Final = (
    "癫痫|羊癫疯|白癜风|牛皮癣|银屑病|男科(?=医院|门诊)|妇科(?=医院|门诊)|不孕不育|早泄|阳痿|包皮|人流|无痛人流|痔疮|狐臭|脱发|植发|整形|整容|近视手术|前列腺|"
    "性病|尖锐湿疣|肝病|乙肝|皮肤病|红斑狼疮|鱼鳞病|减肥|丰胸|增高"
)
_CURE: Final = "医院|门诊|诊所|哪家好|哪里好|怎么治|多少钱|能治好吗|治疗方法|偏方|专家|产品|药"
_TRADE: Final = "葡京|真人荷官|代开发票|办理?假?证件|时时彩|六合彩|百家乐|娱乐城|在线赌|无抵押贷款|私家侦探|刻章办证"
_CLAUSE: Final = "[^，。；：！？,;!?\\s]"
_REST: Final = "[^，。；！？,;!?\\s]"
_ADVERTS: Final = re.compile(
    "|".join(
        (
            f"{_CLAUSE}{{0,12}}(?:{_AILMENT}){_CLAUSE}{{0,8}}(?:{_CURE}){_CLAUSE}{{0,12}}",
            f"{_CLAUSE}{{0,12}}(?:医院|门诊|诊所){_CLAUSE}{{0,6}}(?:哪家好|哪里好|哪个好|排名|最好的|多少钱){_CLAUSE}{{0,8}}",
            f"{_CLAUSE}{{0,8}}(?:最好的|哪家|专业治疗){_CLAUSE}{{0,10}}(?:医院|门诊|诊所){_CLAUSE}{{0,8}}",
            f"{_CLAUSE}{{0,6}}(?:{_TRADE}){_CLAUSE}{{0,12}}",
            "https?://[\\w./?=&%#~+-]+|(?<![A-Za-z0-9.@])www\\.[\\w.-]+\\.[a-z]{2,}[\\w./?=&%-]*",
            "(?:加|添加|咨询|联系)?(?:微信|QQ|扣扣|企鹅)(?:号|群)?[:： ]?[A-Za-z0-9_-]{5,20}",
            f"(?:代写|代发|代笔)(?:论文|文章|材料|稿件|范文){_CLAUSE}{{0,20}}",
            f"(?:更多|查看更多|欲知更多){_CLAUSE}{{0,16}}(?:请访问|请登录|请关注|请点击|尽在){_CLAUSE}{{0,24}}",
            f"{_CLAUSE}{{0,8}}(?:扫码|扫一扫|扫描二维码)(?:下载|领取|注册){_CLAUSE}{{0,12}}",
            f"(?:本文|文章|内容|本?资料|范文)(?:来源于|来自于?|转载自|摘自|由){_CLAUSE}{{0,20}}(?:网|站|文库)(?:整理|提供|收集|发布)?",
            f"(?:点击|免费|立即|欢迎)(?:下载|注册|领取|访问)(?:全文|本文|本站|资料|文档|会员|范文){_CLAUSE}{{0,8}}",
            f"转载请(?:注明|保留){_CLAUSE}{{0,20}}",
        )
    )
)


def find_adverts(text: str) -> Iterator[Mark]:
    """Mark stretches that sell something."""
    gaps = [range(gap.start, gap.end) for gap in find_gaps(text)]
    inside = set(chain.from_iterable(gaps))
    return (Mark(*match.span(), Damage.ADVERT) for match in _ADVERTS.finditer(text) if match.start() not in inside)
