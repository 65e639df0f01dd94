from kaohe.office.clocks.models.calendars import CalendarYear
from kaohe.office.clocks.models.clocks import Clock, Ending, Extension, Pause, Projection, Resumption

__all__ = ["CalendarYear", "Clock", "Ending", "Extension", "Pause", "Projection", "Resumption"]
