"""Who is among the last: marks with shape and word at the cut-offs that the policy knows."""

from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.explanations import Result, Voice
from kaohe.rules import rule_pack
from kaohe.rules.places import Lists
from kaohe.schemes import Scheme

POLICY = "guangdong-2016"
NATIONAL = "national-"
"""Schemes of the ministry's assessment: the ladder speaks of places in the nation, and of no others."""
SHAPES = ("◆", "▲", "△")
"""From the narrowest cut-off to the widest."""


@dataclass(frozen=True, slots=True)
class Lamp:
    """A mark: `grade` 0 is the narrowest cut-off; `unsure` where a tie lies across it."""

    grade: int
    shape: str
    words: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class CutOff:
    """The last `places` of the overall ranking, and the best score among them."""

    places: int
    words: str
    score: float


def policy_cut_offs(scheme: Scheme) -> tuple[int, ...]:
    """The last so many that the ladder of clause （四） names, widest first; national assessment only."""
    if not scheme.id.startswith(NATIONAL):
        return ()
    wanted = (rule.when.last for rule in rule_pack(POLICY).pack.rules if rule.level == "national")
    places = {
        last.places for last in wanted if last and last.scope == "overall" and isinstance(last.places, int)
    }
    return tuple(sorted(places, reverse=True))


def lines_of(voice: Voice, result: Result, cut_offs: tuple[int, ...]) -> tuple[CutOff, ...]:
    """Where the cut-offs lie on the scale of the total score; those that take half of all are left out."""
    placed = [result.place(unit, result.root) for unit in result.in_order]
    scores = [row.score for row in placed if row and row.rank is not None and row.score is not None]
    return tuple(
        CutOff(places, voice.say("reports.last", places=places), scores[-places])
        for places in sorted(cut_offs, reverse=True)
        if 2 * places <= len(scores)
    )


def lamps_of(voice: Voice, result: Result, lines: tuple[CutOff, ...]) -> Mapping[int, Lamp]:
    """The narrowest mark of each unit that has one, by its position, read as the rules read places."""
    lists = Lists(0, result.standings)
    lamps: dict[int, Lamp] = {}
    for grade, line in reversed(list(enumerate(reversed(lines)))):
        for unit, code in enumerate(result.scores.figures.units):
            state = lists.verdict(code, result.root, "", line.places, "last").state
            if state in ("met", "officer"):
                unsure = state == "officer"
                words = voice.say("reports.last_unsure", places=line.places) if unsure else line.words
                lamps[unit] = Lamp(grade, SHAPES[min(grade, len(SHAPES) - 1)], words, unsure)
    return lamps
