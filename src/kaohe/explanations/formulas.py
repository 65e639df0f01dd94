"""How each unit's value came about: the indicator's formula with that unit's numbers filled in."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from kaohe.explanations.numbers import MINUS, figure
from kaohe.explanations.voice import Voice
from kaohe.figures import Figures
from kaohe.figures.cases import cases
from kaohe.figures.measures import Measures
from kaohe.formulas import Column, Formula, Name, explain
from kaohe.schemes import Leaf
from kaohe.schemes.choice import Cases


class Working(NamedTuple):
    """A formula in names and with a unit's numbers: `A ÷ B × 100`, `1,234 ÷ 5,678 × 100 = 21.73`.

    A value that is reported as it stands has no numbers, and no names either where its item is called as the
    indicator is.
    """

    names: str
    numbers: str


class Workings:
    """The workings of every indicator for all units at once; the figures are looked up once."""

    def __init__(self, voice: Voice, figures: Figures, value: Callable[[Leaf], Column] | None = None):
        """`value` gives a leaf's column where it is known already; else it is measured."""
        self.voice = voice
        self.figures = figures
        self.measures = Measures(voice.scheme, figures)
        self.value = value or self.measures.read
        self._cells: dict[Name, list[str]] = {}
        self._known: dict[str, list[Working]] = {}

    def of(self, leaf: Leaf) -> list[Working]:
        """How each unit came to its value."""
        if leaf.path not in self._known:
            self._known[leaf.path] = self._work_out(leaf)
        return self._known[leaf.path]

    def _work_out(self, leaf: Leaf) -> list[Working]:
        value = self.value(leaf)
        if leaf.reading is None:
            return self._worked(leaf, leaf.formula, value, self._cell)
        plain = replace(leaf, reading=None)
        first = self._worked(leaf, leaf.formula, self.measures.read(plain), self._cell)
        then = self._worked(leaf, leaf.reading, value, lambda name: self._x(plain, name))
        joined = self.voice.say("explanations.and_then")
        return [
            Working(*(joined.join(filter(None, parts)) for parts in zip(measured, read, strict=True)))
            for measured, read in zip(first, then, strict=True)
        ]

    def _worked(
        self, leaf: Leaf, choice: Cases[Formula], value: Column, cell: Callable[[Name], list[str]]
    ) -> list[Working]:
        outcome = self._written(value, self.voice.say("explanations.no_result"))
        workings = [Working("", "")] * len(value)
        for mask, formula in cases(choice, self.figures):
            words, order = self.voice.formula(formula), sorted(formula.names)
            units = np.flatnonzero(mask).tolist()
            if is_reported(formula):
                reported = Working("" if words == leaf.name.of(self.voice.lang) else words, "")
                for unit in units:
                    workings[unit] = reported
                continue
            slots = {name: f"{{{place}}}" for place, name in enumerate(order)}
            pattern = explain(formula, slots.__getitem__, self.voice.lang)
            columns = [cell(name) for name in order]
            for unit in units:
                filled = pattern.format(*(column[unit] for column in columns))
                workings[unit] = Working(words, f"{filled} = {outcome[unit]}")
        return workings

    def _cell(self, name: Name) -> list[str]:
        if name not in self._cells:
            self._cells[name] = self._written(self.measures.named(name), self.voice.naming(name))
        return self._cells[name]

    def _x(self, leaf: Leaf, name: Name) -> list[str]:
        if name.code != "x":
            return self._cell(name)
        return self._written(self.measures.seen_through(name.frames).read(leaf), self.voice.naming(name))

    def _written(self, column: Column, name: str) -> list[str]:
        """Each cell as a number, negative ones in parentheses; a missing one by name, with the reason."""
        reasons = [self.voice.say(f"formulas.reason.{cause.reason.name.lower()}") for cause in column.causes]
        gaps = [self.voice.say("explanations.remark", what=name, remark=reason) for reason in reasons]
        values: Iterable[float] = column.values.tolist()
        codes: Iterable[int] = column.why.tolist()
        return [gaps[why] if why else guarded(value) for value, why in zip(values, codes, strict=True)]


def is_reported(formula: Formula) -> bool:
    """Whether a formula is just an item, so that there is nothing to work out."""
    return formula.text in {str(name) for name in formula.names}


def guarded(value: float) -> str:
    """A number that may follow any sign: a negative one stands in parentheses."""
    text = figure(value)
    return f"({text})" if text.startswith(MINUS) else text
