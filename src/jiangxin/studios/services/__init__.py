"""Writing about studios."""

from jiangxin.studios.services.alliances import (
    AllianceFacts,
    add_agreement,
    close_joint_project,
    describe_alliance,
    end_alliance,
    found_alliance,
    join_alliance,
    leave_alliance,
    open_joint_project,
    rotate_chair,
)
from jiangxin.studios.services.applying import choose_studio, start_candidacy, submit_candidacy
from jiangxin.studios.services.booking import (
    BookingFacts,
    book_slot,
    cancel_booking,
    confirm_booking,
    refuse_booking,
    reveal_booking,
)
from jiangxin.studios.services.changes import Decision, approve_change, recommend_change, return_change, submit_change
from jiangxin.studios.services.clawbacks import claw_back, settle_clawback
from jiangxin.studios.services.consequences import ask_consequences, carry_out_consequences
from jiangxin.studios.services.correcting import strike_period
from jiangxin.studios.services.ending import Withdrawal, dissolve_studio, withdraw_here, withdraw_level, withdraw_studio
from jiangxin.studios.services.file import change_leader, move_studio, place_studio, rename_studio
from jiangxin.studios.services.funds import grant_subsidy, pay_matching, reverse_expense, spend
from jiangxin.studios.services.granting import Approval, grant_subsidies
from jiangxin.studios.services.linking import LinkFacts, end_link, link_studio
from jiangxin.studios.services.naming import name_studios
from jiangxin.studios.services.offers import (
    OfferFacts,
    SlotPlan,
    add_slots,
    call_off_slot,
    close_offer,
    draft_offer,
    pause_offer,
    publish_offer,
    resize_slot,
    tell_bookers,
    update_offer,
)
from jiangxin.studios.services.profile import publish_profile
from jiangxin.studios.services.questions import (
    answer_question,
    ask_question,
    keep_answer_private,
    publish_answer,
    reject_question,
)
from jiangxin.studios.services.rechecking import (
    check_rectification,
    decide_rectification,
    extend_rectification,
    rectification_day,
    return_rectification,
    withdraw_after_rectification,
)
from jiangxin.studios.services.rectifying import Order, Task, answer_item, open_rectification, report_rectification
from jiangxin.studios.services.register import register_honour, register_skill_grade
from jiangxin.studios.services.restoring import restore_studio
from jiangxin.studios.services.rewards import pay_reward
from jiangxin.studios.services.satisfaction import take_answer
from jiangxin.studios.services.service_day import service_day
from jiangxin.studios.services.service_log import (
    ServiceFacts,
    finish_booking,
    log_service,
    miss_booking,
    strike_service_record,
)
from jiangxin.studios.services.team import (
    add_equipment,
    add_member,
    end_level,
    end_membership,
    hold_level,
    retire_equipment,
)
from jiangxin.studios.services.warning_day import warn_studio, warning_day

__all__ = [
    "AllianceFacts",
    "Approval",
    "BookingFacts",
    "Decision",
    "LinkFacts",
    "OfferFacts",
    "Order",
    "ServiceFacts",
    "SlotPlan",
    "Task",
    "Withdrawal",
    "add_agreement",
    "add_equipment",
    "add_member",
    "add_slots",
    "answer_item",
    "answer_question",
    "approve_change",
    "ask_consequences",
    "ask_question",
    "book_slot",
    "call_off_slot",
    "cancel_booking",
    "carry_out_consequences",
    "change_leader",
    "check_rectification",
    "choose_studio",
    "claw_back",
    "close_joint_project",
    "close_offer",
    "confirm_booking",
    "decide_rectification",
    "describe_alliance",
    "dissolve_studio",
    "draft_offer",
    "end_alliance",
    "end_level",
    "end_link",
    "end_membership",
    "extend_rectification",
    "finish_booking",
    "found_alliance",
    "grant_subsidies",
    "grant_subsidy",
    "hold_level",
    "join_alliance",
    "keep_answer_private",
    "leave_alliance",
    "link_studio",
    "log_service",
    "miss_booking",
    "move_studio",
    "name_studios",
    "open_joint_project",
    "open_rectification",
    "pause_offer",
    "pay_matching",
    "pay_reward",
    "place_studio",
    "publish_answer",
    "publish_offer",
    "publish_profile",
    "recommend_change",
    "rectification_day",
    "refuse_booking",
    "register_honour",
    "register_skill_grade",
    "reject_question",
    "rename_studio",
    "report_rectification",
    "resize_slot",
    "restore_studio",
    "retire_equipment",
    "return_change",
    "return_rectification",
    "reveal_booking",
    "reverse_expense",
    "rotate_chair",
    "service_day",
    "settle_clawback",
    "spend",
    "start_candidacy",
    "strike_period",
    "strike_service_record",
    "submit_candidacy",
    "submit_change",
    "take_answer",
    "tell_bookers",
    "update_offer",
    "warn_studio",
    "warning_day",
    "withdraw_after_rectification",
    "withdraw_here",
    "withdraw_level",
    "withdraw_studio",
]
