"""Which items a scheme's formulas look up, and through which frames."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kaohe.formulas import Formula, Name, parse
from kaohe.schemes import Cases, Leaf, Scheme, outline_of
from kaohe.schemes.choice import spelled
from kaohe.schemes.model import Adjust, Bonus, Deduct
from kaohe.schemes.outline import indicator_formula
from kaohe.schemes.scales import Growth, Ratio, Target

Frames = tuple[str, ...]
"""The way to a table: `()` the units' own, `("prev",)` last year's, `("prev", "city")` its cities."""


def needed_items(
    scheme: Scheme, given: Mapping[Frames, frozenset[str]] | None = None, *, checks: bool = False
) -> Mapping[Frames, frozenset[str]]:
    """The items that indicators, readings, scales and adjustments (and `checks`) look up in each table.

    An indicator whose value is `given` in a frame's table needs no items there.
    """
    if given:
        return _looked_up(scheme, given, checks)
    key = (id(scheme), checks)
    if key not in _KNOWN:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = (scheme, _looked_up(scheme, {}, checks))
    return _KNOWN[key][1]


_MOST_KNOWN = 16
_KNOWN: dict[tuple[int, bool], tuple[Scheme, Mapping[Frames, frozenset[str]]]] = {}
"""What was found before, by the identity of a scheme, which is held so that no other can have it."""


def _looked_up(
    scheme: Scheme, given: Mapping[Frames, frozenset[str]], checks: bool
) -> Mapping[Frames, frozenset[str]]:
    needs = _Needs(scheme, given)
    for check in scheme.checks if checks else ():
        for text in spelled(check.that).all():
            needs.formula(parse(text), ())
    for node in outline_of(scheme).nodes():
        if isinstance(node, Leaf):
            needs.leaf(node)
        for adjust in node.way.adjust:
            needs.formula(parse(_adjusting(adjust)), ())
    return {frames: frozenset(items) for frames, items in needs.found.items()}


def _adjusting(adjust: Adjust) -> str:
    if isinstance(adjust, Bonus):
        return adjust.bonus
    return adjust.deduct if isinstance(adjust, Deduct) else adjust.veto


@dataclass(slots=True)
class _Needs:
    scheme: Scheme
    given: Mapping[Frames, frozenset[str]]
    found: dict[Frames, set[str]] = field(default_factory=dict)
    seen: set[Name] = field(default_factory=set)

    def leaf(self, leaf: Leaf) -> None:
        self.formulas(leaf.formula, ())
        for formula in _in_x(leaf):
            for name in formula.names:
                if name.code != "x":
                    self.name(name)
                elif name.frames:
                    self.measured(leaf, name.frames)
        for scale in leaf.way.scale.all():
            for frame in scale.pool:
                self.measured(leaf, (frame,))

    def measured(self, leaf: Leaf, frames: Frames) -> None:
        """A leaf's value in a frame's table: given there, or by its formula."""
        if leaf.code not in self.given.get(frames, ()):
            self.formulas(leaf.formula, frames)

    def formulas(self, choice: Cases[Formula], frames: Frames) -> None:
        for formula in choice.all():
            self.formula(formula, frames)

    def formula(self, formula: Formula, frames: Frames) -> None:
        for name in formula.names:
            self.name(Name((*frames, *name.frames), name.code))

    def name(self, name: Name) -> None:
        if name in self.seen or name.code in self.given.get(name.frames, ()):
            return
        self.seen.add(name)
        if name.code in self.scheme.items:
            self.found.setdefault(name.frames, set()).add(name.code)
        elif name.code in self.scheme.indicators:
            self.formulas(indicator_formula(self.scheme, name.code), name.frames)


def _in_x(leaf: Leaf) -> Iterator[Formula]:
    """The formulas in which x is the leaf's value: its reading, and the base of its scale."""
    yield from leaf.reading.all() if leaf.reading else ()
    for scale in leaf.way.scale.all():
        base = scale.growth.base if isinstance(scale, Growth) else _base(scale)
        if isinstance(base, str):
            yield parse(base, "number")


def _base(scale: object) -> float | str | None:
    if isinstance(scale, Target):
        return scale.target
    return scale.ratio if isinstance(scale, Ratio) else None
