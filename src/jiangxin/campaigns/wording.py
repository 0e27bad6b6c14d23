"""What pages call an entry and its steps: an application asks for a naming, a self-report answers an assessment.

The pages are shared; everything that reads differently stands here, once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns.blueprint.grading import read_assessment
from jiangxin.campaigns.enums import EntryState
from jiangxin.campaigns.models import Call
from jiangxin.core.refusal import Text


@dataclass(frozen=True, slots=True)
class EntryWords:
    """Texts about an entry, for its own people and for the desk.

    Attributes:
        waiting: By state: what it waits for and one sentence, with %(unit)s, %(area)s and %(city)s; states that are
            not named read as they do for an application.
        recommend: What a union does to let it pass.
    """

    call: Text
    form: Text
    print_form: Text
    print_form_a4: Text
    print_help: Text
    deadline: Text
    check: Text
    finish: Text
    step: Text
    hand_in: Text
    handing_in: Text
    handed_in: Text
    area: Text
    content: Text
    recommend: Text
    go_recommend: Text
    opinion: Text
    document: Text
    take_back: Text
    taking_back: Text
    recommended: Text
    taken_back: Text
    sent_back: Text
    locked: Text
    to_change: Text
    returning: Text
    returned: Text
    failing: Text
    waiting: Mapping[str, tuple[Text, Text]] = field(default_factory=dict)


APPLICATION = EntryWords(
    call=_("申报通知"),
    form=_("填报申报表"),
    print_form=_("打印申报表"),
    print_form_a4=_("打印申报表（A4）"),
    print_help=_("打印申报表，由领衔人签字、单位盖章，扫描成一个文件后上传。打印之后又改动内容的，需要重新打印。"),
    deadline=_("申报截止"),
    check=_("检查并提交"),
    finish=_("完成填报并提交"),
    step=_("提交"),
    hand_in=_("提交申报"),
    handing_in=_("提交后内容锁定，由所在单位工会审核推荐；在形式审查通过之前可以撤回。"),
    handed_in=_("已提交，请等待所在单位工会审核推荐。"),
    area=_("推荐单位"),
    content=_("申报内容"),
    recommend=_("推荐"),
    go_recommend=_("去推荐"),
    opinion=_("推荐意见"),
    document=_("推荐文号"),
    take_back=_("撤回推荐"),
    taking_back=_("上一级受理之前可以撤回，占用的名额随之释放，申报回到本单位待推荐。"),
    recommended=_("已推荐，并转上一级办理。"),
    taken_back=_("已撤回推荐，名额随之释放。"),
    sent_back=_("已退回申报人修改。"),
    locked=_("这份申报当前是“%(state)s”，内容已锁定。"),
    to_change=_("如需修改，请先撤回，或请受理单位退回。"),
    returning=_("退回后由申报人修改，重新提交仍从基层工会推荐开始；已作出的推荐随之失效。"),
    returned=_("由联络员%(name)s修改后重新提交，再由单位工会审核推荐。"),
    failing=_("这份申报到此结束，不能恢复；理由会告知申报人和推荐单位。"),
)
SELF_REPORT = EntryWords(
    call=_("考核通知"),
    form=_("填报自评报告"),
    print_form=_("打印自评报告"),
    print_form_a4=_("打印自评报告（A4）"),
    print_help=_("打印自评报告，由领衔人签字、单位盖章，扫描成一个文件后上传。打印之后又改动内容的，需要重新打印。"),
    deadline=_("自评报告报送截止"),
    check=_("检查并报送"),
    finish=_("完成自评报告并报送"),
    step=_("报送"),
    hand_in=_("报送自评报告"),
    handing_in=_("报送后内容锁定，由所在单位工会核实。自评报告报送后不能撤回，需要修改时请审核单位退回。"),
    handed_in=_("自评报告已报送，请等待所在单位工会核实。"),
    area=_("核查单位"),
    content=_("自评内容"),
    recommend=_("核实"),
    go_recommend=_("去核实"),
    opinion=_("核实意见"),
    document=_("核实文号"),
    take_back=_("撤回核实意见"),
    taking_back=_("上一级受理之前可以撤回，自评报告回到本单位待核实。"),
    recommended=_("已核实，并转上一级办理。"),
    taken_back=_("已撤回核实意见。"),
    sent_back=_("已退回工作室修改。"),
    locked=_("这份自评报告当前是“%(state)s”，内容已锁定。"),
    to_change=_("如需修改，请审核单位退回。"),
    returning=_("退回后由工作室修改，重新报送仍从单位工会核实开始；已作出的核实意见随之失效。"),
    returned=_("由联络员%(name)s修改后重新报送，再由单位工会核实。"),
    failing=_("这份自评报告的审查到此结束，不能恢复；理由会告知工作室和核查单位。"),
    waiting={
        EntryState.SUBMITTED: (_("等待本单位工会核实"), _("由%(unit)s办理。需要修改时可请其退回。")),
        EntryState.RECOMMENDED_UNIT: (_("等待上级工会核查"), _("由%(area)s办理。")),
        EntryState.FORMAL_PASSED: (_("专家评分中"), _("评分期间材料不能修改，等次以公示为准。")),
        EntryState.SCORED: (_("等待评定等次"), _("专家评分已经完成，等次以公示为准。")),
        EntryState.DISPLAYED: (_("公示中"), _("公示期满无异议后公布等次。")),
        EntryState.EXPIRED: (_("逾期未报"), _("截止前没有报送自评报告，按没有报告评定等次；已填内容仍然保留。")),
    },
)


def words_of(call: Call) -> EntryWords:
    """Return how to speak of the entries of a call."""
    return APPLICATION if read_assessment(call.definition) is None else SELF_REPORT
