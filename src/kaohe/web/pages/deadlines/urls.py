"""Addresses of deadlines and calendars."""

from django.urls import path

from kaohe.web.pages.deadlines import acts, calendars, reading

urlpatterns = [
    path("", reading.deadlines, name="deadlines"),
    path("calendars/", calendars.years, name="calendars"),
    path("calendars/load/", calendars.load, name="calendar_load"),
    path("calendars/<int:year>.csv", calendars.notice, name="calendar_notice"),
    path("<int:pk>/", reading.deadline, name="deadline"),
    path("<int:pk>/pause/", acts.pausing, name="deadline_pause"),
    path("<int:pk>/resume/", acts.resuming, name="deadline_resume"),
    path("<int:pk>/extend/", acts.extending, name="deadline_extend"),
    path("<int:pk>/decide/", acts.deciding, name="deadline_decide"),
]
