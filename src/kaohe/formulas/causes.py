"""Why a cell is missing."""

from dataclasses import dataclass
from enum import IntEnum


class Reason(IntEnum):
    """The kinds of cause; their words are `formulas.reason.<name in lower case>` in the catalogue."""

    PRESENT = 0
    ABSENT = 1  # not reported
    DIVIDED_BY_ZERO = 2
    OUTSIDE_DOMAIN = 3  # ln of zero or less, root of a negative, 0 ** -1, beyond the range of numbers
    DEFINITION_BREAK = 4  # this year's definition is not last year's
    NOT_APPLICABLE = 5
    CONSTANT = 6  # a column without spread
    TOO_FEW = 7  # fewer parts present than needed
    NO_BASE = 8  # growth from a tiny or negative base
    EXCLUDED = 9


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason and the name or part of a formula it comes from (`prev.fdi`, `gdp - tax`), "" if none."""

    reason: Reason
    name: str = ""


PRESENT = Cause(Reason.PRESENT)
ABSENT = Cause(Reason.ABSENT)
NOT_APPLICABLE = Cause(Reason.NOT_APPLICABLE)


class CauseTable:
    """Causes numbered as they come; 0 is present."""

    def __init__(self) -> None:
        self._numbers = {PRESENT: 0}

    def number(self, cause: Cause) -> int:
        return self._numbers.setdefault(cause, len(self._numbers))

    def numbers(self, causes: tuple[Cause, ...]) -> list[int]:
        return [self.number(cause) for cause in causes]

    @property
    def causes(self) -> tuple[Cause, ...]:
        return tuple(self._numbers)
