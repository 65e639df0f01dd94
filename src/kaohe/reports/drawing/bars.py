"""What lifts a unit and what holds it back: bars to both sides of the average unit."""

from dataclasses import dataclass

from markupsafe import Markup

from kaohe.reports.drawing.svg import figure, line, rect, text

WIDTH, NAMES, VALUES, ROW = 520.0, 192.0, 46.0, 19.0


@dataclass(frozen=True, slots=True)
class Pull:
    """A part of the distance to the average; `bar` is False for what is only said, not drawn."""

    name: str
    value: float
    said: str
    bar: bool = True


def pulls_figure(pulls: tuple[Pull, ...], described: str) -> Markup:
    """Bars in the order given; the zero in the middle is the average unit."""
    reach = max((abs(pull.value) for pull in pulls if pull.bar), default=0.0) or 1.0
    room = (WIDTH - NAMES - 2 * VALUES) / 2
    zero = NAMES + VALUES + room
    parts = [line(zero, 0, zero, ROW * len(pulls), "base")]
    for place, pull in enumerate(pulls):
        parts += _bar(pull, place * ROW, zero, room * abs(pull.value) / reach)
    return figure(WIDTH, ROW * len(pulls) + 2, described, parts, "chart pulls")


def _bar(pull: Pull, top: float, zero: float, length: float) -> list[str]:
    up, length = pull.value >= 0, length if pull.bar else 0.0
    end = zero + length + 5 if up else zero - length - 5
    quiet = "" if pull.bar else " quiet"
    words = [
        text(NAMES, top + 13.5, pull.name, f"who{quiet}"),
        text(end, top + 13.5, pull.said, f"much{quiet}" if up else f"much end{quiet}"),
    ]
    if not pull.bar:
        return words
    return [*words, rect(zero if up else zero - length, top + 3, length, ROW - 6, "lift" if up else "drag")]
