"""A sheet for every unit: its places, what lifts it, and every indicator down to the figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kaohe.explanations import Result, Voice
from kaohe.explanations.numbers import place
from kaohe.reports.drawing.rows import Table, sums
from kaohe.reports.drawing.spot import Spots
from kaohe.reports.lines import Lines
from kaohe.reports.pulls import Balance, Balances
from kaohe.reports.ranking import Row


@dataclass(frozen=True, slots=True)
class Level:
    """The whole or a dimension of one unit, and where it lies in the field; "" where there is nothing."""

    name: str
    score: str
    place: str
    of: int
    group_place: str
    group_of: int
    given: str
    against: str
    spot: Markup


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything about one unit: `facts` are its attributes, `rows` the table of all indicators."""

    row: Row
    facts: tuple[tuple[str, str], ...]
    levels: tuple[Level, ...]
    balance: Balance | None
    rows: Markup


class Sheets:
    """Makes the sheets; what all of them share is worked out once."""

    def __init__(self, voice: Voice, result: Result):
        self.voice = voice
        self.result = result
        self.lines = Lines(voice, result)
        self.table = Table(result.scores.outline.root, self.lines.by_path)
        self.balances = Balances(voice, result)
        paths = dict.fromkeys([result.root, *(node.path for node in result.dimensions)])
        self.spots = {path: Spots(result.scores.of(path)) for path in paths}
        self.attribute = result.group_attribute

    def of(self, row: Row) -> Sheet:
        facts, levels = (
            tuple(self._facts(row.unit)),
            tuple(self._level(path, row.unit) for path in self.spots),
        )
        balance = self.balances.of(row.unit)
        return Sheet(row, facts, levels, balance, self._rows(row, balance))

    def _rows(self, row: Row, balance: Balance | None) -> Markup:
        body = self.table.of(row.unit)
        if balance is None:
            return body
        others, name = self.lines.others(row.unit), self.voice.say("reports.total")
        return body + sums(others, name, row.total, balance.distance, row.place)

    def _facts(self, unit: int) -> Iterator[tuple[str, str]]:
        for name, column in self.result.scores.figures.attributes.items():
            if (value := column[unit]) is not None:
                yield self.voice.attribute(name), self.voice.attribute_value(name, value)

    def _level(self, path: str, unit: int) -> Level:
        lines = self.lines.by_path[path]
        group = self.result.group(unit, self.attribute) if self.attribute else ""
        peers = self.result.place(unit, path, group) if group else None
        rank = None if peers is None else peers.rank
        return Level(
            lines.name,
            lines.scores[unit],
            *lines.places[unit],
            "" if rank is None else place(rank),
            peers.of if peers else 0,
            lines.given[unit],
            lines.against[unit],
            self.spots[path].at(float(self.result.scores.of(path)[unit])),
        )
