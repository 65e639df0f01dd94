"""Between which values an item may lie, and what values its kind allows."""

from kaohe.schemes.model import Item

Bounds = tuple[float | None, float | None]

_BY_KIND: dict[str, Bounds] = {"count": (0, None), "share": (0, 100), "yes_no": (0, 1)}


def bounds_of(item: Item) -> Bounds:
    """The item's own bounds; else a count is 0 or more, a share 0 to 100, in the item's unit of measure."""
    return item.bounds or _BY_KIND.get(item.kind, (None, None))


def in_words(bounds: Bounds) -> str:
    """`0 – 100`, `≥ 0`, `≤ 100`."""
    low, high = bounds
    if low is None:
        return "" if high is None else f"≤ {high:,.10g}"
    return f"≥ {low:,.10g}" if high is None else f"{low:,.10g} – {high:,.10g}"
