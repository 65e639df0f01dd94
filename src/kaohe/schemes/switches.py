"""What the review says of switches and groups: attributes and cases that exist, and none forgotten."""

from collections.abc import Iterator
from typing import Any

from kaohe.schemes.choice import Switch, spelled
from kaohe.schemes.model import IndicatorKeys, Node, Scheme, Steps
from kaohe.schemes.names import Path, Said
from kaohe.schemes.treatments import fillings

_FOR_EVERYONE = ("direction", "missing", "treat", "scale", "combine")
"""Keys that every unit needs a value of; without a weight or formula a unit is not applicable."""


def steps_in(scheme: Scheme) -> Iterator[tuple[Path, Steps]]:
    """Everything that carries steps: defaults, indicators, nodes and their `each`."""
    yield ("defaults",), scheme.defaults
    for code, keys in scheme.indicators.items():
        yield ("indicators", code), keys
    stack: list[tuple[Path, Node]] = [(("tree", code), node) for code, node in scheme.tree.items()]
    while stack:
        path, node = stack.pop()
        yield path, node
        if node.each:
            yield (*path, "each"), node.each
        stack.extend(((*path, "children", code), child) for code, child in node.children.items())


def switches_in(scheme: Scheme) -> Iterator[Said]:
    """Switches by an attribute that isn't stated, with cases that it doesn't have, or without one it has."""
    known = _attributes(scheme)
    for path, switch in _switches(scheme):
        allowed = scheme.units.get(switch.by) or ()
        if switch.by not in known:
            yield _unknown(path, switch.by, known)
            continue
        if unknown := [case for case in switch.cases if allowed and case not in allowed]:
            params = {"cases": ", ".join(unknown), "by": switch.by, "allowed": ", ".join(allowed)}
            yield Said("schemes.unknown_case", path, params)
        without = [case for case in allowed or ("*",) if case not in switch.cases]
        if path[-1] in _FOR_EVERYONE and switch.otherwise is None and without:
            params = {"cases": ", ".join(without), "by": switch.by, "key": path[-1]}
            yield Said("schemes.no_case", path, params)


def groups_in(scheme: Scheme) -> Iterator[Said]:
    """Groups by an attribute that isn't stated, and pools with a frame that isn't."""
    known = _attributes(scheme)
    for path, steps in steps_in(scheme):
        for scale in spelled(steps.scale).all() if steps.scale is not None else ():
            if scale.within and scale.within not in known:
                yield _unknown((*path, "scale"), scale.within, known)
            for frame in scale.pool:
                if frame not in scheme.frames:
                    yield _unknown((*path, "scale"), frame, set(scheme.frames))
        for missing in spelled(steps.missing).all() if steps.missing is not None else ():
            for method in fillings(missing):
                group = None if isinstance(method, str) else next(iter(method.model_dump().values()))
                if group is not None and group not in known:
                    yield _unknown((*path, "missing"), group, known)
    for within in scheme.ranks.within:
        if within not in known:
            yield _unknown(("ranks", "within"), within, known)


def _attributes(scheme: Scheme) -> set[str]:
    return {*scheme.units, *(frame.through for frame in scheme.frames.values() if frame.through)}


def _unknown(path: Path, name: str, known: set[str]) -> Said:
    return Said("schemes.unknown_attribute", path, {"name": name, "known": ", ".join(sorted(known)) or "—"})


def _switches(scheme: Scheme) -> Iterator[tuple[Path, "Switch[Any]"]]:
    for path, steps in steps_in(scheme):
        for key in type(steps).model_fields:
            value = getattr(steps, key)
            if isinstance(value, Switch):
                yield (*path, key), value
        if isinstance(steps, IndicatorKeys):
            for column, weight in steps.weights.items():
                if isinstance(weight, Switch):
                    yield (*path, "weights", column), weight
    for place, check in enumerate(scheme.checks):
        if isinstance(check.that, Switch):
            yield ("checks", place, "that"), check.that
