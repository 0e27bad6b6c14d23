"""Proposing and taking back."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from jiangxin.awards.calendar import after_working_days
from jiangxin.campaigns.blueprint.columns import value_at
from jiangxin.campaigns.blueprint.proposing import ProposalRules
from jiangxin.campaigns.models import Call
from jiangxin.campaigns.queries import plan_of
from jiangxin.core import clock, files, journal
from jiangxin.core.actor import Actor, Role
from jiangxin.core.files import Accepted, Upload
from jiangxin.core.refusal import NotFound, Problem, Refusal
from jiangxin.core.service import service
from jiangxin.engine.text.fingerprints import fingerprints
from jiangxin.forms.answers import Answers, snapshot, validate
from jiangxin.forms.sensitive import protect
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.services import close_errands, open_errand
from jiangxin.people.models import Account
from jiangxin.proposals import policies
from jiangxin.proposals.models import Fingerprint, Proposal, ProposalAuthor, ProposalFile
from jiangxin.proposals.services.passage import lock_proposal, move_proposal, write_step
from jiangxin.studios.booking_codes import new_code
from jiangxin.studios.deadlines import end_of
from jiangxin.studios.photos import upright

ACCEPT = "accept_proposal"
WHOLE = 100


def unnamed(actor: Actor) -> Actor:
    """Return an actor of the same unit whom nothing connects with the account: who proposes without a name."""
    return Actor(
        name=str(_("匿名职工")),
        role=Role.WORKER,
        organisation_id=actor.organisation_id,
        organisation_name=actor.organisation_name,
        organisation_path=actor.organisation_path,
    )


@service("proposals.propose", about="call")
def propose(
    *,
    actor: Actor,
    call: Call,
    unit: Organisation,
    answers: Answers,
    uploads: Sequence[tuple[str, Upload]] = (),
) -> Proposal:
    """Hand in a proposal; the union of the unit is asked to take it up within the promised days.

    An actor without an account (`unnamed`) proposes without a name: no row and no record tells who it was.

    Args:
        answers: to the campaign's form.
        uploads: files with the places of the form they belong to.

    Raises:
        Refusal: "incomplete" with every fault; "not_eligible", "call_not_open", "name_needed"; a file is unacceptable.
    """
    policies.may_propose(actor=actor, call=call, unit=unit).require()
    if not actor.is_signed_in:
        policies.may_propose_unnamed(call=call).require()
    rules, sealed = plan_of(call).proposals, snapshot(plan_of(call).form, answers)
    assert rules is not None, "may_propose has asked"
    shares = _require_whole(call, rules, answers, sealed, uploads)
    proposal = _write(actor, call, unit, rules, sealed)
    _write_authors(actor, proposal, shares)
    for path, upload in uploads:
        _keep_file(actor, proposal, path, upload)
    Fingerprint.objects.bulk_create(
        Fingerprint(proposal=proposal, number=number) for number in sorted(fingerprints(proposal.body))
    )
    write_step(actor, proposal, act="propose", from_state="")
    open_errand(
        role=Role.UNION_OFFICER,
        organisation=unit,
        asked=ACCEPT,
        about=proposal,
        title=proposal.title,
        due_at=end_of(proposal.accept_due_on),
    )
    after = {"call": call.pk, "unit": unit.pk, "number": proposal.number, "unnamed": proposal.is_anonymous}
    journal.record(actor=actor, act="proposals.propose", obj=proposal, after=after)
    return proposal


def _require_whole(
    call: Call, rules: ProposalRules, answers: Answers, sealed: Answers, uploads: Sequence[tuple[str, Upload]]
) -> list[tuple[str, int]]:
    """Return whose the proposal is besides the proposer's own part; refuse what is incomplete."""
    form = plan_of(call).form
    brought = {path for path, _upload in uploads}
    problems = [one for one in validate(form, answers, at=clock.today()) if one.path not in brought]
    shares = _shares(rules, sealed)
    if not problems and sum(percent for _name, percent in shares) >= WHOLE:
        problems.append(Problem(rules.authors, _("合作者的份额合计须小于 100%，其余为本人份额。"), "shares"))
    problems += [
        Problem(path, _("最多 %(most)d 个文件。") % {"most": field.max_files}, "too_many")
        for path in sorted(brought)
        if (field := form.field(path)) and sum(one == path for one, _upload in uploads) > field.max_files
    ]
    if problems:
        raise Refusal(
            "incomplete",
            _("还有 %(count)s 处需要补充或改正，暂不能提交。") % {"count": len(problems)},
            _("请按提示修改后再提交，已填的都还在。"),
            problems=problems,
        )
    return shares


def _shares(rules: ProposalRules, sealed: Answers) -> list[tuple[str, int]]:
    rows = sealed.get(rules.authors, []) if rules.authors else []
    return [(str(row.get("name", "")), _percent(row.get("share"))) for row in rows if isinstance(row, dict)]


def _percent(value: object) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdigit() else 0


def _write(actor: Actor, call: Call, unit: Organisation, rules: ProposalRules, sealed: Answers) -> Proposal:
    held = Call.objects.select_for_update().get(pk=call.pk)
    held.last_entry_number += 1
    held.save(update_fields=["last_entry_number"])
    today = clock.today()
    return Proposal.objects.create(
        call=held,
        number=f"{held.year}-{held.pk:02d}-{held.last_entry_number:06d}",
        title=str(value_at(sealed, rules.title) or "")[:120],
        category=str(value_at(sealed, rules.category) or "")[:40] if rules.category else "",
        body="\n".join(str(value_at(sealed, path) or "") for path in (rules.title, *rules.text)),
        answers=protect(plan_of(call).form, sealed),
        unit=unit,
        is_anonymous=not actor.is_signed_in,
        proposer_id=actor.account_id,
        code=new_code(),
        accept_due_on=after_working_days(today, rules.accept_days).day,
        answer_due_on=after_working_days(today, rules.answer_days).day,
        submitted_at=clock.now(),
        moved_at=clock.now(),
    )


def _write_authors(actor: Actor, proposal: Proposal, shares: list[tuple[str, int]]) -> None:
    """Write the proposer with what is left, then the co-authors: one whole by construction."""
    own = Account.objects.select_related("person").filter(pk=actor.account_key).first()
    first = ProposalAuthor(
        proposal=proposal,
        position=0,
        person=own.person if own else None,
        name=own.person.name if own else "",
        percent=WHOLE - sum(percent for _name, percent in shares),
    )
    others = [
        ProposalAuthor(proposal=proposal, position=place, name=name[:60], percent=percent)
        for place, (name, percent) in enumerate(shares, 1)
    ]
    ProposalAuthor.objects.bulk_create([first, *others])


def _keep_file(actor: Actor, proposal: Proposal, path: str, upload: Upload) -> None:
    field = plan_of(proposal.call).form.field(path)
    if field is None or not field.is_file:
        raise NotFound
    if proposal.is_anonymous:  # a file's name may tell whose telephone took it
        upload.name = "photo." + (upload.name or "").rpartition(".")[2][:5]
    accepted = Accepted(kinds=field.accepts, max_bytes=field.max_bytes) if field.accepts else Accepted()
    stored = files.keep(actor=actor, upload=upload, purpose="proposals.file", accepted=accepted, change=_bare)
    ProposalFile.objects.create(proposal=proposal, path=path, stored=stored)


def _bare(content: bytes, media_type: str) -> bytes:
    """Return a picture without what a telephone writes beside it; anything else as it is."""
    return upright(content, media_type) if media_type in {"image/jpeg", "image/png"} else content


@service("proposals.withdraw_proposal", about="proposal")
def withdraw_proposal(*, actor: Actor, proposal: Proposal, expected_version: int) -> Proposal:
    """Take a proposal back before it is answered; nobody but the proposer sees it afterwards."""
    locked = lock_proposal(proposal, expected_version)
    policies.may_withdraw(actor=actor, proposal=locked).require()
    move_proposal(actor, locked, "withdraw")
    Fingerprint.objects.filter(proposal=locked).delete()
    close_errands(about=locked)
    return locked
