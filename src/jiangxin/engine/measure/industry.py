"""Industries: the twenty sections of GB/T 4754-2017 (with its amendment no. 1 of 2019) and the divisions in each."""

from dataclasses import dataclass

from jiangxin.engine.measure.fault import MeasureError


@dataclass(frozen=True, slots=True)
class Section:
    """A section (门类).

    Attributes:
        code: One letter, A to T.
        zh: Name in the standard.
        en: English name.
        divisions: Two-digit divisions (大类), first and last included.
    """

    code: str
    zh: str
    en: str
    divisions: tuple[int, int]


SECTIONS: dict[str, Section] = {
    section.code: section
    for section in (
        Section("A", "农、林、牧、渔业", "Agriculture, forestry, animal husbandry and fishery", (1, 5)),
        Section("B", "采矿业", "Mining", (6, 12)),
        Section("C", "制造业", "Manufacturing", (13, 43)),
        Section(
            "D",
            "电力、热力、燃气及水生产和供应业",
            "Production and supply of electricity, heat, gas and water",
            (44, 46),
        ),
        Section("E", "建筑业", "Construction", (47, 50)),
        Section("F", "批发和零售业", "Wholesale and retail trade", (51, 52)),
        Section("G", "交通运输、仓储和邮政业", "Transport, storage and post", (53, 60)),
        Section("H", "住宿和餐饮业", "Hotels and catering", (61, 62)),
        Section(
            "I",
            "信息传输、软件和信息技术服务业",
            "Information transmission, software and information technology services",
            (63, 65),
        ),
        Section("J", "金融业", "Finance", (66, 69)),
        Section("K", "房地产业", "Real estate", (70, 70)),
        Section("L", "租赁和商务服务业", "Leasing and business services", (71, 72)),
        Section("M", "科学研究和技术服务业", "Scientific research and technical services", (73, 75)),
        Section(
            "N",
            "水利、环境和公共设施管理业",
            "Water conservancy, environment and public facilities management",
            (76, 79),
        ),
        Section("O", "居民服务、修理和其他服务业", "Residential, repair and other services", (80, 82)),
        Section("P", "教育", "Education", (83, 83)),
        Section("Q", "卫生和社会工作", "Health and social work", (84, 85)),
        Section("R", "文化、体育和娱乐业", "Culture, sports and entertainment", (86, 90)),
        Section(
            "S",
            "公共管理、社会保障和社会组织",
            "Public administration, social security and social organisations",
            (91, 96),
        ),
        Section("T", "国际组织", "International organisations", (97, 97)),
    )
}

AWARD_SECTIONS: tuple[str, ...] = tuple(code for code in SECTIONS if code != "T")
"""The nineteen sections that award statistics count."""


def section_of(code: str) -> Section:
    """Find the section of a letter or of a division, group or class number, e.g. ``C``, ``31``, ``3130``, ``C3130``.

    Raises:
        MeasureError: ``industry.unknown``.
    """
    letter, digits = (code[:1].upper(), code[1:]) if code[:1].isalpha() else ("", code)
    section = _by_digits(digits) if digits else SECTIONS.get(letter)
    if section is None or letter not in {"", section.code}:
        raise MeasureError("industry.unknown", found=code)
    return section


def _by_digits(digits: str) -> Section | None:
    if not (digits.isascii() and digits.isdigit() and len(digits) in {2, 3, 4}):
        return None
    division = int(digits[:2])
    return next((one for one in SECTIONS.values() if one.divisions[0] <= division <= one.divisions[1]), None)
