"""What goes wrong between the figures and the form: blanks, and amounts in the wrong unit."""

from collections.abc import Sequence

import numpy as np

from kaohe.samples.drawing import Columns
from kaohe.samples.planting import Planted
from kaohe.samples.traits import stream

_BLANK = (
    "rd_expenditure", "tech_contracts", "masters", "skilled", "professionals", "quoted", "waste_used",
    "so2_above_scale", "sewage_treated", "iso14000", "online_matters", "new_jobs",
)  # fmt: skip
_SLIPPED = ("gdp", "tax", "fdi", "trade")
_TIMES = 10_000
"""A yuan for ten thousand: the slip of unit that everybody knows."""


def gaps(
    seed: int, year: int, columns: Columns, codes: Sequence[str], may: Sequence[int]
) -> tuple[Planted, ...]:
    """Leave each of a dozen items blank in one of the zones that `may`; changes `columns`."""
    planted = []
    for item, zone in zip(_BLANK, _chosen(seed, f"gaps {year}", may, len(_BLANK)), strict=True):
        columns[item][zone] = np.nan
        planted.append(Planted("gap", codes[zone], year, item))
    return tuple(planted)


def slips(
    seed: int, year: int, columns: Columns, codes: Sequence[str], may: Sequence[int]
) -> tuple[Planted, ...]:
    """Multiply each of four amounts by 10,000 in one of the zones that `may`; changes `columns`."""
    planted = []
    for item, zone in zip(_SLIPPED, _chosen(seed, f"slips {year}", may, len(_SLIPPED)), strict=True):
        right = float(columns[item][zone])
        columns[item][zone] = right * _TIMES
        planted.append(Planted("unit_slip", codes[zone], year, item, right * _TIMES, right))
    return tuple(planted)


def _chosen(seed: int, name: str, may: Sequence[int], number: int) -> list[int]:
    order = np.argsort(stream(seed, name).random(len(may)), kind="stable")
    return [may[place] for place in order[:number].tolist()]
