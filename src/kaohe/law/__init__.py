"""Instruments and what they say, where and when they hold, offices, working days and deadlines.

Knows nothing of zones' standings: `kaohe.rules` brings the two together.
"""

from kaohe.law.calendar import Calendar, NoticedDay, load_calendar
from kaohe.law.citations import Citation
from kaohe.law.clock import Extension, Pause, Projection, Running, projected
from kaohe.law.deadlines import Count, DueDate, Period, due_date
from kaohe.law.instruments import (
    Change,
    Chapter,
    Clause,
    Instrument,
    Point,
    instrument,
    instrument_ids,
)
from kaohe.law.notices import read_notice
from kaohe.law.offices import (
    Kind,
    ListedOffice,
    Office,
    Succession,
    city_government,
    committee,
    listed_offices,
    office_on,
    province_name,
    provincial_government,
)
from kaohe.law.validity import Territory, Validity, inside

__all__ = [
    "Calendar",
    "Change",
    "Chapter",
    "Citation",
    "Clause",
    "Count",
    "DueDate",
    "Extension",
    "Instrument",
    "Kind",
    "ListedOffice",
    "NoticedDay",
    "Office",
    "Pause",
    "Period",
    "Point",
    "Projection",
    "Running",
    "Succession",
    "Territory",
    "Validity",
    "city_government",
    "committee",
    "due_date",
    "inside",
    "instrument",
    "instrument_ids",
    "listed_offices",
    "load_calendar",
    "office_on",
    "projected",
    "province_name",
    "provincial_government",
    "read_notice",
]
