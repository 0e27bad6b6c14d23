"""Words of fixed lists about the ledger, projects, outcomes and reports (domain 4.2 F–G, 4.3, 4.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LedgerCategory(TextChoices):
    """What an entry of the ledger is about (domain 4.3)."""

    MEETING = "meeting", _("会议")
    LEARNING = "learning", _("学习")
    TRAINING = "training", _("培训")
    PROJECT_STEP = "project_step", _("项目推进")
    OUTCOME = "outcome", _("成果应用")
    MENTORING = "mentoring", _("带徒")
    EXCHANGE = "exchange", _("交流")
    VISIT = "visit", _("接待参观")
    PUBLICITY = "publicity", _("宣传报道")
    HONOUR = "honour", _("荣誉")
    SAFETY = "safety", _("安全")


class HonourLevel(TextChoices):
    """Whose honour, prize or approval something is."""

    ENTERPRISE = "enterprise", _("企业级")
    COUNTY = "county", _("县级")
    CITY = "city", _("市级")
    PROVINCE = "province", _("省级")
    NATIONAL = "national", _("国家级")
    INDUSTRY = "industry", _("行业")


class FilePart(TextChoices):
    """What a file of an entry is."""

    PHOTO = "photo", _("照片")
    ATTACHMENT = "attachment", _("附件")


class SignInWay(TextChoices):
    """How somebody came to stand on the sheet."""

    LISTED = "listed", _("记录人登记")
    SCANNED = "scanned", _("扫码签到")


class ProjectKind(TextChoices):
    """Type of a project (domain 4.2 F)."""

    RESEARCH = "research", _("技术攻关")
    RENOVATION = "renovation", _("技术革新")
    FIVE_SMALLS = "five_smalls", _("五小")
    MANAGEMENT = "management", _("管理创新")
    SERVICE = "service", _("服务创新")


class ProjectState(TextChoices):
    """How a project stands."""

    PLANNED = "planned", _("筹备中")
    UNDER_WAY = "under_way", _("进行中")
    COMPLETED = "completed", _("已完成")
    STOPPED = "stopped", _("已中止")


ENDED = (ProjectState.COMPLETED, ProjectState.STOPPED)


class OutcomeKind(TextChoices):
    """Type of an outcome (domain 4.2 G)."""

    INVENTION = "invention", _("发明专利")
    UTILITY_MODEL = "utility_model", _("实用新型专利")
    DESIGN = "design", _("外观设计专利")
    SOFTWARE = "software", _("软件著作权")
    PAPER = "paper", _("论文")
    STANDARD = "standard", _("标准")
    CONSTRUCTION_METHOD = "construction_method", _("工法")
    OPERATING_METHOD = "operating_method", _("先进操作法")
    QC = "qc", _("QC 成果")
    AWARD = "award", _("获奖成果")
    SUGGESTION = "suggestion", _("合理化建议")
    IMPROVEMENT = "improvement", _("革新改进")


PATENTS = (OutcomeKind.INVENTION, OutcomeKind.UTILITY_MODEL, OutcomeKind.DESIGN)


class PaperKind(TextChoices):
    """Standing papers of a studio's basic file (domain 4.3)."""

    FOUNDING = "founding", _("成立文件")
    DUTIES = "duties", _("岗位职责")
    RULES = "rules", _("规章制度")
    PLAN = "plan", _("年度计划")
    SUMMARY = "summary", _("年度总结")
    CONTRACT = "contract", _("师徒协议")


YEARLY = (PaperKind.PLAN, PaperKind.SUMMARY, PaperKind.CONTRACT)
"""Papers made anew every year; the others hold until they are struck."""


class ReportKind(TextChoices):
    """Which days a report is about (domain 3.4, 4.4)."""

    QUARTER = "quarter", _("季度报告")
    YEAR = "year", _("年度报告")


class ReportState(TextChoices):
    """How a report stands."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("退回修改")
    ACCEPTED = "accepted", _("已通过")
