"""What errands ask, in words: one registry for inboxes, reminders and mails.

A room that asks something new adds a line here, and the term it has to be done in to `rules/errand_terms.toml`; tests
hold both lists to the code.
"""

from django.utils.translation import gettext_lazy as _

from jiangxin.core.refusal import Text

ESCALATION = "orgs.escalation"
OVERDUE_BELOW = "overdue_below"
"""Asked of the next duty when something below it is not done in time."""
ASKED: dict[str, Text] = {
    "recommend": _("请审核推荐"),
    "formal_check": _("请作形式审查"),
    "revise": _("请修改后重新提交"),
    "supplement": _("请补正材料"),
    "urge_revision": _("已被上级退回，请督促修改后重新提交"),
    "declare_conflicts": _("请申报回避关系"),
    "score": _("请评分"),
    "reassign_case": _("请改派专家"),
    "record_visit": _("请记录考察"),
    "revise_meeting": _("请修改会议材料"),
    "conclude_meeting": _("请审定"),
    "publish_notice": _("请发布公示"),
    "close_notice": _("请办结公示"),
    "assign_objection": _("请指定异议承办人"),
    "handle_objection": _("请调查处理异议"),
    "strike_from_notice": _("请将异议成立的移出名单"),
    "issue_naming": _("请印发命名文件"),
    "settle_assessment": _("请公布考核结果"),
    "self_report": _("请填报年度考核自评"),
    "urge_report": _("工作室考核自评逾期未报送，请督促"),
    "take_back_plaque": _("请收回牌匾"),
    "withdraw_reviewed": _("年度复核应当摘牌，请办理"),
    "renew_plaque": _("命名已恢复，请换发牌匾"),
    "reissue_plaque": _("工作室已更名，请换发牌匾和证书"),
    "heed_warning": _("工作室预警，请处理"),
    "review_change": _("请审核变更申请"),
    "decide_change": _("请审批变更申请"),
    "revise_change": _("变更申请已退回，请修改后重新提交"),
    "carry_out_consequences": _("请落实考核结果"),
    "carry_out_withdrawals": _("请审定撤销命名的考核结果"),
    "mend_items": _("请整改并报送"),
    "check_rectification": _("请核查整改情况"),
    "decide_rectification": _("请复核整改结果"),
    "decide_withdrawal": _("整改不合格或逾期，请决定是否撤销命名"),
    "pay_reward": _("请登记拨付考核奖励"),
    "settle_subsidy": _("请清算补助资金"),
    "settle_clawback": _("请登记追回资金到账"),
    "confirm_bookings": _("请确认预约"),
    "call_bookers": _("请电话告知预约人"),
    "receive_tomorrow": _("请准备次日服务"),
    "answer_question": _("请答复提问"),
    "moderate_answer": _("请审核公开答复"),
    "review_report": _("请审核工作室报告"),
    "revise_report": _("报告已退回，请修改后重新报送"),
    "accept_proposal": _("请受理建议"),
    "answer_proposal": _("请答复建议"),
    "carry_out_proposal": _("请落实建议"),
    "follow_up_proposal": _("请回访建议的使用情况"),
    OVERDUE_BELOW: _("下级事项逾期，请督办"),
    "publish_article": _("请审核文章"),
    "revise_article": _("请修改文章后重新送审"),
}
_OTHER = _("请办理")
_SUBJECTS: dict[str, Text] = {
    "campaigns.entry": _("申报"),
    "review.assignment": _("评审"),
    "review.visit": _("考察"),
    "awards.assessment_result": _("考核"),
    "awards.meeting": _("会议"),
    "awards.notice": _("公示"),
    "awards.objection": _("异议"),
    "awards.naming_document": _("命名"),
    "awards.certificate": _("证书牌匾"),
    "studios.studio": _("工作室"),
    "studios.studio_change": _("变更申请"),
    "studios.rectification": _("整改"),
    "studios.reward": _("补助资金"),
    "studios.subsidy": _("补助资金"),
    "studios.clawback": _("补助资金"),
    "studios.service_slot": _("服务"),
    "studios.studio_question": _("提问"),
    "studios.studio_report": _("工作室报告"),
    "proposals.proposal": _("职工建议"),
    ESCALATION: _("督办"),
    "library.article": _("文库"),
}


def words_of(asked: str) -> Text:
    """Return what is asked, in words."""
    return ASKED.get(asked, _OTHER)


def sort_of(subject: str) -> Text:
    """Return what sort of thing an errand is about, by the journal label of the thing."""
    return _SUBJECTS.get(subject, "")
