"""Blueprints: loading the shipped ones, cloning, editing, publishing."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import rfc8785
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jiangxin.campaigns import policies
from jiangxin.campaigns.blueprint.plan import read_plan
from jiangxin.campaigns.blueprint.shipped import shipped_definitions
from jiangxin.campaigns.enums import BlueprintState
from jiangxin.campaigns.models import Blueprint
from jiangxin.core import clock, journal
from jiangxin.core.actor import SYSTEM, Actor
from jiangxin.core.refusal import Problem, Refusal
from jiangxin.core.service import service


def definition_digest(definition: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a definition's canonical form."""
    return hashlib.sha256(rfc8785.dumps(definition)).hexdigest()


@service("campaigns.load_shipped_blueprints", about="blueprint")
def load_shipped_blueprints(*, actor: Actor = SYSTEM) -> list[Blueprint]:
    """Bring the blueprints that come with the house into the database; a changed one becomes its next version."""
    loaded = []
    for code, definition in shipped_definitions().items():
        digest = definition_digest(definition)
        latest = Blueprint.objects.filter(code=code).order_by("-version").first()
        if latest is None or latest.digest != digest:
            latest = Blueprint.objects.create(
                code=code,
                version=(latest.version if latest else 0) + 1,
                title=definition["blueprint"]["title"],
                kind=definition["blueprint"]["kind"],
                definition=definition,
                digest=digest,
                state=BlueprintState.PUBLISHED,
                edited_at=clock.now(),
            )
            after = {"code": code, "version": latest.version, "digest": digest}
            journal.record(actor=actor, act="campaigns.load_shipped_blueprints", obj=latest, after=after)
        loaded.append(latest)
    return loaded


@service("campaigns.clone_blueprint", about="blueprint")
def clone_blueprint(*, actor: Actor, blueprint: Blueprint, title: str) -> Blueprint:
    """Copy a blueprint into a draft of the actor's own federation."""
    policies.may_clone_blueprint(actor=actor).require()
    if not title.strip():
        raise Refusal("title_missing", _("新方案需要一个名称。"), _("请填写名称后再复制。"))
    code = _own_code(actor, blueprint)
    latest = Blueprint.objects.filter(code=code).aggregate(top=Max("version"))["top"] or 0
    clone = Blueprint.objects.create(
        code=code,
        version=latest + 1,
        title=title.strip()[:120],
        kind=blueprint.kind,
        definition=blueprint.definition,
        digest=blueprint.digest,
        state=BlueprintState.DRAFT,
        owner_id=actor.organisation_id,
        cloned_from=blueprint,
        edited_at=clock.now(),
        edited_by_id=actor.account_id,
    )
    after = {"from": blueprint.pk, "code": code, "version": clone.version}
    journal.record(actor=actor, act="campaigns.clone_blueprint", obj=clone, after=after)
    return clone


@service("campaigns.bring_blueprint", about="blueprint")
def bring_blueprint(*, actor: Actor, definition: Mapping[str, Any]) -> Blueprint:
    """Make a draft of the actor's federation from a definition written outside.

    Raises:
        Refusal: "blueprint_invalid" with every fault and its place; not a city officer.
    """
    policies.may_clone_blueprint(actor=actor).require()
    problems = read_plan(definition)[1]
    head = definition.get("blueprint", {})
    problems += [
        Problem(f"blueprint.{key}", _("缺少这一项。"), "missing")
        for key in ("code", "title", "kind")
        if not isinstance(head, Mapping) or not head.get(key)
    ]
    if problems:
        raise Refusal(
            "blueprint_invalid",
            _("方案有 %(count)s 处错误，没有保存。") % {"count": len(problems)},
            _("请按提示修改。"),
            problems=problems,
        )
    code = f"{head['code']}-{actor.organisation_id}"[:60]
    latest = Blueprint.objects.filter(code=code).aggregate(top=Max("version"))["top"] or 0
    made = Blueprint.objects.create(
        code=code,
        version=latest + 1,
        title=str(head["title"]).strip()[:120],
        kind=str(head["kind"])[:40],
        definition=dict(definition),
        digest=definition_digest(definition),
        state=BlueprintState.DRAFT,
        owner_id=actor.organisation_id,
        edited_at=clock.now(),
        edited_by_id=actor.account_id,
    )
    after = {"code": code, "version": made.version, "digest": made.digest}
    journal.record(actor=actor, act="campaigns.bring_blueprint", obj=made, after=after)
    return made


def _own_code(actor: Actor, blueprint: Blueprint) -> str:
    if blueprint.owner_id == actor.organisation_id:
        return blueprint.code
    return f"{blueprint.code}-{actor.organisation_id}"[:60]


@service("campaigns.edit_blueprint", about="blueprint")
def edit_blueprint(
    *, actor: Actor, blueprint: Blueprint, parts: Mapping[str, Any], expected_revision: int, title: str = ""
) -> Blueprint:
    """Replace parts of a draft's definition ("form", "rubrics", "quotas" …) by new ones, whole.

    Raises:
        Refusal: "blueprint_invalid" with every fault the edit brings and its place; "stale_page"; not a draft of
            one's own.
    """
    policies.may_edit_blueprint(actor=actor, blueprint=blueprint).require()
    held = Blueprint.objects.select_for_update().get(pk=blueprint.pk)
    if held.revision != expected_revision:
        raise Refusal("stale_page", _("这份方案刚被修改过，您这里的修改没有写入。"), _("请刷新页面，核对后再保存。"))
    definition = {**held.definition, **parts}
    problems = _fresh_problems(held.definition, definition)
    if problems:
        raise Refusal(
            "blueprint_invalid",
            _("方案有 %(count)s 处错误，没有保存。") % {"count": len(problems)},
            _("请按提示修改。"),
            problems=problems,
        )
    changed = sorted(key for key, value in parts.items() if held.definition.get(key) != value)
    before, held.definition, held.digest = held.digest, definition, definition_digest(definition)
    held.title = title.strip()[:120] or held.title
    held.revision += 1
    held.edited_at, held.edited_by_id = clock.now(), actor.account_id
    held.save(update_fields=["definition", "digest", "title", "revision", "edited_at", "edited_by"])
    journal.record(
        actor=actor,
        act="campaigns.edit_blueprint",
        obj=held,
        before={"digest": before},
        after={"digest": held.digest, "changed": changed},
    )
    return held


def _fresh_problems(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Problem]:
    """Return the faults an edit brings in.

    A draft kept before a check was added may hold others; they wait for its publication, or no part could be mended
    before all are.
    """
    known = Counter(_kind_of(problem) for problem in read_plan(before)[1])
    fresh = []
    for problem in read_plan(after)[1]:
        kind = _kind_of(problem)
        if known[kind]:
            known[kind] -= 1
        else:
            fresh.append(problem)
    return fresh


def _kind_of(problem: Problem) -> tuple[str, str]:
    # Rows move when others go: the part and the words say which fault it is.
    return re.split(r"[.\[]", problem.path)[0], str(problem.message)


@service("campaigns.publish_blueprint", about="blueprint")
def publish_blueprint(*, actor: Actor, blueprint: Blueprint, expected_revision: int) -> Blueprint:
    """Publish a draft: calls can be made from it, and it never changes again."""
    policies.may_edit_blueprint(actor=actor, blueprint=blueprint).require()
    held = Blueprint.objects.select_for_update().get(pk=blueprint.pk)
    if held.revision != expected_revision:
        raise Refusal("stale_page", _("这份方案刚被修改过，没有发布。"), _("请刷新页面，核对后再发布。"))
    _plan, problems = read_plan(held.definition)
    if problems:
        raise Refusal("blueprint_invalid", _("方案还有错误，不能发布。"), _("请按提示修改。"), problems=problems)
    held.state = BlueprintState.PUBLISHED
    held.save(update_fields=["state"])
    journal.record(actor=actor, act="campaigns.publish_blueprint", obj=held, after={"digest": held.digest})
    return held
