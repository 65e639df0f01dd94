"""When a level can decide, by the calendar of the round."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localtime

from kaohe.messages import Problem, worded
from kaohe.office.reporting.models import Decision, Round, Window
from kaohe.office.reporting.models.rounds import WindowKind
from kaohe.office.reporting.queries.state import State

DECIDES_IN: Mapping[str, tuple[WindowKind, ...]] = {
    Decision.Level.CITY: (WindowKind.CITY_REVIEW,),
    Decision.Level.PROVINCE: (WindowKind.PROVINCE_REVIEW, WindowKind.HAND_UP, WindowKind.SUPPLEMENTS),
}
"""The windows in any of which a level decides; the province also while supplements come in."""


def closed_to(state: State, level: str, now: datetime) -> Problem | None:
    """Why a level can't decide now: which window, when it is, who extends it; None where it can.

    A level for which the calendar has no window isn't bound by it. Nor is a frozen round: what is corrected
    then is a cell that was opened again, with an end of its own.
    """
    held = [state.windows[kind] for kind in DECIDES_IN.get(level, ()) if kind in state.windows]
    is_open = any(window.opens_at <= now < window.closes_at for window in held)
    if not held or is_open or state.report.round.state == Round.State.FROZEN:
        return None
    window = min(
        (each for each in held if each.opens_at > now),
        key=lambda each: each.opens_at,
        default=max(held, key=lambda each: each.closes_at),
    )
    return Problem("reporting.outside_window", _told(window))


def is_over(windows: Mapping[str, Window], kind: WindowKind, now: datetime) -> bool:
    """Whether a window has closed; never where the calendar has none."""
    return kind in windows and windows[kind].closes_at <= now


def _told(window: Window) -> dict[str, object]:
    return {
        "window": worded(f"reporting.window_{window.kind}"),
        "opens": f"{localtime(window.opens_at):%Y-%m-%d %H:%M}",
        "closes": f"{localtime(window.closes_at):%Y-%m-%d %H:%M}",
    }
