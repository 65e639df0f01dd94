"""A list of places in words: the answer for each cut-off, who is near, what to tell a unit."""

from dataclasses import dataclass

from kaohe.explanations import Voice
from kaohe.figures import Figures
from kaohe.reports.robustness.chances import Line, lines_of
from kaohe.robustness.outcome import RankList
from kaohe.robustness.plan import Plan
from kaohe.robustness.reading import cut_offs_for, near_last, placed

MOST_TOLD = 100
"""Units in the table of an answer."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its name ("" for everyone), one sentence a cut-off, its units near the end from the last on."""

    group: str
    attribute: str
    units: int
    placed: int
    cut_offs: tuple[int, ...]
    answers: tuple[str, ...]
    near: tuple[Line, ...]
    lines: tuple[Line, ...]
    cut_short: bool

    @property
    def has_unplaced(self) -> bool:
        return any(line.unplaced for line in self.lines)


def listed(voice: Voice, figures: Figures, each: RankList, plan: Plan) -> Listed:
    """Everything that is said of a list."""
    cut_offs = cut_offs_for(each, plan)
    lines = lines_of(voice, figures.names, figures.units, each, plan)
    near = near_last(each, cut_offs, MOST_TOLD)
    attribute, _, value = each.group.partition("=")
    return Listed(
        group=voice.attribute_value(attribute, value),
        attribute=voice.attribute(attribute) if attribute else "",
        units=len(each.units),
        placed=placed(each),
        cut_offs=cut_offs,
        answers=tuple(_answer(voice, lines, at) for at in range(len(cut_offs))),
        near=tuple(lines[row] for row in reversed(near.tolist())),
        lines=tuple(lines),
        cut_short=len(near) == MOST_TOLD < len(lines),
    )


def _answer(voice: Voice, lines: list[Line], at: int) -> str:
    """How many are surely, likely, possibly among the last; how many of those that stand there may not be."""
    told = [line.chances[at] for line in lines]
    levels = [each.level for each in told]
    inside = sum(each.inside for each in told)
    doubtful = sum(each.inside and each.share < 0.5 for each in told)
    stand = "reports.robustness.some_doubtful" if doubtful else "reports.robustness.none_doubtful"
    return voice.say(
        "reports.robustness.answer",
        last=voice.say("reports.last", places=told[0].cut_off),
        surely=levels.count("surely"),
        likely=levels.count("likely"),
        possible=levels.count("possible"),
        stand=voice.say(stand, inside=inside, doubtful=doubtful),
    )


def sentence_for(voice: Voice, of: Listed, line: Line) -> str:
    """What to tell a unit: its place, where the middle 90 % lies, how likely it is among the last."""
    where = voice.say("reports.robustness.among_group", group=of.group) if of.group else ""
    parts = [_place(voice, of, line, where)]
    if line.median:
        spread = {"low": line.low, "high": line.high, "median": line.median}
        parts.append(voice.say("reports.robustness.spread_said", **spread))
    if line.unplaced:
        parts.append(voice.say("reports.robustness.unplaced_said", count=line.unplaced))
    if line.chances:
        parts.append(_chances(voice, line))
    return voice.say("reports.robustness.joined", parts=voice.say("explanations.and_then").join(parts))


def _place(voice: Voice, of: Listed, line: Line, where: str) -> str:
    if not line.nominal:
        return voice.say("reports.robustness.no_place_said", where=where)
    return voice.say("reports.robustness.place_said", where=where, place=line.nominal, of=of.placed)


def _chances(voice: Voice, line: Line) -> str:
    widest = line.chances[0]
    if widest.share == 0:
        last = voice.say("reports.last", places=widest.cut_off)
        return voice.say("reports.robustness.never_said", last=last)
    told = [
        voice.say(
            "reports.robustness.chance_said",
            last=voice.say("reports.last", places=each.cut_off),
            share=each.said,
            word=each.word,
        )
        for each in line.chances
    ]
    return voice.say("reports.robustness.chances_said", chances=voice.say("reports.comma").join(told))
