"""The trouble put into the cohort on purpose, and where it is."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np

from kaohe.messages import Problem
from kaohe.samples.drawing import Deviates
from kaohe.samples.geography import HOME, Geography
from kaohe.samples.quantities import QUANTITIES
from kaohe.samples.traits import Floats, stream

What = Literal["gap", "unit_slip", "jump", "tie", "zeros", "from_end", "worst_in", "demotion"]


@dataclass(frozen=True, slots=True)
class Planted:
    """One thing planted: what, in which zone and data year, in which item.

    gap: `item` left blank. unit_slip: `found` was reported for `right`. jump: it rises by `found` places at
    least over the year before. tie: with the zone `other`, at place `found` from the end. zeros: `found`
    zones have none of the indicator `item`. from_end: at place `found` counted from the last, where those
    tied share the one nearest the end. worst_in: among the last 10 in the indicator `item`. demotion: an
    event follows the assessment of this year. Places are those that national-2016 gives 219 zones after
    review.
    """

    what: What
    zone: str
    data_year: int
    item: str = ""
    found: float | None = None
    right: float | None = None
    other: str = ""

    def told(self) -> Problem:
        """The same as a note that can be said in either language."""
        return Problem(f"samples.planted.{self.what}", asdict(self), level="note")


STATUS = "模拟数据 / simulated"
"""The attribute `status` of every zone and city, to be shown wherever they are."""


@dataclass(frozen=True, slots=True)
class SimulatedEvent:
    """A row of events.csv."""

    unit: str
    event: str
    date: str
    decider: str
    document: str
    note: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays which part, by place among the zones; all but `fillers` have a part of their own."""

    strong: int
    riser: int
    uneven: int
    last_20: int
    last_10: int
    demoted: int
    leaver: int
    partner: int
    fillers: tuple[int, ...]

    @property
    def weak(self) -> tuple[int, ...]:
        return (self.last_20, self.last_10, self.demoted, self.leaver, self.partner, *self.fillers)

    @property
    def all(self) -> tuple[int, ...]:
        return (self.strong, self.riser, self.uneven, *self.weak)


def cast_of(where: Geography, seed: int) -> Cast:
    """The six of Guangdong in the order of their codes, and others that have their city for themselves."""
    home = [place for place, zone in enumerate(where.zones) if zone.province == HOME]
    alone = [place for place, zone in enumerate(where.zones) if zone.province != HOME and where.alone(place)]
    drawn = stream(seed, "cast").random(len(alone))
    order = [alone[place] for place in np.argsort(drawn, kind="stable")]
    east = [place for place in order if where.zones[place].region == "东部"]
    west = [place for place in order if where.zones[place].region != "东部"]
    strong, riser, uneven, last_20, last_10, demoted = home[:6]
    return Cast(
        strong, riser, uneven, last_20, last_10, demoted,
        leaver=west[0], partner=east[0], fillers=tuple(west[1 : LAST - 4]),
    )  # fmt: skip


LAST = 21
"""How many last places are cast, each year anew: the last 20 and the one tied with them."""

TIED = (10, 20)
"""A zone at these places from the end is tied with the next better one, across a cut-off of the ladder."""


def last_places(cast: Cast, year: int) -> tuple[int, ...]:
    """Zones from the last place to the 21st last, in the year at a place (0, 1, 2)."""
    own = (
        {8: cast.demoted, 7: cast.leaver, 16: cast.last_10, 20: cast.last_20, 21: cast.partner},
        {3: cast.demoted, 4: cast.leaver, 14: cast.last_10, 18: cast.last_20, 12: cast.partner},
        {2: cast.demoted, 5: cast.leaver, 7: cast.last_10, 15: cast.last_20, 12: cast.partner},
    )[year]
    # turned every year, so that no filler is twice in the last 5
    turned = iter(cast.fillers[5 * year :] + cast.fillers[: 5 * year])
    return tuple(own[place] if place in own else next(turned) for place in range(1, LAST + 1))


def twins(cast: Cast, year: int) -> tuple[tuple[int, int], ...]:
    """Pairs of which the second gets the figures of the first."""
    places = last_places(cast, year)
    return tuple((places[place - 1], places[place]) for place in TIED)


_WORST = {"approval_time_ratio": "approval_time_ratio", "energy_above_scale": "energy_intensity",
          "sewage_treated": "sewage_treatment"}  # fmt: skip
"""Items in which one zone is far off, and the indicators of national-2016 that show it."""


def planted_places(cast: Cast, where: Geography, years: tuple[int, ...]) -> Iterator[Planted]:
    """What the cast stands for, as `Planted` tells it."""
    codes = where.codes
    for place, year in enumerate(years):
        last = last_places(cast, place)
        for zone in (cast.last_20, cast.last_10, cast.demoted, cast.leaver):
            yield Planted("from_end", codes[zone], year, found=last.index(zone) + 1)
        for at, (one, other) in zip(TIED, twins(cast, place), strict=True):
            yield Planted("tie", codes[one], year, found=at, other=codes[other])
        for indicator in _WORST.values():
            yield Planted("worst_in", codes[cast.uneven], year, indicator)
        yield Planted("zeros", "", year, "innovation_platforms", found=round(len(codes) * 100 / 219))
    yield Planted("jump", codes[cast.riser], years[1], found=130)
    yield Planted("demotion", codes[cast.demoted], years[2])


def demotion(cast: Cast, where: Geography) -> SimulatedEvent:
    """What becomes of the zone that was two years in the last 5."""
    return SimulatedEvent(
        where.codes[cast.demoted], "demotion", "2019-12-25", "国务院（模拟）", "模拟文〔2019〕1号", STATUS
    )


def perform(cast: Cast, drawn: Deviates) -> None:
    """Give the cast their parts: one deviate in all that earns points, towards earning or costing them."""
    level = np.full(drawn["gdp"].shape, np.nan)
    for year, row in enumerate(level):
        for place, zone in enumerate(last_places(cast, year)):
            row[zone] = -2.8 + 0.05 * place
    level[:, cast.strong] = 1.3
    level[:, cast.riser] = 1.0
    level[0, cast.riser] = -0.75
    level[:, cast.uneven] = 0.4
    better = {each.item: each.better for each in QUANTITIES}
    for item, deviates in drawn.items():
        sign = better.get(item, 1)
        if item != "gdp":
            drawn[item] = np.where(np.isnan(level), deviates, sign * level)
        if item in _WORST:
            drawn[item][:, cast.uneven] = -4.5 * sign
    _sizes(cast, drawn["gdp"])


def _sizes(cast: Cast, size: Floats) -> None:
    """Sizes stay what they are over the years."""
    size[:, cast.strong] = 1.6
    size[:, (cast.riser, cast.uneven)] = 0.3
    for place, zone in enumerate(cast.weak):
        size[:, zone] = -1.9 - 0.01 * place
