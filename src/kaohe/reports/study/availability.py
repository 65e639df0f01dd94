"""How much is there: a strip of all units, and who lacks most."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from kaohe.explanations.studies import Speech, percent
from kaohe.reports.drawing.heat import availability_figure
from kaohe.reports.pulls import shortened
from kaohe.studies.study import Study

MOST_DRAWN, LISTED, LONGEST = 2000, 12, 34


@dataclass(frozen=True, slots=True)
class Lacking:
    """A unit with gaps: its name, how many are missing of how many, the share there, whether flagged."""

    name: str
    missing: int
    of: int
    share: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    """`complete` units lack nothing; `strip` is None where nobody lacks anything or units are too many."""

    complete: int
    lacking: tuple[Lacking, ...]
    others: int
    strip: Markup | None


def gaps_of(speech: Speech, study: Study) -> Gaps:
    """The units that lack most come first, tied ones by code."""
    cells, figures = study.availability.units, study.scores.figures
    order = np.argsort(np.nan_to_num(cells.available, nan=2.0), kind="stable")
    gaps = [unit for unit in order.tolist() if cells.missing[unit]]
    lacking = tuple(
        Lacking(
            name=figures.names[unit],
            missing=int(cells.missing[unit]),
            of=int(cells.of[unit]),
            share=percent(float(cells.available[unit])),
            flagged=bool(study.screening.low_available[unit]),
        )
        for unit in gaps[:LISTED]
    )
    drawn = bool(gaps) and len(figures.units) <= MOST_DRAWN
    strip = _strip(speech, study, order.tolist()) if drawn else None
    return Gaps(len(figures.units) - len(gaps), lacking, len(gaps) - len(lacking), strip)


def _strip(speech: Speech, study: Study, order: list[int]) -> Markup:
    found = study.availability
    names = tuple(shortened(speech.name(path), LONGEST) for path in found.paths)
    described = speech.voice.say("studies.strip_described")
    return availability_figure(names, found.shares[order], described)
