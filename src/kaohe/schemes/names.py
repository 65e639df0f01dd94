"""Every formula of a scheme parses, names only what exists, and indicators don't go round in circles."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kaohe.formulas import Formula, FormulaError, Kind, Name, parse
from kaohe.schemes.choice import spelled
from kaohe.schemes.methods import ByFormula
from kaohe.schemes.model import Bonus, Deduct, Node, Scheme, Steps
from kaohe.schemes.outline import child_nodes

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A finding of the review: message code, path in the file, parameters."""

    code: str
    path: Path
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Use:
    """A formula where it stands, what it must be, which names it may use beside items and indicators.

    `only` says that it may use no others, and no frames.
    """

    path: Path
    text: str
    kind: Kind
    extra: frozenset[str] = frozenset()
    only: bool = False


def formulas_in(scheme: Scheme) -> Iterator[Said]:
    """Formulas outside the language, and names that are neither item, indicator nor frame."""
    for use in _uses(scheme):
        try:
            formula = parse(use.text, use.kind)
        except FormulaError as error:
            yield Said(error.code, use.path, {**error.params, "formula": use.text})
            continue
        for name in sorted(formula.names):
            yield from _unknown(scheme, use, name)


def _unknown(scheme: Scheme, use: _Use, name: Name) -> Iterator[Said]:
    if use.only:
        if str(name) not in use.extra:
            known = ", ".join(sorted(use.extra))
            yield Said(
                "schemes.unknown_child", use.path, {"name": str(name), "known": known, "formula": use.text}
            )
        return
    for frame in name.frames:
        if frame not in scheme.frames:
            known = ", ".join(scheme.frames) or "—"
            yield Said(
                "schemes.unknown_frame", use.path, {"name": frame, "known": known, "formula": use.text}
            )
    if not any(name.code in names for names in (use.extra, scheme.items, scheme.indicators)):
        yield Said("schemes.unknown_name", use.path, {"name": name.code, "formula": use.text})


def _uses(scheme: Scheme) -> Iterator[_Use]:
    yield from _step_uses(("defaults",), scheme.defaults)
    for code, keys in scheme.indicators.items():
        path: Path = ("indicators", code)
        if keys.formula is not None:
            for text in spelled(keys.formula).all():
                yield _Use((*path, "formula"), text, "number")
        yield from _step_uses(path, keys)
    for place, check in enumerate(scheme.checks):
        extra = frozenset({"x"}) if check.each else frozenset()
        for text in spelled(check.that).all():
            yield _Use(("checks", place, "that"), text, "truth", extra)
    for code, node in scheme.tree.items():
        yield from _node_uses(scheme, ("tree", code), node)


def _node_uses(scheme: Scheme, path: Path, node: Node) -> Iterator[_Use]:
    reading = frozenset({"x"})
    for key in ("through", "back"):
        if text := getattr(node, key):
            yield _Use((*path, key), text, "number", reading, only=True)
    for combine in spelled(node.combine).all():
        if isinstance(combine, ByFormula):
            children = frozenset(code for code, _, _ in child_nodes(scheme, node))
            yield _Use((*path, "combine"), combine.formula, "number", children, only=True)
    yield from _step_uses(path, node)
    if node.each:
        yield from _step_uses((*path, "each"), node.each)
    for code, child in node.children.items():
        yield from _node_uses(scheme, (*path, "children", code), child)


def _step_uses(path: Path, steps: Steps) -> Iterator[_Use]:
    x = frozenset({"x"})
    for text in spelled(steps.reading).all() if steps.reading is not None else ():
        yield _Use((*path, "reading"), text, "number", x)
    for scale in spelled(steps.scale).all() if steps.scale is not None else ():
        if isinstance(scale.against, str):
            yield _Use((*path, "scale"), scale.against, "number", x)
    for place, adjust in enumerate(steps.adjust or ()):
        where = (*path, "adjust", place)
        if isinstance(adjust, Bonus | Deduct):
            yield _Use(where, adjust.bonus if isinstance(adjust, Bonus) else adjust.deduct, "number")
        else:
            yield _Use(where, adjust.veto, "truth")


def indicator_cycle(scheme: Scheme) -> Iterator[Said]:
    """Indicators whose formulas lead back to themselves, in this year's table or through a frame.

    An item of the same name comes first, so an indicator named as its item is no circle.
    """
    uses = {code: _indicators_used(scheme, code) for code in scheme.indicators}
    done: set[str] = set()
    for start in uses:
        trail: list[str] = []
        cycle = _walk(start, uses, done, trail)
        if cycle:
            yield Said("schemes.cycle", ("indicators", cycle[0]), {"cycle": " -> ".join([*cycle, cycle[0]])})


def _walk(code: str, uses: dict[str, set[str]], done: set[str], trail: list[str]) -> list[str]:
    if code in trail:
        return trail[trail.index(code) :]
    if code in done:
        return []
    trail.append(code)
    cycle = next((found for other in sorted(uses[code]) if (found := _walk(other, uses, done, trail))), [])
    trail.pop()
    done.add(code)
    return cycle


def _indicators_used(scheme: Scheme, code: str) -> set[str]:
    keys = scheme.indicators[code]
    texts = spelled(keys.formula).all() if keys.formula is not None else iter(())
    return {
        name.code
        for text in texts
        if (formula := _parsed(text)) is not None
        for name in formula.names
        if name.code not in scheme.items and name.code in scheme.indicators
    }


def _parsed(text: str) -> Formula | None:
    try:
        return parse(text)
    except FormulaError:
        return None
