"""Cut-offs on an axis of places: the last so many stand behind a line that is led to its words."""

from dataclasses import dataclass

from kaohe.reports.drawing.svg import Axis, line, text

LINE_OF_TEXT = 15.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut-off: its words, where it lies between two places, how narrow it is (0: the narrowest)."""

    words: str
    at: float
    grade: int


def cuts_on(cuts: tuple[Cut, ...], axis: Axis) -> tuple[Cut, ...]:
    """Those that lie on the axis."""
    return tuple(cut for cut in cuts if axis.low <= cut.at <= axis.high)


def room_for(cuts: tuple[Cut, ...]) -> float:
    """How high the words stand above a drawing."""
    return LINE_OF_TEXT * len(cuts) + 4 if cuts else 4.0


def upright_cuts(cuts: tuple[Cut, ...], axis: Axis, top: float, bottom: float) -> list[str]:
    """Lines downwards, each with its words on a line of their own above, on the side with more room."""
    inside = cuts_on(cuts, axis)
    if not inside:
        return []
    left, right = (end(axis.x(cut.at) for cut in inside) for end in (min, max))
    before = left - axis.left > axis.left + axis.width - right
    words_at = left - 14 if before else right + 14
    return [
        part
        for place, cut in enumerate(inside)
        for part in _upright(cut, axis.x(cut.at), top + 11 + place * LINE_OF_TEXT, words_at, bottom)
    ]


def _upright(cut: Cut, x: float, y: float, words_at: float, bottom: float) -> list[str]:
    kind = f"cut cut-{cut.grade}"
    before = words_at < x
    leader = line(x, y - 4, words_at + (4 if before else -4), y - 4, kind)
    said = text(words_at, y, cut.words, f"cut-{cut.grade}{' end' if before else ''}")
    return [line(x, y - 4, x, bottom, kind), leader, said]
