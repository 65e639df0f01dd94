"""A scoring with all that follows from it, worked out once for everything that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from kaohe.explanations.formulas import Workings
from kaohe.explanations.shares import Shares, Weights, shares_of, weights_of
from kaohe.explanations.voice import Voice
from kaohe.figures import Figures
from kaohe.messages import Lang
from kaohe.schemes import Branch, Leaf
from kaohe.scoring import Contributions, Note, Scores, classes_of, contributions_of, notes_of, standings_of
from kaohe.standings import Standing, Standings

SIMULATED = "模拟"
"""Begins the name of every simulated unit and the status of simulated figures."""


@dataclass(frozen=True)
class Result:
    """Scores, places, contributions and notes of one assessment; units by their position in the figures."""

    scores: Scores
    standings: Standings
    contributions: Contributions
    notes: Mapping[tuple[str, str], tuple[Note, ...]]
    classes: tuple[str | None, ...]
    said: dict[tuple[Lang, str], list[str]] = field(default_factory=dict)
    """The notes of nodes in words, by language and path, kept for whoever says them next."""
    _workings: dict[Lang, Workings] = field(default_factory=dict)

    def workings(self, voice: Voice) -> Workings:
        """How every value came about, in the voice's language; made once."""
        if voice.lang not in self._workings:
            nodes = self.scores.nodes
            self._workings[voice.lang] = Workings(
                voice, self.scores.figures, lambda leaf: nodes[leaf.path].value
            )
        return self._workings[voice.lang]

    @cached_property
    def shares(self) -> Shares:
        return shares_of(self.scores, self.contributions)

    @cached_property
    def weights(self) -> Weights:
        return weights_of(self.scores, self.contributions)

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], Mapping[str, Standing]]:
        lists: dict[tuple[str, str], dict[str, Standing]] = {}
        for row in self.standings.rows:
            lists.setdefault((row.scope, row.group), {})[row.unit] = row
        return lists

    def place(self, unit: int, path: str, group: str = "") -> Standing | None:
        """The unit's standing at a node, over everyone or in a group such as `region=东部`."""
        return self._places.get((path, group), {}).get(self.scores.figures.units[unit])

    def group(self, unit: int, attribute: str) -> str:
        """The unit's group of an attribute as standings name it; "" where the attribute isn't given."""
        value = self.scores.figures.attributes.get(attribute, (None,) * (unit + 1))[unit]
        return f"{attribute}={value}" if value else ""

    @cached_property
    def group_attribute(self) -> str | None:
        """The attribute that units are grouped by: the first that the scheme ranks within, else region."""
        wanted = (*self.scores.scheme.ranks.within, "region")
        return next((name for name in wanted if any(self.scores.figures.attributes.get(name, ()))), None)

    @property
    def root(self) -> str:
        return self.scores.outline.root.path

    @cached_property
    def dimensions(self) -> tuple[Leaf | Branch, ...]:
        """The nodes directly below the root."""
        root = self.scores.outline.root
        return root.children if isinstance(root, Branch) else ()

    @cached_property
    def in_order(self) -> tuple[int, ...]:
        """Units by overall place; those without a place at the end, by code."""
        places = [self.place(unit, self.root) for unit in range(len(self.scores.figures.units))]
        ranks = [place.rank if place and place.rank is not None else np.inf for place in places]
        return tuple(sorted(range(len(ranks)), key=lambda unit: (ranks[unit], unit)))

    @cached_property
    def simulated(self) -> bool:
        """Whether any unit says that it is simulated, by its name or its status."""
        return is_simulated(self.scores.figures)

    @cached_property
    def digits(self) -> int:
        """Decimals of the final score: those of its rounding, else by its size."""
        declared = self.scores.root.node.way.round
        return declared if declared is not None else decimals(self.scores.root.score.values)

    @cached_property
    def node_digits(self) -> int:
        """Decimals of all other scores."""
        return max((decimals(node.score.values) for node in self.scores.nodes.values()), default=2)


def is_simulated(figures: Figures) -> bool:
    """Whether any unit says that it is simulated, by its name or its status."""
    said = (*figures.names, *(status or "" for status in figures.attributes.get("status", ())))
    return any(words.startswith(SIMULATED) for words in said)


def result_of(scores: Scores, standings: Standings | None = None) -> Result:
    """Everything that follows from `scores`; `standings`, where already worked out, are taken as they are."""
    notes: dict[tuple[str, str], list[Note]] = {}
    for note in notes_of(scores):
        notes.setdefault((note.unit, note.path), []).append(note)
    return Result(
        scores,
        standings_of(scores) if standings is None else standings,
        contributions_of(scores),
        {key: tuple(each) for key, each in notes.items()},
        classes_of(scores),
    )


def decimals(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> int:
    """Two where scores reach ten, three where they reach one and a half, else four."""
    most = float(np.nanmax(np.abs(values), initial=0.0)) if not np.isnan(values).all() else 0.0
    return 2 if most >= 10 else 3
