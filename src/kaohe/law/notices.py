"""The State Council's notice of a year's holidays, as a table: date, kind, zh, en."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, cast

from kaohe.law.calendar import NoticedDay, span
from kaohe.messages import Place, Problem, Refused, Text

COLUMNS = ("date", "kind", "zh", "en")
KINDS = ("holiday", "workday_makeup")

_ALWAYS_OFF = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""Holidays by law that have a fixed day (全国年节及纪念日放假办法, since 2008)."""

_FEWEST, _MOST = 11, 45
"""The statutory days of the years 2008 to 2024, and more than any notice has had."""


def read_notice(text: str, year: int, name: str) -> dict[date, NoticedDay]:
    """The days of the notice of `year` from a CSV. Raises `Refused` with everything that is wrong.

    Each day lies in the notice's span (from 25 December before), once; make-up days are Saturdays or Sundays
    and no more than the weekdays off; the fixed holidays are there. Whether it says what the notice says is
    for whoever loads it: working days can't be derived.
    """
    rows = list(csv.reader(text.lstrip("\ufeff").splitlines()))
    if not rows or [cell.strip() for cell in rows[0]] != list(COLUMNS):
        found = ", ".join(rows[0]) if rows else "-"
        raise Refused.because("law.notice_columns", Place(name, line=1), found=found)
    days: dict[date, NoticedDay] = {}
    problems: list[Problem] = []
    for line, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            problems += _take(cells, year, days, Place(name, line=line))
    problems += _wrong_whole(days, year, Place(name)) if not problems else ()
    if problems:
        raise Refused(problems)
    return dict(sorted(days.items()))


def _take(cells: list[str], year: int, days: dict[date, NoticedDay], place: Place) -> Iterator[Problem]:
    """Add a row's day to `days`, or say what is wrong with it."""
    written, kind, zh, en = ([cell.strip() for cell in cells] + [""] * len(COLUMNS))[: len(COLUMNS)]
    first, last = span(year)
    day = _day(written)
    if day is None or not first <= day <= last:
        yield Problem("law.notice_day", {"found": written or "-", "first": first, "last": last}, place)
    elif day in days:
        yield Problem("law.notice_twice", {"found": day}, place)
    elif kind not in KINDS:
        yield Problem("law.notice_kind", {"found": kind or "-", "allowed": ", ".join(KINDS)}, place)
    elif kind == "workday_makeup" and day.weekday() < 5:
        yield Problem("law.notice_makeup_weekday", {"found": day}, place)
    elif not zh or not en:
        yield Problem("law.notice_names", {"found": day}, place)
    else:
        days[day] = NoticedDay(cast("Literal['holiday', 'workday_makeup']", kind), Text(zh, en))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _wrong_whole(days: Mapping[date, NoticedDay], year: int, place: Place) -> Iterator[Problem]:
    off = {day for day, noticed in days.items() if noticed.kind == "holiday"}
    missing = [day for day in (date(year, *fixed) for fixed in _ALWAYS_OFF) if day not in off]
    if missing:
        yield Problem("law.notice_missing", {"days": ", ".join(map(str, missing))}, place)
    if not _FEWEST <= len(off) <= _MOST:
        yield Problem("law.notice_count", {"found": len(off), "fewest": _FEWEST, "most": _MOST}, place)
    weekdays, made_up = sum(day.weekday() < 5 for day in off), len(days) - len(off)
    if made_up > weekdays:
        yield Problem("law.notice_made_up", {"found": made_up, "most": weekdays}, place)
