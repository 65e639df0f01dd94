"""What the loader refuses beyond the shape of the file, each with its line and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from kaohe.messages import Place, Problem
from kaohe.packs import Lines
from kaohe.schemes.model import HoldToClass, Scheme, Veto
from kaohe.schemes.names import Path, Said, formulas_in, indicator_cycle
from kaohe.schemes.outline import indicator_unit, outline_of
from kaohe.schemes.switches import groups_in, steps_in, switches_in
from kaohe.schemes.tree import tree_paths, tree_problems
from kaohe.schemes.ways import contradictions


def review(scheme: Scheme, lines: Lines, file: str) -> list[Problem]:
    """Every problem of a well-shaped scheme, in the order of the file."""
    notary = _Notary(lines, file)
    # a tree can only be spelled out, and so looked at as a whole, where nothing else is wrong
    found = list(_findings(scheme)) or list(contradictions(outline_of(scheme), scheme.units))
    return sorted(map(notary.place, found), key=lambda problem: problem.place.line or 0)


@dataclass(frozen=True, slots=True)
class _Notary:
    """Places a finding at the nearest line known."""

    lines: Lines
    file: str

    def place(self, found: Said) -> Problem:
        known = found.path
        while known and known not in self.lines:
            known = known[:-1]
        path = ".".join(str(step) for step in found.path)
        return Problem(found.code, found.params, Place(self.file, line=self.lines.get(known), path=path))


def _findings(scheme: Scheme) -> Iterator[Said]:
    yield from _indicators(scheme)
    yield from _items(scheme)
    yield from formulas_in(scheme)
    yield from indicator_cycle(scheme)
    yield from switches_in(scheme)
    yield from groups_in(scheme)
    yield from tree_problems(scheme)
    yield from _classes(scheme)
    yield from _tie_breakers(scheme)


def _indicators(scheme: Scheme) -> Iterator[Said]:
    for code, keys in scheme.indicators.items():
        path: Path = ("indicators", code)
        if indicator_unit(scheme, code) is None:
            yield Said("schemes.no_unit", path, {"indicator": code})
        if keys.direction is None and scheme.defaults.direction is None:
            yield Said("schemes.no_direction", path, {"indicator": code})
        if keys.provenance is None and scheme.defaults.provenance is None:
            yield Said("schemes.no_provenance", path, {"indicator": code})
        if keys.formula is None and scheme.defaults.formula is None and code not in scheme.items:
            yield Said("schemes.no_formula", path, {"indicator": code})


def _items(scheme: Scheme) -> Iterator[Said]:
    for code, item in scheme.items.items():
        if item.kind == "grade" and not item.grades:
            yield Said("schemes.no_grades", ("items", code), {"item": code})
        low, high = item.bounds or (None, None)
        if low is not None and high is not None and low > high:
            yield Said("schemes.bounds_reversed", ("items", code, "bounds"), {"item": code})


def _classes(scheme: Scheme) -> Iterator[Said]:
    """Classes that vetoes hold to must be among `ranks.classes`."""
    classes = {name for cut in scheme.ranks.classes for name in (cut.name.zh, cut.name.en)}
    known = ", ".join(sorted(classes)) or "—"
    for path, steps in steps_in(scheme):
        for place, adjust in enumerate(steps.adjust or ()):
            effect = adjust.effect if isinstance(adjust, Veto) else None
            if isinstance(effect, HoldToClass) and effect.class_ not in classes:
                where = (*path, "adjust", place)
                yield Said("schemes.unknown_class", where, {"name": effect.class_, "known": known})


def _tie_breakers(scheme: Scheme) -> Iterator[Said]:
    paths = set(tree_paths(scheme))
    for other in scheme.ranks.then:
        if other not in paths:
            yield Said("schemes.unknown_path", ("ranks", "then"), {"path": other})
