"""Addresses of the API, of its description, and of the page about it."""

from django.urls import path, re_path

from kaohe.web.api import describing
from kaohe.web.api.service import api

urlpatterns = [
    path("", describing.page, name="api_page"),
    path("v1/openapi.json", describing.openapi, name="api_openapi"),
    path("v1/", api.urls),
    re_path(r"^v1/.*$", describing.nothing),
]
