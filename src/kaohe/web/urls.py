"""Every address of the office: one list a room of pages."""

from django.urls import include, path

from kaohe.web.pages import health, home, journal

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz),
    path("journal/", journal.journal, name="journal"),
    path("account/", include("allauth.urls")),
]

handler500 = "kaohe.web.trouble.fault"
