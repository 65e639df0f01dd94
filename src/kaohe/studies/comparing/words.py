"""A comparison in words: the names of causes, and what each unit's change is put down to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kaohe.messages import Lang, Text, sentence
from kaohe.studies.comparing.causes import DATA, METHOD, WEIGHTS, Causes
from kaohe.studies.comparing.comparison import Comparison
from kaohe.studies.comparing.leaves import REST
from kaohe.studies.comparing.shares import Parts


class Piece(NamedTuple):
    """A part of one unit's change: places won and rise of the score, by indicator, branch, step or factor."""

    factor: str
    name: str
    places: float
    score: float


@dataclass(frozen=True, slots=True)
class Words:
    """Says everything about `comparison` in `lang`."""

    comparison: Comparison
    lang: Lang

    def say(self, code: str, /, **params: object) -> str:
        return sentence(code, self.lang, **params)

    def agreement(self) -> tuple[str, dict[str, object]]:
        """Code and parameters of the sentence that says who moved how far, and how alike the rankings are."""
        found = self.comparison.agreement
        counts: dict[str, object] = {
            "units": found.units,
            "moved": found.moved,
            "shift": f"{found.mean_shift or 0:.1f}",
        }
        if found.spearman is None or found.kendall is None:
            return "compare.agreement_untold", counts
        alike = {"spearman": f"{found.spearman:.3f}", "kendall": f"{found.kendall:.3f}"}
        return "compare.agreement", counts | alike

    def factor(self, name: str) -> str:
        return self.say(f"compare.factor.{name}")

    def part(self, factor: str, name: str) -> str:
        """What a part of a factor is called; "" is the factor as a whole."""
        if not name:
            return self.factor(factor)
        if factor == METHOD:
            return self.say(f"compare.step.{name}")
        if name == REST:
            return self.say("compare.rest")
        node = self.node(name)
        return self.say("compare.weights_of", node=node) if factor == WEIGHTS else node

    def node(self, path: str) -> str:
        """The name of a node."""
        causes = self.comparison.causes
        return self.of(causes.names[path]) if causes and path in causes.names else path

    def of(self, name: Text) -> str:
        """A name; in English it begins with a capital."""
        said = name.of(self.lang)
        return said if self.lang == "zh" else said[:1].upper() + said[1:]

    def pieces(self, unit: int) -> list[Piece]:
        """A unit's change in the finest pieces known, those that moved it most first; empty where untold."""
        causes = self.comparison.causes
        if causes is None or np.isnan(causes.factors.of_24[0, unit]).any():
            return []
        found = [piece for piece in _pieces(causes, unit) if piece.places or piece.score]
        return sorted(found, key=lambda piece: (-abs(piece.places), -abs(piece.score), piece.name))

    def foremost(self, unit: int) -> Piece | None:
        """What moved a unit most, in the way it went; None where it kept its place or nothing is told."""
        won = self.comparison.moves.changes[0, unit]
        return next((piece for piece in self.pieces(unit) if piece.places * won > 0), None)


def _pieces(causes: Causes, unit: int) -> Iterator[Piece]:
    within = {DATA: causes.indicators, WEIGHTS: causes.branches, METHOD: causes.steps}
    for factor in causes.factors.names:
        parts = within.get(factor)
        if parts is None or not parts.names or np.isnan(parts.of_24[0, unit]).any():
            yield Piece(factor, "", *_both(causes.factors, factor, unit))
        else:
            yield from (Piece(factor, name, *_both(parts, name, unit)) for name in parts.names)


def _both(parts: Parts, name: str, unit: int) -> tuple[float, float]:
    places, score = parts.part(name)[:, unit].tolist()
    return places, score
