"""Whether another scheme can be tried on the figures of a snapshot."""

from collections.abc import Iterator

from kaohe.figures import Figures, Frames, needed_items
from kaohe.messages import Problem, Text
from kaohe.schemes import Scheme
from kaohe.schemes.model import Applies


def as_if_in_force(scheme: Scheme) -> Scheme:
    """The scheme for any year: what is only tried asks for no validity."""
    return scheme.model_copy(update={"applies": Applies()})


def unfit(figures: Figures, own: Scheme, other: Scheme) -> Iterator[Problem]:
    """Why `other` can't be tried on figures that were gathered by `own`: items that nobody was asked for or
    that are measured otherwise, attributes that zones lack or that have other values there."""
    asked, needed = needed_items(own), needed_items(other)
    for frames, items in needed.items():
        lacking = items - _items(figures, frames) - asked.get(frames, frozenset())
        if lacking:
            yield _lacking(other, frames, sorted(lacking))
    for code in sorted(frozenset().union(*needed.values()) & own.items.keys()):
        measured, wanted = own.items[code], other.items[code]
        if measured.unit != wanted.unit:
            words = {"name": measured.name, "found": wanted.unit, "allowed": measured.unit}
            yield Problem("assessment.item_measured_otherwise", words)
    for attribute, allowed in other.units.items():
        values = figures.attributes.get(attribute, (None,) * len(figures.units))
        unknown = [value for value in values if value is None or (allowed and value not in allowed)]
        if unknown:
            found = ", ".join(sorted({value or "—" for value in unknown}))
            words = {"attribute": attribute, "count": len(unknown), "found": found}
            yield Problem("assessment.attribute_unfit", {**words, "allowed": ", ".join(allowed) or "*"})


def _items(figures: Figures, frames: Frames) -> frozenset[str]:
    """The items of a table of the figures; none where there is no such table."""
    table: Figures | None = figures
    for frame in frames:
        table = table.frames.get(frame) if table else None
    return frozenset(table.items if table else ())


def _lacking(scheme: Scheme, frames: Frames, items: list[str]) -> Problem:
    names = [scheme.items[code].name for code in items]
    tables = [scheme.frames[frame].name or Text(frame, frame) for frame in frames]
    words = {
        "count": len(items),
        "names": Text("、".join(name.zh for name in names), ", ".join(name.en for name in names)),
        "table": Text("".join(f"{name.zh}的" for name in tables), "".join(f"{name.en}: " for name in tables)),
    }
    return Problem("assessment.items_lacking", words)
