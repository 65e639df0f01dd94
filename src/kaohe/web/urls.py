"""Every address of the office: one list a room of pages."""

from django.urls import include, path

from kaohe.web.pages import home

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("kaohe.web.pages.accounts.urls")),
]
