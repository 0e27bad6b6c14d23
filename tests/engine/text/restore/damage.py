"""Damage made on purpose: the inverse of what restoring undoes, class by class."""

from hypothesis import strategies as st
from opencc import OpenCC

# Fictional sentences of the field; every one is simplified text that OpenCC leaves alone.
SENTENCES = (
    "云岭市总工会召开劳模创新工作室推进会，总结上半年工作。",
    "各级工会要发挥示范引领作用，带动更多职工学习技术。",
    "焊接班组提出合理化建议三十二条，节约成本五十万元。",
    "师傅带徒弟，徒弟超师傅，这是工作室多年的传统。",
    "会议强调，要加强组织领导，完善考核办法(试行)。",
    "工作室(服务类)的经费由单位行政和工会共同承担；",
    "“金蓝领”培训班本月开班，共有五十名学员参加。",
    "专家组现场评审后，公示名单五个工作日：",
    "这项操作法获得了市级奖励！",
    "什么是工匠精神？就是精益求精。",
    "质量管理小组(QC)的成果在全省发布。",
    "设备长12米(m)，重3吨(t)，使用PPT汇报。",
    "(2031年5月18日)",
    "联系电话见附件，欢迎职工群众监督。",
)

WORDS = (
    "劳动模范", "工作室", "创新", "创建", "服务", "企业", "职工", "队伍", "建设", "技能",
    "培训", "竞赛", "发展", "经济", "社会", "管理", "质量", "效益", "节约", "能源",
    "减少", "排放", "环境", "氛围", "组织", "领导", "干部", "群众", "团结", "动员",
    "广大", "积极", "参与", "改革", "开放", "发明", "专利", "成果", "推广", "应用",
    "转化", "车间", "班组", "设备", "维修", "焊接", "电力", "铁路", "桥梁", "纺织",
    "医疗", "教育", "农业", "养殖", "贸易", "财务", "审计", "监督", "检查", "总结",
    "表彰", "奖励", "证书", "奖章", "获得者", "颁发", "仪式", "讲话", "会议", "纪要",
    "决议", "规划", "计划", "实施", "方案", "任务", "责任", "措施", "落实", "督导",
    "评审", "评选", "推荐", "申报", "材料", "单位", "机关", "县区", "乡镇", "街道",
    "产业", "行业", "协会", "联盟", "结对", "师徒", "传承", "绝活", "绝技", "难题",
    "攻关", "揭榜", "试验", "样机", "图纸", "标准", "规范", "制度", "办法", "细则",
    "经费", "补助", "账目",
)  # fmt: skip

# What a copying site might annotate: a table of its own, as such tables are.
TABLE = {
    "创": "chuàng", "进": "jìn", "发": "fā", "业": "yè", "领": "lǐng", "务": "wù", "强": "qiáng", "现": "xiàn",
    "导": "dǎo", "结": "jié", "机": "jī", "构": "gòu", "组": "zǔ", "织": "zhī", "质": "zhì", "单": "dān",
    "项": "xiàng", "师": "shī", "带": "dài", "评": "píng", "审": "shěn", "励": "lì", "总": "zǒng", "会": "huì",
    "动": "dòng", "办": "bàn", "费": "fèi", "级": "jí", "习": "xí", "术": "shù", "节": "jié", "约": "yuē",
    "议": "yì", "条": "tiáo", "训": "xùn", "学": "xué", "员": "yuán", "场": "chǎng", "这": "zhè", "奖": "jiǎng",
    "设": "shè", "备": "bèi", "长": "cháng", "汇": "huì", "报": "bào", "联": "lián", "系": "xì", "电": "diàn",
    "监": "jiān", "众": "zhòng", "欢": "huān", "见": "jiàn",
}  # fmt: skip

to_traditional = OpenCC("s2t").convert

clean_texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("\n".join)


def annotate(text, form="{char}({reading})", *, traditional=False):
    """Put a reading in brackets behind every character of the table."""
    out = []
    for char in text:
        shown = to_traditional(char) if traditional else char
        out.append(form.format(char=shown, reading=TABLE[char]) if char in TABLE else shown)
    return "".join(out)


def marks(text):
    """How many characters of the table a text holds."""
    return sum(char in TABLE for char in text)


def shift_bytes(text, table):
    """Insert readings byte-wise into GBK text and decode it as such tools do: a broken pair is one question mark."""
    raw = text.encode("gbk")
    for char, reading in table.items():
        raw = raw.replace(char.encode("gbk"), char.encode("gbk") + f"({reading})".encode("gbk"))
    return decode_like_windows(raw)


def decode_like_windows(raw):
    out, at = [], 0
    while at < len(raw):
        if raw[at] < 0x80:
            out.append(chr(raw[at]))
            at += 1
            continue
        try:
            out.append(raw[at : at + 2].decode("gbk"))
        except UnicodeDecodeError:
            out.append("?")
        at += 2
    return "".join(out)
