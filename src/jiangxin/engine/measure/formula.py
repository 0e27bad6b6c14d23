"""Formulas people can read: sums, differences, products and quotients of named quantities, computed exactly.

Quantities are decimals; what is computed is a fraction until it is rounded once, at the end.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from jiangxin.engine.measure.fault import MeasureError

LONGEST: Final = 200
_DEEPEST: Final = 40
_SIGNS: Final[dict[type[ast.operator], str]] = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_BINDS: Final[dict[type[ast.operator], int]] = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}
_DOINGS: Final[dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]]] = {
    ast.Add: lambda one, other: one + other,
    ast.Sub: lambda one, other: one - other,
    ast.Mult: lambda one, other: one * other,
    ast.Div: lambda one, other: one / other,
}


class FormulaError(MeasureError):
    """A formula that cannot be read or computed.

    Codes: ``formula.empty``, ``formula.too_long``, ``formula.unreadable``, ``formula.not_allowed``,
    ``formula.quantity_missing``, ``formula.division_by_zero``.
    """


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as read. `names` are the quantities it needs, in the order they are first met."""

    text: str
    names: tuple[str, ...]
    _root: ast.expr

    def value(self, quantities: Mapping[str, Decimal]) -> Fraction:
        """Return what the formula comes to, exactly.

        Raises:
            FormulaError: A quantity is missing, or something is divided by nothing.
        """
        for name in self.names:
            if name not in quantities:
                raise FormulaError("formula.quantity_missing", name=name)
        try:
            return _computed(self._root, self.text, quantities)
        except ZeroDivisionError as fault:
            raise FormulaError("formula.division_by_zero") from fault

    def told(self, words: Mapping[str, str]) -> str:
        """Return the formula with each quantity's words in its place, and the signs people write."""
        return _told(self._root, self.text, words, binds=0)


def parse_formula(text: str) -> Formula:
    """Read a formula such as ``(before - after) * price * 12``: names, numbers, + - * / and brackets.

    Raises:
        FormulaError: See there.
    """
    written = text.strip().translate(str.maketrans("（）×÷−＋－＊／", "()*/-+-*/"))
    if not written:
        raise FormulaError("formula.empty")
    if len(written) > LONGEST:
        raise FormulaError("formula.too_long", most=LONGEST)
    try:
        root = ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise FormulaError("formula.unreadable", found=text) from fault
    names: dict[str, None] = {}
    _check(root, written, names, depth=0)
    return Formula(written, tuple(names), root)


def _check(node: ast.expr, text: str, names: dict[str, None], *, depth: int) -> None:
    """Let through what a formula may hold, and nothing else."""
    if depth > _DEEPEST:
        raise FormulaError("formula.not_allowed", found="…")
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SIGNS:
            _check(left, text, names, depth=depth + 1)
            _check(right, text, names, depth=depth + 1)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check(operand, text, names, depth=depth + 1)
        case ast.Name(id=name):
            names.setdefault(name)
        case ast.Constant(value=int() | float()) if _number(node, text) is not None:
            pass
        case _:
            raise FormulaError("formula.not_allowed", found=ast.get_source_segment(text, node) or text)


def _number(node: ast.expr, text: str) -> Decimal | None:
    """Return a number as it is written, so that 0.1 is a tenth; None for what people do not write."""
    written = ast.get_source_segment(text, node) or ""
    return Decimal(written) if written.replace(".", "", 1).isdigit() and written.isascii() else None


def _computed(node: ast.expr, text: str, quantities: Mapping[str, Decimal]) -> Fraction:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return _DOINGS[type(op)](_computed(left, text, quantities), _computed(right, text, quantities))
        case ast.UnaryOp(operand=operand):
            return -_computed(operand, text, quantities)
        case ast.Name(id=name):
            return Fraction(quantities[name])
    return Fraction(_number(node, text) or 0)


def _told(node: ast.expr, text: str, words: Mapping[str, str], *, binds: int) -> str:
    """Write a part; brackets stand where it binds less than `binds`, what is around it."""
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            own = _BINDS[type(op)]
            # Behind a minus or a division sign an equal one would be read otherwise.
            behind = own + isinstance(op, ast.Sub | ast.Div)
            parts = (_told(left, text, words, binds=own), _told(right, text, words, binds=behind))
            said = f" {_SIGNS[type(op)]} ".join(parts)
            return said if own >= binds else f"（{said}）"
        case ast.UnaryOp(operand=operand):
            return f"−{_told(operand, text, words, binds=_BINDS[ast.Mult])}"
        case ast.Name(id=name):
            return words.get(name, name)
    return str(_number(node, text))
