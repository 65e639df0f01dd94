"""Sheets with a row for each unit."""

import numpy as np

from kaohe.explanations.studies import Line
from kaohe.workbooks.study.columns import COUNT, PERCENT, Desk


def profiles_sheet(desk: Desk) -> None:
    """Each unit's best and worst indicators, with their places."""
    profiles = [desk.speech.profile(unit) for unit in range(len(desk.study.scores.figures.units))]
    columns = [
        *desk.unit_columns(),
        desk.numbers(desk.say("studies.place"), desk.study.removals.nominal, "General", width=8),
        desk.texts(
            "studies.strengths", (_told(desk, each.strengths) for each in profiles), 70, desk.looks.wrapped
        ),
        desk.texts(
            "studies.weaknesses", (_told(desk, each.weaknesses) for each in profiles), 70, desk.looks.wrapped
        ),
    ]
    desk.sheet("studies.profiles", "studies.profiles_note", columns, 2)


def _told(desk: Desk, lines: tuple[Line, ...]) -> str:
    return "\n".join(desk.say("studies.line", name=each.name, place=each.place) for each in lines)


def availability_sheet(desk: Desk) -> None:
    """How much of the indicators is there, over all and in each branch."""
    found, low = desk.study.availability, desk.study.screening.low_available
    columns = [
        *desk.unit_columns(),
        desk.numbers(desk.say("studies.indicators"), found.units.of.astype(np.float64), COUNT),
        desk.numbers(desk.say("studies.missing"), found.units.missing.astype(np.float64), COUNT),
        desk.numbers(desk.say("studies.zero"), found.units.zero.astype(np.float64), COUNT),
        desk.numbers(desk.say("studies.available_share"), found.units.available, PERCENT, low),
    ]
    columns += [
        desk.numbers(desk.speech.name(path), found.shares[:, at], PERCENT)
        for at, path in enumerate(found.paths[1:], start=1)
    ]
    desk.sheet("studies.availability", "studies.availability_note", columns, 2)


def removal_places_sheet(desk: Desk) -> None:
    """Each unit's place without each node."""
    found = desk.study.removals
    columns = [
        *desk.unit_columns(),
        desk.numbers(desk.say("studies.place"), found.nominal, "General", width=8),
    ]
    columns += [
        desk.numbers(desk.speech.name(path), found.ranks[:, at], "General")
        for at, path in enumerate(found.paths)
    ]
    desk.sheet("studies.removal_places", "studies.removal_places_note", columns, 3)


def trends_sheet(desk: Desk) -> None:
    """Compound growth a year of each unit's indicators, where there are several years."""
    found = desk.study.trends
    if found is None:
        return
    columns = desk.unit_columns()
    columns += [
        desk.numbers(desk.speech.name(path), found.growth[:, at], "0.0%")
        for at, path in enumerate(found.paths)
    ]
    desk.sheet("studies.trends", "studies.trends_note", columns, 2)
