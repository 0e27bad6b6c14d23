"""Words of fixed lists about proposals."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProposalState(TextChoices):
    """Where a proposal stands (domain 6.12)."""

    SUBMITTED = "submitted", _("待受理")
    TAKEN_UP = "taken_up", _("已受理")
    ADOPTED = "adopted", _("已采纳")
    PILOT = "pilot", _("试行中")
    STORED = "stored", _("暂存备用")
    REJECTED = "rejected", _("未采纳")
    IN_USE = "in_use", _("已投入使用")
    STOPPED = "stopped", _("已停用")
    WITHDRAWN = "withdrawn", _("已撤回")


class Verdict(TextChoices):
    """What a union answers."""

    ADOPT = "adopt", _("采纳")
    PILOT = "pilot", _("先试行")
    STORE = "store", _("暂存备用")
    REJECT = "reject", _("不采纳")


class Finding(TextChoices):
    """What is found when a proposal in use is looked at again."""

    STILL = "still", _("仍在使用，效果保持")
    CHANGED = "changed", _("仍在使用，有改进或调整")
    STOPPED = "stopped", _("已经停用")


OPEN = frozenset({ProposalState.SUBMITTED, ProposalState.TAKEN_UP})
"""Not answered yet."""
UNDER_WAY = frozenset({ProposalState.ADOPTED, ProposalState.PILOT})
"""With an owner and a day."""
ENDED = frozenset({ProposalState.REJECTED, ProposalState.WITHDRAWN, ProposalState.IN_USE, ProposalState.STOPPED})
