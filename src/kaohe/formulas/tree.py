"""A formula, read: what evaluation and explanation walk over.

Every part keeps its `text`, so that a missing cell can say which part it comes from.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kaohe.formulas.names import Name

Kind = Literal["number", "truth"]


@dataclass(frozen=True, slots=True)
class Number:
    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Reference:
    text: str
    name: Name


@dataclass(frozen=True, slots=True)
class Negative:
    text: str
    of: "Part"


@dataclass(frozen=True, slots=True)
class Chain:
    """Sums and differences, or products and quotients, from left to right: signs of one rank only."""

    text: str
    first: "Part"
    rest: tuple[tuple[str, "Part"], ...]


@dataclass(frozen=True, slots=True)
class Power:
    text: str
    base: "Part"
    exponent: "Part"


@dataclass(frozen=True, slots=True)
class Call:
    text: str
    function: str
    arguments: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`0 <= share <= 100`: every neighbouring pair must hold."""

    text: str
    first: "Part"
    rest: tuple[tuple[str, "Part"], ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Truths joined by one word, `and` or `or`."""

    text: str
    word: str
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Not:
    text: str
    of: "Part"


Part: TypeAlias = Number | Reference | Negative | Chain | Power | Call | Comparison | Joined | Not


def kind_of(part: Part) -> Kind:
    return "truth" if isinstance(part, Comparison | Joined | Not) else "number"


@dataclass(frozen=True, slots=True)
class Formula:
    """`text` as folded by `parse`; two formulas are equal when their texts are."""

    text: str
    kind: Kind = field(compare=False)
    names: frozenset[Name] = field(compare=False)
    tree: Part = field(compare=False, repr=False)
