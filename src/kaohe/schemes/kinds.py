"""The small kinds of value a scheme's file is made of; what is wrong is said in words of the catalogue."""

import re
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from kaohe.formulas import FormulaError, Name, parse_name
from kaohe.messages import Text
from kaohe.packs import wrong
from kaohe.schemes.shorthand import Shorthand

LONGEST_CODE = 80

Words = Annotated[
    Text,
    BeforeValidator(lambda value: {"zh": value, "en": value} if isinstance(value, str) else value),
    Shorthand({"type": "string"}),
]
Year = Annotated[int, Field(ge=1900, le=2200)]


def _usable_in_formulas(code: str) -> str:
    try:
        alone = parse_name(code) == Name((), code)
    except FormulaError:
        alone = False
    if not alone or len(code) > LONGEST_CODE:
        raise wrong("schemes.code", found=code[:LONGEST_CODE])
    return code


Code = Annotated[
    str,
    AfterValidator(_usable_in_formulas),
    WithJsonSchema({"type": "string", "pattern": r"^[^\W\d_]\w*$", "maxLength": LONGEST_CODE}),
]
"""Of an item, indicator, node, frame or attribute: a name as formulas spell it."""


def _text_like(pattern: str, code: str) -> tuple[AfterValidator, WithJsonSchema]:
    """Text of a pattern; what isn't is refused with the message `code`."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise wrong(code, found=text[:LONGEST_CODE])
        return text

    return AfterValidator(check), WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


Id = Annotated[str, *_text_like(r"[a-z0-9][a-z0-9-]*", "schemes.id")]
Percent = Annotated[str, *_text_like(r"\d+(\.\d+)?%", "schemes.percent")]
Anchor: TypeAlias = float | Annotated[str, *_text_like(r"min|max|p\d{1,2}(\.\d+)?", "schemes.anchor")]
"""A goalpost: a number, or the least, greatest or a percentile of the values."""

Range = tuple[float, float]


def ascending(ends: Range) -> Range:
    if not ends[0] < ends[1]:
        raise wrong("schemes.not_ascending", first=f"{ends[0]:g}", second=f"{ends[1]:g}")
    return ends


def _percentiles(ends: Range) -> Range:
    if not 0 <= ends[0] < ends[1] <= 100:
        raise wrong("schemes.percentiles")
    return ends


Ascending = Annotated[Range, AfterValidator(ascending)]
"""Two numbers, the smaller first: as a scale's points, those of the worst, then those of the best."""
Percentiles = Annotated[Range, AfterValidator(_percentiles)]


def one_alone(tree: dict[str, Any]) -> dict[str, Any]:
    """A tree has one root."""
    if len(tree) != 1:
        raise wrong("schemes.one_root", found=len(tree))
    return tree
