"""Which days are worked, as far as anybody has told us by an instant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kaohe.law import Calendar, NoticedDay, load_calendar
from kaohe.messages import Text
from kaohe.office.clocks.models import CalendarYear


def calendar_on(now: datetime) -> Calendar:
    """The calendar that comes with the product, by the notices loaded until `now`. One query."""
    calendar = load_calendar()
    last = {loaded.year: loaded for loaded in CalendarYear.objects.filter(at__lte=now)}
    for year, loaded in last.items():
        calendar = calendar.with_notice(year, days_of(loaded.days))
    return calendar


def days_of(kept: list[dict[str, Any]]) -> dict[date, NoticedDay]:
    """The days of a notice as they are kept."""
    return {
        date.fromisoformat(day["date"]): NoticedDay(day["kind"], Text(day["zh"], day["en"])) for day in kept
    }


def kept_days(days: Mapping[date, NoticedDay]) -> list[dict[str, str]]:
    """The days of a notice to be kept."""
    return [
        {"date": str(day), "kind": noticed.kind, "zh": noticed.name.zh, "en": noticed.name.en}
        for day, noticed in sorted(days.items())
    ]


@dataclass(frozen=True, slots=True)
class Year:
    """A year whose holidays are known; `loaded` is its last notice, None where it came with the product."""

    year: int
    off: int
    made_up: int
    loaded: CalendarYear | None


def years_on(now: datetime) -> tuple[Year, ...]:
    """The years known at an instant, the latest first. Two queries."""
    calendar = calendar_on(now)
    last = {loaded.year: loaded for loaded in CalendarYear.objects.filter(at__lte=now)}
    return tuple(_year(calendar, year, last.get(year)) for year in sorted(calendar.years, reverse=True))


def _year(calendar: Calendar, year: int, loaded: CalendarYear | None) -> Year:
    kinds = [noticed.kind for noticed in calendar.notice(year).values()]
    return Year(year, kinds.count("holiday"), kinds.count("workday_makeup"), loaded)
