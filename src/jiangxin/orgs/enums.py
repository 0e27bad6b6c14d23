"""Words of fixed lists about organisations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Level in the union tree (domain 1.1)."""

    NATIONAL = "national", _("全国")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    CITY_INDUSTRY = "city_industry", _("市级产业（局）")
    COUNTY = "county", _("县（市、区）级")
    TOWN = "town", _("乡镇（街道）")
    GRASSROOTS = "grassroots", _("基层工会")
    SUBUNIT = "subunit", _("分工会、小组")


class Ownership(TextChoices):
    """Nature of the host unit."""

    STATE = "state", _("国有")
    COLLECTIVE = "collective", _("集体")
    PRIVATE = "private", _("私营")
    FOREIGN = "foreign", _("外资（含港澳台）")
    PUBLIC_INSTITUTION = "public_institution", _("事业单位")
    GOVERNMENT = "government", _("机关")
    SOCIAL = "social", _("社会组织")


NON_PUBLIC = frozenset({Ownership.PRIVATE, Ownership.FOREIGN})


class LinkKind(TextChoices):
    """Links across the tree: industry lines and direct management."""

    INDUSTRY_OF = "industry_of", _("所属产业工会")
    DIRECTLY_MANAGED_BY = "directly_managed_by", _("直接管理")
