"""A formula's tree written out: signs and words of a language, and no parenthesis more than needed."""

from collections.abc import Callable
from enum import IntEnum, auto

from kaohe.formulas.names import Name
from kaohe.formulas.tree import (
    Call,
    Chain,
    Comparison,
    Joined,
    Negative,
    Not,
    Number,
    Part,
    Power,
    Reference,
)
from kaohe.formulas.words import SIGNS, Words


class Bind(IntEnum):
    """How tightly a phrase holds together; where a tighter one is wanted it gets parentheses."""

    WHEN = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    COMPARED = auto()
    SUM = auto()
    PRODUCT = auto()
    NEGATIVE = auto()
    POWER = auto()
    WHOLE = auto()


Phrase = tuple[str, Bind]


class Writer:
    """`named` gives the phrase that stands for a name."""

    def __init__(self, words: Words, named: Callable[[Name], Phrase]):
        self.words = words
        self.named = named

    def write(self, part: Part, wanted: Bind = Bind.WHEN) -> str:
        text, bind = self.phrase(part)
        return text if bind >= wanted else f"({text})"

    def phrase(self, part: Part) -> Phrase:
        match part:
            case Number():
                phrase = f"{part.value:,}".removesuffix(".0"), Bind.WHOLE
            case Reference():
                phrase = self.named(part.name)
            case Negative():
                phrase = f"{SIGNS['-']}{self.write(part.of, Bind.WHOLE)}", Bind.NEGATIVE
            case Chain():
                phrase = self.chain(part, Bind.SUM if part.rest[0][0] in "+-" else Bind.PRODUCT)
            case Power():
                base, exponent = self.write(part.base, Bind.WHOLE), self.write(part.exponent, Bind.WHOLE)
                phrase = f"{base} ^ {exponent}", Bind.POWER
            case Call():
                phrase = self.call(part)
            case Comparison():
                phrase = self.chain(part, Bind.COMPARED)
            case Joined():
                phrase = self.joined(part, Bind.AND if part.word == "and" else Bind.OR)
            case Not():
                phrase = self.words.negated.format(truth=self.write(part.of, Bind.WHOLE)), Bind.NOT
        return phrase

    def joined(self, part: Joined, bind: Bind) -> Phrase:
        return self.words.joined[part.word].join(
            self.write(each, Bind(bind + 1)) for each in part.parts
        ), bind

    def chain(self, part: Chain | Comparison, bind: Bind) -> Phrase:
        tighter = Bind(bind + 1)
        written = [self.write(part.first, tighter)]
        for sign, operand in part.rest:
            text = self.write(operand, tighter)
            # a minus sign never follows another sign: 5 − (−3)
            guarded = bind is not Bind.COMPARED and text.startswith((SIGNS["-"], "-"))
            written += [SIGNS.get(sign, sign), f"({text})" if guarded else text]
        return " ".join(written), bind

    def call(self, part: Call) -> Phrase:
        if part.function == "when":
            condition, yes, no = (self.write(each, Bind.OR) for each in part.arguments)
            return self.words.when.format(condition=condition, yes=yes, no=no), Bind.WHEN
        names = self.words.functions
        if len(part.arguments) > 2:
            names = {**names, **self.words.of_many}
        listed = self.words.between.join(self.write(each, Bind.OR) for each in part.arguments)
        return f"{names[part.function]}({listed})", Bind.WHOLE
