"""Whole columns of cells become arrays; only where that fails is each cell looked at."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from kaohe.schemes.model import Item
from kaohe.workbooks.cells import Unread, reader_for, shown_as_percent
from kaohe.workbooks.grids import Value

Values = NDArray[np.float64]
_PLAIN = re.compile(r"[0-9.eE+-]*")


def values_of(
    cells: Sequence[Value], item: Item, percents: frozenset[int]
) -> tuple[Values, dict[int, Unread]]:
    """float64[n] with NaN where not reported, and what couldn't be read, by position.

    `percents` are the positions of numbers that the sheet shows as percentages.
    """
    plain = _plain(cells) if item.kind in ("amount", "count", "share") and not percents else None
    if plain is not None:
        return plain, {}
    read = lru_cache(maxsize=1024, typed=True)(reader_for(item))  # 1, 1.0 and true are different cells
    values, unread = np.full(len(cells), np.nan), {}
    for place, cell in enumerate(cells):
        value = read(cell)
        if place in percents and isinstance(value, float) and item.kind in ("amount", "count", "share"):
            value = shown_as_percent(value, item.unit)
        if isinstance(value, Unread):
            unread[place] = value
        else:
            values[place] = value
    return values, unread


def _plain(cells: Sequence[Value]) -> Values | None:
    """The fast way: numbers, or blanks and texts of plain digits. None where there is more to it."""
    kinds = set(map(type, cells))
    if kinds <= {float, int}:
        values = np.array(cells, dtype=np.float64)
    elif kinds == {str}:
        texts = cast("Sequence[str]", cells)
        if not _PLAIN.fullmatch("".join(texts)):
            return None
        numbers = (
            map(float, texts) if "" not in texts else (float(text) if text else np.nan for text in texts)
        )
        try:
            values = np.fromiter(numbers, dtype=np.float64, count=len(texts))
        except ValueError:
            return None
    else:
        return None
    return None if np.isinf(values).any() else values
