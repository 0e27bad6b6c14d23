"""Masking of personal data for display: clause 7 (display limits) of GB/T 35273-2020, in the programme's own forms.

Every function takes the stored text and returns what may be shown; an empty text stays empty. Masking hides, it does
not anonymise.
"""

import re

from jiangxin.engine.measure.plain_text import plain

STAR = "*"
HIDDEN = "***"
"""Stands for a text of any length, so that the length is hidden too."""

COMPOUND_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶"
        "太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良"
        "漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生左丘东门西门第五",
    )
)
"""Two-character surnames of the 百家姓 and a few common ones it lacks."""

HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
NAME_SEPARATORS = frozenset("·•‧・ -'.")
COMPOUND_MINIMUM = 3
"""A two-character name such as 欧阳 is read as surname 欧 with one given character."""

LONG_NUMBER = 15
"""From here on four characters at each end leave enough hidden."""

REGION = re.compile(
    r"(?:[^省市区县路号]{2,6}(?:省|自治区|特别行政区))?"
    r"(?:(?:[^省市区县旗镇乡路号]|(?<=^景德)镇|(?<=省景德)镇|^镇(?=江)|(?<=省)镇(?=江)){1,8}(?:市|自治州|地区|盟))?"
    r"(?:(?:[^省市区县旗路街巷弄号\d]|(?<=市)市){1,10}?(?:自治县|区|县|旗|市))?"
)
TOWN = re.compile(r"[^路街巷弄号栋幢室村区县市\d]{1,8}?(?:街道|镇|乡|苏木)")


def mask_name(name: str) -> str:
    """Keep the surname of a Chinese name, the first letter of any other: 张* · 欧阳** · J*** S****."""
    text = name.strip()
    closed = plain(text)  # two characters are spread to the width of three in typeset lists: 李　明
    if HAN_NAME.fullmatch(closed):
        text = closed
    if HAN_NAME.fullmatch(text):
        compound = len(text) >= COMPOUND_MINIMUM and text[:2] in COMPOUND_SURNAMES
        kept = 2 if compound else 1
        return text[:kept] + STAR * max(len(text) - kept, 1)
    shown = "".join(
        char if index == 0 or char in NAME_SEPARATORS or _starts_latin_word(text, index) else STAR
        for index, char in enumerate(text)
    )
    return shown if not shown or STAR in shown else shown + STAR


def mask_name_in(text: str, name: str) -> str:
    """Mask a person's name wherever a text says it, also with other dots or blanks between its parts.

    Studios are often called by one part of a long name (艾力劳模创新工作室 of 买买提·艾力): parts of two characters and
    more are masked too.
    """
    shown = mask_name(name)
    parts = [part for part in re.split(f"[{re.escape(''.join(NAME_SEPARATORS))}\u3000]+", name) if part]
    if not parts:
        return text
    if len(parts) > 1 and all(HAN_NAME.fullmatch(part) and len(part) == 1 for part in parts):
        parts = ["".join(parts)]  # 李　明, spread as in typeset lists
    between = f"[{re.escape(''.join(NAME_SEPARATORS))}\\s]*"
    spelled = [r"\s*".join(map(re.escape, part)) if HAN_NAME.fullmatch(part) else re.escape(part) for part in parts]
    text = re.sub(between.join(spelled), lambda _found: shown, text)
    for part in parts if len(parts) > 1 else ():
        if HAN_NAME.fullmatch(part) and len(part) > 1:
            text = text.replace(part, mask_name(part))
    return text


def mask_document_number(number: str) -> str:
    """Show four characters at each end of an identity number (3305**********123X), one and two of a shorter number."""
    text = plain(number)
    head, tail = (4, 4) if len(text) >= LONG_NUMBER else (1, 2)
    return _keep_ends(text, head, tail)


def mask_phone(number: str) -> str:
    """Show both ends of a mobile number (138****1234), the area code and two digits of any other (0572-*****12)."""
    text = plain(number)
    if mobile := re.fullmatch(r"((?:\+?86-?)?)(1\d{10})", text):
        return mobile[1] + _keep_ends(mobile[2], 3, 4)
    if fixed := re.fullmatch(r"(0\d{2,3}-?)(\d{7,8}(?:-\d{1,6})?)", text):
        return fixed[1] + _keep_ends(fixed[2], 0, 2)
    return _keep_ends(text, 0, 2)


def mask_email(address: str) -> str:
    """Show the first two characters of the mailbox and the domain: zh***@example.com."""
    text = plain(address)
    mailbox, at, domain = text.rpartition("@")
    if not at:
        return HIDDEN if text else ""
    kept = 2 if len(mailbox) > 2 else min(len(mailbox), 1)  # noqa: PLR2004 -- two characters are the rule
    return f"{mailbox[:kept]}{HIDDEN}@{domain}"


def mask_bank_account(number: str) -> str:
    """Show the last four digits: ***************1234."""
    return _keep_ends(plain(number), 0, 4)


def mask_address(address: str) -> str:
    """Show an address down to the town, or to the county where no town is named: 浙江省湖州市吴兴区织里镇***."""
    text = plain(address)
    if not text:
        return ""
    region = REGION.match(text)
    end = region.end() if region else 0
    town = TOWN.match(text, end)
    shown = text[: town.end() if town else end]
    return shown if shown == text else shown + HIDDEN


def _keep_ends(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return STAR * len(text)
    return text[:head] + STAR * (len(text) - head - tail) + text[len(text) - tail :]


def _starts_latin_word(text: str, index: int) -> bool:
    return text[index - 1] in NAME_SEPARATORS and text[index].isascii() and text[index].isalpha()
