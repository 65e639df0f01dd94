"""Alternative sets of weights from a csv file with the columns set, node, weight."""

import csv
from pathlib import Path

from kaohe.messages import Place, Refused

_HEADS = ["set", "node", "weight"]


def read_sets(name: str, folder: Path) -> tuple[dict[str, float], ...]:
    """Weights by node path, a mapping a set, in the file's order. Raises `Refused` with file and line."""
    file = folder / name
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
    except (OSError, ValueError):
        raise Refused.because("robustness.no_file", Place(str(file))) from None
    if not rows or rows[0] != _HEADS:
        found = ",".join(rows[0]) if rows else "—"
        raise Refused.because("robustness.heads", Place(name, line=1), found=found, allowed=",".join(_HEADS))
    sets: dict[str, dict[str, float]] = {}
    for line, row in enumerate(rows[1:], start=2):
        try:
            number, node, weight = row
            sets.setdefault(number, {})[node] = float(weight)
        except ValueError:
            found = ",".join(row)
            raise Refused.because("robustness.weight_row", Place(name, line=line), found=found) from None
    return tuple(sets.values())
