"""Addresses of findings, of what the policy leaves open, and of the zones' files."""

from django.urls import path

from kaohe.web.pages.findings import acts, dossiers, listing, settings

urlpatterns = [
    path("findings/", listing.publications, name="findings"),
    path("findings/settings/", settings.parameters, name="findings_settings"),
    path("findings/settings/<slug:pack>/<slug:name>/", settings.parameter, name="findings_setting"),
    path("findings/<int:root>/", listing.findings, name="findings_of"),
    path("findings/<int:root>/order/", listing.order, name="findings_order"),
    path("findings/<int:root>/propose/", acts.propose_chosen, name="findings_propose"),
    path("findings/<int:root>/decide/", acts.decide_chosen, name="findings_decide"),
    path("findings/<int:root>/<int:key>/", listing.finding, name="finding"),
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path("dossiers/<int:key>/", dossiers.dossier, name="dossier"),
    path("dossiers/start/<int:root>/<str:code>/", dossiers.start, name="case_start"),
]
