"""The scheme's own checks: statements that figures must (hard) or should (soft) satisfy."""

from collections.abc import Iterator

import numpy as np

from kaohe.figures.cases import cases
from kaohe.figures.figures import Figures
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
        subjects = (
            [code for code, item in scheme.items.items() if item.kind in check.each] if check.each else [None]
        )
        for mask, formula in cases(spelled(check.that, _parsed), figures):
            for subject in subjects:
                yield from _Statement(check, formula, subject, measures).broken(mask)


def _parsed(text: str) -> Formula:
    return parse(text, "truth")


class _Statement:
    """One formula of a check; with `each`, x stands for the subject."""

    def __init__(self, check: Check, formula: Formula, subject: str | None, measures: Measures):
        self.check, self.formula, self.subject, self.measures = check, formula, subject, measures

    def column(self, name: Name) -> Column:
        return self.measures.named(self.meant(name))

    def meant(self, name: Name) -> Name:
        return Name(name.frames, self.subject) if name.code == "x" and self.subject else name

    def broken(self, mask: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Iterator[Finding]:
        figures = self.measures.figures
        held = evaluate(self.formula, self.column, len(figures.units))
        for unit in np.flatnonzero(mask & (held.values == 0)):
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
