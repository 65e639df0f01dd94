"""National totals that the simulated figures add up to, from public releases on the real zones.

A year without a published total takes the nearest one, scaled by the growth of the zones' GDP in between.
Sources: Ministry of Commerce statistics of national zones (data year 2017) and its releases of assessment
results (2019-2021); GDP growth there 9.9% (2017) and 10.3% (2019).
"""

ZONES = 219

_GDP = {2016: 9.1e8 / 1.099, 2017: 9.1e8, 2018: 10.5e8 / 1.103, 2019: 10.5e8, 2020: 11e8, 2021: 12.8e8}

# Total and its data year, in the item's unit. What is budget revenue here is 财政收入 there, which may be
# wider; FDI of 2021 is the nearest without reinvested earnings; incubators include makerspaces.
_PUBLISHED = {
    "gdp": (9.1e8, 2017),
    "services_va": (2.8e8, 2017),
    "tax": (1.6e8, 2017),
    "budget_revenue": (1.8e8, 2017),
    "trade": (5.6e8, 2017),
    "hntp_trade": (3.0e8, 2021),
    "fdi": (381.6e4, 2021),
    "hnte": (31_000, 2019),
    "rd_institutions": (8_600, 2020),
    "incubation": (478, 2019),
    "big_manufacturers": (1_682, 2021),
    "listed": (894, 2021),
    "joint_parks": (76, 2019),
}

PATENTS_PER_10K = (94, 2019)
"""Invention patents held per 10,000 people, and its data year."""

CITY_SHARES = {"gdp": 0.141, "tax": 0.157}
"""What all zones together have of their host cities' totals (2019)."""


PUBLISHED = frozenset(_PUBLISHED)
"""What has a published total."""


def total(item: str, year: int, zones: int) -> float:
    """The total of an item over `zones` zones in a data year 2016-2018; KeyError where none was published."""
    value, published = _PUBLISHED[item]
    return value * growth(published, year) * zones / ZONES


def growth(published: int, year: int) -> float:
    """The zones' GDP of a year over that of another."""
    return _GDP[year] / _GDP[published]
