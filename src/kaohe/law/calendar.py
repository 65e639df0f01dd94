"""Holidays and make-up working days of the State Council's yearly notices; a day none covers is an error.

The notice of a year may reach back into the last days of the year before: the one of 2019 made
29 December 2018 a working Saturday. So the end of December is settled only when the next year is loaded too.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from hashlib import sha256
from itertools import count, islice
from typing import Literal

from kaohe.messages import Refused, Text
from kaohe.packs import pack_file

_DAY = timedelta(days=1)
_SETTLED_UNTIL = (12, 24)
_WEEKEND = Text("周末", "weekend")


@dataclass(frozen=True, slots=True)
class NoticedDay:
    """A day that a notice names: off, or worked to make up for one."""

    kind: Literal["holiday", "workday_makeup"]
    name: Text


def span(year: int) -> tuple[date, date]:
    """The first and the last day that the notice of a year may name."""
    return date(year - 1, *_SETTLED_UNTIL) + _DAY, date(year, *_SETTLED_UNTIL)


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, in the years whose notices are loaded. Every question may raise `Refused`."""

    days: Mapping[date, NoticedDay]
    years: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Whether people work on `day`."""
        return self.rest(day) is None

    def rest(self, day: date) -> Text | None:
        """Why `day` isn't worked: the holiday's name or the weekend; None if it is a working day."""
        self._require(day)
        noticed = self.days.get(day)
        if noticed:
            return noticed.name if noticed.kind == "holiday" else None
        return _WEEKEND if day.weekday() >= 5 else None

    def working_after(self, day: date, number: int = 1) -> date:
        """The `number`-th working day after `day`, which itself doesn't count."""
        return next(islice(self._working(day, _DAY), number - 1, None))

    def working_before(self, day: date) -> date:
        """The last working day before `day`."""
        return next(self._working(day, -_DAY))

    def with_notice(self, year: int, days: Mapping[date, NoticedDay]) -> "Calendar":
        """The calendar by a year's notice: what it names counts in its span, nothing else does."""
        first, last = span(year)
        kept = {day: noticed for day, noticed in self.days.items() if not first <= day <= last}
        return Calendar(kept | dict(days), self.years | {year})

    def notice(self, year: int) -> dict[date, NoticedDay]:
        """The days that the notice of a year names; empty where it isn't loaded."""
        first, last = span(year)
        return {day: self.days[day] for day in sorted(self.days) if first <= day <= last}

    @cached_property
    def hash(self) -> str:
        """The same for the same years with the same kinds and names of days: 64 hexadecimal digits."""
        days = [(str(day), noticed.kind, noticed.name.zh) for day, noticed in sorted(self.days.items())]
        return sha256(json.dumps([sorted(self.years), days]).encode()).hexdigest()

    def _working(self, day: date, step: timedelta) -> Iterator[date]:
        return (other for n in count(1) if self.is_working(other := day + n * step))

    def _require(self, day: date) -> None:
        if day.year not in self.years:
            loaded = f"{min(self.years)}-{max(self.years)}" if self.years else "-"
            raise Refused.because("law.year_not_loaded", day=day, year=day.year, loaded=loaded)
        if (day.month, day.day) > _SETTLED_UNTIL and day.year + 1 not in self.years:
            raise Refused.because("law.year_end_not_settled", day=day, next=day.year + 1)


@cache
def load_calendar(code: str = "cn") -> Calendar:
    """A shipped calendar by name, read once."""
    text = pack_file("calendars", f"{code}.csv").read_text(encoding="utf-8")
    days: dict[date, NoticedDay] = {}
    for row in csv.DictReader(text.splitlines()):
        kind: Literal["holiday", "workday_makeup"] = (
            "holiday" if row["kind"] == "holiday" else "workday_makeup"
        )
        days[date.fromisoformat(row["date"])] = NoticedDay(kind, Text(row["zh"], row["en"]))
    return Calendar(days, frozenset(day.year for day in days))
