"""How scores spread: the total by group with the cut-offs, and every dimension."""

import numpy as np
from markupsafe import Markup

from kaohe.explanations import Result, Voice
from kaohe.explanations.numbers import BEYOND, fixed
from kaohe.figures.cases import groups
from kaohe.reports.drawing.distribution import Line, distribution_figure
from kaohe.reports.drawing.strips import Strip, strips_figure
from kaohe.reports.lamps import CutOff
from kaohe.scoring.exact import Floats


def total_spread(voice: Voice, result: Result, cut_offs: tuple[CutOff, ...]) -> Markup | None:
    """The distribution of the total score; None where no unit has one."""
    values = present(result.scores.root.score.values)
    if not len(values):
        return None
    strips = tuple(_strip(voice, result, name, part) for name, part in _grouped(voice, result) if len(part))
    lines = tuple(
        Line(
            voice.say("reports.cut_off_line", last=cut.words, score=fixed(cut.score, 2)),
            cut.score,
            len(cut_offs) - 1 - place,
        )
        for place, cut in enumerate(cut_offs)
    )
    low, half, high = (fixed(x, result.node_digits) for x in np.percentile(values, [0, 50, 100]).tolist())
    described = voice.say("reports.spread_described", count=len(values), low=low, half=half, high=high)
    return distribution_figure(values, strips, lines, voice.say("reports.total_axis"), described)


def dimension_spread(voice: Voice, result: Result) -> Markup | None:
    """A strip for every dimension over one axis; None where there is nothing to show."""
    columns = [(voice.of(node.name), present(result.scores.of(node.path))) for node in result.dimensions]
    strips = tuple(_strip(voice, result, name, part) for name, part in columns if len(part))
    if not strips:
        return None
    described = "; ".join(f"{strip.name} {strip.said}" for strip in strips)
    return strips_figure(strips, voice.say("reports.dimension_axis"), described)


def present(values: Floats) -> Floats:
    """The values that can be drawn: neither missing nor beyond anything that is a score."""
    return values[np.abs(values) < BEYOND]


def _grouped(voice: Voice, result: Result) -> list[tuple[str, Floats]]:
    """The totals of each group, or of all together where there are none."""
    attribute, totals = result.group_attribute, result.scores.root.score.values
    if attribute is None:
        return [(voice.say("reports.everyone"), present(totals))]
    return [
        (name, present(totals[members])) for name, members in groups(result.scores.figures, attribute).items()
    ]


def _strip(voice: Voice, result: Result, name: str, values: Floats) -> Strip:
    digits = min(result.node_digits, 3)
    half = fixed(float(np.median(values)), digits)
    return Strip(name, voice.say("reports.strip_said", count=len(values), half=half), values)
