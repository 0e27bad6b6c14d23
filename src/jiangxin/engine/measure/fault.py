"""What is wrong with a value, as a code and its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong (or, in a list of warnings, one thing odd) about a value.

    Attributes:
        code: Stable dotted code such as ``uscc.check_digit``; the caller words it.
        params: Named values for the wording, such as the position of a character.
    """

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


class MeasureError(ValueError):
    """A value that cannot be read or expressed; ``fault`` says why."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.fault = Fault(code, params)
        super().__init__(f"{code} {params}" if params else code)

    @property
    def code(self) -> str:
        """The code of the fault."""
        return self.fault.code
