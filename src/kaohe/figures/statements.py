"""The scheme's own checks: statements that figures must (hard) or should (soft) satisfy."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from kaohe.figures.cases import cases
from kaohe.figures.figures import Figures, Values
from kaohe.figures.findings import Finding
from kaohe.figures.measures import Measures
from kaohe.formulas import Column, Formula, Name, evaluate, explain_with, parse
from kaohe.messages import Lang, Text
from kaohe.schemes import Scheme
from kaohe.schemes.choice import spelled
from kaohe.schemes.model import Check
from kaohe.schemes.outline import indicator_formula, indicator_name


def broken_statements(figures: Figures, scheme: Scheme) -> Iterator[Finding]:
    """A finding for every unit and statement that is false; a statement that lacks a figure says nothing."""
    measures = Measures(scheme, figures)
    for check in scheme.checks:
        subjects = _subjects(check, scheme)
        for mask, formula in cases(spelled(check.that, _parsed), figures):
            statements = [_Statement(check, formula, subject, measures) for subject in subjects]
            for statement, held in zip(statements, _held(formula, statements, measures), strict=True):
                yield from statement.broken(mask & (held == 0))


def _subjects(check: Check, scheme: Scheme) -> list[str | None]:
    if not check.each:
        return [None]
    return [code for code, item in scheme.items.items() if item.kind in check.each]


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Formula:
    return parse(text, "truth")


def _held(formula: Formula, statements: "list[_Statement]", measures: Measures) -> Values:
    """Whether each statement of one formula holds, [statements, units]; all are worked out at once."""
    units = len(measures.figures.units)
    if not statements:
        return np.empty((0, units))

    def lookup(name: Name) -> Column:
        if name.code != "x":
            return measures.named(name)
        return Column.stacked([statement.column(name) for statement in statements])

    return np.broadcast_to(evaluate(formula, lookup, units).values, (len(statements), units))


class _Statement:
    """One formula of a check; with `each`, x stands for the subject."""

    def __init__(self, check: Check, formula: Formula, subject: str | None, measures: Measures):
        self.check, self.formula, self.subject, self.measures = check, formula, subject, measures

    def column(self, name: Name) -> Column:
        return self.measures.named(self.meant(name))

    def meant(self, name: Name) -> Name:
        return Name(name.frames, self.subject) if name.code == "x" and self.subject else name

    def broken(self, where: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Iterator[Finding]:
        """A finding for each unit of `where`."""
        figures = self.measures.figures
        for unit in np.flatnonzero(where):
            numbers = Text(self.in_numbers(int(unit), "zh"), self.in_numbers(int(unit), "en"))
            say = self.check.say
            params = {"check": self.check.code, "say": say, "numbers": numbers}
            code = "figures.check"
            if self.subject is not None:
                code, params["name"] = "figures.check_each", self.measures.scheme.items[self.subject].name
            yield Finding(figures, int(unit), self.place(), self.check.level, code, params)

    def in_numbers(self, unit: int, lang: Lang) -> str:
        return explain_with(
            self.formula, self.column, unit, lang, naming=lambda name: self.title(self.meant(name), lang)
        )

    def title(self, name: Name, lang: Lang) -> str:
        scheme = self.measures.scheme
        item = scheme.items.get(name.code)
        title = item.name.of(lang) if item else indicator_name(scheme, name.code).of(lang)
        frames = [own.of(lang) if (own := scheme.frames[frame].name) else frame for frame in name.frames]
        return ("" if lang == "zh" else " ").join([*frames, title])

    def place(self) -> str | None:
        """The item whose cell the finding is shown at: the subject, or the first the formula comes to."""
        return self.subject or _first_item(self.formula, self.measures.scheme)


def _first_item(formula: Formula, scheme: Scheme) -> str | None:
    own = [name.code for name in formula.names if not name.frames]
    for code in sorted(own, key=formula.text.find):
        if code in scheme.items:
            return code
        for inner in indicator_formula(scheme, code).all():
            if item := _first_item(inner, scheme):
                return item
    return None
