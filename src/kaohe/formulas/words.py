"""The words an explanation is made of, in each language.

Reasons stand in the message catalogue too (`formulas.reason.*`), which this room may not import; a test keeps
the two equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kaohe.formulas.causes import Reason
from kaohe.formulas.tree import Kind

Lang = Literal["zh", "en"]

SIGNS = {"*": "×", "/": "÷", "-": "−", "<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}
"""Signs that are written otherwise than in a formula's text."""


@dataclass(frozen=True, slots=True)
class Words:
    """`of_many` are the functions that are named otherwise for more than two arguments."""

    joined: Mapping[str, str]
    negated: str
    functions: Mapping[str, str]
    of_many: Mapping[str, str]
    between: str
    when: str
    remark: str
    gives: Mapping[Kind, str]
    none: Mapping[Kind, str]
    verdict: Mapping[bool, str]
    reasons: Mapping[Reason, str]


WORDS: dict[Lang, Words] = {
    "zh": Words(
        joined={"and": " 且 ", "or": " 或 "},
        negated="非 {truth}",
        functions={
            "ln": "自然对数",
            "exp": "自然指数",
            "sqrt": "平方根",
            "abs": "绝对值",
            "least": "较小者",
            "greatest": "较大者",
            "coalesce": "首个有值者",
        },
        of_many={"least": "最小者", "greatest": "最大者"},
        between="，",
        when="若 {condition}，则 {yes}，否则 {no}",
        remark="{what}（{remark}）",
        gives={"number": " = ", "truth": "："},
        none={"number": "无结果", "truth": "无法判断"},
        verdict={True: "成立", False: "不成立"},
        reasons={
            Reason.PRESENT: "有值",
            Reason.ABSENT: "未报",
            Reason.DIVIDED_BY_ZERO: "除数为零",
            Reason.OUTSIDE_DOMAIN: "超出可计算范围",
            Reason.DEFINITION_BREAK: "口径变动，不可比",
            Reason.NOT_APPLICABLE: "不适用",
            Reason.CONSTANT: "各单位数值相同",
            Reason.TOO_FEW: "有值项不足",
            Reason.NO_BASE: "基数过小或为负",
            Reason.EXCLUDED: "不参加本次考核",
        },
    ),
    "en": Words(
        joined={"and": " and ", "or": " or "},
        negated="not {truth}",
        functions={
            "ln": "natural logarithm",
            "exp": "exponential",
            "sqrt": "square root",
            "abs": "absolute value",
            "least": "lesser",
            "greatest": "greater",
            "coalesce": "first present",
        },
        of_many={"least": "least", "greatest": "greatest"},
        between="; ",
        when="if {condition} then {yes}, otherwise {no}",
        remark="{what} ({remark})",
        gives={"number": " = ", "truth": ": "},
        none={"number": "no result", "truth": "undecided"},
        verdict={True: "holds", False: "does not hold"},
        reasons={
            Reason.PRESENT: "present",
            Reason.ABSENT: "not reported",
            Reason.DIVIDED_BY_ZERO: "divided by zero",
            Reason.OUTSIDE_DOMAIN: "cannot be computed",
            Reason.DEFINITION_BREAK: "definition changed, not comparable",
            Reason.NOT_APPLICABLE: "not applicable",
            Reason.CONSTANT: "same value everywhere",
            Reason.TOO_FEW: "too few parts present",
            Reason.NO_BASE: "base too small or negative",
            Reason.EXCLUDED: "excluded from this assessment",
        },
    ),
}
