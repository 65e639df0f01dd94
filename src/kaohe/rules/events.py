"""Events that others decide, as the office recorded them: events.csv."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kaohe.standings import Reading, Table, Zone, by_any_name

COLUMNS = ("unit", "event", "date", "decider", "document")


@dataclass(frozen=True, slots=True)
class Event:
    """Who decided what about a zone, when, in which document."""

    unit: str
    kind: str
    date: date
    decider: str
    document: str
    note: str = ""


def read_events(table: Table, zones: Iterable[Zone], kinds: Collection[str]) -> tuple[Event, ...]:
    """Events by zone and date; a zone may be called by any of its names. `Refused`: every problem at once."""
    reading = Reading(table)
    reading.columns(COLUMNS, ("note",))
    codes = by_any_name(zones)
    events: dict[tuple[str, str, date], Event] = {}
    for row in reading.rows():
        unit, kind, day = row.text("unit"), row.text("event"), row.date("date")
        decider, document = row.text("decider"), row.text("document")
        if unit and unit not in codes:
            row.problem("rules.event_of_unknown_zone", unit=unit)
        if kind and kind not in kinds:
            row.problem("rules.event_unknown", found=kind, known=", ".join(kinds))
        if day is None or unit not in codes:
            continue
        key = (codes[unit], kind, day)
        if key in events:
            row.problem("rules.event_twice", unit=unit, event=kind, day=day)
        events[key] = Event(*key, decider, document, row.cells.get("note", ""))
    reading.finish()
    return tuple(events[key] for key in sorted(events))
