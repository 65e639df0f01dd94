"""A study in words: the names of nodes, what a flag says, what a unit is best and worst at."""

from dataclasses import dataclass

import numpy as np

from kaohe.explanations.numbers import figure, fixed, place
from kaohe.explanations.voice import Voice
from kaohe.schemes import Leaf
from kaohe.studies.flags import Flag, Kind
from kaohe.studies.profiles import SHOWN
from kaohe.studies.study import Study

SHARES: tuple[Kind, ...] = ("few_available", "few_nonzero", "few_unique", "unit_few_available")
"""Flags whose figure is a share."""


@dataclass(frozen=True, slots=True)
class SaidFlag:
    """A flag: its kind in a word or two, of what, and what was found."""

    kind: Kind
    title: str
    subject: str
    found: str


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator among a unit's best or worst: its name, place, of how many, value, measure."""

    name: str
    place: str
    of: str
    value: str
    measure: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What a unit is best (best first) and worst (worst last) at; `place` is "" where it has none."""

    code: str
    name: str
    place: str
    of: str
    strengths: tuple[Line, ...]
    weaknesses: tuple[Line, ...]


class Speech:
    """Says everything about a study in one voice."""

    def __init__(self, voice: Voice, study: Study):
        self.voice = voice
        self.study = study
        figures = study.scores.figures
        self.units = dict(zip(figures.units, figures.names, strict=True))

    def name(self, path: str) -> str:
        """The name of a node by its path; else of an item, a unit or whatever goes by that code."""
        node = self.study.scores.nodes.get(path)
        if node is not None:
            return self.voice.of(node.node.name)
        item = self.study.scores.scheme.items.get(path)
        return self.voice.of(item.name) if item else self.units.get(path, path)

    def measure(self, path: str) -> str:
        """The unit of measure of an indicator, "" for a branch."""
        node = self.study.scores.nodes[path].node
        return self.voice.unit(node.unit) if isinstance(node, Leaf) else ""

    def flag(self, flag: Flag) -> SaidFlag:
        """A flag in words."""
        number = percent if flag.kind in SHARES else _thousandths
        other = self.name(flag.other) if flag.other else ""
        said = {"figure": number(flag.figure), "limit": number(flag.limit), "other": other}
        title = self.voice.say(f"studies.kind.{flag.kind}")
        found = self.voice.say(f"studies.flag.{flag.kind}", **said)
        return SaidFlag(flag.kind, title, self.name(flag.subject), found)

    def case(self, name: str) -> str:
        """A case that weights differ by; "" where all have the same."""
        parts = [part.partition("=") for part in name.split(", ") if part]
        said = [f"{self.voice.attribute(key)} {value or '—'}" for key, _, value in parts]
        return self.voice.say("explanations.and_then").join(said)

    def profile(self, unit: int, count: int = SHOWN) -> Profile:
        """The unit's `count` best and worst indicators."""
        profiles, figures = self.study.profiles, self.study.scores.figures
        rank, of = self.overall(unit)
        best = [self._line(unit, at) for at in profiles.strengths(unit, count).tolist()]
        worst = [self._line(unit, at) for at in profiles.weaknesses(unit, count).tolist()]
        return Profile(figures.units[unit], figures.names[unit], rank, of, tuple(best), tuple(worst))

    def overall(self, unit: int) -> tuple[str, str]:
        """The unit's place over everyone and of how many; "" where it has none."""
        ranks = self.study.removals.nominal
        has = not np.isnan(ranks[unit])
        return (place(float(ranks[unit])) if has else "", str(int((~np.isnan(ranks)).sum())))

    def _line(self, unit: int, at: int) -> Line:
        table = self.study.profiles.indicators
        path = table.paths[at]
        return Line(
            name=self.name(path),
            place=place(float(table.ranks[unit, at])),
            of=place(float(table.of[unit, at])),
            value=figure(float(table.values[unit, at])),
            measure=self.measure(path),
        )


def _thousandths(value: float) -> str:
    return figure(round(value, 3))


def percent(share: float, digits: int = 0) -> str:
    """A share (0 to 1) in per cent; "" where there is none."""
    said = fixed(share * 100, digits)
    return f"{said}%" if said else ""
