"""Likely slips: a wrong unit of measure, last year's form sent again. All can be explained."""

import math
from collections.abc import Iterator

import numpy as np

from kaohe.figures.figures import Figures, Values
from kaohe.figures.findings import Finding
from kaohe.figures.measures import Measures
from kaohe.schemes import Scheme

SLIPS = {3: "figures.slip_3", 4: "figures.slip_4", 8: "figures.slip_8"}
"""Powers of ten between units that are confused: kg and t; yuan, 10,000 yuan, 100 million yuan."""

_TOLERANCE = math.log10(3)
"""A figure may also have grown or shrunk threefold within the year."""

_LEAST = 100
"""Smaller figures than this vary too much to suspect a unit."""

_FAR = 3.5
_COHORT = 8
_NARROW = 3.0
_COPIED_SHARE, _COPIED_LEAST = 1 / 3, 3


def unit_slips(figures: Figures, scheme: Scheme) -> Iterator[Finding]:
    """Amounts about 10^3, 10^4 or 10^8 times last year's; without that, far from all others'."""
    measures = Measures(scheme, figures)
    last_year = measures.last_year()
    for code, item in scheme.items.items():
        if item.kind != "amount" or code not in figures.items:
            continue
        now = _positive(figures.column(code))
        before = _positive(last_year.column(code).values) if last_year else np.full_like(now, np.nan)
        params = {"name": item.name}
        for unit, power in _off_by_power(now, before):
            words = {"found": f"{figures.column(code)[unit]:,.15g}", "before": f"{before[unit]:,.15g}"}
            yield Finding(figures, unit, code, "soft", SLIPS[power], params | words)
        for unit, median in _far_from_others(now, before):
            words = {"found": f"{figures.column(code)[unit]:,.15g}", "median": f"{median:,.6g}"}
            yield Finding(figures, unit, code, "soft", "figures.far_from_others", params | words)


def _positive(values: Values) -> Values:
    return np.where(values > 0, values, np.nan)


def _off_by_power(now: Values, before: Values) -> Iterator[tuple[int, int]]:
    powers = np.log10(now / before)
    large = np.fmax(now, before) >= _LEAST
    for power in SLIPS:
        for unit in np.flatnonzero(large & (np.abs(np.abs(powers) - power) <= _TOLERANCE)):
            yield int(unit), power


def _far_from_others(now: Values, before: Values) -> Iterator[tuple[int, float]]:
    """Units new to the table whose amount lies far outside a cohort that otherwise keeps together."""
    present = np.log10(now[~np.isnan(now)])
    if len(present) < _COHORT:
        return
    low, middle, high = np.percentile(present, [10, 50, 90])
    if high - low > _NARROW:
        return
    distance = np.abs(np.log10(now) - middle)
    for unit in np.flatnonzero(np.isnan(before) & (distance >= _FAR)):
        yield int(unit), float(10**middle)


def copied_years(figures: Figures, scheme: Scheme) -> Iterator[Finding]:
    """Units of whose amounts a third and more, at least three, are exactly last year's."""
    last_year = next((code for code, frame in scheme.frames.items() if frame.year == -1), None)
    before = figures.frames.get(last_year) if last_year else None
    if before is None:
        return
    amounts = [code for code, item in scheme.items.items() if item.kind == "amount"]
    shared = [code for code in amounts if code in figures.items and code in before.items]
    if not shared:
        return
    now, then = (np.array([_positive(table.column(code)) for code in shared]) for table in (figures, before))
    same, both = (now == then).sum(axis=0), (~np.isnan(now) & ~np.isnan(then)).sum(axis=0)
    for unit in np.flatnonzero((same >= _COPIED_LEAST) & (same >= both * _COPIED_SHARE)):
        params = {"same": int(same[unit]), "of": int(both[unit])}
        yield Finding(figures, int(unit), None, "soft", "figures.copied", params)
