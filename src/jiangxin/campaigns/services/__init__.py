"""Writing about campaigns."""

from jiangxin.campaigns.services.answers import (
    attach_file,
    attach_sealed_scan,
    content_digest,
    current_problems,
    file_reference,
    remove_file,
    save_answers,
    save_changes,
)
from jiangxin.campaigns.services.blueprints import (
    bring_blueprint,
    clone_blueprint,
    edit_blueprint,
    load_shipped_blueprints,
    publish_blueprint,
)
from jiangxin.campaigns.services.calls import (
    QuotaLine,
    Window,
    attach_rule_document,
    close_call,
    describe_call,
    make_call,
    open_call,
    set_quotas,
    set_windows,
)
from jiangxin.campaigns.services.entries import (
    may_submit,
    return_entry,
    start_entry,
    submit_entry,
    withdraw_entry,
)
from jiangxin.campaigns.services.exceptions import give_late_exception, grant_reserve
from jiangxin.campaigns.services.formal import (
    Finding,
    ask_supplement,
    fail_formal,
    may_fail_formal,
    may_pass_formal,
    pass_formal,
    save_formal_check,
)
from jiangxin.campaigns.services.inviting import (
    Subject,
    expire_unreported,
    invite_subject,
    read_records_again,
)
from jiangxin.campaigns.services.leader_exceptions import give_leader_exception, revoke_leader_exception
from jiangxin.campaigns.services.passage import lock_entry, may_move, move_entry
from jiangxin.campaigns.services.recommendations import (
    order_recommendations,
    recommend_entry,
    withdraw_recommendation,
)

__all__ = [
    "Finding",
    "QuotaLine",
    "Subject",
    "Window",
    "ask_supplement",
    "attach_file",
    "attach_rule_document",
    "attach_sealed_scan",
    "bring_blueprint",
    "clone_blueprint",
    "close_call",
    "content_digest",
    "current_problems",
    "describe_call",
    "edit_blueprint",
    "expire_unreported",
    "fail_formal",
    "file_reference",
    "give_late_exception",
    "give_leader_exception",
    "grant_reserve",
    "invite_subject",
    "load_shipped_blueprints",
    "lock_entry",
    "make_call",
    "may_fail_formal",
    "may_move",
    "may_pass_formal",
    "may_submit",
    "move_entry",
    "open_call",
    "order_recommendations",
    "pass_formal",
    "publish_blueprint",
    "read_records_again",
    "recommend_entry",
    "remove_file",
    "return_entry",
    "revoke_leader_exception",
    "save_answers",
    "save_changes",
    "save_formal_check",
    "set_quotas",
    "set_windows",
    "start_entry",
    "submit_entry",
    "withdraw_entry",
    "withdraw_recommendation",
]
