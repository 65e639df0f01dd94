"""What the tables of a scheme must have: attributes, items, and the tables themselves."""

from collections.abc import Iterator, Mapping

from kaohe.figures import Frames, needed_items
from kaohe.messages import Place, Problem, Text
from kaohe.schemes import Scheme
from kaohe.workbooks.headers import Column, attribute_title, attributes_wanted
from kaohe.workbooks.heads import Head


def missing_parts(scheme: Scheme, heads: Mapping[Frames, Head], year: int | None) -> Iterator[Problem]:
    """Columns that a table lacks (hard); tables that formulas look into and that weren't given (soft)."""
    needed = _needed(scheme, heads)
    for way, head in heads.items():
        codes = scheme.items if not way else sorted(needed.get(way, ()))
        items = (
            (Column("value", code), scheme.items[code].name)
            for code in codes
            if _is_due(scheme, code, way, year)
        )
        wanted = attributes_wanted(scheme) if not way else ()
        attributes = ((Column("attribute", code), attribute_title(code)) for code in wanted)
        yield from head.missing([*attributes, *items])
    if () in heads:
        yield from _missing_tables(scheme, heads, needed, heads[()].grid.file)


def _needed(scheme: Scheme, heads: Mapping[Frames, Head]) -> dict[Frames, frozenset[str]]:
    """The items looked up in each table; last year's cities may be given as the cities' last year."""
    given = {way: frozenset(head.values) for way, head in heads.items() if way}
    either = given | {way[::-1]: codes for way, codes in given.items()}
    needed: dict[Frames, frozenset[str]] = {}
    for way, codes in needed_items(scheme, either).items():
        way_given = way[::-1] if way not in heads and way[::-1] in heads else way
        needed[way_given] = needed.get(way_given, frozenset()) | codes
    return needed


def _is_due(scheme: Scheme, code: str, way: Frames, year: int | None) -> bool:
    """Whether the item is required, and defined at all in the year of the table."""
    item = scheme.items[code]
    if year is None or item.defined_from is None:
        return item.required
    return item.required and year_of(scheme, way, year) >= item.defined_from


def year_of(scheme: Scheme, way: Frames, year: int) -> int:
    """The year of a frame's data, given that of the units' own."""
    return year + sum(scheme.frames[frame].year or 0 for frame in way)


def _missing_tables(
    scheme: Scheme, heads: Mapping[Frames, Head], needed: Mapping[Frames, frozenset[str]], file: str
) -> Iterator[Problem]:
    for way, items in needed.items():
        if way not in heads and (len(way) == 1 or way[:-1] in heads):
            names = [scheme.frames[code].name or Text(code, code) for code in way]
            title = Text("".join(name.zh for name in names), ", ".join(name.en for name in names))
            yield Problem("workbooks.no_frame", {"frame": title, "count": len(items)}, Place(file), "soft")
