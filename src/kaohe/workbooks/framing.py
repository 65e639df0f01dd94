"""Last year's, the cities' and given tables are laid beside the units' own, row by row."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kaohe.figures import Figures, Frames, Origin, aligned
from kaohe.messages import Place, Problem
from kaohe.schemes import Scheme
from kaohe.workbooks.folding import nearest

_NAMED = 10
"""So many units without figures last year are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Framer:
    """Aligns the tables of a scheme's frames; what doesn't match joins `problems`."""

    scheme: Scheme
    tables: Mapping[Frames, Figures]
    problems: list[Problem]

    def framed(self, figures: Figures, way: Frames = ()) -> Figures:
        """The figures with their frames, and those with theirs. Switches go by the units' own attributes."""
        frames = {}
        for code, frame in self.scheme.frames.items():
            # last year's cities are the cities' last year
            table = self.tables.get((*way, code)) or self.tables.get((code, *way))
            if table is None:
                continue
            keys = figures.attributes.get(frame.through, ()) if frame.through else figures.units
            if not way:
                self.problems.extend(_unmatched(figures, table, keys, frame.through))
            placed = replace(aligned(table, keys), attributes=figures.attributes)
            frames[code] = self.framed(placed, (*way, code))
        return replace(figures, frames=frames)


def _unmatched(
    figures: Figures, table: Figures, keys: Iterable[str | None], through: str | None
) -> Iterator[Problem]:
    """Cities that the city table lacks are refused; units new since last year are only said."""
    known = set(table.units)
    lacking = [(unit, key) for unit, key in enumerate(keys) if key and key not in known]
    if not lacking or table.origin is None or figures.origin is None:
        return
    if through is not None:
        yield from (_unknown_city(figures.origin, unit, through, key, table) for unit, key in lacking)
        return
    named = "、".join(key for _, key in lacking[:_NAMED]) + (" …" if len(lacking) > _NAMED else "")
    place = Place(table.origin.file, table.origin.sheet)
    yield Problem("workbooks.not_in_frame", {"count": len(lacking), "units": named}, place, "note")


def _unknown_city(origin: Origin, unit: int, through: str, city: str, table: Figures) -> Problem:
    where = (table.origin.sheet or table.origin.file) if table.origin else ""
    like = nearest(city, table.units) or "、".join(table.units[:5])
    place = Place(origin.file, origin.sheet, origin.cell(unit, through))
    return Problem("workbooks.unknown_city", {"found": city, "like": like, "table": where}, place)
