"""The rows of a unit's table of indicators. Written here, not in a template: there are tens of thousands."""

from collections.abc import Callable, Iterable, Iterator
from html import escape

from markupsafe import Markup

from kaohe.reports.lines import NodeLines, Other
from kaohe.schemes import Branch, Leaf

Rows = Callable[[int], str]
"""The row of a node, by the unit's position."""


class Table:
    """The body of every unit's table: a `tbody` for each dimension, its own row first."""

    def __init__(self, root: Leaf | Branch, lines: dict[str, NodeLines]):
        self.chapters = [
            [_rows(lines[path], is_head=path == head) for path in paths] for head, paths in chapters(root)
        ]

    def of(self, unit: int) -> Markup:
        return Markup("".join(_body(row(unit) for row in rows) for rows in self.chapters))


def sums(others: Iterable[Other], name: str, total: str, away: str, place: str) -> Markup:
    """The foot: parts besides the indicators, and the total they all add up to."""
    rows = [_sum(other.name, other.given, other.against) for other in others]
    return Markup(_body([*rows, _sum(name, total, away, place, "whole")], "sums"))


def _sum(name: str, given: str, against: str, place: str = "", kind: str = "") -> str:
    cells = "".join(f'<td class="n">{cell}' for cell in (given, against, place))
    return f'<tr class="{kind}"><th scope="row">{escape(name)}<td><td><td><td>{cells}<td>\n'


def _body(rows: Iterable[str], kind: str = "") -> str:
    return f'<tbody class="{kind}">{"".join(rows)}</tbody>\n'


def _rows(lines: NodeLines, is_head: bool) -> Rows:
    kind = (
        '<tr class="head"><th scope="rowgroup">'
        if is_head
        else f'<tr><th scope="row" class="in{lines.depth}">'
    )
    measure = f"<small>{escape(lines.measure)}</small>" if lines.measure else ""
    start = f'{kind}{escape(lines.name)}{measure}<td class="n">'
    middle = [
        "".join(f'<td class="n">{cell or "—"}' for cell in cells)
        for cells in zip(lines.scores, lines.weights, lines.given, lines.against, strict=True)
    ]
    values = [value or "—" for value in lines.values] or [""] * len(middle)
    workings = list(_workings(lines)) or [""] * len(middle)
    notes = [escape(note) if note else "" for note in lines.notes]
    places = [f"{place}<small>/{of}</small>" if place else "—" for place, of in lines.places]

    def row(unit: int) -> str:
        left, right = f'{start}{values[unit]}<td class="w">{workings[unit]}', places[unit]
        return f'{left}{middle[unit]}<td class="n">{right}<td class="o">{notes[unit]}\n'

    return row


def _workings(lines: NodeLines) -> Iterator[str]:
    for names, numbers in zip(lines.names, lines.numbers, strict=True):
        yield f"{escape(names)}<br>{escape(numbers)}" if numbers else escape(names)


def chapters(root: Leaf | Branch) -> Iterator[tuple[str | None, list[str]]]:
    """Head and paths of each chapter: a branch below the root with all inside it; leaves there together."""
    loose: list[str] = []
    for child in root.children if isinstance(root, Branch) else (root,):
        if isinstance(child, Leaf):
            loose.append(child.path)
            continue
        if loose:
            yield None, loose
            loose = []
        yield child.path, [child.path, *_inside(child)]
    if loose:
        yield None, loose


def _inside(branch: Branch) -> Iterator[str]:
    for child in branch.children:
        yield child.path
        if isinstance(child, Branch):
            yield from _inside(child)
