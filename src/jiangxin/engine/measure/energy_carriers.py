"""Energy carriers, the kinds of factors they have, and the areas an electricity factor holds for.

Carriers and their units are those of the reference tables of GB/T 2589-2020, 综合能耗计算通则. Areas are those of the
notices of the Ministry of Ecology and Environment and the National Bureau of Statistics on CO₂ factors of
electricity: the nation, the regions of the grid, the provinces (GB/T 2260, two digits).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FactorKind(StrEnum):
    """What a factor makes out of a quantity."""

    EQUIVALENT = "equivalent"
    """Standard coal by heat content (当量值), kgce per unit."""
    EQUAL_VALUE = "equal_value"
    """Standard coal spent to make the carrier (等价值), kgce per unit."""
    CARBON = "carbon"
    """Carbon dioxide, kg per unit."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """One carrier: its code, the unit it is measured in, and its name in both languages."""

    code: str
    unit: str
    zh: str
    en: str


ELECTRICITY: Final = "electricity"
STANDARD_COAL: Final = "standard_coal"
"""Carries the carbon factor by which carriers without a carbon factor of their own are counted."""
NATION: Final = "00"

CARRIERS: Final = {
    carrier.code: carrier
    for carrier in (
        Carrier("raw_coal", "kg", "原煤", "Raw coal"),
        Carrier("cleaned_coal", "kg", "洗精煤", "Cleaned coal"),
        Carrier("middlings", "kg", "洗中煤", "Middlings"),
        Carrier("coal_slime", "kg", "煤泥", "Coal slime"),
        Carrier("coke", "kg", "焦炭", "Coke"),
        Carrier("crude_oil", "kg", "原油", "Crude oil"),
        Carrier("fuel_oil", "kg", "燃料油", "Fuel oil"),
        Carrier("petrol", "kg", "汽油", "Petrol"),
        Carrier("kerosene", "kg", "煤油", "Kerosene"),
        Carrier("diesel", "kg", "柴油", "Diesel"),
        Carrier("lpg", "kg", "液化石油气", "Liquefied petroleum gas"),
        Carrier("lng", "kg", "液化天然气", "Liquefied natural gas"),
        Carrier("refinery_gas", "kg", "炼厂干气", "Refinery dry gas"),
        Carrier("natural_gas", "m³", "天然气", "Natural gas"),
        Carrier("coke_oven_gas", "m³", "焦炉煤气", "Coke-oven gas"),
        Carrier("blast_furnace_gas", "m³", "高炉煤气", "Blast-furnace gas"),
        Carrier("heat", "MJ", "热力", "Heat"),
        Carrier(ELECTRICITY, "kWh", "电力", "Electricity"),
        Carrier("water", "t", "新水", "Fresh water"),
        Carrier("compressed_air", "m³", "压缩空气", "Compressed air"),
        Carrier("oxygen", "m³", "氧气", "Oxygen"),
        Carrier("calcium_carbide", "kg", "电石", "Calcium carbide"),
        Carrier("acetylene", "m³", "乙炔", "Acetylene"),
        Carrier(STANDARD_COAL, "kgce", "标准煤", "Standard coal"),
    )
}

AREAS: Final = {
    NATION: ("全国", "Nation"),
    "north": ("华北区域", "North grid"),
    "northeast": ("东北区域", "Northeast grid"),
    "east": ("华东区域", "East grid"),
    "central": ("华中区域", "Central grid"),
    "northwest": ("西北区域", "Northwest grid"),
    "south": ("南方区域", "South grid"),
    "southwest": ("西南区域", "Southwest grid"),
    "11": ("北京", "Beijing"),
    "12": ("天津", "Tianjin"),
    "13": ("河北", "Hebei"),
    "14": ("山西", "Shanxi"),
    "15": ("内蒙古", "Inner Mongolia"),
    "21": ("辽宁", "Liaoning"),
    "22": ("吉林", "Jilin"),
    "23": ("黑龙江", "Heilongjiang"),
    "31": ("上海", "Shanghai"),
    "32": ("江苏", "Jiangsu"),
    "33": ("浙江", "Zhejiang"),
    "34": ("安徽", "Anhui"),
    "35": ("福建", "Fujian"),
    "36": ("江西", "Jiangxi"),
    "37": ("山东", "Shandong"),
    "41": ("河南", "Henan"),
    "42": ("湖北", "Hubei"),
    "43": ("湖南", "Hunan"),
    "44": ("广东", "Guangdong"),
    "45": ("广西", "Guangxi"),
    "46": ("海南", "Hainan"),
    "50": ("重庆", "Chongqing"),
    "51": ("四川", "Sichuan"),
    "52": ("贵州", "Guizhou"),
    "53": ("云南", "Yunnan"),
    "54": ("西藏", "Tibet"),
    "61": ("陕西", "Shaanxi"),
    "62": ("甘肃", "Gansu"),
    "63": ("青海", "Qinghai"),
    "64": ("宁夏", "Ningxia"),
    "65": ("新疆", "Xinjiang"),
}


def factor_unit(carrier: str, kind: FactorKind) -> str:
    """Return the unit of a factor, such as kgce/kWh or kgCO₂/m³."""
    return f"{'kgCO₂' if kind is FactorKind.CARBON else 'kgce'}/{CARRIERS[carrier].unit}"
