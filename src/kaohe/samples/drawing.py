"""From deviates to figures: every item of every year, adding up to the published totals."""

import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from kaohe.samples.quantities import CITY_ITEMS, QUANTITIES, Quantity
from kaohe.samples.totals import CITY_SHARES, PATENTS_PER_10K, PUBLISHED, growth, total
from kaohe.samples.traits import Floats, deviate

Columns = dict[str, Floats]
Deviates = dict[str, Floats]
"""The deviate of each item, float64[years, zones]; `city.gdp` is that of the share of the host city's GDP."""

_ONLY_TO_DRAW = ("one", "scale", "beyond_services", "land_to_spare")


def deviates(seed: int, traits: Mapping[str, Floats]) -> Deviates:
    """Every item's own deviate, those of GDP and its growth, and those of the shares of the host city."""
    drawn = {each.item: deviate(seed, each.item, each.traits, traits) for each in QUANTITIES}
    drawn |= {f"city.{item}": deviate(seed, f"city.{item}", {"skill": 0.3}, traits) for item in CITY_ITEMS}
    return drawn | {
        "gdp": traits["size"].copy(),
        "gdp_growth_real": deviate(seed, "gdp_growth_real", {"skill": 0.5}, traits),
    }


def gdp_by_year(drawn: Deviates, years: tuple[int, ...]) -> tuple[list[Floats], list[Floats]]:
    """GDP (10,000 yuan) and its growth at comparable prices (%), float64[zones] for each year."""
    level = np.exp(0.85 * drawn["gdp"][0])
    rates = [np.round(9.5 + 2.5 * each, 1) for each in drawn["gdp_growth_real"]]
    amounts = []
    for place, year in enumerate(years):
        if place:
            level = level * (1 + rates[place] / 100)
        amounts.append(np.round(level * (total("gdp", year, len(level)) / level.sum())))
    return amounts, rates


def figures_of_year(drawn: Deviates, place: int, year: int, gdp: Floats, east: NDArray[np.bool_]) -> Columns:
    """All items of the year at `place` but GDP growth, float64[zones] each; `east` bool[zones]."""
    zones = len(gdp)
    columns: Columns = {"gdp": gdp, "one": np.ones(zones), "scale": (gdp / gdp.mean()) ** 0.7}
    for each in QUANTITIES:
        columns[each.item] = _drawn(each, drawn[each.item], place, columns, _wanted(each, year, columns))
        if each.item == "services_va":
            columns["beyond_services"] = gdp - columns["services_va"]
        if each.item == "land_to_spare":
            columns["developable_land"] = np.round(columns["developed_land"] + columns["land_to_spare"], 1)
    everyone = np.ones(zones, dtype=np.bool_)
    _settle(columns, {"incubators": everyone, "makerspaces": everyone}, total("incubation", year, zones))
    _settle(columns, {"firms_1500m": ~east, "firms_3bn": east}, total("big_manufacturers", year, zones))
    return {item: values for item, values in columns.items() if item not in _ONLY_TO_DRAW}


def city_figures(drawn: Deviates, place: int, columns: Columns, city_of: NDArray[np.intp]) -> Columns:
    """The host cities' totals, float64[cities] each, above what their zones have together."""
    result: Columns = {}
    members = np.bincount(city_of)
    for item, typical in CITY_ITEMS.items():
        zones = np.bincount(city_of, weights=columns[item]).astype(np.float64)
        lean = 0.5 * np.bincount(city_of, weights=drawn[f"city.{item}"][place]) / members
        wanted = zones.sum() / CITY_SHARES[item] if item in CITY_SHARES else None
        result[item] = _adding_up(_above(zones, lean), -_logit(typical), wanted)
    return result


def _above(zones: Floats, lean: Floats) -> Callable[[float], Floats]:
    """Totals of which the zones have the smaller a share, the higher the level."""
    return lambda by: np.ceil(zones / _logistic(lean - by)) + 1


def _drawn(each: Quantity, every_year: Floats, place: int, columns: Columns, wanted: float | None) -> Floats:
    d = every_year[place]
    if each.kind == "rare":
        return np.where(d > each.typical, 1.0, 0.0)
    if each.kind == "grade":
        return _graded(d, each.steps)
    base = columns[each.of]

    def at(by: float) -> Floats:
        share = _logistic(by + each.spread * d) if each.kind == "part" else np.exp(by + each.spread * d)
        return np.asarray(np.round(base * share, each.digits))

    start = _logit(each.typical) if each.kind == "part" else math.log(each.typical)
    amounts = _adding_up(at, start, wanted)
    if not each.none:
        return amounts
    last = np.argsort(every_year[0], kind="stable")[: round(each.none * len(d))]
    amounts = np.maximum(amounts, 1)
    amounts[last] = 0
    return amounts


def _wanted(each: Quantity, year: int, columns: Columns) -> float | None:
    if each.item == "invention_patents":
        rate, published = PATENTS_PER_10K
        return float(columns["population"].sum()) / 10_000 * rate * growth(published, year)
    return total(each.item, year, len(columns["gdp"])) if each.item in PUBLISHED else None


def _settle(columns: Columns, counted: Mapping[str, NDArray[np.bool_]], wanted: float) -> None:
    """Bring counts to one common total, over the zones counted for each, by one factor; and round them."""

    def at(by: float) -> Columns:
        return {item: np.round(columns[item] * np.exp(by)) for item in counted}

    def sum_at(by: float) -> float:
        return sum(float(amounts[counted[item]].sum()) for item, amounts in at(by).items())

    columns.update(at(_level(sum_at, wanted)))


def _adding_up(amounts: Callable[[float], Floats], start: float, wanted: float | None) -> Floats:
    """The amounts at the level where their sum is as wanted; at `start` where nothing is."""
    return amounts(start if wanted is None else _level(lambda by: float(amounts(by).sum()), wanted))


def _level(sum_at: Callable[[float], float], wanted: float) -> float:
    """Where a rising sum reaches what is wanted, by halving."""
    low, high = -40.0, 40.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if sum_at(middle) < wanted else (low, middle)
    return high


def _graded(d: Floats, steps: tuple[tuple[float, float], ...]) -> Floats:
    points, bounds = zip(*steps, strict=True)
    return np.array(points, dtype=np.float64)[np.searchsorted(bounds, d)]


def _logistic(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values)))


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
