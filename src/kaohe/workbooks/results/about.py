"""The sheet about the result: scheme and status, steps, indicators, what was missing and treated."""

from collections.abc import Iterable

from kaohe.explanations.gaps import Gaps, gaps_of
from kaohe.explanations.method import Indicator, Method, method_of
from kaohe.workbooks.results.fast_sheets import FastSheet, cell, cells
from kaohe.workbooks.results.sheets import Head, Sheets

WIDTHS = (34, 60, 12, 14, 30, 40, 40, 10, 14, 14, 14)
"""Of its columns; text about the whole stands in the second."""


def about_sheet(sheets: Sheets) -> None:
    """Method, status and notes, from top to bottom."""
    heads = [Head("", width, number=False) for width in WIDTHS]
    about = About(sheets, sheets.add(sheets.voice.say("results.about"), heads, 1))
    about.scheme()
    about.method(method_of(sheets.voice, sheets.result))
    about.gaps(gaps_of(sheets.voice, sheets.result))


class About:
    """Writes the sheet's sections."""

    def __init__(self, sheets: Sheets, sheet: FastSheet):
        self.sheets = sheets
        self.sheet = sheet
        self.say = sheets.voice.say

    def section(self, title: str, *heads: str) -> None:
        self.sheet.add_row([])
        self.sheet.add_row([cell(title, self.sheets.looks.section)])
        if heads:
            self.sheet.add_row(cells(heads, self.sheets.looks.head))

    def row(self, *texts: str) -> None:
        self.sheet.add_row(cells((text or None for text in texts), self.sheets.looks.wrapped))

    def joined(self, texts: Iterable[str]) -> str:
        return self.say("explanations.and_then").join(filter(None, texts))

    def scheme(self) -> None:
        scheme, say = self.sheets.result.scores.scheme, self.say
        status = say(f"explanations.status.{scheme.status}")
        means = say(f"explanations.status_means.{scheme.status}")
        self.section(say("results.scheme"))
        self.row(say("results.version"), f"{scheme.id} {scheme.version}")
        self.row(say("results.status"), say("explanations.about", name=status, what=means))
        if scheme.note:
            self.row(say("results.notes"), self.sheets.voice.of(scheme.note))
        if scheme.source:
            self.row(say("results.source"), scheme.source)

    def method(self, method: Method) -> None:
        say = self.say
        self.section(say("results.steps"))
        for number, step in enumerate((*method.steps, *method.reading), start=1):
            self.row(str(number), step)
        what, weight = say("results.what"), say("results.weight")
        steps = (say("results.need"), say("results.further"))
        self.section(say("results.joints"), what, say("results.combination"), weight, *steps)
        for joint in method.joints:
            self.row(joint.name, joint.combine, joint.weight, joint.need, self.joined(joint.steps))
        self.section(
            say("results.indicators"),
            what,
            say("results.working"),
            weight,
            say("results.measure"),
            say("results.provenance"),
            say("results.definition"),
            say("results.treatment"),
            *(say(code) for code in ("results.present", "results.least", "results.median", "results.most")),
        )
        for part in method.parts:
            self.sheet.add_row([cell(part.name, self.sheets.looks.strong)])
            for each in part.indicators:
                self.row(*self._indicator(each))

    def _indicator(self, each: Indicator) -> tuple[str, ...]:
        provenance = self.joined((each.provenance, each.clause, each.source))
        treatment = self.joined((each.direction, *each.steps, each.done))
        figures = (str(each.present), each.least, each.median, each.most)
        about = (each.name, each.formula, each.weight, each.unit, provenance, each.definition, treatment)
        return (*about, *figures)

    def gaps(self, gaps: Gaps) -> None:
        say, unit = self.say, self.say("results.unit")
        if gaps.unscored:
            self.section(say("results.unscored"), unit, say("results.why"))
            for name, why in gaps.unscored:
                self.row(name, why)
        if gaps.adjusted:
            self.section(say("results.adjusted"), unit, say("results.what"), say("results.points"))
            for adjusted in gaps.adjusted:
                self.row(adjusted.unit, adjusted.what, adjusted.points)
        if gaps.indicators:
            heads = ("results.missing", "results.filled", "results.not_scored", "results.moved")
            self.section(say("results.gaps"), say("results.what"), *(say(code) for code in heads))
            for gap in gaps.indicators:
                unscored, moved = self.joined(gap.unscored), self.joined(gap.moved)
                self.row(gap.name, self.joined(gap.missing), str(gap.filled or ""), unscored, moved)
