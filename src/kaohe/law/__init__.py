"""Instruments and what they say, where and when they hold, offices, working days and deadlines.

Knows nothing of zones' standings: `kaohe.rules` brings the two together.
"""

from kaohe.law.calendar import Calendar, NoticedDay, load_calendar
from kaohe.law.citations import Citation
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
    "Instrument",
    "Kind",
    "ListedOffice",
    "NoticedDay",
    "Office",
    "Period",
    "Point",
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
    "province_name",
    "provincial_government",
]
