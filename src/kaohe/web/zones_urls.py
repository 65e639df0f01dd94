"""Addresses of the catalogue of zones."""

from django.urls import path

from kaohe.web.pages import zone_changes, zones

urlpatterns = [
    path("", zones.catalogue, name="zones"),
    path("new/", zone_changes.new, name="zone_new"),
    path("import/", zone_changes.import_list, name="zones_import"),
    path("zones.csv", zones.catalogue, {"ending": "csv"}, name="zones_csv"),
    path("zones.xlsx", zones.catalogue, {"ending": "xlsx"}, name="zones_xlsx"),
    path("of/<str:code>/", zones.zone, name="zone"),
    path("of/<str:code>/event/", zone_changes.event, name="zone_event"),
    path("of/<str:code>/committee/", zone_changes.committee, name="zone_committee"),
]
