"""What is submitted: only what is shown, with computed fields, and a digest anyone can recompute."""

import hashlib
from decimal import ROUND_HALF_UP, Decimal

import rfc8785

from jiangxin.forms.conditions import evaluate, is_filled, number_of
from jiangxin.forms.definition import Compute, FieldKind, FormDefinition, Section
from jiangxin.forms.visibility import Answers, Row, Visibility

TENTH = Decimal("0.1")


def snapshot(definition: FormDefinition, answers: Answers) -> Answers:
    """Return the answers as they are submitted: hidden and empty ones left out, computed ones filled in.

    The draft keeps hidden answers, so that a changed mind finds them again; nobody who reads the submitted form may
    meet what the applicant did not see when signing it.
    """
    shown = Visibility(definition, answers)
    result: Answers = {}
    for section in definition.sections:
        if not shown.section(section):
            continue
        rows = [_shown_row(section, shown, place) for place in range(len(shown.rows(section)))]
        kept = [row for row in rows if is_filled(row)]
        if section.repeated:
            result[section.code] = kept
        else:
            result[section.code] = kept[0] if kept else {}
    _fill_computed(definition, result)
    return result


def computed(definition: FormDefinition, answers: Answers) -> dict[str, str]:
    """Return the value of each computed field by path, for showing beside a draft."""
    whole = snapshot(definition, answers)
    return {
        f"{section.code}.{field.code}": whole[section.code][field.code]
        for section, field in definition.fields()
        if field.compute and section.code in whole and field.code in whole[section.code]
    }


def digest(answers: Answers) -> str:
    """Return the SHA-256 (hex) of the canonical form (RFC 8785) of the answers."""
    return hashlib.sha256(rfc8785.dumps(answers)).hexdigest()


def _shown_row(section: Section, shown: Visibility, place: int) -> Row:
    row = shown.rows(section)[place]
    index = place if section.repeated else None
    return {
        field.code: row[field.code]
        for field in section.fields
        if is_filled(row.get(field.code)) and shown.field(section, field, index)
    }


def _fill_computed(definition: FormDefinition, result: Answers) -> None:
    shown = Visibility(definition, result)
    for section in definition.sections:
        if section.repeated or section.code not in result:
            continue
        for field in section.fields:
            if field.kind is FieldKind.COMPUTED and field.compute and shown.field(section, field):
                result[section.code][field.code] = _compute(field.compute, result.get(field.compute.section) or [])


def _compute(compute: Compute, rows: list[Row]) -> str:
    chosen = [row for row in rows if compute.where is None or _holds(compute, row)]
    if compute.op == "count":
        return str(len(chosen))
    if compute.op == "share":
        return f"{(Decimal(100 * len(chosen)) / max(len(rows), 1)).quantize(TENTH, ROUND_HALF_UP)}"
    total = sum((number_of(row.get(compute.field)) or Decimal(0) for row in chosen), Decimal(0))
    return f"{total:f}"


def _holds(compute: Compute, row: Row) -> bool:
    assert compute.where is not None
    return evaluate(compute.where, lambda name: row.get(name.partition(".")[2]))
