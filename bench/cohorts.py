"""The simulated cohort as csv files, at any size."""

import csv
import math
from pathlib import Path

from kaohe.figures import Figures
from kaohe.samples import cohort


def written(folder: Path, zones: int) -> tuple[Path, Path, Path]:
    """The last year's figures, those of the year before, and the cities', written into `folder`."""
    made = cohort(zones=zones)
    folder.mkdir(parents=True)
    tables = {"figures": made.reviewed[-1], "previous": made.reviewed[-2], "cities": made.cities[-1]}
    return tuple(_write(folder / f"{name}.csv", table) for name, table in tables.items())  # type: ignore[return-value]


def _write(file: Path, figures: Figures) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["unit", "name", "data_year", *figures.attributes, *figures.items])
        marks = list(figures.attributes.values())
        for row, (unit, name) in enumerate(zip(figures.units, figures.names, strict=True)):
            values = ["" if math.isnan(value) else value for value in figures.values[row].tolist()]
            writer.writerow([unit, name, figures.data_year, *(mark[row] for mark in marks), *values])
    return file
