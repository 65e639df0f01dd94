"""The cohort: zones, cities, three years of figures, events, and the list of what was planted."""

from dataclasses import dataclass, replace

import numpy as np

from kaohe.figures import Figures, aligned, figures_of
from kaohe.messages import Refused
from kaohe.samples.drawing import Columns, city_figures, deviates, figures_of_year, gdp_by_year
from kaohe.samples.geography import FEWEST, Geography, geography
from kaohe.samples.planting import (
    STATUS,
    Cast,
    Planted,
    SimulatedEvent,
    cast_of,
    demotion,
    perform,
    planted_places,
    twins,
)
from kaohe.samples.reporting import gaps, slips
from kaohe.samples.traits import traits
from kaohe.standings import Zone

YEARS = (2016, 2017, 2018)
PUBLISHED_ON = ("2017-12-20", "2018-12-19", "2019-12-18")


@dataclass(frozen=True, slots=True)
class Cohort:
    """Simulated zones over three data years, each assessed the year after.

    `years` are the figures as handed in, with gaps and slips of unit; `reviewed` the same with the slips put
    right and the gaps left. Each has the frame `city` and, from the second year on, `prev`: last year's as
    reviewed. `cities` has the host cities' own table of each year. `published_on` are the days on which the
    results of the years are taken to be published.
    """

    seed: int
    zones: tuple[Zone, ...]
    years: tuple[Figures, ...]
    reviewed: tuple[Figures, ...]
    cities: tuple[Figures, ...]
    published_on: tuple[str, ...]
    events: tuple[SimulatedEvent, ...]
    planted: tuple[Planted, ...]


def cohort(seed: int = 2016, zones: int = FEWEST) -> Cohort:
    """Simulate `zones` zones, at least 219. Raises `Refused` for fewer."""
    if zones < FEWEST:
        raise Refused.because("samples.too_few", found=zones, fewest=FEWEST)
    where = geography(zones)
    cast = cast_of(where, seed)
    may = [zone for zone in range(zones) if zone not in cast.all]
    planted = [*planted_places(cast, where, YEARS)]
    years: list[Figures] = []
    reviewed: list[Figures] = []
    cities: list[Figures] = []
    for year, (columns, of_cities) in zip(YEARS, _drawn_years(where, cast, seed), strict=True):
        cities.append(_city_table(where, year, of_cities))
        planted += gaps(seed, year, columns, where.codes, may)
        reviewed.append(_zone_table(where, year, columns, cities[-1], reviewed))
        planted += slips(seed, year, columns, where.codes, may)
        years.append(_zone_table(where, year, columns, cities[-1], reviewed[:-1]))
    events = (demotion(cast, where),)
    return Cohort(
        seed,
        where.zones,
        tuple(years),
        tuple(reviewed),
        tuple(cities),
        PUBLISHED_ON,
        events,
        tuple(planted),
    )


def _drawn_years(where: Geography, cast: Cast, seed: int) -> list[tuple[Columns, Columns]]:
    """The true figures of zones and of host cities in each year."""
    drawn = deviates(seed, traits(seed, len(YEARS), tuple(zone.region for zone in where.zones)))
    perform(cast, drawn)
    east = np.array([zone.region == "东部" for zone in where.zones])
    city_of = np.array(where.city_of)
    result = []
    for place, (year, gdp, growth) in enumerate(zip(YEARS, *gdp_by_year(drawn, YEARS), strict=True)):
        columns = figures_of_year(drawn, place, year, gdp, east)
        columns["gdp_growth_real"] = growth
        columns["fdi_reinvested"] = np.full(len(gdp), np.nan)  # not asked for before data year 2019
        of_cities = city_figures(drawn, place, columns, city_of)
        for one, other in twins(cast, place):
            _copy(columns, one, other)
            _copy(of_cities, where.city_of[one], where.city_of[other])
        result.append((columns, of_cities))
    return result


def _copy(columns: Columns, one: int, other: int) -> None:
    for column in columns.values():
        column[other] = column[one]


def _zone_table(
    where: Geography, year: int, columns: Columns, cities: Figures, before: list[Figures]
) -> Figures:
    hosts = tuple(where.cities[city] for city in where.city_of)
    frames = {"city": aligned(cities, hosts)}
    if before:
        frames["prev"] = replace(before[-1], frames={"city": before[-1].frames["city"]})
    return figures_of(
        where.codes,
        columns,
        names=[zone.name for zone in where.zones],
        attributes={
            "level": [zone.level for zone in where.zones],
            "region": [zone.region for zone in where.zones],
            "province": [zone.province for zone in where.zones],
            "host_city": hosts,
            "status": [STATUS] * len(hosts),
        },
        data_year=year,
        frames=frames,
    )


def _city_table(where: Geography, year: int, columns: Columns) -> Figures:
    status = {"status": [STATUS] * len(where.cities)}
    return figures_of(where.cities, columns, attributes=status, data_year=year)
